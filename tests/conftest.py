"""Fixtures of every suite. The pipeline is the shipped one, loaded once a run and only where asked for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

    from newsfacts.extractor import Extractor

for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

settings.register_profile("newsfacts", deadline=None)  # a busy machine is no failure
settings.load_profile("newsfacts")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The shipped pipeline."""
    from newsfacts import load

    return load()


@pytest.fixture(scope="session")
def nlp(extractor: Extractor) -> Language:
    """The pipeline under `extractor`. Tests must not change it."""
    return extractor.nlp
