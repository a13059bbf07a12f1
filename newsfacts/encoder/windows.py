"""Cuts a text into windows that the encoder reads one at a time: as many whole paragraphs as fit."""

from __future__ import annotations

from collections.abc import Iterator

from newsfacts.encoder.features import Pieces

LIMIT = 158
"""Pieces in a window; 160 with the two special ones. Longer windows were no better and cost more per piece."""


def windows(pieces: Pieces, limit: int = LIMIT) -> list[tuple[int, int]]:
    """RETURNS: `(start, end)` of each window, numbers of pieces, end exclusive. They cover the text without overlap.

    A window has as many whole paragraphs as fit. A paragraph that is too long is cut where a sentence seems to begin,
    or else before a token.
    """
    return list(_packed(pieces, limit))


def _packed(pieces: Pieces, limit: int) -> Iterator[tuple[int, int]]:
    total = len(pieces.ids)
    starts = [*pieces.paragraph_starts.tolist(), total]
    sentences, tokens = set(pieces.sentence_starts.tolist()), set(pieces.first.tolist())
    begin = fits = 0  # the window's start, and the last paragraph start that it reaches whole
    for end in starts:
        while end - begin > limit:
            cut = fits if fits > begin else _within(sentences, tokens, begin, limit)
            yield begin, cut
            begin = fits = cut
        fits = end
    if begin < total:
        yield begin, total


def _within(sentences: set[int], tokens: set[int], begin: int, limit: int) -> int:
    """RETURNS: where to cut a paragraph that begins at or before `begin` and does not fit."""
    last = range(begin + limit, begin, -1)
    late = (place for place in last[: limit - limit // 3] if place in sentences)
    return next(late, None) or next(place for place in last if place in tokens)
