"""Stretches of time counted from a day: "the past two years", "last week", "three days ago"."""

from __future__ import annotations

from collections.abc import Mapping

from newsfacts.times import calendar
from newsfacts.times.calendar import UNKNOWN, Interval, shifted
from newsfacts.times.grammar import value
from newsfacts.times.groups import (
    Circumstances,
    Groups,
    Reading,
    calendar_unit,
    counts,
    moved_by,
    part_of,
    shift_of,
)


def _part_of_unit(groups: Groups, at: Circumstances) -> Interval:
    """ "The end of this month", "the middle of the week"."""
    unit = value("unit", groups["unit"])
    if at.published is None or unit in ("hour", "day", "weekend"):
        return UNKNOWN
    return part_of(groups, calendar_unit(moved_by(at.published, unit, shift_of(groups)), unit))


def _running(groups: Groups, at: Circumstances) -> Interval:
    """ "The past two years", "the next 10 days": a stretch that starts or ends now."""
    count, unit = value("count", groups.get("n", "few")), value("unit", groups["unit"])
    shift = shift_of(groups)
    if at.published is None or not counts(count) or shift == 0 or unit == "weekend":
        return UNKNOWN
    if unit == "hour":
        days = max(1, -(-int(count) // 24))
        past = Interval(shifted(at.published, days=-days), shifted(at.published, days=1))
        return past if shift < 0 else Interval(at.published, shifted(at.published, days=days + 1))
    moved = moved_by(at.published, unit, shift * int(count))
    return Interval(moved, at.published) if shift < 0 else Interval(at.published, moved)


def calendar_unit_of(groups: Groups, at: Circumstances) -> Interval:
    """ "Last week" is the calendar's; "the past week" runs up to now."""
    unit, shift = value("unit", groups["unit"]), shift_of(groups)
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
    return calendar_unit(moved_by(at.published, unit, shift), unit)


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
    return calendar_unit(moved_by(at.published, unit, sign * int(count)), unit)


def _within(groups: Groups, at: Circumstances) -> Interval:
    return _running({**groups, "shift": "next"}, at) if at.future else UNKNOWN


def _anaphoric(groups: Groups, at: Circumstances) -> Interval:
    return UNKNOWN  # counted from another event, not from the publication date


STRETCHES: Mapping[str, Reading] = {
    "part_of_unit": _part_of_unit,
    "running": _running,
    "unit": calendar_unit_of,
    "ago": _ago,
    "ahead": _ahead,
    "within": _within,
    "anaphoric": _anaphoric,
}
