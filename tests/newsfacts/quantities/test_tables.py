"""The data files hold together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from newsfacts.facts import Modifier
from newsfacts.lexicon import rows
from newsfacts.lexicon.gazetteer import listed
from newsfacts.quantities import currencies, modifiers, units
from newsfacts.quantities.lexemes import Lexemes
from training import cldr_tables

UNITS = list(rows("units"))


@pytest.mark.parametrize(("table", "made"), [("currencies", cldr_tables.currencies), ("world", cldr_tables.world)])
def test_tables_are_those_of_babel(table: str, made: Callable[[], Iterator[str]]) -> None:
    assert ["\t".join(cells) for cells in rows(table)] == list(made())


@pytest.mark.parametrize("form, kind, default, local, coin".split(", "), list(rows("currency_marks")))
def test_marks_name_currencies_in_use(form: str, kind: str, default: str, local: str, coin: str) -> None:
    known = currencies.tables().names
    assert form
    assert kind in {"mark", "sign", "word", "minor", "national", "garbled", "scaled"}
    assert bool(coin) == (kind == "minor")
    assert default == "-" or default in known
    assert all(code in known for code in local.split())


def test_places_are_territories_with_a_currency() -> None:
    known = {*currencies.tables().by_territory, "-"}
    assert [code for code, _ in listed("home") if code not in known] == []


@pytest.mark.parametrize(("phrase", "side", "modifier"), list(rows("modifiers")))
def test_modifiers_are_known_and_short_enough(phrase: str, side: str, modifier: str) -> None:
    assert side in modifiers.table()
    assert Modifier(modifier)
    assert len(phrase.split()) <= modifiers.LONGEST
    assert tuple(Lexemes(phrase).low) == tuple(phrase.split())


@pytest.mark.parametrize("cells", UNITS, ids=lambda cells: cells[0])
def test_every_word_of_a_unit_is_read_as_one(cells: list[str]) -> None:
    for word in filter(None, cells[2].split("|")):
        found = units.at(Lexemes(f"5 {word}, {cells[7].split(' ')[0]}"), 1)
        assert found is not None, word
        assert found[0].name == cells[0], word


def test_larger_units_exist() -> None:
    names = {cells[0] for cells in UNITS}
    assert {cells[5] for cells in UNITS if cells[5]} <= names
