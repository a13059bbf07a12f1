"""Numbers that are no quantities because they name, dial or list; and close neighbours that are quantities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsfacts.quantities import Found

Recognise = Callable[[str], list[Found]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 131 555 for help.", []),
        ("Call 200 people for help.", ["200"]),
        ("The hotline is 0800 555 123.", []),
        ("Leaders met at COP 27 in May.", []),
        ("Colombia paid COP 27 billion.", ["COP 27 billion"]),
        ("The TOP 10 songs of the year were played.", ["10"]),
        ("21 Savage was on stage.", []),
        ("21 Taliban were on trial.", ["21"]),
        ("3M said profits fell.", []),
        ("About 3M people fled.", ["About 3M"]),
        ("The city keeps its dynamic-zero rule.", []),
        ("The 2022 year-end party was held.", []),
        ("The S.&P. 500 closed lower.", []),
        ("The bout ended in round eight.", []),
        ("By day three men had left.", ["three"]),
        ("His ‘Two Rivers plan’ failed.", []),
        ("1.The roof leaks.", []),
        ("2- Repairing the roof.", []),
        ("The account 771156540103417856 was closed.", []),
        ("A magnitude-6.5 quake struck the coast.", ["6.5"]),
        ("A $10 note was found.", ["$10"]),
    ],
)
def test_names(text: str, expected: list[str], found: Recognise) -> None:
    assert [one.quantity.text for one in found(text)] == expected
