from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.lexicon.folding import fold

FOLDED = [
    ("U.S.", "us"),
    ("al-Hasan", "al hasan"),
    ("Côte d’Ivoire", "cote divoire"),
    ("  ", ""),
    ("São\nTomé", "sao tome"),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
