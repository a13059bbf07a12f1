"""The page's pure functions, run where they live."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from tests.browser.page import Page


def test_segments_cover_the_text_once_and_know_their_marks(page: Page) -> None:
    random = Random(4)
    cases = []
    for _ in range(150):
        text = "".join(random.choice("ab \n") for _ in range(random.randrange(0, 40)))
        ends = [
            sorted((random.randint(0, len(text)), random.randint(0, len(text)))) for _ in range(random.randrange(8))
        ]
        cases.append([text, [{"start": start, "end": end} for start, end in ends if start < end]])
    answers = page.module("marks", "(m, cases) => cases.map(([text, marks]) => m.segmentsOf(text, marks))", cases)
    for (text, marks), segments in zip(cases, answers, strict=True):
        assert "".join(text[s["start"] : s["end"]] for s in segments) == text
        for segment in segments:
            covering = [m for m in marks if m["start"] <= segment["start"] and segment["end"] <= m["end"]]
            touching = [m for m in marks if m["start"] < segment["end"] and segment["start"] < m["end"]]
            assert _places(segment["marks"]) == _places(covering) == _places(touching)


def _places(marks: list[dict[str, int]]) -> list[tuple[int, int]]:
    return sorted((mark["start"], mark["end"]) for mark in marks)


def test_span_finds_its_segments(page: Page) -> None:
    body = """(m) => { const s = m.segmentsOf("abcdefgh", [{start: 2, end: 5}, {start: 4, end: 7}]);
        return [[0, 8], [2, 5], [4, 5], [5, 6], [7, 8]].map(([start, end]) => m.segmentsIn(s, {start, end})); }"""
    assert page.module("marks", body) == [[0, 1, 2, 3, 4], [1, 2], [2], [3], [4]]


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [
        ({"value": 1400, "modifier": "approximately", "kind": "count"}, "≈ 1,400"),
        (
            {"value": 2.1e8, "modifier": "exactly", "kind": "money", "unit": {"text": "Sh", "currency": "KES"}},
            "KES 210M",
        ),
        (
            {"low": 4e6, "high": 5e6, "modifier": "between", "kind": "money", "unit": {"text": "$", "currency": "USD"}},
            "USD 4M–5M",
        ),
        (
            {"value": 6.5, "modifier": "exactly", "kind": "percent", "unit": {"text": "per cent", "name": "percent"}},
            "6.5%",
        ),
        (
            {
                "value": 50,
                "modifier": "exactly",
                "kind": "percent",
                "unit": {"text": "basis points", "name": "basis point"},
            },
            "50 basis points",
        ),
        ({"value": 19, "modifier": "at_least", "kind": "measure", "unit": {"text": "knots"}}, "≥ 19 knots"),
        ({"value": 1000, "modifier": "magnitude", "kind": "count"}, "order of 1,000"),
        ({"value": 1 / 3, "modifier": "exactly", "kind": "ratio", "text": "a third"}, "a third (0.333)"),
    ],
    ids=["count", "money", "range", "percent", "basis points", "measure", "magnitude", "ratio"],
)
def test_quantity_reads_as_in_print(page: Page, quantity: dict[str, Any], shown: str) -> None:
    whole = {"text": "", "value": None, "low": None, "high": None, "unit": None} | quantity
    assert page.module("format", "(m, q) => m.quantity(q)", whole) == shown


@pytest.mark.parametrize(
    ("since", "until", "shown"),
    [
        ("2024-03-14", "2024-03-15", "14 Mar 2024"),
        ("2023-01-01", "2024-01-01", "1 Jan 2023 to 31 Dec 2023"),
        ("2021-01-01", None, "from 1 Jan 2021"),
        (None, "2024-03-01", "until 29 Feb 2024"),
    ],
)
def test_interval_ends_on_its_last_day(page: Page, since: str | None, until: str | None, shown: str) -> None:
    assert page.module("format", "(m, since, until) => m.interval(since, until)", since, until) == shown


def test_server_timing_is_read(page: Page) -> None:
    header = 'queue;dur=0.1, parse;dur=112, total;desc="all";dur=9'
    names = page.module("api", "(m, header) => m.stepsOf(header).map((step) => step.name)", header)
    assert names == ["queue", "parse"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2019", "2019"),
        ("2019-08", "August 2019"),
        ("2019-09-12", "12 Sept 2019"),
        ("2019-W36", "week 36 of 2019, from 2 Sept 2019"),
        ("2021-W01", "week 1 of 2021, from 4 Jan 2021"),
        ("2019-09-10T18:00", "10 Sept 2019 18:00"),
        ("T14:30Z", "14:30 UTC"),
        ("T09:00+03:00", "09:00 UTC+03:00"),
        ("2019-08-12/2019-09-11", "12 Aug 2019 to 11 Sept 2019"),
        ("P3D", "3 days"),
        ("P1Y6M", "1 year 6 months"),
        ("PT6H", "6 hours"),
    ],
)
def test_value_of_a_time_is_said_in_words(page: Page, value: str, said: str) -> None:
    assert page.module("dates", "(m, value) => m.inWords(value)", value) == said


def test_labels_of_arrows_do_not_lie_on_each_other(page: Page) -> None:
    body = "(m) => { const placed = []; return [[100, 50, 'speaker'], [105, 52, 'is'], [300, 52, 'is']].map(([x, y, text]) => m.clear({x, y}, text, placed).y); }"
    first, second, third = page.module("lines", body)
    assert first == 50
    assert abs(second - first) >= 12
    assert third == 52
