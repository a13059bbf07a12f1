"""Interviews without labels: question and answer alternate, and who is asked stands in the headline or above the first.

Questions end in a question mark, and what follows one is its answer, where questions speak to somebody and answers of
oneself, as an explainer's do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from newsfacts.facts import Entity, EntityLabel
from newsfacts.layers import Paragraph, ParagraphKind
from newsfacts.quotes.candidates import MOST_PIECES, Candidate
from newsfacts.quotes.context import Context
from newsfacts.quotes.marks import trimmed

_FEWEST = 3
_PERSONAL = 1.1
_CALLED = re.compile(r"\b(?:[Ii]nterview|INTERVIEW|Q ?& ?A\b)")
"""A headline that says what the page is: fewer questions and less talk of you and me prove it then."""
_YOU = frozenset({"you", "your", "yourself"})
_I = frozenset({"i", "me", "my", "we", "us", "our"})
_CLOSING = "\"'”’) \u00a0"


def find_interview(context: Context) -> Iterator[Candidate]:
    """RETURNS: the turns of an interview without labels, in text order; none where the page is no interview."""
    paragraphs = [paragraph for paragraph in context.paragraphs if paragraph.kind is not ParagraphKind.FURNITURE]
    asking = [_asks(context, paragraph) for paragraph in paragraphs]
    called = _CALLED.search(context.text, 0, paragraphs[0].end) is not None if paragraphs else False
    if sum(asking) < _FEWEST - called:
        return
    turns = _turns(context, paragraphs, asking)
    if _share(context, turns, True, _YOU) + _share(context, turns, False, _I) < _PERSONAL / (1 + called):
        return
    answerer = asked(context, turns[0][1][0].start)
    for asks, turn in turns:
        contents = tuple(trimmed(context, paragraph.start, paragraph.end) for paragraph in turn[:MOST_PIECES])
        yield Candidate(
            contents=contents,
            by="layout/interview",
            speaker=None if asks else answerer,
        )


def _asks(context: Context, paragraph: Paragraph) -> bool:
    """RETURNS: whether a paragraph is a question in nobody's marks."""
    asks = context.text[paragraph.start : paragraph.end].rstrip(_CLOSING).endswith("?")
    return asks and context.quotation_at(paragraph.end - 1) is None


def _turns(
    context: Context, paragraphs: Sequence[Paragraph], asking: Sequence[bool]
) -> list[tuple[bool, list[Paragraph]]]:
    """RETURNS: the turns from the first question on, each with whether it asks."""
    found: list[tuple[bool, list[Paragraph]]] = []
    for number in range(asking.index(True), len(paragraphs)):
        asks, paragraph = asking[number], paragraphs[number]
        if found and found[-1][0] == asks:
            found[-1][1].append(paragraph)
        else:
            found.append((asks, [paragraph]))
    for asks, turn in found[:-1]:
        if not asks and len(turn) > 1 and _is_heading(context, turn[-1]):
            turn.pop()
    if not found[-1][0]:
        longest = max((len(turn) for asks, turn in found[:-1] if not asks), default=1)
        turn = found[-1][1]
        turn[1:] = takewhile(lambda paragraph: not _is_heading(context, paragraph), turn[1:longest])
    return found


def _is_heading(context: Context, paragraph: Paragraph) -> bool:
    """RETURNS: whether a paragraph only opens the next section: a line without a full stop."""
    return paragraph.kind is ParagraphKind.HEADLINE and context.text[paragraph.end - 1].isalnum()


def _share(context: Context, turns: Sequence[tuple[bool, list[Paragraph]]], asks: bool, words: frozenset[str]) -> float:
    """RETURNS: the share of the questions, or of the answers, that hold one of the words outside of quotation marks."""
    told = [turn for asking, turn in turns if asking is asks]
    return sum(_holds(context, turn, words) for turn in told) / max(len(told), _FEWEST)


def _holds(context: Context, turn: Sequence[Paragraph], words: frozenset[str]) -> bool:
    tokens = (token for paragraph in turn for token in context.tokens(paragraph.start, paragraph.end))
    return any(token.lower_ in words and context.quotation_at(token.idx) is None for token in tokens)


def asked(context: Context, end: int) -> Entity | None:
    """RETURNS: the one person with a full name in the headline, or else above the first question; None if several."""
    headline = next((paragraph.end for paragraph in context.paragraphs), end)
    for stop in (min(headline, end), end):
        named = (e for m, e in context.mentions.within(0, stop) if e.label is EntityLabel.PERSON and " " in m.text)
        people = {person.id: person for person in named}
        if people:
            return next(iter(people.values())) if len(people) == 1 else None
    return None
