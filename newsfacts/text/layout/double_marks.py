"""Pairs double quotation marks within one paragraph, whatever their style.

A stack of open marks, at most four deep. A closing mark takes the latest open mark of its own family, else the latest
open mark of any; what nothing opened reaches back to the paragraph's start, what nothing closes runs to its end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from functools import cache
from typing import NamedTuple

from newsfacts.facts import QuoteIssue
from newsfacts.lexicon import values
from newsfacts.text.layout.regions import (
    LONGEST_REPAIR,
    Region,
    first_sentence_start,
    has_word,
    last_sentence_start,
    stripped_end,
)

DEEPEST = 4
LONGEST_LABEL = 60

_BEFORE_OPENING = "([{<—–-/‘'“\"*_"
_AFTER_CLOSING = ")]}>.,;:!?—–-/’'”\"*_…"
_INCHES = frozenset({'"', "”"})
_FEET = re.compile(r"\d['’′]\s?\d{1,2}$")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}\s*$")


class Side(Enum):
    OPEN = "open"
    CLOSE = "close"
    EITHER = "either"


class Mark(NamedTuple):
    start: int
    end: int
    family: str
    side: Side
    swapped: bool
    inch: bool


def double_regions(text: str, low: int, high: int) -> list[Region]:
    """RETURNS: the quotations between double marks in the paragraph `low` to `high`, sorted, nested or disjoint."""
    marks = _without_inches(_marks(text, low, high))
    stack: list[Mark] = []
    flawed: set[int] = set()  # starts of open marks inside which a mark was left over
    regions: list[Region] = []
    outer_end = low
    for mark in marks:
        if _side(mark, stack) is Side.OPEN:
            if len(stack) < DEEPEST:
                stack.append(mark)
            continue
        partner = _partner(mark, stack)
        if partner is not None:
            opening = stack[partner]
            if partner < len(stack) - 1:
                flawed.add(opening.start)
            del stack[partner:]
            region = _between(text, opening, mark)
            if region is None:
                continue
            if opening.start in flawed:
                region.add(QuoteIssue.UNBALANCED_NESTED_MARKS)
            regions.append(region)
            if not stack:
                outer_end = mark.end
        else:
            orphan = _unopened(text, low, outer_end, mark)
            if orphan is not None:
                regions.append(orphan)
            # what was searched in vain is not searched again, but for the full stop before this mark
            outer_end = mark.end if orphan else max(outer_end, mark.start - 4)
    regions.sort(key=lambda region: (region.start, -region.end))
    regions += _unclosed(text, high, stack, regions)
    regions.sort(key=lambda region: (region.start, -region.end))
    return regions


@cache
def _table() -> dict[str, tuple[str, Side]]:
    marks = ((mark, written.split()) for mark, written in values("double_mark").items())
    return {mark: (family, Side(side)) for mark, (family, side) in marks}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _table()), key=len, reverse=True)))


def _marks(text: str, low: int, high: int) -> list[Mark]:
    found = []
    for match in _pattern().finditer(text, low, high):
        family, usual = _table()[match.group()]
        start, end = match.span()
        seen = _seen_side(text, low, high, start, end)
        side = seen if usual is Side.EITHER else usual
        swapped = usual is not Side.EITHER and seen not in (Side.EITHER, usual) and family in ("curly", "guillemet")
        measures = match.group() in _INCHES and start > low and text[start - 1].isdecimal()
        if measures and _FEET.search(text, max(low, start - 6), start):
            continue
        found.append(Mark(start, end, family, side, swapped, measures and family == "straight"))
    return found


def _seen_side(text: str, low: int, high: int, start: int, end: int) -> Side:
    """RETURNS: the side that the characters around a mark show."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closes = (after.isspace() or after in _AFTER_CLOSING) and not before.isspace()
    if opens and closes:  # between two marks or brackets: a letter decides
        opens, closes = after.isalnum(), before.isalnum()
    if opens == closes:
        return Side.EITHER
    return Side.OPEN if opens else Side.CLOSE


def _without_inches(marks: list[Mark]) -> list[Mark]:
    """A straight mark after a digit is an inch sign where nothing straight is open, or where a closing one follows."""
    kept: list[Mark] = []
    is_open = False
    for number, mark in enumerate(marks):
        if mark.family != "straight":
            kept.append(mark)
            continue
        following = marks[number + 1] if number + 1 < len(marks) else None
        closed_later = following is not None and following.family == "straight" and following.side is Side.CLOSE
        if mark.inch and mark.side is not Side.OPEN and (not is_open or closed_later):
            continue
        is_open = mark.side is Side.OPEN or (mark.side is Side.EITHER and not is_open)
        kept.append(mark)
    return kept


