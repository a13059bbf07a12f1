"""What each form in the table `times` means: groups of a match in, an interval of days out.

Every reading is a pure function of the matched words and the circumstances. News is read as news: a weekday or month
without a year is the latest one on or before the publication date, or the next one if the verb looks ahead. A stretch
up to now ("the past month") ends before the publication date; in hours or after "since" it includes that day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from newsfacts.times.calendar import UNKNOWN, Interval, shifted
from newsfacts.times.grammar import Match, scan
from newsfacts.times.groups import Circumstances, Groups, Reading, number_of
from newsfacts.times.named import NAMED
from newsfacts.times.stretches import STRETCHES

READINGS: Mapping[str, Reading] = {**NAMED, **STRETCHES}


def resolve(text: str, *, published: date | None = None, future: bool = False) -> Interval:
    """Resolves one expression, with the preposition that bounds it or without ("since August", "August").

    text: the expression alone; it may be wrapped in other words ("on the night of August 31").
    published: the day that "last Saturday" and the like count from.
    future: the clause looks ahead, so that "Tuesday" is the next one.
    RETURNS: the interval of days; unknown on both sides if text and date do not determine it.
    """
    matches = scan(text, bare=True)
    return interval(matches[0], Circumstances(published, future)) if matches else UNKNOWN


def interval(match: Match, at: Circumstances) -> Interval:
    """RETURNS: the days that a match (with its bounding preposition, and its second half) stands for."""
    if match.bound == "since":
        at = replace(at, future=False)
    core = READINGS[match.reading](match.groups, at)
    if match.other is None:
        return _bounded(match.bound, core, at)
    end = READINGS[match.other.reading](match.other.groups, at)
    start = READINGS[match.reading](with_year_of(match.groups, match.other.groups), at)
    if start.since and end.until and start.since >= end.until:
        return UNKNOWN
    return Interval(start.since, end.until)


def with_year_of(groups: Groups, later: Groups) -> Groups:
    """RETURNS: "January" of "January to June 2022" with its year, a December before it with 2021."""
    if "year" in groups or "year" not in later or "month" not in groups:
        return groups
    wraps = "month" in later and number_of("month", groups) > number_of("month", later)
    return {**groups, "year": str(int(later["year"]) - wraps)}


def _bounded(bound: str | None, core: Interval, at: Circumstances) -> Interval:
    if core == UNKNOWN or bound in (None, "during", "between"):
        return core
    if bound == "since":
        now = shifted(at.published, days=1) if at.published else None
        starts_ahead = now is not None and core.since is not None and core.since >= now
        return Interval(core.since, None if starts_ahead else now)
    if bound == "after":
        return Interval(core.until, None)
    return Interval(None, core.since if bound == "before" else core.until)
