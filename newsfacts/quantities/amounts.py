"""Reads one figure: a numeral with its sign, currency or unit, before ranges and modifiers are looked at."""

from __future__ import annotations

from dataclasses import replace

from newsfacts.lexicon import words
from newsfacts.quantities import currencies, modifiers, numerals, special, units
from newsfacts.quantities.amount import DEGREE, FOOT, INCHES, POUND, Amount, magnitude_of
from newsfacts.quantities.currencies import Country, Money
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.numerals import Numeral
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.quantities.units import Measure

THOUSAND = 1000
MOST_POINTS = 100
"""More of them are pages: "383 pp."."""

LONGEST_LENGTH = 3
"""From that many digits on, "m" before an adjective is metres: "the 400m Olympic finals"."""
_MINUS = words("minus")
_OTHER_WORDS = words("also_no_currency")
_HALVES = frozenset({"half", "quarter"})
_POUNDS = frozenset({"pound", "pounds"})
_NOT_A_COIN = ("VB", "JJ", "RB")


def read(around: Surroundings, i: int, country: Country, *, joins: bool = True, money: bool = False) -> Amount | None:
    """Reads the figure whose numeral begins at lexeme `i`.

    joins: as in `numerals.read`.
    money: whether it is known to be money without a mark of its own ("£5-10m").
    """
    lexemes = around.lexemes
    if lexemes.low[i] in _HALVES and (measured := special.part_of_unit(around, i)):
        return measured
    if lexemes.low[i] in {"a", "an"} and (measured := special.one_and_a_half(around, i)):
        return measured
    if measured := special.feet_and_inches(around, i) or special.elapsed(around, i):
        return measured
    mark = currencies.before(lexemes, i, country)
    plural_at = around.people if len(lexemes.raw[i]) < LONGEST_LENGTH else around.plural
    numeral = numerals.read(lexemes, i, money=money or mark is not None, joins=joins, plural_at=plural_at)
    if numeral is None:
        return None
    first, value = mark.first if mark else i, numeral.value
    if lexemes.is_digits[i] and _decimal_point(around, i):
        first, value = i - 1, value / 10 ** len(lexemes.raw[i])
        numeral = replace(numeral, first=i - 1, plain=False)
        mark = currencies.before(lexemes, i - 1, country)
        first = mark.first if mark else first
    first, negative = _sign(lexemes, first)
    if mark is None and (mark := _before_minus(around, i, country)):
        first, negative = mark.first, True
    last, after = numeral.last, None
    if trailing := modifiers.after(lexemes, last):
        after, last = trailing
    amount = Amount(numeral, first, last, value, mark, after=after, negative=negative)
    return _with_unit(around, amount, country)


def _before_minus(around: Surroundings, i: int, country: Country) -> Money | None:
    """RETURNS: the mark of "$-5"."""
    lexemes = around.lexemes
    tied = i > 1 and lexemes.raw[i - 1] in "-−" and lexemes.tight(i - 1)
    return currencies.before(lexemes, i - 1, country) if tied else None


def _sign(lexemes: Lexemes, first: int) -> tuple[int, bool]:
    """RETURNS: where the figure at lexeme `first` begins with its sign, and whether that is a minus.

    A dash between words or numbers is none, nor is the minus of "plus or minus 3".
    """
    sign = first - 1
    if sign > 0 and lexemes.raw[sign] == "-" and lexemes.tight(sign) and lexemes.word(sign - 1) == "minus":
        return sign - 1, True
    if sign < 0 or not (lexemes.word(sign) in _MINUS or lexemes.word(sign) == "+"):
        return first, False
    if "plus" in (lexemes.word(sign - 1), lexemes.word(sign - 2) if lexemes.word(sign - 1) == "or" else ""):
        return first, False
    spaced = lexemes.gap[sign] > Gap.NONE or lexemes.word(sign - 1) in {"(", "[", ":", ";", "/"}
    if lexemes.is_word[sign] or (spaced and lexemes.near(first, Gap.NONE)):
        return sign, lexemes.word(sign) != "+"
    return first, False


