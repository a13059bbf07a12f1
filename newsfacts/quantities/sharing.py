"""A unit that is written for a neighbour alone: "fell to 60 tonnes from 75", "NOK 640 million (571)". Rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsfacts.quantities.amount import Amount, magnitude_of
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.rules import Family

MOST_BETWEEN = 6
REACH = 25
THOUSAND = 1000
_ENDS = frozenset({".", "!", "?"})
_YEARS = range(1500, 2101)
_ORIGINS = frozenset({"from", "against", "versus", "vs"})
_MORE = frozenset({"more", "less", "fewer", "higher", "lower"})
_IN_LISTS = frozenset({",", ";", "and"})
_DIMENSIONS = frozenset({"long", "wide", "high", "deep", "tall", "thick", "across"})
_JOINING = frozenset({",", "and", "or"})
_COUNTED_BETWEEN = frozenset({"time", "angle"})
_COPULAS = frozenset({"is", "was", "are", "were"})


@dataclass(frozen=True, slots=True)
class Follower:
    """A bare amount, lexemes `first` to `last` (exclusive), and the one with a unit before it, which ends at `end`."""

    around: Surroundings
    before: Amount
    end: int
    amount: Amount
    first: int
    last: int

    def word(self, back: int = 1) -> str:
        return self.around.lexemes.word(self.first - back)

    @property
    def is_money(self) -> bool:
        return self.before.money is not None

    def alike(self) -> Amount:
        """RETURNS: the amount in the unit of the one before it."""
        return replace(self.amount, money=self.before.money, measure=self.before.measure)


def _span(follower: Follower) -> tuple[int, int]:
    lexemes, numeral = follower.around.lexemes, follower.amount.numeral
    return lexemes.start[numeral.first], lexemes.end[numeral.last - 1]


def _shown(amount: Amount) -> str:
    return f"{float(amount.value):g} {amount.kind_of_unit}"


sharing = Family[Follower, Amount]("unit", at=_span, shown=_shown)


def shared(around: Surroundings, before: Amount, end: int, amount: Amount, first: int, last: int) -> Amount | None:
    """RETURNS: a bare amount with the unit of the one before it in its sentence, where it has none of its own.

    end: the lexeme after the amount before it, with its denominator.
    first, last: the lexemes of the bare amount with its softening words, `last` exclusive.
    """
    lexemes = around.lexemes
    if first - end > REACH or first < end or around.noun(amount.last) or around.counts(amount.last):
        return None
    if amount.numeral.modifier or amount.negative or lexemes.word(amount.last) == "-":
        return None
    if amount.numeral.plain and amount.value in _YEARS:
        return None
    if any(word in _ENDS for word in lexemes.low[end : first - 1]):
        return None
    found = sharing.first(Follower(around, before, end, amount, first, last))
    return found[0] if found else None


lists = Family[Follower, Amount]("list", at=_span, shown=_shown)
"""Asked about a bare amount right before one with a unit, which is `before` in its evidence."""


def listed_before(around: Surroundings, amount: Amount, after: Amount, start: int) -> Amount | None:
    """RETURNS: a bare amount with the unit of the one that begins at lexeme `start`, where they make a list."""
    if start - amount.last not in (1, 2) or amount.numeral.modifier or amount.negative or amount.after:
        return None
    found = lists.first(Follower(around, after, start, amount, amount.first, amount.last))
    return found[0] if found else None


@lists.rule(
    examples={
        "Prices rose [5] and 10 percent.": "5 percent",
        "Seats cost 10, [20] and 30 dollars.": "20 USD",
        "It sells [2], 5 and 10 litre cans.": "2 litre",
    },
    against=["He served [5] and 10 days in jail.", "It sold [2019] and 10 litre cans."],
)
def unit_after(follower: Follower) -> Amount | None:
    """The unit is written with the last. Only for units that nobody counts events between."""
    lexemes, amount = follower.around.lexemes, follower.amount
    between = [lexemes.word(k) for k in range(amount.last, follower.end)]
    if not all(word in _JOINING for word in between) or lexemes.word(amount.last - 1) == "one":
        return None
    measure, money = follower.before.measure, follower.before.money
    marked = money is not None and money.first < follower.before.numeral.first
    if marked or (measure is not None and measure.dimension in _COUNTED_BETWEEN):
        return None
    return None if amount.numeral.plain and amount.value in _YEARS else follower.alike()


@sharing.rule(
    examples={
        "Output fell to 60,000 tonnes from [75,000].": "75000 tonne",
        "The lake covers 40 hectares, up from [31].": "31 hectare",
        "The trip took 9 hours, against [12] by road.": "12 hour",
        "Sales were $5m, compared with [3.5m] in May.": "3.5e+06 USD",
    },
    against=["It took 40 tonnes from [31] farms.", "They drove 9 miles from [5] villages."],
)
def origin(follower: Follower) -> Amount | None:
    compared = follower.word(2) in {"compared", "versus"} and follower.word() in {"with", "to"}
    if follower.around.lexemes.word(follower.last) == "to":
        return None
    return follower.alike() if compared or follower.word() in _ORIGINS else None


@sharing.rule(
    examples={"The ship is 300 feet long and [40] wide.": "40 foot"},
    against=["The ship is 300 feet long and [40] men sail it."],
)
def dimension(follower: Follower) -> Amount | None:
    measured = follower.before.measure is not None and follower.before.measure.dimension == "length"
    return follower.alike() if measured and follower.around.lexemes.word(follower.last) in _DIMENSIONS else None


@sharing.rule(
    examples={"It sold 84,000 tonnes, [9,000] more than in 2022.": "9000 tonne"},
    against=["It sold 84,000 tonnes, and [9] more ships came."],
)
def more_than(follower: Follower) -> Amount | None:
    lexemes, at = follower.around.lexemes, follower.last
    compared = lexemes.word(at) in _MORE and lexemes.word(at + 1) == "than"
    return follower.alike() if compared and follower.before.kind_of_unit != "percent" else None


@sharing.rule(
    examples={"Earnings rose to NOK 640 million ([571]).": "5.71e+08 NOK"},
    against=["The fine is $640 ([12] cents)."],
)
def year_before(follower: Follower) -> Amount | None:
    """The figure of the year before, in brackets."""
    lexemes, amount = follower.around.lexemes, follower.amount
    bracketed = follower.word() == "(" and follower.end == follower.first - 1 and lexemes.word(follower.last) == ")"
    if not bracketed or not follower.is_money:
        return None
    scale = follower.before.numeral.scale
    same = magnitude_of(amount, scale) if amount.numeral.scale == 1 and amount.value < THOUSAND * 10 else amount
    return replace(same, money=follower.before.money)


@sharing.rule(
    examples={"The cheapest seat is 18 euros, while the dearest is [64].": "64 EUR"},
    against=["The pass is 18 euros and the age limit is [64] years."],
)
def other_price(follower: Follower) -> Amount | None:
    """ "One is 18 euros, the other 64": two of a kind have prices of a kind."""
    lexemes = follower.around.lexemes
    if not follower.is_money or follower.word() not in _COPULAS | {"at"}:
        return None
    earlier = lexemes.low[max(0, follower.before.first - 3) : follower.before.first]
    tag = follower.around.tag(follower.first - 2)
    return follower.alike() if follower.word() in earlier and tag in {"JJS", "JJ", "NN"} else None


@sharing.rule(
    examples={"Of the 240 million shillings pledged, donors have paid [90 million].": "9e+07 KES"},
    against=["It paid 240 million shillings to reach [90 million] viewers."],
)
def same_magnitude(follower: Follower) -> Amount | None:
    """Millions that count nothing, after millions in money."""
    both = follower.is_money and follower.before.numeral.scale >= THOUSAND <= follower.amount.numeral.scale
    lexemes, at = follower.around.lexemes, follower.last
    closed = at >= len(lexemes) or not lexemes.is_word[at] or lexemes.low[at] in {"in", "and", "by", "on"}
    return follower.alike() if both and closed else None


@sharing.rule(
    examples={
        "Oxley had 8.4mm, Batlow [0.6].": "0.6 millimetre",
        "Boys averaged 61 percent and girls [66].": "66 percent",
    },
    against=["It measured 8 miles, and [6]."],
)
def listed(follower: Follower) -> Amount | None:
    """In a list by names or by nouns, the verb and the unit are written once."""
    lexemes, around = follower.around.lexemes, follower.around
    between = range(follower.end, follower.first)
    if not between or len(between) > MOST_BETWEEN or lexemes.word(follower.end) not in _IN_LISTS:
        return None
    if not all(k >= len(lexemes) or lexemes.low[k] in _IN_LISTS or around.noun(k) for k in between):
        return None
    return follower.alike() if around.noun(follower.first - 1) else None
