"""Documents as the recogniser meets them: laid out, read by the encoder, without the components over the whole document."""

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
def parse(nlp: Language) -> Callable[[str], Doc]:
    def made(text: str) -> Doc:
        layout = nlp.get_pipe("newsfacts_layout")
        doc: Doc = layout(nlp.make_doc(text))
        for name, component in nlp.pipeline:
            if name not in DOCUMENT_COMPONENTS and component is not layout:
                doc = component(doc)
        return doc

    return made


@pytest.fixture(scope="session")
def found(parse: Callable[[str], Doc]) -> Callable[[str], list[Found]]:
    return lambda text: recognise(parse(text))
