"""Values of mentions in ISO 8601, read on a Thursday: 12 September 2019."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.times import resolve_value

PUBLISHED = date(2019, 9, 12)

PAST = [
    ("last Saturday", "2019-09-07", "last weekday"),
    ("on Tuesday", "2019-09-10", "bare weekday"),
    ("Thursday", "2019-09-12", "bare weekday on its own day"),
    ("this Saturday", "2019-09-14", "this weekday"),
    ("next Friday", "2019-09-13", "next weekday"),
    ("Tuesday last week", "2019-09-03", "weekday of last week"),
    ("earlier Friday", "2019-09-06", "earlier adds nothing"),
    ("Tuesday night", "2019-09-10", "part of a day is in its day"),
    ("last night", "2019-09-11", "last night"),
    ("this morning", "2019-09-12", "this morning"),
    ("tomorrow night", "2019-09-13", "tomorrow night"),
    ("today", "2019-09-12", "today"),
    ("yesterday", "2019-09-11", "yesterday"),
    ("the day before yesterday", "2019-09-10", "the day before yesterday"),
    ("tomorrow", "2019-09-13", "tomorrow"),
    ("last week", "2019-W36", "last week"),
    ("earlier this week", "2019-W37", "this week"),
    ("next week", "2019-W38", "next week"),
    ("the weekend", "2019-09-07/2019-09-08", "the weekend past"),
    ("this weekend", "2019-09-14/2019-09-15", "this weekend"),
    ("last month", "2019-08", "last month"),
    ("the end of this month", "2019-09", "part of this month is in it"),
    ("next month", "2019-10", "next month"),
    ("last quarter", "2019-04/2019-06", "last quarter"),
    ("the second quarter of this year", "2019-04/2019-06", "quarter of this year"),
    ("late last year", "2018", "part of a year is in it"),
    ("next year", "2020", "next year"),
    ("the end of the year", "2019", "the end of the year"),
    ("last decade", "2000/2009", "last decade"),
    ("this decade", "2010/2019", "this decade"),
    ("the past week", "2019-09-05/2019-09-11", "running week"),
    ("the past month", "2019-08-12/2019-09-11", "running month"),
    ("the last 48 hours", "2019-09-10/2019-09-12", "running hours"),
    ("the past two years", "2017-09/2019-09", "running years, by the month"),
    ("the past two decades", "1999/2019", "running decades, by the year"),
    ("in August", "2019-08", "bare month"),
    ("mid-August", "2019-08", "part of a month is in it"),
    ("last December", "2018-12", "last month name"),
    ("March this year", "2019-03", "month of this year"),
    ("Sept. 5", "2019-09-05", "abbreviated month"),
    ("September 5th", "2019-09-05", "American order with an ending"),
    ("the 5th of September", "2019-09-05", "British order with an ending"),
    ("the third of May", "2019-05-03", "ordinal word"),
    ("May the fourth", "2019-05-04", "ordinal word after its month"),
    ("June 16th of last year", "2018-06-16", "day of last year"),
    ("12\nSeptember", "2019-09-12", "broken line"),
    ("Friday, September 6", "2019-09-06", "weekday and date agree"),
    ("Friday, September 20", "2019-09-20", "the weekday tells the year"),
    ("12-14 March", "2019-03-12/2019-03-14", "days of a month"),
    ("between 3 and 5 May", "2019-05-03/2019-05-05", "between days"),
    ("April 16 and 17", "2019-04-16/2019-04-17", "two days in a row"),
    ("May 19 to June 15", "2019-05-19/2019-06-15", "over the end of a month"),
    ("since the beginning of September", "2019-09-01/2019-09-12", "since, by the day"),
    ("since March", "2019-03/2019-09", "since, by the month"),
    ("two weeks ago", "2019-W35", "weeks ago"),
    ("three months ago", "2019-06", "months ago"),
    ("twenty-two years ago", "1997", "compound number"),
    ("six weeks from now", "2019-W43", "from now"),
    ("Christmas Day", "2018-12-25", "feast"),
    ("tomorrow, Friday, September 13", "2019-09-13", "one day said thrice"),
    ("6 p.m. on Tuesday", "2019-09-10T18:00", "clock time and day"),
    ("Tuesday at 6pm", "2019-09-10T18:00", "day and clock time"),
    ("10 p.m. to 6 a.m. on Tuesday", "2019-09-10T22:00/2019-09-11T06:00", "over midnight"),
]

DATED = [
    ("12 September 2019", "2019-09-12", "British order"),
    ("September 12, 2019", "2019-09-12", "American order"),
    ("Sept. 12 2019", "2019-09-12", "no comma"),
    ("the 24th day of November, 1954", "1954-11-24", "day of"),
    ("29 February 2016", "2016-02-29", "leap day"),
    ("2019-04-03", "2019-04-03", "ISO date"),
    ("2019/04/03", "2019-04-03", "year first, slashes"),
    ("13/04/2019", "2019-04-13", "day first in figures"),
    ("04/13/2019", "2019-04-13", "month first in figures"),
    ("5.5.2019", "2019-05-05", "either order in figures"),
    ("December 31, 2018 to January 2, 2019", "2018-12-31/2019-01-02", "over the turn of a year"),
    ("March 3-5, 2021", "2021-03-03/2021-03-05", "days of a month"),
    ("between June 24 and July 8, 2022", "2022-06-24/2022-07-08", "year given once"),
    ("1 to 28 February 2021", "2021-02", "days that are a month"),
    ("February 2020", "2020-02", "month"),
    ("the end of June 2018", "2018-06", "part of a month is in it"),
    ("between January 2015 and June 2021", "2015-01/2021-06", "months"),
    ("the fourth quarter of 2018", "2018-10/2018-12", "quarter"),
    ("the first half of 2021", "2021-01/2021-06", "half a year"),
    ("the first six months of 2019", "2019-01/2019-06", "months of a year"),
    ("the last three months of 2019", "2019-10/2019-12", "last months of a year"),
    ("the year 2020", "2020", "year"),
    ("early 2019", "2019", "part of a year is in it"),
    ("2001 to 2014", "2001/2014", "years"),
    ("2015-19", "2015/2019", "years, short"),
    ("the 1990s", "1990/1999", "decade"),
    ("the 1980’s", "1980/1989", "decade with an apostrophe"),
    ("the mid-1990s", "1990/1999", "part of a decade is in it"),
    ("Boxing Day 2018", "2018-12-26", "feast with its year"),
    ("at 6pm", "T18:00", "clock time"),
    ("6:30 a.m.", "T06:30", "clock time with minutes"),
    ("12 a.m.", "T00:00", "twelve in the morning"),
    ("12:15 p.m.", "T12:15", "twelve in the afternoon"),
    ("5.30am", "T05:30", "clock time with a stop"),
    ("18:45", "T18:45", "clock of 24 hours"),
    ("09:05", "T09:05", "clock of 24 hours in the morning"),
    ("0930 hours", "T09:30", "military"),
    ("1430 GMT", "T14:30Z", "GMT"),
    ("6:30 GMT", "T06:30Z", "GMT counts 24 hours"),
    ("14:30 UTC+3", "T14:30+03:00", "offset"),
    ("7 p.m. EAT", "T19:00+03:00", "zone of one offset"),
    ("7 p.m. IST", "T19:00", "zone of several offsets"),
    ("5:30 pm local time", "T17:30", "local time"),
    ("noon", "T12:00", "noon"),
    ("midnight", "T00:00", "midnight"),
    ("ten o'clock at night", "T22:00", "o'clock with its part of the day"),
    ("between midnight and 5 a.m.", "T00:00/T05:00", "clock times"),
    ("1430 GMT on 3 May 2019", "2019-05-03T14:30Z", "with zone and day"),
    ("three days", "P3D", "days"),
    ("two weeks", "P2W", "weeks"),
    ("six-month", "P6M", "hyphen"),
    ("two and a half years", "P2Y6M", "and a half before its unit"),
    ("three years and a half", "P3Y6M", "and a half after its unit"),
    ("two decades", "P20Y", "decades"),
    ("90 minutes", "PT90M", "minutes"),
    ("six hours", "PT6H", "hours"),
]

NULL = [
    ("February 29, 2019", "no such day"),
    ("03/04/2019", "either order"),
    ("9/11", "an event"),
    ("every Friday", "recurs"),
    ("Fridays", "recurs"),
    ("each year", "recurs"),
    ("annual", "recurs"),
    ("daily", "recurs"),
    ("that Monday", "told of another day"),
    ("the next day", "told of another day"),
    ("the following month", "told of another month"),
    ("the previous night", "told of another night"),
    ("three days later", "counted from another event"),
    ("two years before", "counted from another event"),
    ("more than two years", "bounded"),
    ("at least five days", "bounded"),
    ("nearly two decades", "approximate"),
    ("about 7 pm", "approximate"),
    ("after 6 p.m.", "bounded"),
    ("by September", "bounded"),
    ("two to three years", "a choice"),
    ("a few weeks ago", "vague number"),
    ("recent months", "vague"),
    ("the coming weeks", "vague"),
    ("overnight", "between two days"),
    ("morning", "which"),
    ("nine o'clock", "morning or evening"),
    ("6:30", "morning or evening"),
    ("midnight on Tuesday", "which of its two"),
    ("fiscal 2020/21", "budgets' year"),
    ("2019-20", "season or budgets' year"),
    ("fiscal year 2019", "budgets' year"),
    ("Ramadan", "moves"),
    ("Easter", "moves"),
    ("Orthodox Christmas Day", "other calendar"),
    ("15 Shawwal 1440", "other calendar"),
    ("2076 BS", "other calendar"),
    ("the summer of 2010", "depends on the hemisphere"),
    ("the 20th century", "its ends are disputed"),
    ("25-year-old", "an age"),
    ("a year", "a length or each"),
    ("one day", "some day"),
    ("January 20 and 25", "two days apart"),
    ("Monday, September 6", "weekday and date disagree"),
    ("in November", "the past one is farther than the next by far"),
    ("Septmber 5", "misspelt"),
    ("86,000 seconds", "number only in part"),
]


AROUND = [
    ("every [Friday]", None, "recurs"),
    ("on a [Friday] in spring", None, "some Friday"),
    ("later that [Monday]", None, "told of another day"),
    ("about [6 p.m.]", None, "approximate"),
    ("more than [two years]", None, "bounded"),
    ("two to [three years]", None, "a choice"),
    ("in fiscal [2019]", None, "budgets' year"),
    ("in the financial year [2019]", None, "budgets' year"),
    ("the [2019] season", None, "season"),
    ("in [2076] BS", None, "other calendar"),
    ("is [12 years] old", None, "an age"),
    ("$5m [a year]", None, "each year"),
    ("jailed for [a year]", "P1Y", "a length of time"),
    ("[two weeks] ago", "2019-W35", "the mention stops short"),
    ("[three days] later", None, "the mention stops short of what counts it from another event"),
    ("in [August] of that year", None, "told of another year"),
    ("the [June 4] crackdown", None, "names an event"),
    ("in [2010]'s budget", "2010", "a year's, not a decade"),
    ("by [Friday]", None, "the past or the next"),
    ("since [Monday]", "2019-09-09", "the bound is no part of the mention"),
    ("between [March] and May", "2019-03", "half of an interval"),
    ("between March and [May]", "2019-05", "the other half"),
    ("from [January] to June 2022", "2022-01", "half of an interval, its year with the other"),
    ("at [1430 GMT] on Tuesday", "2019-09-10T14:30Z", "the day beside a clock time"),
    ("on Tuesday at [6 p.m.]", "2019-09-10T18:00", "the day before a clock time"),
    ("at [11 p.m.] (2000 GMT) on Tuesday", "2019-09-10T23:00", "the day beyond a bracket"),
    ("at 11 p.m. ([2000 GMT]) on Tuesday", "T20:00Z", "in a bracket"),
    ("on [03/04/2019], not on 25/04/2019", "2019-04-03", "another date shows the order"),
    ("on [03/04/2019], not on 04/25/2019", "2019-03-04", "another date shows the other order"),
    ("[03/04/2019], 25/04/2019, 04/25/2019", None, "both orders"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), AROUND)
def test_reads_what_stands_around_a_mention(text: str, expected: str | None, phenomenon: str) -> None:
    before, _, rest = text.partition("[")
    mention, _, after = rest.partition("]")
    end = len(before) + len(mention)
    assert resolve_value(before + mention + after, published=PUBLISHED, start=len(before), end=end) == expected


@pytest.mark.parametrize(("text", "expected", "phenomenon"), PAST)
def test_counts_from_the_publication_date(text: str, expected: str, phenomenon: str) -> None:
    assert resolve_value(text, published=PUBLISHED) == expected
    assert resolve_value(text) is None


@pytest.mark.parametrize(("text", "expected", "phenomenon"), DATED)
def test_needs_no_publication_date_where_the_text_dates_itself(text: str, expected: str, phenomenon: str) -> None:
    assert resolve_value(text) == expected
    assert resolve_value(text, published=PUBLISHED) == expected


@pytest.mark.parametrize(("text", "phenomenon"), NULL)
def test_says_nothing_rather_than_too_much(text: str, phenomenon: str) -> None:
    assert resolve_value(text, published=PUBLISHED) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday", "2019-09-17"),
        ("in November", "2019-11"),
        ("by September", None),
        ("Christmas Day", "2019-12-25"),
        ("in ten days", "2019-09-22"),
        ("the next two weeks", "2019-09-12/2019-09-25"),
        ("Friday, September 6", "2019-09-06"),
    ],
)
def test_looks_ahead(text: str, expected: str | None) -> None:
    assert resolve_value(text, published=PUBLISHED, future=True) == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2020-01-01", "yesterday", "2019-12-31"),
        ("2020-01-01", "this week", "2020-W01"),
        ("2021-01-03", "this week", "2020-W53"),
        ("2018-12-31", "this week", "2019-W01"),
        ("2020-02-29", "a year ago", "2019"),
        ("2020-03-01", "yesterday", "2020-02-29"),
        ("2019-03-31", "the past month", "2019-02-28/2019-03-30"),
        ("2019-09-16", "this weekend", None),
    ],
)
def test_crosses_boundaries(published: str, text: str, expected: str | None) -> None:
    assert resolve_value(text, published=date.fromisoformat(published)) == expected


MONTHS = "January February March April May June July August September October November December".split()
DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2199, 12, 31))
FORMS = [
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"the {d.day}{_ending(d.day)} of {MONTHS[d.month - 1]}, {d.year}",
    lambda d: f"{d:%A}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d:%A} {MONTHS[d.month - 1][:3]}{'' if d.month == 5 else '.'} {d.day}, {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month:02}/{d.day:02}",
]


def _ending(number: int) -> str:
    return "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@given(day=DAYS, form=st.sampled_from(FORMS))
def test_a_date_in_any_form_is_itself(day: date, form: object) -> None:
    assert callable(form)
    assert resolve_value(form(day)) == day.isoformat()


@given(day=st.dates(min_value=date(1501, 1, 1), max_value=date(2198, 12, 31)), days=st.integers(0, 40))
def test_two_dates_are_an_interval_of_both(day: date, days: int) -> None:
    last = day + timedelta(days=days)
    found = resolve_value(
        f"{MONTHS[day.month - 1]} {day.day}, {day.year} to {MONTHS[last.month - 1]} {last.day}, {last.year}"
    )
    assert found is not None
    first, _, final = found.partition("/")
    assert day.isoformat().startswith(first)
    assert last.isoformat().startswith(final or first)


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_clock_time_of_12_hours_is_that_of_24(hour: int, minute: int) -> None:
    half = "a.m." if hour < 12 else "p.m."
    assert resolve_value(f"{(hour + 11) % 12 + 1}:{minute:02} {half}") == f"T{hour:02}:{minute:02}"
    assert resolve_value(f"{hour:02}{minute:02} GMT") == f"T{hour:02}:{minute:02}Z"


DATE = r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?"
CLOCK = r"T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?"
POINT = rf"(?:{DATE}|{CLOCK}|\d{{4}}-\d\d-\d\d{CLOCK})"
VALID = re.compile(rf"{POINT}(?:/{POINT})?|P(?:\d+[YMWD])*(?:T\d+[HMS](?:\d+M)?)?")
TEXTS = [row[0] for row in [*PAST, *DATED, *NULL]]


@given(published=st.dates(), text=st.sampled_from(TEXTS), future=st.booleans())
def test_a_value_is_iso_8601(published: date, text: str, future: bool) -> None:
    found = resolve_value(text, published=published, future=future)
    if found is None:
        return
    assert VALID.fullmatch(found)
    ends = [end[:10] for end in found.split("/") if re.match(r"\d{4}-\d\d-\d\d", end)]
    assert [date.fromisoformat(end) for end in ends] == sorted(date.fromisoformat(end) for end in ends)


@given(text=st.lists(st.sampled_from([*" ".join(TEXTS).split(), "\n", "(", "–", "𝟐", "’s"]), max_size=12).map(" ".join))
def test_any_text_has_a_valid_value_or_none(text: str) -> None:
    found = resolve_value(text, published=PUBLISHED)
    assert found is None or VALID.fullmatch(found)
