"""Quantities in the many forms that they are written in; the tables are in `tables/`."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from newsfacts.quantities import Found

Recognise = Callable[[str], list[Found]]

TABLES = Path(__file__).parent / "tables"


def rows(name: str, columns: int) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("# ")]
    return [row + [""] * (columns - len(row)) for row in cells]


def wanted(value: str) -> object:
    low, _, high = value.partition("..")
    ends = tuple(float(Fraction(end)) for end in (low, high) if end)
    return pytest.approx(ends if high else ends[0])


def read(found: Found) -> tuple[object, str]:
    """A quantity's value or the ends of its range, and its currency or unit, "" if it has none."""
    quantity, unit = found.quantity, found.quantity.unit
    value = quantity.value if quantity.value is not None else (quantity.low, quantity.high)
    money = unit is not None and unit.dimension == "currency"
    return value, (unit and (unit.currency if money else unit.name)) or ""


def check(found: list[Found], value: str, unit: str) -> None:
    (one,) = map(read, found)
    assert one[0] == wanted(value)
    assert one[1] in unit.split("|")


@pytest.mark.parametrize(("name", "ways"), rows("units.tsv", 2))
def test_every_way_to_write_a_unit(name: str, ways: str, found: Recognise) -> None:
    for way in ways.split("|"):
        check(found(f"They reported 25 {way} on Monday, he said."), "25", name)
    for word in [way for way in ways.split("|") if way.isalpha() and way.islower() and way[-1] == "s" and len(way) > 4]:
        check(found(f"The total was two and a half {word}."), "2.5", name)
        check(found(f"The total was 3.5 million {word}."), "3500000", name)


@pytest.mark.parametrize(("kind", "form", "value", "unit"), rows("forms.tsv", 4))
def test_form(kind: str, form: str, value: str, unit: str, found: Recognise) -> None:
    for sentence in (f"They reported {form} on Monday, he said.", f"The total was {form}."):
        quantities = found(sentence)
        check(quantities, value, unit)
        assert kind not in {"age", "money", "percent", "ratio"} or quantities[0].quantity.kind == kind


@pytest.mark.parametrize(("sentence", "expected"), rows("sentences.tsv", 2))
def test_sentence(sentence: str, expected: str, found: Recognise) -> None:
    got = list(map(read, found(sentence)))
    parts = [part.partition(" ")[::2] for part in expected.split("; ") if part]
    assert len(got) == len(parts)
    for (value, unit), (number, name) in zip(got, parts, strict=True):
        assert number == "*" or value == wanted(number)
        assert name == "*" or unit in name.split("|") or unit.startswith(f"{name} per ")


LEFT = [
    ("It costs a dollar a day.", [], "an article is a numeral only before a magnitude"),
    ("They came 15 k times.", ["15"], "a magnitude of one letter stands at its number"),
    ("He got a score of goals.", [], "a score is a result"),
    ("Take that point five people made.", ["five"], "a point is no decimal after a pronoun"),
    ("At some point five people left.", ["five"], "nor after a determiner"),
    ("He wants to double the number of beds.", [], "a verb is no multiple"),
    ("A double murder shook the town.", [], "nor is an adjective"),
    ("He lost 500 crowns.", ["500"], "crowns are money only where a country has them"),
    ("The first half hour was dull.", [], "the half of something else"),
    ("Oil rose $1 to $80 a barrel.", ["$1", "$80 a barrel"], "a change and a level are no range"),
    ("Sales rose from 5 percent to 10 percent.", ["5 percent", "10 percent"], "nor are two levels"),
    ("Music of the 60s and the nineties sells.", [], "decades of a century are no ages"),
]


@pytest.mark.parametrize(("sentence", "expected", "reason"), LEFT)
def test_what_is_left(sentence: str, expected: list[str], reason: str, found: Recognise) -> None:
    assert [one.quantity.text for one in found(sentence)] == expected


@pytest.mark.parametrize("form", ["$5", "20%", "3x", "5-10%", "£3k", "25 m²", "98.6 °F"])
def test_a_quantity_may_be_all_of_the_text(form: str, found: Recognise) -> None:
    (one,) = found(form)
    assert one.quantity.text == form


def test_crowns_are_money_where_the_country_has_them(found: Recognise) -> None:
    check(found("PRAGUE - He lost 500 crowns, Czech police said."), "500", "CZK")
