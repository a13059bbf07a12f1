"""Why digits or number words are no quantity: two families of rules.

`exclusions` are asked where a number begins, before it is read: dates, clock times, codes, list numbers. `names` are
asked about what was read: ordinals, pronouns, parts of names.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsfacts.quantities import codes, currencies, dates
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.rules import Family


@dataclass(frozen=True, slots=True)
class Place:
    """The lexeme `i` of a document, where a number begins."""

    around: Surroundings
    i: int

    def until(self, end: int | None) -> Excluded | None:
        return Excluded(self.around, self.i, end) if end is not None else None

    def alone(self, excluded: bool) -> Excluded | None:
        return Excluded(self.around, self.i, self.i + 1) if excluded else None


@dataclass(frozen=True, slots=True)
class Excluded:
    """Lexemes `first` to `end` (exclusive), which are no quantity."""

    around: Surroundings
    first: int
    end: int

    def __str__(self) -> str:
        lexemes = self.around.lexemes
        return self.around.text[lexemes.start[self.first] : lexemes.end[self.end - 1]]


exclusions = Family[Place, Excluded](
    "exclusion", at=lambda place: (place.around.lexemes.start[place.i], place.around.lexemes.end[place.i])
)


def excluded(around: Surroundings, i: int, country: Country) -> int:
    """RETURNS: the lexeme after what begins at the number in lexeme `i` and is no quantity; `i` if nothing does."""
    lexemes = around.lexemes
    touches = lexemes.near(i + 1, Gap.NONE) or lexemes.gap[i] is Gap.NONE
    if around.furniture(i) or (touches and codes.in_address(around, i)):
        return i + 1
    if not lexemes.is_digits[i] or currencies.before(around.lexemes, i, country):
        return i
    found = exclusions.first(Place(around, i))
    return found[0].end if found else i


@exclusions.rule(
    examples={
        "She left on [12] September 2018.": "12 September 2018",
        "It rained from September [12] to 13, 2018.": "12 to 13, 2018",
        "The fair runs [5]-7 June.": "5-7 June",
        "Sales fell in July [2022].": "2022",
        "The deed is of [14]/Nov/2018.": "14/Nov/2018",
        "It shut on [5] Jan '22.": "5 Jan '22",
        "She ran the mill, [2011] – 2019.": "2011 – 2019",
    },
    against=["Sales fell by [12] percent.", "The march drew [2000] people.", "The clinic treated [1998] patients."],
)
def date(place: Place) -> Excluded | None:
    return place.until(dates.date(place.around, place.i))


@exclusions.rule(
    examples={
        "The shop opens at [6].30 pm.": "6.30 pm",
        "They met at [18]:30 in Suva.": "18:30",
        "It sank at [1800] GMT.": "1800 GMT",
    },
    against=["The walk took [6] hours."],
)
def clock(place: Place) -> Excluded | None:
    return place.until(dates.clock(place.around, place.i))


@exclusions.rule(
    examples={
        "The form is dated [25]/7/2022.": "25/7/2022",
        "Call [131] 444 for help.": "131 444",
        "The hotline is [0800] 555 123.": "0800 555 123",
    },
    against=["They lost [3]-1.", "About [1]/3 of voters came."],
)
def chain(place: Place) -> Excluded | None:
    return place.until(codes.chain(place.around, place.i))


@exclusions.rule(
    examples={"The union wants three things.\n\n[1]. Higher pay.": "1.", "It must ([2]) pay its debts.": "2)"},
    against=["Anna ([26]) won."],
)
def list_number(place: Place) -> Excluded | None:
    return place.until(codes.list_number(place.around, place.i))


@exclusions.rule(
    examples={"Leaders of the G[7] met.": "7", "Deaths from COVID-[19] fell.": "19"},
    against=["A magnitude-[6.5] quake struck the coast."],
)
def glued(place: Place) -> Excluded | None:
    return place.alone(codes.is_glued(place.around, place.i))


@exclusions.rule(
    examples={"It has 8,400 staff.[[4]] It grew.": "4", "The strike cost much,[[1]] they said.": "1"},
    against=["He said that [[20]] men had left."],
)
def footnote(place: Place) -> Excluded | None:
    return place.alone(codes.is_footnote(place.around, place.i))


@exclusions.rule(
    examples={"The tug sank near [34.6]° S.": "34.6° S", "It lies at latitude [5.3] degrees south.": "5.3 degrees"},
    against=["It was [34.6]° in Oslo.", "It moved [5] degrees south."],
)
def coordinate(place: Place) -> Excluded | None:
    return place.until(codes.coordinate(place.around, place.i))


@exclusions.rule(
    examples={"She lives at [14] Elm Street.": "14", "The firm at [48] Harbour Road closed.": "48"},
    against=["The city has [14] streets.", "They closed [3] High Street shops."],
)
def street(place: Place) -> Excluded | None:
    return place.alone(codes.in_street(place.around, place.i))


@exclusions.rule(examples={"The clip is in [1080]p.": "1080"}, against=["The pen cost [10]p."])
def lines_of_video(place: Place) -> Excluded | None:
    return place.alone(codes.is_lines_of_video(place.around, place.i))


@exclusions.rule(
    examples={"The account [771156540103417856] was closed.": "771156540103417856"},
    against=["It cost [771,156] euros."],
)
def identifier(place: Place) -> Excluded | None:
    return place.alone(codes.is_identifier(place.around, place.i))
