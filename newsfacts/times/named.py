"""Days, months and years that have a name or a number: groups of a match in, an interval of days out."""

from __future__ import annotations

from collections.abc import Mapping

from newsfacts.times import calendar
from newsfacts.times.calendar import UNKNOWN, Interval, shifted
from newsfacts.times.grammar import Match, value
from newsfacts.times.groups import (
    DAYS_IN,
    Circumstances,
    Groups,
    Reading,
    counts,
    day_of,
    moved_by,
    number_of,
    part_of,
    shift_of,
    year_of,
)
from newsfacts.times.stretches import calendar_unit_of


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
    number, first = number_of("month", groups), day_of(groups)
    year = year_of(groups, at)
    if year is None:
        if at.published is None:
            return UNKNOWN
        ahead = at.future if "shift" not in groups else shift_of(groups) > 0
        around = (at.published.year + step for step in ((0, 1, 2, 3, 4, 8) if ahead else (0, -1, -2, -3, -4, -8)))
        days = (calendar.valid(candidate, number, first) for candidate in around)
        start = next((d for d in days if d and (d >= at.published if ahead else d <= at.published)), None)
    else:
        start = calendar.valid(year, number, first)
    if start is None:
        return UNKNOWN
    last = calendar.valid(start.year, number, day_of({"day": groups["day2"]})) if "day2" in groups else start
    return Interval(start, shifted(last, days=1)) if last and last >= start else UNKNOWN


def _month(groups: Groups, at: Circumstances) -> Interval:
    number, year = number_of("month", groups), year_of(groups, at)
    if year is None and at.published is not None:
        year, current = at.published.year, at.published.month
        shift = 0 if "year_shift" in groups else shift_of(groups)
        if shift < 0 or (shift == 0 and not at.future and "shift" not in groups):
            year -= number > current or (shift < 0 and number == current)
        elif shift > 0 or at.future:
            year += number < current or (shift > 0 and number == current)
    return part_of(groups, calendar.month(year, number)) if year is not None else UNKNOWN


def _up_to(groups: Groups, at: Circumstances) -> Interval:
    """ "The 12 months to June 2023", "the week to May 4": so many units up to and with their end."""
    count, unit = value("count", groups.get("n", "one")), value("unit", groups["unit"])
    end = (_month_day if "day" in groups else _month)({k: v for k, v in groups.items() if k != "shift"}, at).until
    if end is None or not counts(count) or unit in ("hour", "weekend"):
        return UNKNOWN
    return Interval(moved_by(end, unit, -int(count)), end)


def _of_month(groups: Groups, at: Circumstances) -> Interval:
    """ "The first 10 days of September", "the last week of August"."""
    whole = _month({name: text for name, text in groups.items() if name != "unit"}, at)
    count, unit = value("count", groups.get("n", "one")), value("unit", groups["unit"])
    if whole.since is None or whole.until is None or not counts(count) or unit not in DAYS_IN or unit == "weekend":
        return UNKNOWN
    days = int(count) * DAYS_IN[unit]
    if groups["end"].lower() == "first":
        return Interval(whole.since, min(whole.until, shifted(whole.since, days=days)))
    return Interval(max(whole.since, shifted(whole.until, days=-days)), whole.until)


def _of_year(groups: Groups, at: Circumstances) -> Interval:
    """ "The first six months of 2019"."""
    whole, count = _calendar_year(groups, at), value("count", groups["n"])
    if whole.since is None or whole.until is None or not counts(count) or int(count) > 12:
        return UNKNOWN
    if groups["end"].lower() == "first":
        return Interval(whole.since, shifted(whole.since, months=int(count)))
    return Interval(shifted(whole.until, months=-int(count)), whole.until)


def _quarter(groups: Groups, at: Circumstances) -> Interval:
    number = int(groups["q"]) if "q" in groups else number_of("rank", groups)
    if groups.get("rank") == "last" and year_of(groups, at) is None:
        return calendar_unit_of({"shift": "last", "unit": "quarter"}, at)
    year = year_of(groups, at)
    if year is None and at.published is not None:
        year = at.published.year
        begun = calendar.quarter(year, number).since
        year -= not at.future and begun is not None and begun > at.published
    return calendar.quarter(year, number) if year is not None else UNKNOWN


def _half(groups: Groups, at: Circumstances) -> Interval:
    number = number_of("rank", groups)
    year = year_of(groups, at) or (at.published.year if at.published else None)
    return calendar.half(year, min(number, 2)) if year else UNKNOWN


def _decade(groups: Groups, at: Circumstances) -> Interval:
    return part_of(groups, calendar.years(int(groups["decade"]) * 10, 10))


def _season(groups: Groups, at: Circumstances) -> Interval:
    return UNKNOWN  # which months a summer has depends on the hemisphere


def _calendar_year(groups: Groups, at: Circumstances) -> Interval:
    year = year_of(groups, at) or (at.published.year if at.published else None)
    return part_of(groups, calendar.years(year)) if year else UNKNOWN


def _weekday(groups: Groups, at: Circumstances) -> Interval:
    if at.published is None:
        return UNKNOWN
    ahead = (number_of("weekday", groups) - at.published.weekday()) % 7
    after = groups.get("after", "").lower()
    if after.endswith("this week") or after in ("last week", "next week"):
        monday = shifted(at.published, days=-at.published.weekday() + 7 * {"last": -1, "this": 0, "next": 1}[after[:4]])
        return calendar.day(shifted(monday, days=number_of("weekday", groups)))
    shift = {"last": -1, "next": 1}.get(after) or shift_of(groups)
    if shift > 0 or (shift == 0 and (at.future or "shift" in groups)):
        days = ahead or (7 if shift > 0 else 0)
    else:
        days = ahead - 7 if ahead or shift < 0 else 0
    return calendar.day(shifted(at.published, days=days))


def _relative(groups: Groups, at: Circumstances) -> Interval:
    if at.published is None:
        return UNKNOWN
    return calendar.day(shifted(at.published, days=number_of("relative", groups) if "relative" in groups else 0))


NAMED: Mapping[str, Reading] = {
    "iso_date": _iso_date,
    "numeric_date": _numeric_date,
    "feast": _feast,
    "years": _years,
    "month_day": _month_day,
    "month": _month,
    "up_to": _up_to,
    "of_month": _of_month,
    "of_year": _of_year,
    "quarter": _quarter,
    "half": _half,
    "decade": _decade,
    "season": _season,
    "year": _calendar_year,
    "weekday": _weekday,
    "relative": _relative,
}