def _decimal_point(around: Surroundings, i: int) -> bool:
    """RETURNS: whether ".5" is a decimal: the point touches the digits and nothing before it."""
    lexemes = around.lexemes
    if i == 0 or lexemes.raw[i - 1] != "." or lexemes.gap[i] != Gap.NONE or not lexemes.raw[i].isdecimal():
        return False
    return lexemes.gap[i - 1] > Gap.NONE or (i > 1 and lexemes.raw[i - 2] in "$€£¥₹-−+~<>(≈")


def _with_unit(around: Surroundings, amount: Amount, country: Country) -> Amount:
    lexemes, at = around.lexemes, _unit_place(around, amount)
    if amount.negative and amount.bare and (measure := _cold(around, at)):
        return replace(amount, measure=measure, unit=(at, at + 1), last=at + 1)
    if _below_zero(around, amount.last):
        return replace(amount, measure=DEGREE, negative=True, unit=(amount.last, amount.last + 2), last=amount.last + 2)
    if amount.money:
        again = currencies.after(lexemes, at, country)
        if again and not again.coin and _is_currency(around, again):
            said = again if lexemes.raw[at] == again.code else amount.money
            return replace(amount, money=replace(amount.money, code=said.code, name=said.name), last=again.last)
        return _scaled(replace(amount, unit=(amount.money.first, amount.money.last)))
    pages = lexemes.word(at) == "pp" and amount.value > MOST_POINTS
    if found := not pages and (units.at(lexemes, at) or special.marked(around, amount, at)):
        measure, end = found
        amount = replace(amount, measure=measure, unit=(at, end), last=end)
        if amount.negative and measure.name == DEGREE.name:
            return replace(amount, measure=DEGREE)  # no angle
        if measure.name.startswith(DEGREE.name) and lexemes.word(end + 1) in {"zero", "freezing"}:
            if lexemes.word(end) == "below":
                return replace(amount, negative=lexemes.word(end + 1) == "zero", last=end + 2)
            if lexemes.word(end) == "above":
                return replace(amount, last=end + 2)
        return _compound(around, amount)
    money = currencies.after(lexemes, at, country)
    if money and lexemes.word(at) in _POUNDS and country.weighs_in_pounds:
        return replace(amount, measure=POUND, unit=(at, money.last), last=money.last)
    if money and money.scale > 1:
        return _scaled(replace(amount, money=money, unit=(at, money.last), last=money.last))
    if money and (amount.numeral.scale >= THOUSAND or _is_currency(around, money)):
        return _with_coins(around, replace(amount, money=money, unit=(at, money.last), last=money.last), country)
    return amount


def _scaled(amount: Amount) -> Amount:
    """RETURNS: the amount in the currency's unit where its letters hold a magnitude ("85 MEUR")."""
    scale = amount.money.scale if amount.money else 1
    return magnitude_of(amount, scale) if scale > 1 else amount


def _cold(around: Surroundings, i: int) -> Measure | None:
    """RETURNS: the scale of "minus 20 C": below zero a bare letter is no other unit."""
    lexemes = around.lexemes
    written = lexemes.near(i, Gap.SPACE) and lexemes.raw[i] in {"C", "F"} and not lexemes.near(i + 1, Gap.NONE)
    stands = written or (i + 1 < len(lexemes) and lexemes.raw[i] in {"C", "F"} and not lexemes.is_word[i + 1])
    found = units.at(lexemes, i, per=True) if stands else None
    return found[0] if found and found[0].dimension == "temperature" else None


def _below_zero(around: Surroundings, i: int) -> bool:
    return (around.lexemes.word(i), around.lexemes.word(i + 1)) == ("below", "zero")


def _is_currency(around: Surroundings, money: Money) -> bool:
    """RETURNS: whether the word is used as a noun: "500 won", not "five won"."""
    ambiguous = around.lexemes.word(money.last - 1) in _OTHER_WORDS
    return not ambiguous or money.last - money.first > 1 or around.tag(money.last - 1)[:2] not in _NOT_A_COIN


