"""Two figures that a word or a dash joins: what the rules of `ranges` and `scores` look at, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from newsfacts.quantities import amounts, modifiers
from newsfacts.quantities.amount import Amount, magnitude_of
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.rules import Family


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures. `separate`: each is a quantity of its own; `excluded`: neither is one ("555-1234").

    `first` is where the range begins with its "between".
    """

    low: Amount
    high: Amount
    first: int
    score: bool = False
    separate: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        sort = {"excluded": self.excluded, "score": self.score, "apart": self.separate}
        kind = next((name for name, holds in sort.items() if holds), "range")
        return f"{kind} {float(self.low.value):g} {float(self.high.value):g}"


@dataclass(frozen=True, slots=True)
class Opening:
    """An amount whose numeral is lexeme `i`, and the word after it, which may join a second one to it.

    first: the lexeme where it begins with its softening words.
    """

    around: Surroundings
    amount: Amount
    i: int
    country: Country
    first: int
    joint: str

    def second(self, at: int, *, joins: bool = True) -> Amount | None:
        """RETURNS: the figure that begins at lexeme `at` with its sign, mark or softening word."""
        around, lexemes = self.around, self.around.lexemes
        for start in range(at, min(at + 5, len(lexemes))):
            if not lexemes.near(start):
                return None
            found = None
            if lexemes.is_digits[start] or around.tag(start) == "CD" or lexemes.low[start] in {"a", "half"}:
                money = self.amount.money is not None
                found = amounts.read(around, start, self.country, joins=joins, money=money)
            if found:
                return found if modifiers.before(lexemes, found.first)[1] <= at or found.first <= at else None
        return None

    def joined(self, word: str, amount: Amount | None = None) -> Pair | None:
        """RETURNS: a range whose ends `word` joins; None if they don't fit each other."""
        lexemes, low = self.around.lexemes, amount or self.amount
        at = amounts.past_symbol(lexemes, low)
        if lexemes.word(at) != word or not lexemes.near(at):
            return None
        hyphen = lexemes.word(at + 1) == "-" and lexemes.near(at + 2, Gap.NONE)
        high = self.second(at + (2 if hyphen else 1))
        return ranged(low, high) if high else None

    def before(self, back: int = 1) -> str:
        return self.around.lexemes.word(self.first - back)


ranges = Family[Opening, Pair]("range", at=lambda opening: opening.amount.numeral.span(opening.around))


def share(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Gives unit and magnitude that are written once to both."""
    low, high = low.adopt(high), high.adopt(low)
    scale = high.numeral.scale
    if low.numeral.scale == 1 and scale > 1 and low.value < 1000 and low.value * scale < high.value:
        low = magnitude_of(low, scale)
    return low, high


def ranged(low: Amount, high: Amount) -> Pair | None:
    if not low.bare and not high.bare and low.kind_of_unit != high.kind_of_unit:
        return None
    low, high = share(low, high)
    return Pair(low, high, low.first) if _signed(low) < _signed(high) else None


def _signed(amount: Amount) -> Fraction:
    return -amount.value if amount.negative else amount.value
