"""The answer of the recogniser."""

from __future__ import annotations

from dataclasses import dataclass

from newsfacts.facts import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A quantity expression in a document.

    quantity: its span is the number with its modifier and unit, without the counted noun (a rate holds its noun:
        "18 trees per second"). Values are in the unit named: "5 cents" is 5.
    number: the bare numeral with its magnitude word, code points; of a range, from the first figure to the last.
    first, last: tokens of the quantity's span, `last` exclusive.
    anchor: the token through which the numeral hangs in the parse.
    """

    quantity: Quantity
    number: tuple[int, int]
    first: int
    last: int
    anchor: int
