"""What each form of the table `time_forms` means: groups of a match in, an interval of days out.

Every reading is a pure function of the matched words and the circumstances. News is read as news: a weekday or month
without a year is the latest one on or before the publication date, or the next one where the verb looks ahead. What
runs up to now ("the past month") ends with the publication date, exclusive; what is measured in hours or opened by
"since" includes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from newsfacts.times import calendar
from newsfacts.times.calendar import UNKNOWN, Interval, shifted
from newsfacts.times.grammar import Match, scan, value

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """When the article was published, if that is known, and whether the verb looks ahead, or is in a past tense.

    `day_first` is how the article writes dates in figures: 13/04/2019 (True), 04/13/2019 (False), unknown (None).
    """

    published: date | None
    future: bool = False
    past: bool = True
    day_first: bool | None = None


Groups = Mapping[str, str]
Reading = Callable[[Groups, Circumstances], Interval]


def resolve(text: str, *, published: date | None = None, future: bool = False) -> Interval:
    """Resolves one expression, with the preposition that bounds it or without ("since August", "August").

    text: the expression alone; it may be wrapped in other words ("on the night of August 31").
    published: the day that "last Saturday" and the like count from.
    future: the clause looks ahead, so that "Tuesday" is the next one.
    RETURNS: the interval of days; unknown on both sides where text and date do not tell.
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
    wraps = "month" in later and _number("month", groups) > _number("month", later)
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


def _iso_date(groups: Groups, at: Circumstances) -> Interval:
    found = calendar.valid(int(groups["year"]), int(groups["m"]), int(groups["d"]))
    return calendar.day(found) if found else UNKNOWN


def _numeric_date(groups: Groups, at: Circumstances) -> Interval:
    """ "13/04/2019", "04/13/2019"; "03/04/2019" only where the article shows its order."""
    year, a, b = int(groups["year"]), int(groups["a"]), int(groups["b"])
    readings = {True: calendar.valid(year, b, a), False: calendar.valid(year, a, b)}
    days = {found for found in readings.values() if found}
    found = readings[at.day_first] if len(days) > 1 and at.day_first is not None else None
    if len(days) == 1:
        found = days.pop()
    return calendar.day(found) if found else UNKNOWN


def day_first(match: Match) -> bool | None:
    """RETURNS: the order that a date in figures shows: True for 13/04/2019, False for 04/13/2019, else None."""
    if match.reading != "numeric_date":
        return None
    a, b = int(match.groups["a"]), int(match.groups["b"])
    return a > 12 if (a > 12) != (b > 12) else None


def _feast(groups: Groups, at: Circumstances) -> Interval:
    month, _, of_month = value("feast", groups["feast"]).partition("-")
    return _month_day({**groups, "month": month, "day": of_month}, at)


def _years(groups: Groups, at: Circumstances) -> Interval:
    """ "2015-2019", "2015-19"."""
    first, final = int(groups["year"]), groups["final"]
    last = int(final) if len(final) == 4 else first - first % 100 + int(final)
    return calendar.years(first, last - first + 1) if last > first else UNKNOWN


def _month_day(groups: Groups, at: Circumstances) -> Interval:
    number, first = _number("month", groups), _day(groups)
    year = _year(groups, at)
    if year is None:
        if at.published is None:
            return UNKNOWN
        ahead = at.future if "shift" not in groups else _shift(groups) > 0
        around = (at.published.year + step for step in ((0, 1, 2, 3, 4, 8) if ahead else (0, -1, -2, -3, -4, -8)))
        days = (calendar.valid(candidate, number, first) for candidate in around)
        start = next((d for d in days if d and (d >= at.published if ahead else d <= at.published)), None)
    else:
        start = calendar.valid(year, number, first)
    if start is None:
        return UNKNOWN
    last = calendar.valid(start.year, number, _day({"day": groups["day2"]})) if "day2" in groups else start
    return Interval(start, shifted(last, days=1)) if last and last >= start else UNKNOWN


def _month(groups: Groups, at: Circumstances) -> Interval:
    number, year = _number("month", groups), _year(groups, at)
    if year is None and at.published is not None:
        year, current = at.published.year, at.published.month
        shift = 0 if "year_shift" in groups else _shift(groups)
        if shift < 0 or (shift == 0 and not at.future and "shift" not in groups):
            year -= number > current or (shift < 0 and number == current)
        elif shift > 0 or at.future:
            year += number < current or (shift > 0 and number == current)
    return _part(groups, calendar.month(year, number)) if year is not None else UNKNOWN


