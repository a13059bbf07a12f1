"""Half-open intervals of days, and moving between them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)


class Interval(NamedTuple):
    """The days from `since` up to, and not including, `until`. None leaves a side open or unknown."""

    since: date | None
    until: date | None


UNKNOWN = Interval(None, None)


def day(of: date) -> Interval:
    return Interval(of, shifted(of, days=1))


def week(of: date) -> Interval:
    """RETURNS: the week of that day, from its Monday (ISO 8601)."""
    monday = shifted(of, days=-of.weekday())
    return Interval(monday, shifted(monday, days=7))


def weekend(of: date) -> Interval:
    """RETURNS: the Saturday and Sunday of that day's week."""
    saturday = shifted(of, days=5 - of.weekday())
    return Interval(saturday, shifted(saturday, days=2))


def month(year: int, number: int) -> Interval:
    return _months(year, number, 1)


def quarter(year: int, number: int) -> Interval:
    return _months(year, 3 * number - 2, 3)


def half(year: int, number: int) -> Interval:
    return _months(year, 6 * number - 5, 6)


def years(first: int, count: int = 1) -> Interval:
    """RETURNS: `count` calendar years from `first`."""
    return _months(first, 1, 12 * count)


def _months(year: int, number: int, count: int) -> Interval:
    """RETURNS: `count` months, clipped to the years that a date can hold; unknown for a year outside them."""
    first = valid(year, number, 1)
    return Interval(first, shifted(first, months=count)) if first is not None else UNKNOWN


def part(whole: Interval, name: str) -> Interval:
    """RETURNS: the early, mid or late third of an interval, in whole days."""
    if whole.since is None or whole.until is None:
        return whole
    third = (whole.until - whole.since) / 3
    one, two = whole.since + timedelta(third.days), whole.until - timedelta(third.days)
    return {"early": Interval(whole.since, one), "mid": Interval(one, two), "late": Interval(two, whole.until)}[name]


def shifted(start: date, *, days: int = 0, months: int = 0) -> date:
    """RETURNS: `start` moved; a day that the month reached lacks becomes its last. Stays within the years 1 to 9999."""
    number = start.year * 12 + start.month - 1 + months
    if number < 12:
        return date.min
    if number >= 120_000:
        return date.max
    year, below = divmod(number, 12)
    moved = date(year, below + 1, min(start.day, monthrange(year, below + 1)[1])).toordinal() + days
    return date.fromordinal(min(max(moved, 1), date.max.toordinal()))


def valid(year: int, number: int, of_month: int) -> date | None:
    """RETURNS: the date, or None where the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= number <= 12 and 1 <= of_month <= monthrange(year, number)[1]):
        return None
    return date(year, number, of_month)
