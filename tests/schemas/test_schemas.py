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
LAST = (facts.GazetteerPlace, facts.Explanation, facts.QuantityExpression, facts.ArticleWarning, facts.Meta, facts.Span)


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
        pytest.param("2024-03-14T10:00", date(2024, 3, 14), id="no seconds"),
        pytest.param("2024-03-14T10:00:00", date(2024, 3, 14), id="no offset"),
        pytest.param("2024-03-14 10:00:00", date(2024, 3, 14), id="space, no offset"),
        pytest.param("2024-03-14T10:00:00+0000", date(2024, 3, 14), id="offset without colon"),
        pytest.param("2024-03-14 10:00:00+00", date(2024, 3, 14), id="offset in hours"),
        pytest.param("2024-03-14 10:00:00 -0300", date(2024, 3, 14), id="space before the offset"),
        pytest.param("2024-03-14T10:00Z", date(2024, 3, 14), id="no seconds, Z"),
        pytest.param("2024-03-14T10:00:00.123456", date(2024, 3, 14), id="fraction, no offset"),
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
        pytest.param("2019-09-12T08", id="hours alone"),
        pytest.param("2019-09-12T", id="no time"),
        pytest.param("2019-09-12T08:30.5", id="fraction of a minute"),
        pytest.param("2019-09-12 08:30 GMT", id="named zone"),
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


@pytest.mark.parametrize("name", sorted(Article().fields.keys() - {"text"}))
def test_null_is_not_given(name: str) -> None:
    assert Article().load({"text": "a", name: None}) == Article().load({"text": "a"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", None),
        ("min_confidence", "0.5"),
        ("min_confidence", True),
        ("min_confidence", -0.01),
        ("min_confidence", 1.01),
        ("min_confidence", float("nan")),
        ("format", "markdown"),
        ("explain", 1),
        ("explain", "true"),
        ("unknown", None),
    ],
)
def test_what_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Article().load({"text": "a", name: value})
    assert set(caught.value.normalized_messages()) == {name}


@pytest.mark.parametrize(("name", "value"), [("min_confidence", 0), ("explain", True), ("format", "html")])
def test_what_is_taken(name: str, value: object) -> None:
    assert getattr(Article().load({"text": "a", name: value}), name) == value


def test_an_explanation_is_null_unless_there_is_one() -> None:
    class Explained:
        explanation: tuple[facts.Explanation, ...] = ()

    field = schemas.facts.Quote().fields["explanation"]
    assert field.serialize("explanation", Explained()) is None
    Explained.explanation = (facts.Explanation(field="cue", by="encoder", confidence=0.5),)
    assert field.serialize("explanation", Explained()) == [{"field": "cue", "by": "encoder", "confidence": 0.5}]


def test_they_need_neither_flask_nor_spacy() -> None:
    code = "import sys, schemas.requests, schemas.facts; sys.exit(any(m in sys.modules for m in ('flask', 'spacy')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
