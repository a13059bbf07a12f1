"""Why digits or number words are no quantity: two families of rules.

`exclusions` are asked where a number begins, before it is read: dates, clock times, codes, list numbers. `names` are
asked about what was read: ordinals, pronouns, parts of names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from newsfacts.quantities.surroundings import Surroundings
from newsfacts.rules import Family


@dataclass(frozen=True, slots=True)
class Place:
    """The lexeme `i` of a document, where a number begins."""

    around: Surroundings
    i: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """Lexemes `first` to `end` (exclusive), which are no quantity."""

    around: Surroundings
    first: int
    end: int

    def __str__(self) -> str:
        return self.around.text[slice(*self.around.span(self.first, self.end))]


exclusions = Family[Place, Excluded]("exclusion", at=lambda place: place.around.span(place.i, place.i + 1))


Ends = Callable[[Surroundings, int], int | None]
"""Tells of the number at a lexeme where that which is no quantity ends: at a later lexeme, None where it is one.

True: the number alone is no quantity.
"""


def excludes(examples: Mapping[str, str], against: Sequence[str] = ()) -> Callable[[Ends], Ends]:
    """Declares a rule of that family: a decorator."""

    def declare(ends: Ends) -> Ends:
        def apply(place: Place) -> Excluded | None:
            end = ends(place.around, place.i)
            return Excluded(place.around, place.i, place.i + 1 if end is True else end) if end else None

        exclusions.rule(examples=examples, against=against, name=ends.__name__)(apply)
        return ends

    return declare
