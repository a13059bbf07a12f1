"""Documents as the recogniser meets them: laid out, tagged, parsed and named, without our later components."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from newsfacts.pipeline import DOCUMENT_COMPONENTS
from newsfacts.quantities import Found, recognise

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@pytest.fixture(scope="session")
def parse(ruled_nlp: Language) -> Callable[[str], Doc]:
    def made(text: str) -> Doc:
        layout = ruled_nlp.get_pipe("newsfacts_layout")
        doc: Doc = layout(ruled_nlp.make_doc(text))
        for name, component in ruled_nlp.pipeline:
            if name not in DOCUMENT_COMPONENTS and component is not layout:
                doc = component(doc)
        return doc

    return made


@pytest.fixture(scope="session")
def found(parse: Callable[[str], Doc]) -> Callable[[str], list[Found]]:
    return lambda text: recognise(parse(text))
