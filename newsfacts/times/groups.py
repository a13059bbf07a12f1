"""What readings share: the circumstances, and the values of a match's groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from newsfacts.times import calendar
from newsfacts.times.calendar import UNKNOWN, Interval, shifted
from newsfacts.times.grammar import value

MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


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


def calendar_unit(of: date, unit: str) -> Interval:
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


def moved_by(start: date, unit: str, count: int) -> date:
    if unit in MONTHS_IN:
        return shifted(start, months=count * MONTHS_IN[unit])
    return shifted(start, days=count * DAYS_IN[unit])


def year_of(groups: Groups, at: Circumstances) -> int | None:
    """RETURNS: the year that is written, or that "last year" stands for."""
    if "year" in groups:
        return int(groups["year"])
    if "year_shift" in groups and at.published is not None:
        return at.published.year + int(value("shift", groups["year_shift"]))
    return None


def part_of(groups: Groups, whole: Interval) -> Interval:
    return calendar.part(whole, value("part", groups["part"])) if "part" in groups else whole


def shift_of(groups: Groups) -> int:
    return number_of("shift", groups) if "shift" in groups else 0


def number_of(name: str, groups: Groups) -> int:
    return int(value(name, groups[name]))


def day_of(groups: Groups) -> int:
    return number_of("ordinal", groups) if "ordinal" in groups else int(groups["day"].rstrip("stndrhSTNDRH"))


def counts(count: str) -> bool:
    """RETURNS: whether a count of days or the like is a number that makes a stretch of time."""
    return count.isdecimal() and int(count) > 0