def _of_month(groups: Groups, at: Circumstances) -> Interval:
    """ "The first 10 days of September", "the last week of August"."""
    whole = _month({name: text for name, text in groups.items() if name != "unit"}, at)
    count, unit = value("count", groups.get("n", "one")), value("unit", groups["unit"])
    if whole.since is None or whole.until is None or not _counts(count) or unit not in _DAYS_IN or unit == "weekend":
        return UNKNOWN
    days = int(count) * _DAYS_IN[unit]
    if groups["end"].lower() == "first":
        return Interval(whole.since, min(whole.until, shifted(whole.since, days=days)))
    return Interval(max(whole.since, shifted(whole.until, days=-days)), whole.until)


def _of_year(groups: Groups, at: Circumstances) -> Interval:
    """ "The first six months of 2019"."""
    whole, count = _calendar_year(groups, at), value("count", groups["n"])
    if whole.since is None or whole.until is None or not _counts(count) or int(count) > 12:
        return UNKNOWN
    if groups["end"].lower() == "first":
        return Interval(whole.since, shifted(whole.since, months=int(count)))
    return Interval(shifted(whole.until, months=-int(count)), whole.until)


def _part_of_unit(groups: Groups, at: Circumstances) -> Interval:
    """ "The end of this month", "the middle of the week"."""
    unit = value("unit", groups["unit"])
    if at.published is None or unit in ("hour", "day", "weekend"):
        return UNKNOWN
    return _part(groups, _calendar(_moved(at.published, unit, _shift(groups)), unit))


def _quarter(groups: Groups, at: Circumstances) -> Interval:
    number = int(groups["q"]) if "q" in groups else _number("rank", groups)
    if groups.get("rank") == "last" and _year(groups, at) is None:
        return _unit({"shift": "last", "unit": "quarter"}, at)
    year = _year(groups, at)
    if year is None and at.published is not None:
        year = at.published.year
        begun = calendar.quarter(year, number).since
        year -= not at.future and begun is not None and begun > at.published
    return calendar.quarter(year, number) if year is not None else UNKNOWN


def _half(groups: Groups, at: Circumstances) -> Interval:
    number = _number("rank", groups)
    year = _year(groups, at) or (at.published.year if at.published else None)
    return calendar.half(year, min(number, 2)) if year else UNKNOWN


def _decade(groups: Groups, at: Circumstances) -> Interval:
    return _part(groups, calendar.years(int(groups["decade"]) * 10, 10))


def _season(groups: Groups, at: Circumstances) -> Interval:
    return UNKNOWN  # which months a summer has depends on the hemisphere


def _calendar_year(groups: Groups, at: Circumstances) -> Interval:
    year = _year(groups, at) or (at.published.year if at.published else None)
    return _part(groups, calendar.years(year)) if year else UNKNOWN


def _weekday(groups: Groups, at: Circumstances) -> Interval:
    if at.published is None:
        return UNKNOWN
    ahead = (_number("weekday", groups) - at.published.weekday()) % 7
    after = groups.get("after", "").lower()
    if after.endswith("this week") or after in ("last week", "next week"):
        monday = shifted(at.published, days=-at.published.weekday() + 7 * {"last": -1, "this": 0, "next": 1}[after[:4]])
        return calendar.day(shifted(monday, days=_number("weekday", groups)))
    shift = {"last": -1, "next": 1}.get(after) or _shift(groups)
    if shift > 0 or (shift == 0 and (at.future or "shift" in groups)):
        days = ahead or (7 if shift > 0 else 0)
    else:
        days = ahead - 7 if ahead or shift < 0 else 0
    return calendar.day(shifted(at.published, days=days))


def _relative(groups: Groups, at: Circumstances) -> Interval:
    if at.published is None:
        return UNKNOWN
    return calendar.day(shifted(at.published, days=_number("relative", groups) if "relative" in groups else 0))


