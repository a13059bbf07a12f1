"""What a figure is once it is read: a numeral with its sign, currency or unit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from newsfacts.facts import Modifier
from newsfacts.quantities.currencies import Money
from newsfacts.quantities.numerals import Numeral
from newsfacts.quantities.units import Measure

DEGREE = Measure("degree", "temperature")
FOOT = Measure("foot", "length")
INCH = Measure("inch", "length")
POUND = Measure("pound", "mass")
SECOND = Measure("second", "time")
INCHES = 12


@dataclass(frozen=True, slots=True)
class Amount:
    """Lexemes `first` to `last` (exclusive) with sign, mark and unit; `unit` holds the lexemes of the unit as written.

    `after` is a modifier that stands between number and unit ("500+ km").
    """

    numeral: Numeral
    first: int
    last: int
    value: Fraction
    money: Money | None = None
    measure: Measure | None = None
    unit: tuple[int, int] | None = None
    after: Modifier | None = None
    negative: bool = False

    @property
    def bare(self) -> bool:
        return self.money is None and self.measure is None

    @property
    def kind_of_unit(self) -> str:
        """RETURNS: what two figures must share to be one range."""
        if self.money:
            return self.money.code or self.money.name
        return self.measure.name if self.measure else ""

    def adopt(self, other: Amount) -> Amount:
        """RETURNS: this figure with the unit of another that is written for both."""
        if not self.bare:
            return self
        return replace(self, money=other.money, measure=other.measure, unit=other.unit)


def magnitude_of(amount: Amount, scale: int) -> Amount:
    """RETURNS: a figure without a magnitude word of its own that takes another's ("5-10 million")."""
    return replace(amount, value=amount.value * scale, numeral=replace(amount.numeral, scale=scale))
