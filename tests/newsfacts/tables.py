"""Reads the tables of the documents in `docs/`, whose examples are tests."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def rows(document: str, *heading: str) -> list[tuple[str, ...]]:
    """RETURNS: the cells of each row of the tables with this heading, in all of the document."""
    found: list[tuple[str, ...]] = []
    inside = False
    for line in (DOCS / document).read_text(encoding="utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip("|").split(" | "))
        if not line.startswith("|"):
            inside = False
        elif cells == heading:
            inside = True
        elif inside and not line.startswith("|-"):
            found.append(cells)
    return found
