"""Mentions of dates, clock times and lengths of time: the expressions in them, and the words around them.

A mention has no value if it is bounded or approximate ("more than two years", "about 7 pm"), recurs ("every Friday"),
belongs to another day ("that Monday"), or follows another calendar ("fiscal 2019").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc

from newsfacts.layers import text_of
from newsfacts.lexicon import words
from newsfacts.times import grammar, iso
from newsfacts.times.finder import looks_ahead, looks_back
from newsfacts.times.grammar import Match, scan, word_before
from newsfacts.times.groups import Circumstances
from newsfacts.times.named import day_first
from newsfacts.times.readings import with_year_of
from newsfacts.times.values import certain, value

_WORD = re.compile(r"\w+|[^\w\s,.;:()'’\"“”]")
_OF_ANOTHER_YEAR = re.compile(r",?\s{1,3}(?:of\s{1,3})?(?:that|each|every|any|the\s{1,3}(?:same|following|previous))\b")
_AGE = re.compile(r"[ -]old\b|\s{1,3}of\s{1,3}age\b")
_OTHER_CALENDAR = re.compile(r"\s{1,3}(?:AH|BS|BE|BC|BCE|A\.H\.|B\.S\.|B\.E\.|B\.C\.)(?!\w)")
_AFTER_CLOCK = re.compile(r"\s{0,3}(?:\([^()]{0,30}\)\s{0,3})?,?\s{0,3}(?:on )?", re.IGNORECASE)
_BEFORE_CLOCK = re.compile(r",?\s{0,3}(?:at )?", re.IGNORECASE)
_RECKONED = re.compile(r"(\w{1,20})\s{1,3}year\s{1,3}(?:of\s{1,3})?$", re.IGNORECASE)
_AFTER_TO = re.compile(r"([\w-]{1,20})\s{1,3}to\W{1,3}$", re.IGNORECASE)
_BOUND_BEFORE_TO = frozenset({"up", "close", "closer"})
_NEXT_WORD = re.compile(r"[\s-]{0,3}(\w{1,20})")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MEASURES = frozenset({"clock", "duration", "running", "ago", "year"})
_LONGEST_AFTER = 40
_LONGEST_BEFORE = 40


class Spot(NamedTuple):
    """A mention: its first token, and its code points."""

    token: int
    start: int
    end: int


def values(doc: Doc, spots: Sequence[Spot]) -> list[str | None]:
    """Resolves mentions of dates and times by what is written around them and `doc._.newsfacts_published_at`.

    doc: parsed, with `paragraphs`.
    spots: the mentions in text order, none across paragraphs.
    RETURNS: the value of each; None if text and date do not determine it.
    """
    if not spots:
        return []
    text, paragraphs = text_of(doc), doc._.newsfacts_paragraphs
    order = _Order(text)
    starts = [paragraph.start for paragraph in paragraphs]
    stretches: dict[int, _Stretch] = {}
    found = []
    for spot in spots:
        number = bisect_right(starts, spot.start) - 1
        if number not in stretches:
            start, end = (paragraphs[number].start, paragraphs[number].end) if number >= 0 else (0, len(text))
            stretches = {number: _Stretch(start, text[start : max(end, spot.end)], order)}
        token = doc[spot.token]
        at = Circumstances(doc._.newsfacts_published_at, future=looks_ahead(token), past=looks_back(token))
        found.append(stretches[number].value(spot.start, spot.end, at))
    return found


def resolve_value(
    text: str, *, published: date | None = None, future: bool = False, start: int = 0, end: int | None = None
) -> str | None:
    """Resolves one mention without a parse.

    text: the mention, and what is written around it.
    published, future: as for `readings.resolve`.
    start, end: where the mention stands in the text, by default all of it.
    RETURNS: its value, or None.
    """
    stretch = _Stretch(0, text, _Order(text))
    return stretch.value(start, len(text) if end is None else end, Circumstances(published, future))


class _Order:
    """Whether an article writes the day first in its dates in figures; worked out on first use."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._shown: set[bool] | None = None

    def day_first(self) -> bool | None:
        if self._shown is None:
            shown = (day_first(match) for match in scan(self._text, bare=True, mentions=True))
            self._shown = {order for order in shown if order is not None}
        return next(iter(self._shown)) if len(self._shown) == 1 else None