def _with_coins(around: Surroundings, amount: Amount, country: Country) -> Amount:
    """Adds the coins that follow: "5 dollars and 50 cents"."""
    lexemes, money = around.lexemes, amount.money
    at = amount.last + 1 if lexemes.word(amount.last) == "and" else amount.last
    if money is None or money.coin or not lexemes.near(at):
        return amount
    coins = numerals.read(lexemes, at)
    small = currencies.after(lexemes, coins.last, country, beside=money.code) if coins else None
    if coins is None or small is None or not small.coin or small.code != money.code or coins.value >= 100:
        return amount
    return replace(amount, value=amount.value + coins.value / 100, last=small.last)


def _unit_place(around: Surroundings, amount: Amount) -> int:
    """RETURNS: where the unit would stand.

    After a hyphen ("600-metre"), after the "an" of a part ("half an hour"), after the "of" of a vague number
    ("millions of dollars").
    """
    lexemes, at = around.lexemes, amount.last
    if lexemes.word(at) == "-" and lexemes.near(at, Gap.NONE) and lexemes.near(at + 1, Gap.NONE):
        return at + 1
    if amount.numeral.modifier and lexemes.word(at) == "of":
        return at + 1
    if amount.numeral.share:
        of = at + 1 if lexemes.word(at) == "of" else at
        if lexemes.word(of) in {"a", "an", "one", "1"} and (units.at(lexemes, of + 1) or of == at):
            return of + 1
    return at


def _compound(around: Surroundings, amount: Amount) -> Amount:
    """Adds the smaller units that follow: "5 ft 10 in", "one hour and 20 minutes", "a year and a half"."""
    lexemes, smallest, parts = around.lexemes, amount.measure.name if amount.measure else "", 1
    for _ in range(3):
        if amount.measure is None or amount.numeral.share:
            break
        at = amount.last
        if lexemes.word(at) == "and" and (half := numerals.and_part(lexemes, at)):
            return replace(amount, value=amount.value + half[0], last=half[1])
        tied = amount.measure.name == FOOT.name and lexemes.word(at) == "-" and lexemes.tight(at)
        if tied or lexemes.word(at) in {"and", ","}:
            at += 1
        if not lexemes.near(at):
            break
        smaller = numerals.read(lexemes, at)
        if smaller is None or smaller.modifier:
            break
        place = smaller.last + 1 if lexemes.word(smaller.last) == "-" else smaller.last
        found = units.at(lexemes, place, larger=smallest)
        if found is None or found[0].larger != smallest:
            unsaid = tied and found is None and smaller.plain and smaller.value < INCHES
            if smallest == FOOT.name and (unsaid or _inches_unsaid(around, smaller, at)):
                return replace(amount, value=amount.value + smaller.value / INCHES, last=smaller.last)
            break
        measure, end = found
        smallest, parts = measure.name, parts * measure.ratio
        amount = replace(amount, value=amount.value + smaller.value / parts, last=end)
    return amount


def _inches_unsaid(around: Surroundings, numeral: Numeral, i: int) -> bool:
    """RETURNS: whether the number right after feet says inches: "5 ft 10", "six foot two"."""
    bare = i == numeral.first and numeral.value < INCHES and numeral.value.denominator == 1
    return bare and around.lexemes.near(i, Gap.SPACE) and not around.noun(numeral.last)


def past_symbol(lexemes: Lexemes, amount: Amount) -> int:
    """RETURNS: the lexeme after a unit's symbol in brackets ("1 kilowatt (kW)"); the figure's end where none stands."""
    i, measure = amount.last, amount.measure
    if measure is None or lexemes.word(i) != "(" or not lexemes.near(i + 1, Gap.NONE):
        return i
    found = units.at(lexemes, i + 1, per=True)
    closed = found is not None and found[0].name == measure.name and lexemes.word(found[1]) == ")"
    return found[1] + 1 if found and closed else i
