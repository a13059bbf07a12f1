"""A unit that is written for a neighbour alone: "fell to 60 tonnes from 75", "NOK 640 million (571)". Rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsfacts.quantities import modifiers
from newsfacts.quantities.amount import Amount, magnitude_of
from newsfacts.quantities.comparing import is_change
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.rules import Family

MOST_BETWEEN = 8
REACH = 25
THOUSAND = 1000
_ENDS = frozenset({".", "!", "?"})
_YEARS = range(1500, 2101)
_ORIGINS = frozenset({"from", "against", "versus", "vs", "then"})
_MORE = frozenset({"more", "less", "fewer", "higher", "lower"})
_LIST_SIGNS = frozenset({",", ";", "and", "while"})
_DIMENSIONS = frozenset({"long", "wide", "high", "deep", "tall", "thick", "across"})
_JOINING = frozenset({",", "and", "or"})
_COUNTED_BETWEEN = frozenset({"time", "angle"})
_LEVEL = frozenset({"is", "was", "are", "were", "at"})
_SPENT = frozenset({"has", "is", "was", "in", "and", "by", "on"})


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
    def opened(self) -> int:
        """RETURNS: the lexeme where the figure before it begins with its softening words."""
        return modifiers.before(self.around.lexemes, self.before.first)[1]

    @property
    def is_money(self) -> bool:
        return self.before.money is not None

    def alike(self) -> Amount:
        """RETURNS: the amount in the unit of the one before it."""
        return replace(self.amount, money=self.before.money, measure=self.before.measure)


def _span(follower: Follower) -> tuple[int, int]:
    return follower.amount.numeral.span(follower.around)


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
    if start - amount.last not in (1, 2, 3) or amount.numeral.modifier or amount.negative or amount.after:
        return None
    found = lists.first(Follower(around, after, start, amount, amount.first, amount.last))
    return found[0] if found else None


@lists.rule(
    examples={
        "Prices rose [5] and 10 percent.": "5 percent",
        "Seats cost 10, [20] and 30 dollars.": "20 USD",
        "It sells [2], 5 and 10 litre cans.": "2 litre",
        "They sell [9]- and 12-metre boats.": "9 metre",
        "The [2]-, 3- and 5-year plans failed.": "2 year",
        "A [20]- by 30-foot garden was sold.": "20 foot",
    },
    against=[
        "He served [5] and 10 days in jail.",
        "It sold [2019] and 10 litre cans.",
        "The [5]- and 10-legged toys broke.",
    ],
)
def unit_after(follower: Follower) -> Amount | None:
    """The unit is written with the last. Without a hyphen, only for units that nobody counts events between."""
    lexemes, amount = follower.around.lexemes, follower.amount
    hung = lexemes.word(amount.last) == "-" and lexemes.near(amount.last, Gap.NONE)
    between = [lexemes.word(k) for k in range(amount.last + hung, follower.end)]
    joining = _JOINING | {"by"} if hung else _JOINING
    if not between or not joining.issuperset(between) or lexemes.word(amount.last - 1) == "one":
        return None
    measure, money = follower.before.measure, follower.before.money
    marked = money is not None and money.first < follower.before.numeral.first
    if marked or (not hung and measure is not None and measure.dimension in _COUNTED_BETWEEN):
        return None
    return None if amount.numeral.plain and amount.value in _YEARS else follower.alike()


@sharing.rule(
    examples={
        "Output fell to 60,000 tonnes from [75,000].": "75000 tonne",
        "The lake covers 40 hectares, up from [31].": "31 hectare",
        "The trip took 9 hours, against [12] by road.": "12 hour",
        "Sales were $5m, compared with [3.5m] in May.": "3.5e+06 USD",
        "It sold 84,000 tonnes, [9,000] more than in 2022.": "9000 tonne",
        "They bid $100, then [150].": "150 USD",
        "Prices rose 4 percent, down from [6] in March.": "6 percent",
    },
    against=[
        "It took 40 tonnes from [31] farms.",
        "They drove 9 miles from [5] villages.",
        "Shares rose 5 percent from [41.20].",
        "It sold 84,000 tonnes, and [9] more ships came.",
    ],
)
def compared(follower: Follower) -> Amount | None:
    """What the figure before it is compared with; a change is not in the unit of the level that it is measured from."""
    lexemes, last = follower.around.lexemes, follower.last
    told = follower.word(2) in {"compared", "versus"} and follower.word() in {"with", "to"}
    more = lexemes.word(last) in _MORE and lexemes.word(last + 1) == "than"
    if not (told or more or follower.word() in _ORIGINS) or lexemes.word(last) == "to":
        return None
    level = follower.end == follower.first - 1 and is_change(follower.around, follower.opened)  # "5 percent from 41.20"
    return None if follower.before.kind_of_unit == "percent" and (more or level) else follower.alike()


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
    examples={"Of the 240 million shillings pledged, donors have paid [90 million].": "9e+07 KES"},
    against=["It paid 240 million shillings to reach [90 million] viewers."],
)
def same_magnitude(follower: Follower) -> Amount | None:
    """Millions that count nothing, after millions in money."""
    both = follower.is_money and follower.before.numeral.scale >= THOUSAND <= follower.amount.numeral.scale
    lexemes, at = follower.around.lexemes, follower.last
    closed = at >= len(lexemes) or not lexemes.is_word[at] or lexemes.low[at] in _SPENT
    return follower.alike() if both and closed else None


@sharing.rule(
    examples={
        "The rate was 5.2 percent in May and [4.8] in June.": "4.8 percent",
        "Seats cost £20 for adults and [12] for children.": "12 GBP",
        "It cost 40 cents then and [95] now.": "95 USD",
        "The ship is 300 feet long and [40] wide.": "40 foot",
        "The cheapest seat is 18 euros, while the dearest is [64].": "64 EUR",
        "Oxley had 8.4mm, Batlow [0.6].": "0.6 millimetre",
        "Boys averaged 61 percent and girls [66].": "66 percent",
    },
    against=[
        "It measured 8 miles, and [6].",
        "The ship is 300 feet long and [40] men sail it.",
        "The pass is 18 euros and the age limit is [64] years.",
        "They spent $40 on food and lost [12] on the way.",
        "It cost 5 percent of sales and [12] of the staff.",
    ],
)
def parallel(follower: Follower) -> Amount | None:
    """It stands as the figure before it: the same sort of word after both or before both, or without its verb."""
    around, lexemes, end, last = follower.around, follower.around.lexemes, follower.end, follower.last
    if follower.word() in _LEVEL:
        noun = around.tag(follower.first - 2) in {"JJS", "JJ", "NN"}
        return follower.alike() if noun and lexemes.word(follower.opened - 1) == follower.word() else None
    between = range(end, follower.first)
    if len(between) > MOST_BETWEEN or _LIST_SIGNS.isdisjoint(lexemes.low[end : follower.first]):
        return None
    if any(around.tag(k).startswith("VB") for k in between):
        return None
    after, own = lexemes.word(end), lexemes.word(last)
    sides = "of" not in (after, own) and around.tag(end) == around.tag(last) and around.tag(last) in _AFTER_BOTH
    if sides or {after, own} <= _DIMENSIONS:
        return follower.alike()
    closed = last >= len(lexemes) or not lexemes.is_word[last] or around.tag(last) in {"CC", "IN"}
    gapped = closed and around.noun(follower.first - 1)
    return follower.alike() if gapped else None


_AFTER_BOTH = frozenset({"IN", "TO", "RB"})