class _Stretch:
    """The expressions of one paragraph, which starts at `offset`."""

    def __init__(self, offset: int, text: str, order: _Order) -> None:
        self._offset, self._text, self._order = offset, text, order
        self._matches = scan(text, bare=True, mentions=True)
        self._ends = [match.end for match in self._matches]

    def value(self, start: int, end: int, at: Circumstances) -> str | None:
        """RETURNS: the value of the mention at code points `start` to `end`."""
        start, end = start - self._offset, end - self._offset
        first = bisect_left(self._ends, start + 1)
        last = first
        while last < len(self._matches) and self._matches[last].start < end:
            last += 1
        pieces = [_half(self._matches[number], start, end) for number in range(first, last)]
        if not pieces or not self._covered(start, end, pieces) or not all(map(self._may_have_value, pieces)):
            return None
        found = [self._of(piece, start, at) for piece in pieces]
        if len(pieces) == 1 and pieces[0].reading == "clock" and found[0] is not None:
            return self._dated(first, found[0], at)
        return _composed(pieces, found)

    def _covered(self, start: int, end: int, pieces: Iterable[Match]) -> bool:
        """RETURNS: whether the mention consists of its expressions and filler words."""
        left, at = [], start
        for piece in pieces:
            left.append(self._text[at : max(at, piece.start)])
            at = piece.end
        left.append(self._text[at : max(at, end)])
        return all(word.lower() in words("time_filler") for part in left for word in _WORD.findall(part))

    def _may_have_value(self, piece: Match) -> bool:
        """RETURNS: whether the words around the expression allow it a value."""
        start, end, groups = piece.core[0], (piece.other or piece).end, piece.groups
        before = word_before(self._text, start).strip("\"'“‘’(")
        after = self._text[end : end + _LONGEST_AFTER]
        following = _NEXT_WORD.match(after)
        follower = following[1].lower() if following else ""
        if before in words("time_any") and not (piece.reading == "duration" and before in ("a", "an")):
            return False
        if (piece.reading in _MEASURES and before in words("time_about")) or _OF_ANOTHER_YEAR.match(after):
            return False
        if piece.reading == "duration":
            indefinite = groups["n"].lower() in ("a", "an")
            lasting = before in words("time_lasting") if indefinite else groups["n"].lower() != "one"
            return lasting and not self._is_bounded(start, before) and not _AGE.match(after)
        if piece.reading in ("year", "years"):
            of_year = _RECKONED.search(self._text[max(0, start - _LONGEST_BEFORE) : start])
            reckoned = {before, follower, of_year[1].lower() if of_year else ""} & words("time_reckoning")
            return not reckoned and not _OTHER_CALENDAR.match(after)
        if piece.reading == "unit" and groups.get("shift", "").lower() == "next":
            return not self._text[start : start + 4].lower().startswith("the ")
        if piece.reading == "month_day":
            listed = groups.get("joint", "").lower() == "and" and piece.bound != "between" and not _adjacent(groups)
            named = "year" not in (piece.other or piece).groups and follower in words("time_event")
            return not listed and not named
        return True

    def _is_bounded(self, start: int, before: str) -> bool:
        """RETURNS: whether a length of time ends a range ("five to six years") or a bound ("up to six years")."""
        to = _AFTER_TO.search(self._text[max(0, start - _LONGEST_BEFORE) : start])
        if to is None:
            return before in words("time_count")
        earlier = to[1].lower()
        return earlier in _BOUND_BEFORE_TO or grammar.value("count", earlier).isdecimal()

    def _of(self, piece: Match, start: int, at: Circumstances) -> str | None:
        if piece.reading == "numeric_date":
            at = replace(at, day_first=self._order.day_first())
        if not certain(piece, at):
            return None
        if piece.bound == "since":
            at = replace(at, future=False)
        if piece.start < start:  # the preposition is no part of the mention
            piece = replace(piece, start=piece.core[0], bound=None)
        return value(piece, at)

    def _dated(self, number: int, time: str, at: Circumstances) -> str:
        """RETURNS: the clock time, with its day if that is next to it ("6 p.m. on Tuesday").

        Brackets keep it apart: with "11 p.m. (2000 GMT) on Tuesday" it is Tuesday where the clock shows eleven.
        """
        own = self._matches[number]
        for near in (number + 2, number + 1, number - 1):
            if not 0 <= near < len(self._matches) or self._matches[near].reading == "clock":
                continue
            other = self._matches[near]
            between = self._text[own.end : other.start] if near > number else self._text[other.end : own.start]
            joint = _AFTER_CLOCK if near > number else _BEFORE_CLOCK
            if len(between) > _LONGEST_AFTER or not joint.fullmatch(between) or not self._may_have_value(other):
                continue
            day = self._of(other, other.start, at)
            if day is not None and _DAY.fullmatch(day) and other.bound is None:
                return _on(day, own, time) or time
        return time


def _half(match: Match, start: int, end: int) -> Match:
    """RETURNS: the half of "March to May 2022" that the mention is, if it is only one."""
    other = match.other
    if other is None:
        return match
    if end <= other.start:
        return replace(match, end=match.core[1], groups=with_year_of(match.groups, other.groups), other=None)
    return other if start >= match.core[1] else match


def _adjacent(groups: Mapping[str, str]) -> bool:
    first, second = (int(groups[name].rstrip("stndrhSTNDRH")) for name in ("day", "day2"))
    return second == first + 1


def _composed(pieces: Sequence[Match], found: Sequence[str | None]) -> str | None:
    """RETURNS: one value for all expressions: a day with its clock time, or what all agree on ("tomorrow, 3 May")."""
    clocks = [(piece, told) for piece, told in zip(pieces, found, strict=True) if piece.reading == "clock" and told]
    if len(pieces) > 1 and len(clocks) == 1:
        days = {told for piece, told in zip(pieces, found, strict=True) if piece.reading != "clock"}
        day = days.pop() if len(days) == 1 else None
        return _on(day, *clocks[0]) if day is not None and _DAY.fullmatch(day) else None
    return found[0] if len(set(found)) == 1 else None


def _on(day: str, own: Match, time: str) -> str | None:
    """RETURNS: the clock time on its day; None for midnight: a day has two."""
    ends = (own, own.other or own)
    midnight = any(end.groups.get("hour_name", "").lower() == "midnight" for end in ends)
    return None if midnight else iso.on(day, time)