def _running(groups: Groups, at: Circumstances) -> Interval:
    """ "The past two years", "the next 10 days": a stretch that starts or ends now."""
    count, unit = value("count", groups.get("n", "few")), value("unit", groups["unit"])
    shift = _shift(groups)
    if at.published is None or not _counts(count) or shift == 0 or unit == "weekend":
        return UNKNOWN
    if unit == "hour":
        days = max(1, -(-int(count) // 24))
        past = Interval(shifted(at.published, days=-days), shifted(at.published, days=1))
        return past if shift < 0 else Interval(at.published, shifted(at.published, days=days + 1))
    moved = _moved(at.published, unit, shift * int(count))
    return Interval(moved, at.published) if shift < 0 else Interval(at.published, moved)


def _counts(count: str) -> bool:
    """RETURNS: whether a count of days or the like is a number that makes a stretch of time."""
    return count.isdecimal() and int(count) > 0


def _unit(groups: Groups, at: Circumstances) -> Interval:
    """ "Last week" is the calendar's; "the past week" runs up to now."""
    unit, shift = value("unit", groups["unit"]), _shift(groups)
    if at.published is None:
        return UNKNOWN
    if unit == "weekend" and "shift" not in groups:
        back = 0 if at.future or at.published.weekday() >= 5 else 7
        return calendar.weekend(shifted(at.published, days=-back))
    if groups.get("shift", "past").lower() == "past":
        return _running({"n": "1", "unit": groups["unit"], "shift": "past"}, at)
    if unit == "hour" or (unit == "day" and shift == 0):
        return UNKNOWN
    if unit == "weekend" and shift < 0 and at.published.weekday() == 6:
        return calendar.weekend(shifted(at.published, days=-7))
    return _calendar(_moved(at.published, unit, shift), unit)


def _ago(groups: Groups, at: Circumstances) -> Interval:
    return _away(groups, at, -1)


def _ahead(groups: Groups, at: Circumstances) -> Interval:
    # "In ten days" looks ahead only under a verb that does: "50 were killed in ten days" says how long.
    return _away(groups, at, 1) if at.future else UNKNOWN


def _away(groups: Groups, at: Circumstances, sign: int) -> Interval:
    count, unit = value("count", groups["n"]), value("unit", groups["unit"])
    if at.published is None or not count.isdecimal():
        return UNKNOWN
    if unit == "hour":
        return calendar.day(shifted(at.published, days=sign * (int(count) // 24)))
    return _calendar(_moved(at.published, unit, sign * int(count)), unit)


def _within(groups: Groups, at: Circumstances) -> Interval:
    return _running({**groups, "shift": "next"}, at) if at.future else UNKNOWN


def _anaphoric(groups: Groups, at: Circumstances) -> Interval:
    return UNKNOWN  # counted from another event, not from the publication date


READINGS: Mapping[str, Reading] = {
    "iso_date": _iso_date,
    "numeric_date": _numeric_date,
    "feast": _feast,
    "years": _years,
    "month_day": _month_day,
    "month": _month,
    "of_month": _of_month,
    "of_year": _of_year,
    "part_of_unit": _part_of_unit,
    "quarter": _quarter,
    "half": _half,
    "decade": _decade,
    "season": _season,
    "year": _calendar_year,
    "weekday": _weekday,
    "relative": _relative,
    "running": _running,
    "unit": _unit,
    "ago": _ago,
    "ahead": _ahead,
    "within": _within,
    "anaphoric": _anaphoric,
}


def _calendar(of: date, unit: str) -> Interval:
    """RETURNS: the calendar unit that holds the day."""
    if unit == "week" or unit == "fortnight":
        return calendar.week(of)
    if unit == "weekend":
        return calendar.weekend(of)
    if unit == "month":
        return calendar.month(of.year, of.month)
    if unit == "quarter":
        return calendar.quarter(of.year, (of.month + 2) // 3)
    if unit == "year":
        return calendar.years(of.year)
    if unit == "decade":
        return calendar.years(max(1, of.year // 10 * 10), 10)
    return calendar.day(of) if unit == "day" else UNKNOWN


def _moved(start: date, unit: str, count: int) -> date:
    if unit in _MONTHS_IN:
        return shifted(start, months=count * _MONTHS_IN[unit])
    return shifted(start, days=count * _DAYS_IN[unit])


def _year(groups: Groups, at: Circumstances) -> int | None:
    """RETURNS: the year that is written, or that "last year" stands for."""
    if "year" in groups:
        return int(groups["year"])
    if "year_shift" in groups and at.published is not None:
        return at.published.year + int(value("shift", groups["year_shift"]))
    return None


def _part(groups: Groups, whole: Interval) -> Interval:
    return calendar.part(whole, value("part", groups["part"])) if "part" in groups else whole


def _shift(groups: Groups) -> int:
    return _number("shift", groups) if "shift" in groups else 0


def _number(name: str, groups: Groups) -> int:
    return int(value(name, groups[name]))


def _day(groups: Groups) -> int:
    return _number("ordinal", groups) if "ordinal" in groups else int(groups["day"].rstrip("stndrhSTNDRH"))
