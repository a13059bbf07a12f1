"""Forms of time expressions, read on a Thursday: 12 September 2019."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.times import Interval, resolve
from newsfacts.times.calendar import shifted

PUBLISHED = date(2019, 9, 12)


def interval(text: str) -> Interval:
    """ "2019-09-01 2019-10-01", "2019-09-07" (one day), "? 2019-10-01" (open), "" (unknown)."""
    if not text:
        return Interval(None, None)
    bounds = [None if part == "?" else date.fromisoformat(part) for part in text.split()]
    if len(bounds) == 1 and bounds[0]:
        return Interval(bounds[0], bounds[0] + timedelta(days=1))
    return Interval(bounds[0], bounds[1])


PAST = [
    ("last Saturday", "2019-09-07", "last weekday"),
    ("on Tuesday", "2019-09-10", "bare weekday is the latest"),
    ("on Thursday", "2019-09-12", "bare weekday on its own day"),
    ("last Thursday", "2019-09-05", "last weekday on its own day"),
    ("next Saturday", "2019-09-14", "next weekday"),
    ("Tuesday last week", "2019-09-03", "weekday of last week"),
    ("late on Tuesday night", "2019-09-10", "part of a day"),
    ("yesterday", "2019-09-11", "relative day"),
    ("last night", "2019-09-11", "relative night"),
    ("this morning", "2019-09-12", "part of today"),
    ("the day after tomorrow", "2019-09-14", "relative day"),
    ("over the weekend", "2019-09-07 2019-09-09", "weekend"),
    ("last week", "2019-09-02 2019-09-09", "calendar week from Monday"),
    ("next week", "2019-09-16 2019-09-23", "calendar week"),
    ("this month", "2019-09-01 2019-10-01", "calendar month"),
    ("last month", "2019-08-01 2019-09-01", "calendar month"),
    ("last year", "2018-01-01 2019-01-01", "calendar year"),
    ("over the past month", "2019-08-12 2019-09-12", "running month"),
    ("in the last 24 hours", "2019-09-11 2019-09-13", "running hours"),
    ("the past two years", "2017-09-12 2019-09-12", "running years"),
    ("in the last three years", "2016-09-12 2019-09-12", "running years"),
    ("the past few weeks", "", "vague number"),
    ("three days ago", "2019-09-09", "ago by the day"),
    ("two weeks ago", "2019-08-26 2019-09-02", "ago by the week"),
    ("a year ago", "2018-01-01 2019-01-01", "ago by the year"),
    ("four days after", "", "counted from another event"),
    ("in August", "2019-08-01 2019-09-01", "bare month is the latest"),
    ("in November", "2018-11-01 2018-12-01", "bare month of last year"),
    ("in May", "2019-05-01 2019-06-01", "a month that is also a word"),
    ("last August", "2019-08-01 2019-09-01", "last month name"),
    ("in August last year", "2018-08-01 2018-09-01", "month with last year"),
    ("late September", "2019-09-21 2019-10-01", "part of a month"),
    ("mid-August", "2019-08-11 2019-08-22", "part of a month with a hyphen"),
    ("the first 10 days of September", "2019-09-01 2019-09-11", "days of a month"),
    ("in the last week of August", "2019-08-25 2019-09-01", "week of a month"),
    ("since the beginning of September", "2019-09-01 2019-09-13", "since"),
    ("since Monday", "2019-09-09 2019-09-13", "since a weekday"),
    ("by September", "? 2019-10-01", "by"),
    ("before July 17", "? 2019-07-17", "before"),
    ("after July 17", "2019-07-18 ?", "after"),
    ("between March and May", "2019-03-01 2019-06-01", "between months"),
    ("August 31", "2019-08-31", "day of a month"),
    ("31 August", "2019-08-31", "day of a month, day first"),
    ("the night of August 31", "2019-08-31", "wrapped in other words"),
    ("on 7 November", "2018-11-07", "day of a month of last year"),
    ("last July 18", "2019-07-18", "day of a month with last"),
    ("Dec. 31", "2018-12-31", "abbreviated month"),
    ("Monday, September 9", "2019-09-09", "weekday and day of a month"),
    ("September 3-5", "2019-09-03 2019-09-06", "days of a month"),
    ("the third quarter", "2019-07-01 2019-10-01", "quarter that has begun"),
    ("the fourth quarter", "2018-10-01 2019-01-01", "quarter that has not"),
    ("February 29", "2016-02-29", "leap day"),
]

DATED = [
    ("31 August 2019", "2019-08-31", "day first"),
    ("September 17, 2018", "2018-09-17", "month first"),
    ("the 17th of September 2018", "2018-09-17", "ordinal"),
    ("2019-08-31", "2019-08-31", "ISO date"),
    ("August 2019", "2019-08-01 2019-09-01", "month"),
    ("December 2019", "2019-12-01 2020-01-01", "month at the year's end"),
    ("February 2020", "2020-02-01 2020-03-01", "month in a leap year"),
    ("Q3 2018", "2018-07-01 2018-10-01", "quarter"),
    ("the fourth quarter of 2018", "2018-10-01 2019-01-01", "quarter at the year's end"),
    ("the first half of 2019", "2019-01-01 2019-07-01", "half a year"),
    ("in 2019", "2019-01-01 2020-01-01", "year"),
    ("early 2018", "2018-01-01 2018-05-02", "part of a year"),
    ("the 1990s", "1990-01-01 2000-01-01", "decade"),
    ("from 2015 to 2019", "2015-01-01 2020-01-01", "years"),
    ("2015-2019", "2015-01-01 2020-01-01", "years with a dash"),
    ("2015-19", "2015-01-01 2020-01-01", "years with a dash, short"),
    ("between January and June 2022", "2022-01-01 2022-07-01", "year given once"),
    ("from December to February 2020", "2019-12-01 2020-03-01", "year given once, over its turn"),
    ("the 12 months to June 2023", "2022-07-01 2023-07-01", "months up to their end"),
    ("in the week to May 4, 2024", "2024-04-28 2024-05-05", "a week up to its end"),
    ("the three months ended 30 September 2019", "2019-07-01 2019-10-01", "a fiscal quarter"),
    ("the first five months of 2024", "2024-01-01 2024-06-01", "months of a year"),
    ("14/Nov/2018", "2018-11-14", "a month by name between strokes"),
    ("Tue Jan 12 08:00:11 2021", "2021-01-12", "a time stamp"),
    ("from October to December in 2022", "2022-10-01 2023-01-01", "year given once, with a preposition"),
    ("February 29, 2019", "", "no such day"),
    ("the summer of 2019", "", "a season depends on the hemisphere"),
]

AHEAD = [
    ("on Tuesday", "2019-09-17", "bare weekday is the next"),
    ("in ten days", "2019-09-22", "in days"),
    ("in two months", "2019-11-01 2019-12-01", "in months"),
    ("within two weeks", "2019-09-12 2019-09-26", "within weeks"),
    ("in May", "2020-05-01 2020-06-01", "bare month is the next"),
    ("November 7", "2019-11-07", "day of a month"),
    ("February 29", "2020-02-29", "leap day"),
    ("since Monday", "2019-09-09 2019-09-13", "since looks back all the same"),
    ("the next 10 days", "2019-09-12 2019-09-22", "running days"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), PAST)
def test_counts_from_the_publication_date(text: str, expected: str, phenomenon: str) -> None:
    assert resolve(text, published=PUBLISHED) == interval(expected)


@pytest.mark.parametrize(("text", "expected", "phenomenon"), DATED)
def test_needs_no_publication_date_where_the_text_dates_itself(text: str, expected: str, phenomenon: str) -> None:
    assert resolve(text) == interval(expected)
    assert resolve(text, published=PUBLISHED) == interval(expected)


@pytest.mark.parametrize(("text", "expected", "phenomenon"), AHEAD)
def test_looks_ahead(text: str, expected: str, phenomenon: str) -> None:
    assert resolve(text, published=PUBLISHED, future=True) == interval(expected)


@pytest.mark.parametrize(("text", "_expected", "phenomenon"), PAST)
def test_knows_nothing_without_a_date(text: str, _expected: str, phenomenon: str) -> None:
    assert resolve(text) == Interval(None, None)


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2020-01-01", "yesterday", "2019-12-31"),
        ("2020-01-01", "last month", "2019-12-01 2020-01-01"),
        ("2020-03-01", "yesterday", "2020-02-29"),
        ("2020-03-31", "over the past month", "2020-02-29 2020-03-31"),
        ("2020-02-29", "a year ago", "2019-01-01 2020-01-01"),
        ("2020-02-29", "over the past year", "2019-02-28 2020-02-29"),
        ("2019-12-30", "this week", "2019-12-30 2020-01-06"),
        ("2020-01-05", "last week", "2019-12-23 2019-12-30"),
        ("2020-01-06", "on Sunday", "2020-01-05"),
        ("2020-01-15", "in December", "2019-12-01 2020-01-01"),
        ("2020-01-15", "last quarter", "2019-10-01 2020-01-01"),
    ],
)
def test_crosses_boundaries(published: str, text: str, expected: str) -> None:
    assert resolve(text, published=date.fromisoformat(published)) == interval(expected)


@given(published=st.dates(), text=st.sampled_from([row[0] for row in PAST + DATED + AHEAD]), future=st.booleans())
def test_an_interval_has_days(published: date, text: str, future: bool) -> None:
    since, until = resolve(text, published=published, future=future)
    assert since is None or until is None or since < until or date.min in (since, until) or date.max in (since, until)


@pytest.mark.parametrize("text", [row[0] for row in PAST + DATED + AHEAD])
@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_break_nothing(text: str, published: date) -> None:
    assert all(isinstance(resolve(text, published=published, future=future), Interval) for future in (False, True))


@given(start=st.dates(), months=st.integers(-2000, 2000))
def test_months_move_and_clip(start: date, months: int) -> None:
    moved = shifted(start, months=months)
    assert moved.day <= start.day or moved in (date.min, date.max)