def _side(mark: Mark, stack: list[Mark]) -> Side:
    """RETURNS: OPEN or CLOSE, by the mark itself, the marks that are open, and the context."""
    top = stack[-1].family if stack else None
    if mark.family == "curly" and top == "low" and mark.side is Side.OPEN:
        return Side.CLOSE  # German „…“
    if mark.side is Side.EITHER:
        return Side.CLOSE if any(opened.family == mark.family for opened in stack) else Side.OPEN
    if mark.swapped:  # ”like this“ or »so«: believed when it fits what is open
        return Side.CLOSE if any(opened.family == mark.family for opened in stack) else Side.OPEN
    return mark.side


def _partner(mark: Mark, stack: list[Mark]) -> int | None:
    """RETURNS: the place in the stack of the open mark that `mark` closes."""
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].family == mark.family or (stack[place].family == "low" and mark.family == "curly"):
            return place
    return len(stack) - 1 if stack else None


def _between(text: str, opening: Mark, closing: Mark) -> Region | None:
    if not has_word(text, opening.end, closing.start):
        return None
    region = Region(opening.start, closing.end, opening.end, closing.start, opening.family)
    alike = opening.family == closing.family or (opening.family, closing.family) == ("low", "curly")
    swapped = (opening.swapped or closing.swapped) and opening.family == "curly"
    if not alike or (swapped and text[opening.start : opening.end] != text[closing.start : closing.end]):
        region.add(QuoteIssue.MISMATCHED_MARKS)
    return region


def _unopened(text: str, low: int, outer_end: int, mark: Mark) -> Region | None:
    """RETURNS: the quotation that ends at a closing mark that nothing opened; None for a stray mark."""
    start: int | None
    if outer_end > low:
        start = first_sentence_start(text, outer_end, mark.start)
    elif mark.start > low and text[mark.start - 1] in ".,!?…;—-":
        start = low
    else:
        start = last_sentence_start(text, low, mark.start)
    if start is None or not has_word(text, start, mark.start):
        return None
    if mark.start - start > LONGEST_REPAIR:
        start = first_sentence_start(text, mark.start - LONGEST_REPAIR, mark.start)
        if start is None:
            return None
    issues = [QuoteIssue.MISSING_OPENING_MARK]
    return Region(start, mark.end, start, mark.start, mark.family, opened=False, issues=issues)


def _unclosed(text: str, high: int, stack: list[Mark], regions: list[Region]) -> list[Region]:
    """RETURNS: the quotations of the marks that nothing closed."""
    found: list[Region] = []
    starts = [region.start for region in regions]
    for number, mark in enumerate(stack):
        following = [later.start for later in stack[number + 1 : number + 2]]
        inner = bisect_right(starts, mark.start)
        inner_region = regions[inner] if inner < len(regions) and not _is_label(text, regions[inner]) else None
        if inner_region is not None:
            following.append(inner_region.start)
        end = high
        if inner_region is not None and min(following) == inner_region.start and _shares(text, mark, inner_region):
            shared = Region(mark.start, inner_region.end, mark.end, inner_region.inner_end, mark.family)
            shared.add(QuoteIssue.UNBALANCED_NESTED_MARKS)
            found.append(shared)
            continue
        if following and _SENTENCE_END.search(text, max(mark.end, min(following) - 8), min(following)):
            end = stripped_end(text, mark.end, min(following))
        elif found and found[-1].end == high:  # within one that runs to the end as well
            found[-1].add(QuoteIssue.UNBALANCED_NESTED_MARKS)
            continue
        if end - mark.start > LONGEST_REPAIR:
            limit = mark.start + LONGEST_REPAIR
            end = stripped_end(text, mark.end, last_sentence_start(text, mark.end, limit))
        if not has_word(text, mark.end, end) or text[mark.end].isspace():
            continue
        issues = [QuoteIssue.MISSING_CLOSING_MARK]
        region = Region(mark.start, end, mark.end, end, mark.family, closed=False, issues=issues)
        found.append(region)
    return found


def _shares(text: str, mark: Mark, inner: Region) -> bool:
    """RETURNS: whether one closing mark ends both a speech and the words quoted last in it (“They said “go home.”)."""
    return inner.opened and not _SENTENCE_END.search(text, max(mark.end, inner.start - 8), inner.start)


def _is_label(text: str, region: Region) -> bool:
    """RETURNS: whether the quotation is a few words without an end of sentence: a term, not speech."""
    short = region.end - region.start <= LONGEST_LABEL
    return short and text[region.inner_end - 1] not in ".!?,…"
