"""What the two readers of quotation marks, double and single, share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsfacts.facts import QuoteIssue

LONGEST_REPAIR = 2000
"""Code points that a quotation with a missing mark may reach, before it is cut at the end of a sentence."""

_SENTENCE_GAP = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\s+")
_WORD = re.compile(r"\w")


@dataclass(slots=True, eq=False)
class Region:
    """A quotation in the making; `opened` and `closed` tell whether a mark stands at that end,
    `continues` and `continued` whether it goes on with the paragraph before, or the next one with it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    family: str
    opened: bool = True
    closed: bool = True
    continues: bool = False
    continued: bool = False
    issues: list[QuoteIssue] = field(default_factory=list)

    def add(self, issue: QuoteIssue) -> None:
        if issue not in self.issues:
            self.issues.append(issue)

    def drop(self, issue: QuoteIssue) -> None:
        if issue in self.issues:
            self.issues.remove(issue)


def has_word(text: str, start: int, end: int) -> bool:
    return _WORD.search(text, start, end) is not None


def first_sentence_start(text: str, start: int, end: int) -> int | None:
    """RETURNS: the first place in `start` to `end` where a new sentence begins."""
    gap = _SENTENCE_GAP.search(text, start, end)
    return gap.end() if gap and gap.end() < end else None


def last_sentence_start(text: str, start: int, end: int) -> int:
    """RETURNS: the last place in `start` to `end` where a sentence begins; `start` if none does."""
    found = start
    for gap in _SENTENCE_GAP.finditer(text, start, end):
        if gap.end() < end:
            found = gap.end()
    return found


def stripped_end(text: str, start: int, end: int) -> int:
    """RETURNS: `end` moved before the white space that precedes it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
