"""The word lists of claims, read from the data files beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from newsfacts.facts import Direction


@cache
def words(name: str) -> frozenset[str]:
    """RETURNS: the lower-case words of `name`.txt."""
    return frozenset(_lines(f"{name}.txt"))


@cache
def directions() -> Mapping[str, Direction]:
    """RETURNS: the direction that a verb's base form or a noun's singular gives to a figure."""
    rows = (line.split("\t") for line in _lines("directions.tsv"))
    return {word: Direction(direction) for word, direction in rows}


def _lines(name: str) -> list[str]:
    source = files("newsfacts.claims").joinpath(name).read_text(encoding="utf-8")
    return [line for line in source.splitlines() if line and not line.startswith("#")]
