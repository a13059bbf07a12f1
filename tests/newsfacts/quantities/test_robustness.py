"""Whatever the text, the recogniser answers, in linear time, with spans of the text."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from newsfacts.lexicon import words
from newsfacts.quantities import Found, recognise
from newsfacts.quantities.currencies import tables

PIECES = st.sampled_from(
    [
        *"0123456789,.-–/:%$€£()+±°'’ \n²½٣🙂",
        *"1,000|2019|m|k|km|°C|Rs|US$|-old|one |between |May |Anna |\n\n|\u0301|\u200b".split("|"),
        *" and | to | half | million| hundred| of | a | in | out of | per | day| people| dollars| dozens".split("|"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=30))
def test_any_soup_gives_spans_of_itself(pieces: list[str], parse: Callable[[str], Doc]) -> None:
    text = "".join(pieces)
    found = recognise(parse(text))
    for one in found:
        quantity = one.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start <= one.number[0] < one.number[1] <= quantity.end
        assert (quantity.value is None) == (quantity.low is not None and quantity.high is not None)
        assert all(math.isfinite(v) for v in (quantity.value, quantity.low, quantity.high) if v is not None)
    assert all(a.quantity.end <= b.quantity.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "5 km ",
            "5 x ",
            "1e6 ",
            "3 L/100km ",
            "10^",
            "square ",
            "5 dollars 5 cents ",
            "6'2\" ",
            "Ayr 5 mm, ",
            "256 for 4 ",
            "40s and ",
            "point five ",
            "5-and-a-half ",
            "٣٫",
            "$-",
            "half mile ",
            "5-6,000",
        ),
        *("1,", "1 ", "1-", "1/", "one ", "one and ", "million ", "a ", "$", "1.", "hundreds of ", "half of ", "(1) "),
    ],
)
def test_hostile_text_takes_linear_time(piece: str, nlp: object, parse: Callable[[str], Doc]) -> None:
    def seconds(length: int) -> float:
        words = (piece * length).split(" ")
        doc = Doc(parse("x").vocab, words=[word or " " for word in words])
        return min(_timed(doc) for _ in range(3))  # a single run may meet the collector or a busy machine

    seconds(100)
    assert seconds(4000) < 12 * max(seconds(1000), 0.01)


def _timed(doc: Doc) -> float:
    start = time.process_time()
    recognise(doc)
    return time.process_time() - start


AMBIGUOUS = {code.upper() for code in words("name_written_as_a_code")} | {"KGS"}  # kilograms
FIGURES = st.one_of(
    st.integers(2, 10**9).map(lambda n: (f"{n:,}", float(n))),
    st.decimals(0, 10**6, places=2).filter(lambda n: n % 1 and n > 1).map(lambda n: (f"{n:,}", float(n))),
    st.integers(2, 999).map(lambda n: (f"{n} million", n * 1e6)),
)
FORMS = st.sampled_from(
    [
        *(
            "{} percent|percent",
            "{}%|percent",
            "{} km|kilometre",
            "{}-kilometre|kilometre",
            "{} square metres|square metre",
        ),
        *("${}|USD", "€{}|EUR", "{} euros|EUR", "{} Kenyan shillings|KES", "{} CHF|CHF", "USD {}|USD", "£{}|GBP"),
        *(
            "{} km/h|kilometre per hour",
            "{} kWh|kilowatt-hour",
            "{} mg/dL|milligram per decilitre",
            "{}°C|degree celsius",
        ),
    ]
)
BOUNDS = st.sampled_from(
    [
        "|exactly",
        "about |approximately",
        "more than |more_than",
        "at least |at_least",
        "up to |at_most",
        "under |less_than",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(figure=FIGURES, form=FORMS, bound=BOUNDS)
def test_a_figure_written_in_any_form_reads_back(
    figure: tuple[str, float], form: str, bound: str, parse: Callable[[str], Doc]
) -> None:
    (digits, value), (pattern, unit), (before, modifier) = figure, form.split("|"), bound.split("|")
    (one,) = recognise(parse(f"It has reached {before}{pattern.format(digits)}, they said."))
    assert one.quantity.value == pytest.approx(value)
    assert one.quantity.unit is not None
    assert unit in {one.quantity.unit.currency, one.quantity.unit.name}
    assert one.quantity.modifier == modifier


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(low=st.integers(2, 500), step=st.integers(1, 500), form=FORMS)
def test_a_range_reads_back(low: int, step: int, form: str, parse: Callable[[str], Doc]) -> None:
    pattern, _ = form.split("|")
    first, second = pattern.format(low), pattern.format(low + step)
    (one,) = recognise(parse(f"It holds between {first} and {second}, they said."))
    assert (one.quantity.low, one.quantity.high, one.quantity.modifier) == (low, low + step, "between")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    feet=st.integers(1, 9), inches=st.integers(1, 11), form=st.sampled_from(["{}'{}\"", "{} ft {} in", "{}-foot-{}"])
)
def test_feet_and_inches_read_back(feet: int, inches: int, form: str, parse: Callable[[str], Doc]) -> None:
    (one,) = recognise(parse(f"It measured {form.format(feet, inches)}, they said."))
    assert one.quantity.value == pytest.approx(feet + inches / 12)
    assert one.quantity.unit is not None
    assert one.quantity.unit.name == "foot"


AGES = st.sampled_from(["a {}-year-old nurse", "a nurse aged {}", "a nurse, who is {} years old,", "John Moore, {},"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(years=st.integers(2, 119), form=AGES)
def test_an_age_reads_back(years: int, form: str, parse: Callable[[str], Doc]) -> None:
    (one,) = recognise(parse(f"They met {form.format(years)} in town."))
    assert (one.quantity.kind, one.quantity.value) == ("age", years)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.integers(2, 900),
    code=st.sampled_from(sorted(code for code in {*tables().by_territory.values()} if code not in AMBIGUOUS)),
    scale=st.sampled_from([("", 1), (" million", 10**6), ("bn", 10**9), (" crore", 10**7)]),
)
def test_a_sum_in_any_currency_reads_back(
    value: int, code: str, scale: tuple[str, int], parse: Callable[[str], Doc]
) -> None:
    written, size = scale
    for form in (f"{code} {value}{written}", f"{value}{written} {code}", f"{value}{written} {tables().names[code]}"):
        (one,) = recognise(parse(f"They paid {form}, they said."))
        assert one.quantity.value == value * size
        assert one.quantity.unit is not None
        assert one.quantity.unit.currency == code


def test_layers_may_be_unset(found: Callable[[str], list[Found]]) -> None:
    assert found("") == []
    assert found("No figures here.") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("On September 12-13, 1.25 people died.", 1.25, id="four characters that are no year"),
        pytest.param("On September 12-13, 1,50 people died.", 1.5, id="a decimal comma within four characters"),
        pytest.param("On March 3, 1.50 to May", 1.5, id="after a day"),
    ],
)
def test_what_is_as_long_as_a_year_need_not_be_one(text: str, value: float, parse: Callable[[str], Doc]) -> None:
    assert value in [one.quantity.value for one in recognise(parse(text))]
