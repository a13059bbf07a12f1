"""Fixtures of every suite. The pipelines are the real thing, loaded once a run and only where asked for.

`extractor` and `nlp` are what is shipped; `ruled_extractor` and `ruled_nlp` are without the trained encoder, for tests
that hold rules and must not turn on what the encoder learnt.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

    from newsfacts.extractor import Extractor

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The shipped pipeline."""
    from newsfacts.extractor import default

    return default()


@pytest.fixture(scope="session")
def nlp(extractor: Extractor) -> Language:
    """The pipeline under `extractor`. Tests must not change it."""
    return extractor.nlp


@pytest.fixture(scope="session")
def ruled_extractor() -> Extractor:
    """The pipeline without the encoder."""
    from newsfacts.extractor import default

    return default(encoder=False)


@pytest.fixture(scope="session")
def ruled_nlp(ruled_extractor: Extractor) -> Language:
    """The pipeline under `ruled_extractor`. Tests must not change it."""
    return ruled_extractor.nlp
