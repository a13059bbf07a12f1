"""Windows cover a text without overlap, and keep paragraphs whole where they can."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.encoder.features import Pieces
from newsfacts.encoder.windows import windows


def made(paragraphs: list[int], *, token: int = 1, sentences: tuple[int, ...] = ()) -> Pieces:
    """Paragraphs of so many pieces, tokens of `token` pieces."""
    total = sum(paragraphs)
    zeros = np.zeros(total, dtype=np.int64)
    starts = np.cumsum([0, *paragraphs[:-1]]).astype(np.int64) if paragraphs else np.zeros(0, dtype=np.int64)
    first = np.arange(0, total, token, dtype=np.int64)
    return Pieces(zeros, zeros, zeros, zeros, first, starts, np.array(sentences, dtype=np.int64))


def test_paragraphs_are_packed_while_they_fit() -> None:
    assert windows(made([4, 5, 3, 9]), limit=10) == [(0, 9), (9, 12), (12, 21)]


def test_a_long_paragraph_is_cut_at_its_last_sentence_that_fits() -> None:
    assert windows(made([25], sentences=(6, 9, 14)), limit=10) == [(0, 9), (9, 14), (14, 24), (24, 25)]


def test_a_long_sentence_is_cut_between_tokens() -> None:
    assert windows(made([12], token=4), limit=10) == [(0, 8), (8, 12)]


def test_no_text_no_window() -> None:
    assert windows(made([])) == []


@given(st.lists(st.integers(1, 50), max_size=30), st.integers(12, 40))
def test_windows_tile_the_text_within_the_limit(paragraphs: list[int], limit: int) -> None:
    pieces = made(paragraphs)
    found = windows(pieces, limit)
    assert [place for start, end in found for place in range(start, end)] == list(range(sum(paragraphs)))
    assert all(end - start <= limit for start, end in found)
