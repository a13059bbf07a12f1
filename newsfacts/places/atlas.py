"""The places of the world by name, as `training/place_tables.py` wrote them down.

Countries and their divisions are a few thousand, kept in a dictionary. Towns are found by bisection in files that are
mapped into memory, so that only what is looked up is read, and processes share it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from math import log10
from pathlib import Path

import numpy

from newsfacts.lexicon import gazetteer, rows
from newsfacts.lexicon.folding import fold

_RENOWN = 1.5
"""A country, its capital, and a part that has an English name are in the news as often as a town thirty times their
size."""
_POSTAL = frozenset({"CA", "US"})


class Kind(Enum):
    COUNTRY = "country"
    DIVISION = "division"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for.

    country: ISO 3166-1. division: ISO 3166-2, "" where it is not known; for towns it is in AU, CA and US only. id: at
    GeoNames, or None. size: the decimal logarithm of its inhabitants, for a division those of an average one of its
    country. weight: the size and how much more it is talked about. other: whether the name is an alternate one.
    """

    kind: Kind
    country: str
    division: str
    id: int | None
    size: float
    weight: float
    other: bool = False


@lru_cache(maxsize=1024)
def candidates(key: str) -> tuple[Candidate, ...]:
    """
    key: a folded name.
    RETURNS: the places of that name; none for a name that is known to stand for no one country or part of one
    ("Europe", "Kashmir"), whatever towns are called so.
    """
    return () if is_vague(key) else (*countries_and_divisions(key), *towns().named(key))


def countries_and_divisions(key: str) -> tuple[Candidate, ...]:
    """RETURNS: the countries of a folded name, then the divisions."""
    tables = _tables()
    codes = sorted(tables.names.get(key, ()), key=lambda code: len(code) > 2)  # a stable sort
    return tuple(
        country(code) if len(code) == 2 else division(code, english=(key, code) in tables.english) for code in codes
    )


def is_vague(key: str) -> bool:
    """RETURNS: whether a folded name is known and yet no country, part of one or town ("Europe", "Kashmir", "EU")."""
    codes = _tables().names.get(key)
    return not codes if codes is not None else gazetteer.known_label(key) is not None


@cache
def country(code: str) -> Candidate:
    """RETURNS: the country of an ISO 3166-1 alpha-2 code."""
    known = _tables().countries[code]
    size = log10(max(known.inhabitants, 1))
    return Candidate(Kind.COUNTRY, code, "", known.id, size, size + _RENOWN)


@cache
def division(code: str, *, english: bool = False) -> Candidate:
    """
    english: whether it is named by a name that English has for it.
    RETURNS: the division of an ISO 3166-2 code; of "SD-", a part of SD that has no code.
    """
    whole, _, part = code.partition("-")
    tables = _tables()
    size = log10(max(tables.countries[whole].inhabitants, 1) / max(tables.divided[whole], 1))
    weight = size + _RENOWN * english
    return Candidate(Kind.DIVISION, whole, code if part else "", tables.ids.get(code), size, weight)


def neighbours(code: str) -> tuple[str, ...]:
    """RETURNS: the codes of the countries that border on that of an ISO 3166-1 code."""
    return _tables().countries[code].neighbours


def states() -> tuple[str, ...]:
    """RETURNS: the ISO 3166-2 codes of the states of the US and the provinces of Canada, which have postal letters."""
    return _tables().states


def load() -> None:
    """Reads the tables now rather than when they are first needed, so that processes forked later share them."""
    _tables()
    towns()


@dataclass(frozen=True, slots=True)
class _Country:
    id: int
    inhabitants: int
    capital: int
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tables:
    countries: dict[str, _Country]
    names: dict[str, list[str]]  # folded name → ISO 3166 codes; none where it is in dispute
    divided: Counter[str]  # country → number of its divisions
    ids: dict[str, int]  # division → GeoNames id
    english: set[tuple[str, str]]  # what English news calls places, folded, with their codes
    states: tuple[str, ...]


@cache
def _tables() -> _Tables:
    known: dict[str, _Country] = {}
    names: dict[str, list[str]] = {}
    for code, number, inhabitants, capital, near, name in rows("countries", __package__):
        known[code] = _Country(int(number), int(inhabitants), int(capital), tuple(near.split()))
        names.setdefault(fold(name), []).append(code)
    for key, code in gazetteer.countries().items():
        if code in known and code not in names.setdefault(key, []):
            names[key].append(code)
    divided: Counter[str] = Counter()
    ids: dict[str, int] = {}
    states = []
    for code, number, forms in rows("divisions", __package__):
        divided[code[:2]] += 1
        if number != "0":
            ids[code] = int(number)
        if code[:2] in _POSTAL:
            states.append(code)
        for key in forms.split("|"):
            names.setdefault(key, []).append(code)
    english = set()
    for code, key in ((code, fold(form)) for code, forms in gazetteer.listed("place") for form in forms):
        codes = names.setdefault(key, [])
        if code == "-":
            codes.clear()
        else:
            english.add((key, code))
            codes += [code] * (code not in codes)
    return _Tables(known, names, divided, ids, english, tuple(states))


class Towns:
    """The towns of 1,000 inhabitants and more. The columns are described where they are made."""

    def __init__(self, folder: Path) -> None:
        self._names, self._starts, self._town, self._other = (
            _column(folder / f"{name}.npy") for name in ("names", "starts", "town", "other")
        )
        self._id, self._country, self._division, self._size = (
            _column(folder / f"{name}.npy") for name in ("id", "country", "division", "size")
        )
        self._countries: list[str] = numpy.load(folder / "countries.npy").tolist()
        self._divisions: list[str] = numpy.load(folder / "divisions.npy").tolist()
        self._capitals = {country.capital for country in _tables().countries.values()}

    def named(self, key: str) -> tuple[Candidate, ...]:
        """RETURNS: the towns of a folded name, in a fixed order."""
        return tuple(self._find(key.encode()))

    def _find(self, name: bytes) -> Iterator[Candidate]:
        number = bisect_left(range(len(self._town)), name, key=self._name)
        while number < len(self._town) and self._name(number) == name:
            row = self._town[number]
            identifier, size = self._id[row], self._size[row] / 10
            yield Candidate(
                Kind.TOWN,
                self._countries[self._country[row]],
                self._divisions[self._division[row]],
                identifier,
                size,
                size + _RENOWN if identifier in self._capitals else size,
                bool(self._other[number]),
            )
            number += 1

    def _name(self, number: int) -> bytes:
        return bytes(self._names[self._starts[number] : self._starts[number + 1]])


def _column(file: Path) -> memoryview[int]:
    """RETURNS: the numbers in a file, of which no more is read than is looked at."""
    return memoryview(numpy.load(file, mmap_mode="r"))


@cache
def towns() -> Towns:
    """RETURNS: the towns, opened once a process."""
    return Towns(Path(__file__).with_name("towns"))
