"""Amounts in forms of their own: "half an hour", "6'2\"", "2:04:17", "40' above"."""

from __future__ import annotations

import re
from fractions import Fraction

from newsfacts.quantities import dates, digits, numerals, units
from newsfacts.quantities.amount import FOOT, INCH, INCHES, SECOND, Amount
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.numerals import Numeral
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.quantities.units import Measure
from newsfacts.quantities.vocabulary import kind_at, value_at

LONGEST_QUOTATION = 300
_HALVED = frozenset({"length", "area", "volume", "mass"})
_HALVED_TIMES = frozenset({"hour", "minute"})
_FOOT_SIGNS = frozenset({"'", "’", "′"})
_INCH_SIGNS = frozenset({'"', "″", "”"})
_MARKED = {"'": FOOT, "′": FOOT, '"': INCH, "″": INCH}
_AFTER_MARKS = frozenset({"NN", "JJ", "IN", "RB"})
_FEET = re.compile(r"(\d)['’](\d{1,2})")


def one_and_a_half(around: Surroundings, i: int) -> Amount | None:
    """ "a year and a half": the article is the numeral."""
    lexemes = around.lexemes
    found = units.at(lexemes, i + 1)
    half = numerals.and_part(lexemes, found[1]) if found and lexemes.word(found[1]) == "and" else None
    if found is None or half is None:
        return None
    numeral = Numeral(i, i + 1, Fraction(1), spelled=True)
    return Amount(numeral, i, half[1], 1 + half[0], measure=found[0], unit=(i + 1, found[1]))


def part_of_unit(around: Surroundings, i: int) -> Amount | None:
    """ "half-hour", "quarter mile", "half mile": the unit follows without an article."""
    lexemes = around.lexemes
    at = i + 2 if lexemes.word(i + 1) == "-" and lexemes.near(i + 1, Gap.NONE) else i + 1
    found = units.at(lexemes, at)
    if found is None or not lexemes.is_word[at] or len(lexemes.raw[at]) < len("mile"):
        return None
    measure, last = found
    short = measure.name in _HALVED_TIMES or measure.dimension in _HALVED
    if not short or kind_at(lexemes, i - 1) or lexemes.word(i - 1) in {"-", "and", "first", "second"}:
        return None
    value = value_at(lexemes, i)
    return Amount(Numeral(i, i + 1, value, spelled=True), i, last, value, measure=measure, unit=(at, last))


def feet_and_inches(around: Surroundings, i: int) -> Amount | None:
    """ "6'2\"", of which the foot's sign is part of a lexeme, and "6' 2\"", "6′2″"."""
    lexemes = around.lexemes
    written, last = _FEET.fullmatch(lexemes.raw[i]), i + 2
    feet, inches = written.groups() if written else (lexemes.raw[i], "")
    if not written and lexemes.word(i + 1) in _FOOT_SIGNS and lexemes.near(i + 1, Gap.NONE):
        inches, last = lexemes.word(i + 2), i + 4
    closed = lexemes.word(last - 1) in _INCH_SIGNS and lexemes.near(last - 1, Gap.NONE)
    if not closed or not digits.PLAIN.fullmatch(inches) or not digits.PLAIN.fullmatch(feet) or len(feet + inches) > 3:
        return None
    value = int(feet) + Fraction(int(inches), INCHES)
    return Amount(Numeral(i, last - 1, value), i, last, value, measure=FOOT, unit=(i, last))


def elapsed(around: Surroundings, i: int) -> Amount | None:
    """ "2:04:17", "1:52.85": hours, minutes and seconds that something took, in seconds."""
    lexemes, last = around.lexemes, i + 1
    if lexemes.word(last) != ":" or not dates.is_elapsed(around, i):
        return None
    value = _clock_part(lexemes.raw[i])
    if value is None:
        return None
    while last < i + 5 and lexemes.word(last) == ":" and lexemes.digits(last + 1) and lexemes.tight(last):
        part = _clock_part(lexemes.raw[last + 1])
        if part is None:
            return None
        value, last = value * 60 + part, last + 2
    return Amount(Numeral(i, last, value), i, last, value, measure=SECOND)


def _clock_part(written: str) -> Fraction | None:
    """RETURNS: hours, minutes or seconds, which may begin with zeros; None where it is no number."""
    return digits.number(written.lstrip("0") or "0")


def marked(around: Surroundings, amount: Amount, i: int) -> tuple[Measure, int] | None:
    """RETURNS: feet or inches by a mark that touches its number and closes no quotation: "40' above"."""
    lexemes = around.lexemes
    if not lexemes.near(i, Gap.NONE) or lexemes.raw[i] not in _MARKED or amount.numeral.spelled:
        return None
    mark = lexemes.raw[i]
    goes_on = i + 1 < len(lexemes) and lexemes.raw[i + 1][0].isalnum() and lexemes.gap[i + 1] is Gap.SPACE
    opened = (lexemes.marks(mark)[i] - lexemes.marks(mark)[max(0, i - LONGEST_QUOTATION)]) % 2
    if opened or not goes_on or not (around.tag(i + 1)[:2] in _AFTER_MARKS or lexemes.digits(i + 1)):
        return None
    return _MARKED[mark], i + 1
