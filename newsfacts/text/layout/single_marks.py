"""Tells single quotation marks from apostrophes, and pairs them within one paragraph.

An opening mark stands before a word and after none, and starts no elision ("’90s", "’em"); a closing one stands after
a word or its punctuation and before none. A plural possessive ("the workers’ rights") closes only if nothing better
does. A single mark without its partner is an apostrophe, except where a speech goes on over paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from newsfacts.lexicon import words
from newsfacts.text.layout.regions import Region, has_word

FAMILY = "single"

_OPENING = re.compile(r"(?<![\w.,!?…’'‘`])[‘'‚‛`](?=[\w\[“\"])")
_CLOSING = re.compile(r"(?<=[\w.,!?…)”\"—-])[’'](?![\w’'])")
_ANGLES = re.compile(r"[‹›]")
_WORD = re.compile(r"\w+")


def single_regions(text: str, low: int, high: int, doubles: Sequence[Region]) -> list[Region]:
    """RETURNS: the quotations between single marks in the paragraph, none crossing one of `doubles`, sorted.

    A last one may be unclosed (`closed` is False): it counts only if the next paragraph goes on with it.
    """
    opens = [match.start() for match in _OPENING.finditer(text, low, high) if not _is_elision(text, match.start())]
    closes = [match.start() for match in _CLOSING.finditer(text, low, high)]
    nest = Nest(doubles)
    regions: list[Region] = []
    done = low
    for number, start in enumerate(opens):
        if start < done:
            continue
        limit = opens[number + 1] if number + 1 < len(opens) else high
        closing = _closing(text, start, limit, closes, nest)
        if closing is not None:
            regions.append(Region(start, closing + 1, start + 1, closing, FAMILY))
            done = closing + 1
    last = next((start for start in opens if start >= done), None)
    begins = last is not None and (last == low or text[last + 1].isupper()) and nest.innermost(last) is None
    if last is not None and begins and has_word(text, last, high):
        regions.append(Region(last, high, last + 1, high, FAMILY, closed=False))
    return sorted(regions + _angled(text, low, high), key=lambda region: region.start)


def _closing(text: str, start: int, limit: int, closes: Sequence[int], nest: Nest) -> int | None:
    weak = None
    for place in range(bisect_left(closes, start + 2), bisect_left(closes, limit)):
        closing = closes[place]
        if nest.innermost(start) != nest.innermost(closing) or not has_word(text, start + 1, closing):
            continue
        if not _may_be_possessive(text, closing):
            return closing
        weak = closing
    return weak


class Nest:
    """Regions that are nested or disjoint, sorted; tells which innermost one a place lies in."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self._places: list[int] = [-1]
        self._inside: list[int | None] = [None]
        opened: list[int] = []
        for number, region in enumerate(regions):
            self._leave(opened, regions, region.start)
            opened.append(number)
            self._mark(region.start, number)
        self._leave(opened, regions, None)

    def _leave(self, opened: list[int], regions: Sequence[Region], until: int | None) -> None:
        while opened and (until is None or regions[opened[-1]].end <= until):
            self._mark(regions[opened.pop()].end, opened[-1] if opened else None)

    def _mark(self, place: int, inside: int | None) -> None:
        self._places.append(place)
        self._inside.append(inside)

    def innermost(self, place: int) -> int | None:
        """RETURNS: the number of the innermost region that covers the code point `place`."""
        return self._inside[bisect_right(self._places, place) - 1]


def _may_be_possessive(text: str, closing: int) -> bool:
    after = text[closing + 1 : closing + 3]
    return text[closing - 1] in "sSzx" and len(after) == 2 and after[0] == " " and after[1].isalnum()


def _is_elision(text: str, start: int) -> bool:
    word = _WORD.match(text, start + 1)
    if word is None or text[start] in "`‚‛":
        return False
    written = word.group().lower()
    return written in words("elision") or (written[:2].isdecimal() and written[2:] in ("", "s"))


def _angled(text: str, low: int, high: int) -> list[Region]:
    """‹ and › are never apostrophes: they pair as they come."""
    marks = [match.start() for match in _ANGLES.finditer(text, low, high)]
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return [
        Region(start, end + 1, start + 1, end, "angle")
        for start, end in pairs
        if text[start] != text[end] and has_word(text, start, end)
    ]
