"""Reads the tab-separated tables beside this module."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """RETURNS: the rows of a table, each padded to `columns` cells; lines that begin with "# " are comments."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("# "):
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


@cache
def words(name: str) -> frozenset[str]:
    """RETURNS: the lines of a word list."""
    return frozenset(cells[0] for cells in rows(name, 1))


@cache
def group(place: str) -> frozenset[str]:
    """RETURNS: the words of one row of neighbours.tsv.

    RAISES: KeyError, there is no such row.
    """
    return {name: frozenset(listed.split()) for name, listed in rows("neighbours.tsv", 2)}[place]
