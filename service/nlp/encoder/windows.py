"""Cuts a text into the windows that the encoder sees one at a time: whole paragraphs, packed."""

from __future__ import annotations

from collections.abc import Iterator

from service.nlp.encoder.features import Pieces

LIMIT = 158
"""Pieces in a window. With the two special ones 160: longer ones were no better and cost more a piece."""


def windows(pieces: Pieces, limit: int = LIMIT) -> list[tuple[int, int]]:
    """RETURNS: `(start, end)` of each window, numbers of pieces, end exclusive. They cover the text without overlap.

    Whole paragraphs are packed while they fit. A paragraph that is too long is cut where a sentence seems to begin, else
    before a token.
    """
    return list(_packed(pieces, limit))


def _packed(pieces: Pieces, limit: int) -> Iterator[tuple[int, int]]:
    total = len(pieces.ids)
    starts = [int(start) for start in pieces.paragraph_starts] + [total]
    sentences = {int(start) for start in pieces.sentence_starts}
    tokens = {int(start) for start in pieces.first if start >= 0}
    begin = fits = 0  # the window's start, and the last paragraph start that it reaches whole
    for end in starts:
        while end - begin > limit:
            if fits > begin:
                cut = fits
            else:
                cut = _cut(sentences, begin + limit // 3, begin + limit) or _cut(tokens, begin, begin + limit)
                assert cut is not None, "a token has fewer pieces than a window"
            yield begin, cut
            begin = fits = cut
        fits = end
    if begin < total:
        yield begin, total


def _cut(places: set[int], low: int, high: int) -> int | None:
    """RETURNS: the last of `places` in `low` (exclusive) to `high` (inclusive)."""
    return next((place for place in range(high, low, -1) if place in places), None)
