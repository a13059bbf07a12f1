"""Contents fitted to the quotation marks: what cuts into a quotation is widened to all of it.

The encoder decides what is attributed and to whom; the marks show where quoted speech begins and ends. A quotation
belongs to one attribution whose cue stands outside of it; an attribution inside it is part of what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsfacts.layers import Quotation
from newsfacts.quotes.candidates import Candidate, Extent
from newsfacts.quotes.context import Context

_SPACE = " \t\r\n\u00a0"
_TRAILING = f"{_SPACE}.,;:—–-"
_LEADING = f"{_SPACE},;:—–-)*•·‣◦●○▪■►|"


def widened(context: Context, found: Sequence[Candidate]) -> list[Candidate]:
    """
    found: candidates in text order whose contents do not overlap.
    RETURNS: candidates in text order that do not overlap and cut into no quotation that somebody outside of it says.
    """
    owners: dict[int, int] = {}
    for number, candidate in enumerate(found):
        for extent in candidate.contents:
            for quotation in _cut(context, candidate, extent):
                owner = owners.setdefault(quotation.start, number)
                if found[owner].source is None and candidate.source is not None:
                    owners[quotation.start] = number
    fitted = (_fitted(context, candidate, number, owners) for number, candidate in enumerate(found))
    return [candidate for candidate in fitted if candidate is not None]


def _cut(context: Context, candidate: Candidate, extent: Extent) -> Iterator[Quotation]:
    """RETURNS: the outermost quotations that a content begins or ends in, but those that hold its cue or source."""
    first, last = context.quotation_at(extent[0]), context.quotation_at(extent[1] - 1)
    phrases = [phrase for phrase in (candidate.cue, candidate.source) if phrase is not None]
    for quotation in (first, last) if first is not last else (first,):
        if quotation is not None and not any(quotation.start <= p.start < quotation.end for p in phrases):
            yield quotation


def _fitted(context: Context, candidate: Candidate, number: int, owners: dict[int, int]) -> Candidate | None:
    contents: list[Extent] = []
    for start, end in candidate.contents:
        first, last = context.quotation_at(start), context.quotation_at(end - 1)
        cut = [quotation for quotation in (first, last) if quotation is not None and quotation.start in owners]
        if any(owners[quotation.start] != number for quotation in cut):
            continue
        start = min([start, *(quotation.start for quotation in cut)])
        end = max([end, *(quotation.end for quotation in cut)])
        if contents and start < contents[-1][1]:
            contents[-1] = contents[-1][0], max(end, contents[-1][1])
        else:
            contents.append((start, end))
    if not contents:
        return None
    if tuple(contents) == candidate.contents:
        return candidate
    return replace(candidate, contents=tuple(contents), widened=True, issues=context.issues(contents))


def trimmed(context: Context, start: int, end: int) -> Extent:
    """RETURNS: the extent without outer white space and punctuation, but for that in quotation marks."""
    text = context.text
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] not in _SPACE and context.quotation_at(end - 1) is not None:
            break
        if text[end - 1] == "." and end - 2 > start and text[end - 2].isupper() and text[end - 3] in ". ":
            break  # "the U.S."
        end -= 1
    while start < end and text[start] in _LEADING and context.quotation_at(start) is None:
        start += 1
    return start, end
