"""What each form in the table `times` means for a mention: a match in, a value in ISO 8601 out.

A value says no more than the text. Vague parts take the whole ("early 2019" is 2019, "Tuesday night" is Tuesday). A
stretch up to now is as coarse as its unit ("the past two years" begins in a month). There is no value for times counted
from another event, or for seasons, which depend on the hemisphere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from newsfacts.times import calendar, grammar, iso
from newsfacts.times.calendar import Interval
from newsfacts.times.clock import clock
from newsfacts.times.grammar import Match
from newsfacts.times.groups import Circumstances
from newsfacts.times.readings import interval

_ANAPHORIC = frozenset({"previous", "following", "same"})
_NAMED = frozenset({"weekday", "month", "month_day", "feast"})
_LONG_PAST = 270
_MIDWEEK = 3
_BY = {"year": "month", "decade": "year", "century": "year"}
_VAGUE_AGO = frozenset({"hour", "decade", "century"})
_DESIGNATOR = re.compile(r"T?\d+[YMWDHS]")
_HALVES = {"1Y": "6M", "1D": "T12H", "T1H": "30M"}


def value(match: Match, at: Circumstances) -> str | None:
    """RETURNS: the value of an expression, with the preposition that bounds it; None where it has none."""
    return _VALUES.get(match.reading, _days)(match, at)


def _days(match: Match, at: Circumstances) -> str | None:
    halves = [match, *([match.other] if match.other else [])]
    if _is_anaphoric(match):
        return None
    if match.bound == "since" and match.other is None:
        return _since(match, at)
    if any("part" in half.groups for half in halves):
        if match.other is not None or match.bound not in (None, "during", "between"):
            return None
        match = _whole(match)
    return iso.days(_agreeing(match, at, interval(match, at)), weekly=_in_weeks(match))


def _is_anaphoric(match: Match) -> bool:
    """RETURNS: whether it is relative to another time in the text: "the same quarter", "the previous year"."""
    halves = (match, match.other) if match.other else (match,)
    return any(half.groups.get(name, "").lower() in _ANAPHORIC for half in halves for name in ("shift", "year_shift"))


def _since(match: Match, at: Circumstances) -> str | None:
    """ "Since 2015" is in years, "since the beginning of September" in days; "since late 2015" has no value."""
    part = grammar.value("part", match.groups["part"]) if "part" in match.groups else None
    by = iso.coarsest(interval(replace(match, bound=None), at)) if part is None else "day"
    return iso.days(interval(match, at), by=by) if part in (None, "early") else None


def _whole(match: Match) -> Match:
    return replace(match, groups={name: text for name, text in match.groups.items() if name != "part"})


def certain(match: Match, at: Circumstances) -> bool:
    """RETURNS: whether a day or month without a year is surely the past one, if no verb says that it is to come.

    It is not sure after "by", if the past one is much longer ago, or if it is longer ago and the verb is not past.
    """
    dated_by_weekday = match.reading == "month_day" and "weekday" in match.groups
    if match.reading not in _NAMED or dated_by_weekday or at.future or at.published is None or match.bound == "since":
        return True
    plain = replace(match, bound=None)
    behind, ahead = interval(plain, at), interval(plain, replace(at, future=True))
    if behind == ahead or behind.until is None or ahead.since is None:
        return True
    passed = (at.published - behind.until).days
    nearer = at.past or passed <= (ahead.since - at.published).days or match.reading == "weekday"
    return match.bound not in ("until", "before") and passed < _LONG_PAST and nearer


def days(match: Match, at: Circumstances) -> Interval:
    """RETURNS: the days of an expression outside mentions, read as mentions are.

    Vague parts count as the whole, unless a preposition bounds them.
    """
    if _is_anaphoric(match):
        return calendar.UNKNOWN
    bounded = match.other is not None or match.bound not in (None, "during", "between")
    match = match if bounded else _whole(match)
    return _agreeing(match, at, interval(match, at))


def _agreeing(match: Match, at: Circumstances, found: Interval) -> Interval:
    """RETURNS: the days whose weekday, where it is given, is the one that is written."""
    if match.reading != "month_day" or "weekday" not in match.groups or match.other is not None:
        return found
    weekday = int(grammar.value("weekday", match.groups["weekday"]))
    other = interval(match, replace(at, future=not at.future))
    return next((days for days in (found, other) if days.since and days.since.weekday() == weekday), calendar.UNKNOWN)


def _in_weeks(match: Match) -> bool:
    return grammar.value("unit", match.groups.get("unit", "")) == "week"


def _unit(match: Match, at: Circumstances) -> str | None:
    unit, shift = grammar.value("unit", match.groups["unit"]), match.groups.get("shift", "past").lower()
    if unit in ("day", "hour", "fortnight") or match.groups["unit"].lower().endswith("s"):
        return None  # "the next day" is another event's, "the coming weeks" are vague
    if unit != "weekend":
        return _running(match, at) if shift == "past" else _days(match, at)
    begins_week = at.published is not None and at.published.weekday() < _MIDWEEK
    return None if shift == "this" and begins_week and not at.future else _days(match, at)


def _running(match: Match, at: Circumstances) -> str | None:
    """A stretch up to now or from now on, as coarse as its unit."""
    groups = match.groups
    count, unit = grammar.value("count", groups.get("n", "one")), grammar.value("unit", groups["unit"])
    day_long = groups["unit"].lower() == "hours" and count.isdecimal() and int(count) >= 24
    if groups.get("shift", "past").lower() in _ANAPHORIC or (unit == "hour" and not day_long):
        return None
    return iso.days(interval(match, at), by=_BY.get(unit, "day"))


def _ago(match: Match, at: Circumstances) -> str | None:
    return None if grammar.value("unit", match.groups["unit"]) in _VAGUE_AGO else _days(match, at)


def _ahead(match: Match, at: Circumstances) -> str | None:
    """ "In ten days": the day where the verb looks ahead, else how long."""
    if "now" in match.groups:
        return _ago(match, replace(at, future=True))
    return _ago(match, at) or _duration(match, at)


def _years(match: Match, at: Circumstances) -> str | None:
    """ "2015-19" is five years, "2019-20" a season or a budget's year."""
    first, final = match.groups["year"], match.groups["final"]
    one_season = len(final) == 2 and int(final) == (int(first) + 1) % 100
    return None if one_season else _days(match, at)


def _clock(match: Match, at: Circumstances) -> str | None:
    return clock(match) if match.other is not None or match.bound in (None, "during") else None


def _duration(match: Match, at: Circumstances) -> str | None:
    groups = match.groups
    count, designator = grammar.value("count", groups["n"]), grammar.value("span", groups.get("span") or groups["unit"])
    if not count.isdecimal() or not _DESIGNATOR.fullmatch(designator) or match.other is not None:
        return None
    if "half" not in groups:
        return iso.duration(int(count), designator)
    half = _HALVES.get(designator)
    return iso.duration(int(count), designator) + half if half else None


_VALUES: Mapping[str, Callable[[Match, Circumstances], str | None]] = {
    "clock": _clock,
    "duration": _duration,
    "within": _duration,
    "unit": _unit,
    "running": _running,
    "ago": _ago,
    "ahead": _ahead,
    "years": _years,
}
