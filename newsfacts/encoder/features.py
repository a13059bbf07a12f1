"""The encoder's view of a text: word pieces, each with casing, spacing and quote state.

The network is uncased; what case says about a token is a feature of its own. Training and serving both come through
here, so that the network is served what it was trained on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newsfacts.encoder.wordpiece import WordPieces
from newsfacts.layers import Paragraph, Quotation

Numbers = NDArray[np.int64]

MARKS_TOGETHER = 16
"""Marks and symbols in a row without a space that the encoder is shown: a longer row says nothing more."""


class Casing(IntEnum):
    """How a token is written."""

    NONE = 0  # the special pieces
    LOWER = 1
    TITLE = 2
    UPPER = 3
    SINGLE_UPPER = 4
    MIXED = 5
    DIGITS = 6
    NO_LETTER = 7
    UNCASED = 8


class Spacing(IntEnum):
    """What stands before a piece."""

    NOTHING = 0
    SPACE = 1
    PARAGRAPH = 2


class Quoting(IntEnum):
    """Where a token stands with regard to the outermost quotation marks."""

    OUTSIDE = 0
    INSIDE = 1
    OPENING = 2
    CLOSING = 3
    INSIDE_FLAWED = 4  # a mark is missing at one end
    MARK_FLAWED = 5


@dataclass(frozen=True, slots=True)
class Pieces:
    """A tokenized text as the encoder reads it. The four feature arrays run over pieces, `first` over tokens.

    `first` is the number of the token's first piece, -1 for a token without pieces: white space, and what lies beyond
    `MARKS_TOGETHER` in a row of marks. `paragraph_starts`
    and `sentence_starts` are numbers of pieces; the latter are a cheap guess, for cutting a long paragraph only.
    """

    ids: Numbers
    casing: Numbers
    spacing: Numbers
    quoting: Numbers
    first: Numbers
    paragraph_starts: Numbers
    sentence_starts: Numbers


def pieces(
    tokens: Sequence[str],
    offsets: Sequence[int],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    *,
    wordpieces: WordPieces,
) -> Pieces:
    """Linear in the text.

    tokens: the texts of the tokens. offsets: where each begins, code points.
    paragraphs, quotations: those of the text, in its order.
    RETURNS: the text's pieces.
    """
    ids: list[int] = []
    casings: list[int] = []  # of words, as all that follows
    spacings: list[int] = []
    words: list[int] = []
    places: list[int] = []
    paragraph_starts: list[int] = []
    sentence_starts: list[int] = []
    begins = [paragraph.start for paragraph in paragraphs]
    due = 0  # the next paragraph to begin
    last_end = 0
    last_token = ""
    marks = 0  # that stand together before the token, it included
    for number, (token, offset) in enumerate(zip(tokens, offsets, strict=True)):
        found = wordpieces(token)
        if not found:
            continue
        place = len(ids)
        end = offset + len(token)
        marks = 0 if token[0].isalnum() else 1 if offset > last_end else marks + 1
        if marks > MARKS_TOGETHER:
            last_end = end
            continue
        spacing = Spacing.SPACE if offset > last_end else Spacing.NOTHING
        if due < len(begins) and end > begins[due]:
            spacing = Spacing.PARAGRAPH
            paragraph_starts.append(place)
            while due < len(begins) and end > begins[due]:
                due += 1
        elif spacing and not token[0].islower() and _ends_sentence(last_token):
            sentence_starts.append(place)
        ids += found
        casings.append(casing(token))
        spacings.append(spacing)
        words.append(number)
        places.append(place)
        last_end, last_token = end, token
    owners, at = _numbers(words), _numbers(places)
    counts = np.diff(at, append=len(ids))
    first = np.full(len(tokens), -1, dtype=np.int64)
    first[owners] = at
    spaced = np.full(len(ids), Spacing.NOTHING, dtype=np.int64)
    spaced[at] = spacings
    return Pieces(
        ids=_numbers(ids),
        casing=np.repeat(_numbers(casings), counts),
        spacing=spaced,
        quoting=np.repeat(quote_states(tokens, offsets, quotations)[owners], counts),
        first=first,
        paragraph_starts=_numbers(paragraph_starts),
        sentence_starts=_numbers(sentence_starts),
    )


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, dtype=np.int64)


def _ends_sentence(token: str) -> bool:
    return token[-1:] in '.!?…"”’»)' and not (len(token) > 1 and token[0].isalpha())


@lru_cache(maxsize=8_192)
def casing(token: str) -> Casing:
    """RETURNS: how the token is written."""
    if token.isalpha() and token.isascii() and token.islower():
        return Casing.LOWER
    if any(character.isdigit() for character in token):
        return Casing.DIGITS
    letters = [character for character in token if character.isalpha()]
    if not letters:
        return Casing.NO_LETTER
    upper = sum(character.isupper() for character in letters)
    if not upper:
        return Casing.LOWER if any(character.islower() for character in letters) else Casing.UNCASED
    if upper == len(letters):
        return Casing.UPPER if upper > 1 else Casing.SINGLE_UPPER
    return Casing.TITLE if upper == 1 and letters[0].isupper() else Casing.MIXED


def quote_states(tokens: Sequence[str], offsets: Sequence[int], quotations: Sequence[Quotation]) -> Numbers:
    """RETURNS: the `Quoting` of every token, by the outermost quotations."""
    states = np.full(len(tokens), Quoting.OUTSIDE, dtype=np.int64)
    for quotation in quotations:
        if quotation.depth == 0:
            for number in range(bisect_left(offsets, quotation.start), bisect_left(offsets, quotation.end)):
                states[number] = _state(quotation, offsets[number], offsets[number] + len(tokens[number]))
    return states


def _state(quotation: Quotation, start: int, end: int) -> Quoting:
    opened = quotation.inner_start > quotation.start
    closed = quotation.inner_end < quotation.end
    whole = opened and closed
    if start < quotation.inner_start:
        return Quoting.OPENING if whole else Quoting.MARK_FLAWED
    if end > quotation.inner_end:
        return Quoting.CLOSING if whole else Quoting.MARK_FLAWED
    return Quoting.INSIDE if whole else Quoting.INSIDE_FLAWED
