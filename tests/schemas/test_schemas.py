"""The schemas without HTTP: dates, pointers, and that they stay as light as they claim."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

import schemas.facts
from newsfacts import facts
from schemas.fields import DATE_OR_DATE_TIME_PATTERN, Number
from schemas.problems import pointers
from schemas.requests import Article

PLAIN = (facts.Facts, facts.Entity, facts.Mention, facts.Quote, facts.Cue, facts.Party, facts.Speaker, facts.Claim)
REST = (facts.Quantity, facts.Unit, facts.Subject, facts.Predicate, facts.When, facts.Place, facts.Counted)
LAST = (facts.GazetteerPlace, facts.QuantityExpression, facts.ArticleWarning, facts.Meta, facts.Span)


@pytest.mark.parametrize("cls", PLAIN + REST + LAST)
def test_every_field_of_a_fact_goes_out(cls: type[Any]) -> None:
    schema = getattr(schemas.facts, cls.__name__)()
    assert is_dataclass(cls)
    assert {item.name for item in fields(cls)} == {field.attribute or name for name, field in schema.fields.items()}
    assert all(field.required for field in schema.fields.values())


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("2019-09-12", date(2019, 9, 12), id="date"),
        pytest.param("2019-09-12T08:30:00Z", date(2019, 9, 12), id="date-time"),
        pytest.param("2019-09-12T23:30:00-05:00", date(2019, 9, 12), id="the day as written, not UTC's"),
        pytest.param("2019-09-12t08:30:00.123456789+05:30", date(2019, 9, 12), id="fraction and small t"),
        pytest.param("2016-12-31 23:59:60z", date(2016, 12, 31), id="leap second, space"),
        pytest.param("2024-02-29", date(2024, 2, 29), id="leap day"),
        pytest.param("2000-02-29", date(2000, 2, 29), id="leap day of a leap century"),
    ],
)
def test_publication_dates(written: str, day: date) -> None:
    assert Article().load({"text": "a", "published_at": written}).published_at == day


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("2019-9-12", id="one digit"),
        pytest.param("2019-09-31", id="no such day"),
        pytest.param("2023-02-29", id="no leap year"),
        pytest.param("1900-02-29", id="no leap century"),
        pytest.param("0000-01-01", id="year 0"),
        pytest.param("2019-09-12\n", id="line break"),
        pytest.param("2019-09-12T08:30", id="no seconds"),
        pytest.param("2019-09-12T08:30:00", id="no offset"),
        pytest.param("2019-09-12T24:00:00Z", id="no such hour"),
        pytest.param("٢٠١٩-٠٩-١٢", id="other digits"),
    ],
)
def test_what_is_no_publication_date(written: str) -> None:
    with pytest.raises(ValidationError):
        Article().load({"text": "a", "published_at": written})


def test_the_pattern_of_dates_is_exactly_the_calendar() -> None:
    day, pattern = date(1896, 1, 1), re.compile(DATE_OR_DATE_TIME_PATTERN)
    while day.year < 2005:
        month_end = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        for number in range(1, 33):
            written = f"{day.year:04}-{day.month:02}-{number:02}"
            assert bool(pattern.match(written)) is (number <= month_end.day), written
        day = month_end + timedelta(days=1)


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ({"_schema": ["a"]}, [("#", "a")]),
        ({"x": ["a", "b"]}, [("#/x", "a"), ("#/x", "b")]),
        ({"documents": {3: {"text": ["a"]}}}, [("#/documents/3/text", "a")]),
        ({"a/b~c %é": ["a"]}, [("#/a~1b~0c%20%25%C3%A9", "a")]),
        ({"k" * 1_000: ["a"]}, [("#/" + "k" * 64 + "%E2%80%A6", "a")]),
    ],
)
def test_pointers(messages: object, expected: list[tuple[str, str]]) -> None:
    assert [(error["pointer"], error["detail"]) for error in pointers(messages)] == expected


@given(st.text(st.characters(exclude_categories=())))
def test_a_text_passes_as_it_is_or_cannot_be_encoded(text: str) -> None:
    try:
        encodable = bool(text.encode())
    except UnicodeEncodeError:
        encodable = False
    if encodable:
        assert Article().load({"text": text}).text == text
    else:
        with pytest.raises(ValidationError):
            Article().load({"text": text})


@pytest.mark.parametrize(
    ("value", "written"), [(150.0, "150"), (0.5, "0.5"), (None, "None"), (1e17, "1e+17"), (7, "7")]
)
def test_numbers(value: float | None, written: str) -> None:
    assert str(Number()._serialize(value, None, None)) == written


def test_they_need_neither_flask_nor_spacy() -> None:
    code = "import sys, schemas.requests, schemas.facts; sys.exit(any(m in sys.modules for m in ('flask', 'spacy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
