"""Days, clock times and lengths of time as ISO 8601 writes them."""

from __future__ import annotations

from datetime import date

from newsfacts.times.calendar import DAY, Interval, shifted


def days(interval: Interval, *, weekly: bool = False, by: str | None = None) -> str | None:
    """Writes an interval: a day, month, year or week as such, else "first/last".

    weekly: a week from Monday is written "2019-W37".
    by: write "first/last" in days, months or years ("day", "month", "year"); else in the coarsest that is exact.
    RETURNS: it in ISO 8601; both ends of "first/last" belong to it. None where a side is open or unknown.
    """
    since, until = interval
    if since is None or until is None or since >= until:
        return None
    if weekly and since.weekday() == 0 and (until - since).days == 7:
        year, week, _ = since.isocalendar()
        return f"{year:04}-W{week:02}"
    last = until - DAY
    length = _LENGTHS[by or coarsest(interval)]
    first, final = since.isoformat()[:length], last.isoformat()[:length]
    return first if first == final else f"{first}/{final}"


_LENGTHS = {"year": 4, "month": 7, "day": 10}


def coarsest(interval: Interval) -> str:
    """RETURNS: the coarsest of "day", "month", "year" that the interval is whole in."""
    since, until = interval
    if since is None or until is None or since.day > 1 or until.day > 1:
        return "day"
    return "month" if since.month > 1 or until.month > 1 else "year"


def duration(count: int, designator: str) -> str:
    """
    designator: what one is, less its "P" ("1D", "10Y", "T1H").
    RETURNS: `count` of them ("P3D", "P20Y", "PT6H").
    """
    time = "T" if designator.startswith("T") else ""
    amount, letter = designator.removeprefix("T")[:-1], designator[-1]
    return f"P{time}{count * int(amount)}{letter}"


def on(day: str, clock: str) -> str:
    """RETURNS: a clock time ("T14:30Z", "T22:00/T06:00") on a day ("2019-09-12"), an end past midnight on the next."""
    start, _, end = clock.partition("/")
    if not end:
        return day + clock
    following = shifted(date.fromisoformat(day), days=1).isoformat()
    return f"{day}{start}/{day if start < end else following}{end}"
