"""Reads the word lists that stand beside the code."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


def rows(package: str, name: str, separator: str = "\t") -> Iterator[tuple[str, ...]]:
    """RETURNS: the lines of a data file of `package`, cut at `separator`; comments and empty lines left out."""
    for line in files(package).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield tuple(cell.strip() for cell in line.split(separator))


@cache
def words(name: str) -> frozenset[str]:
    """RETURNS: the first cell of every line of one of this package's files."""
    return frozenset(row[0] for row in rows(__package__, name))


@cache
def mapping(name: str) -> dict[str, str]:
    """RETURNS: first cell to second cell, for the lines that have two."""
    return {row[0]: row[1] for row in rows(__package__, name) if len(row) > 1}
