"""Figures that are ages: "20-year-old", "26 years old", "aged 26", "Anna (26)", "Anna, 26,"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache

from newsfacts.lexicon import words
from newsfacts.quantities import modifiers
from newsfacts.quantities.amount import Amount
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.numerals import Numeral
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.quantities.units import Measure
from newsfacts.quantities.vocabulary import vocabulary

YEAR = Measure("year", "time")
OLDEST = 120
LIST_REACH = 8

_DECADES = frozenset({"20", "30", "40", "50", "60", "70", "80", "90"})
_PLURAL = frozenset({"s", "'s"})
_OWNERS = words("before_a_decade_of_life")
_PARTS = words("part_of_a_decade")
_PERSON = frozenset({"PERSON"})
_BEING = frozenset({"am", "is", "was", "be", "'m", "'s", "being"})
_BESIDE_A_COPULA = frozenset({"will", "would", "then", "now", "who", "he'd", "already", "still"})
_PERSONS = frozenset({"he", "she", "i", "i'm", "he's", "she's"})
_TURNING = frozenset({"turn", "turns", "turned", "turning"})
_SUPERLATIVES = frozenset({"youngest", "oldest", "eldest"})
_ONLY = frozenset({"only", "just", "then", "now", "aged"})
_AT_AN_AGE = frozenset({"retire", "retires", "retired", "retiring", "die", "dies", "died", "dying", "married", "marry"})
_AFTER_AGE = frozenset("when in at and on but next this last while so now then or as if after".split())
_SIGNS = frozenset("-–/%:°'’\"#&")
_AFTER_NAME = frozenset({",", "-", "–", "from", "of", "and"})
_CLOSING = frozenset({",", ".", ";", ")"})


def age(around: Surroundings, amount: Amount) -> Amount | None:
    """RETURNS: the figure as an age, with its "old" and in years where no unit is written; None if it is no age."""
    if amount.measure and amount.measure.dimension == "time":
        return _written_out(around, amount)
    if not amount.bare or not 0 < amount.value <= OLDEST or amount.numeral.share or amount.numeral.scale > 1:
        return None
    before = modifiers.before(around.lexemes, amount.first)[1] - 1
    implied = (
        _introduced(around, before, amount.last)
        or (amount.numeral.plain and amount.last == amount.numeral.last and _apposed(around, before, amount.last))
        or _predicated(around, amount, before)
    )
    return replace(amount, measure=YEAR) if implied else None


def decade(around: Surroundings, i: int) -> tuple[Amount, Amount] | None:
    """RETURNS: the first and last year of a decade of somebody's life: "in her forties", "in their 60s and 70s"."""
    lexemes = around.lexemes
    found = _tens(lexemes, i)
    if found is None:
        return None
    value, last = found
    before = i - 1
    for _ in range(LIST_REACH):
        before -= lexemes.word(before) == "-"
        before -= lexemes.word(before) in _PARTS
        if lexemes.word(before) not in {"and", "or", "to", ","}:
            break
        other = before - 2 if lexemes.word(before - 1) in _PLURAL else before - 1
        if other < 0 or _tens(lexemes, other) is None:
            break
        before = other - 1
    if lexemes.word(before) not in _OWNERS:
        return None
    numeral = Numeral(i, last, value, spelled=last == i + 1)
    low = Amount(numeral, i, last, value, measure=YEAR)
    return low, replace(low, value=value + 9)


def _tens(lexemes: Lexemes, i: int) -> tuple[Fraction, int] | None:
    """RETURNS: the number that "forties" or "40s" at lexeme `i` begins with, and the lexeme after it."""
    word = lexemes.low[i]
    if word.endswith("ties"):
        known = vocabulary().get(word.removesuffix("ies") + "y")
        return (known.value, i + 1) if known and known.kind == "tens" else None
    plural = lexemes.near(i + 1, Gap.NONE) and lexemes.low[i + 1] in _PLURAL
    return (Fraction(int(lexemes.raw[i])), i + 2) if plural and lexemes.raw[i] in _DECADES else None


def _written_out(around: Surroundings, amount: Amount) -> Amount | None:
    lexemes, last = around.lexemes, amount.last
    at = last + 1 if lexemes.word(last) == "-" else last
    if lexemes.near(at) and lexemes.word(at).removesuffix("'s") in {"old", "olds"}:
        return replace(amount, last=at + 1, unit=(amount.unit[0] if amount.unit else at, at + 1))
    if lexemes.word(last) == "of" and lexemes.word(last + 1) == "age":
        return replace(amount, last=last + 2)
    return None


def _predicated(around: Surroundings, amount: Amount, before: int) -> bool:
    """ "She was 15", "he turns 18", "retire at 58", "At 29, she": nothing is counted, and a person is spoken of."""
    lexemes, last = around.lexemes, amount.last
    ended = last >= len(lexemes) or lexemes.low[last] in _AFTER_AGE or not lexemes.is_word[last]
    if not ended or lexemes.word(last) in _SIGNS:
        return False
    before -= lexemes.word(before) in _ONLY
    word = lexemes.word(before)
    if word in _TURNING:
        return around.tag(before).startswith("VB")
    if word in _SUPERLATIVES:
        return True
    if word == "at" and lexemes.word(before - 1) in _AT_AN_AGE:
        return True
    if word == "at" and lexemes.capital(before):
        return lexemes.word(last) == "," and (lexemes.word(last + 1) in _PERSONS or _person(around, last + 1, _PERSON))
    return word in _BEING and _is_person(around, before)


def _is_person(around: Surroundings, verb: int) -> bool:
    """RETURNS: whether the subject of the copula at lexeme `verb` is one person."""
    lexemes, i = around.lexemes, verb - 1
    while lexemes.word(i) in _BESIDE_A_COPULA:
        i -= 1
    if lexemes.word(i) in _PERSONS or _person(around, i, _PERSON):
        return True
    return around.tag(i) == "NN" and lexemes.low[i] in _roles()


@cache
def _roles() -> frozenset[str]:
    """RETURNS: nouns for one person by what they are."""
    return words("role") | words("aged_person")


def _introduced(around: Surroundings, before: int, after: int) -> bool:
    """ "aged 26", "at the age of 26", "Age: 26", "as young as 8", and the 14 of "aged 12, 14 and 17"."""
    lexemes = around.lexemes
    before = lexemes.list_start(before + 1) - 1
    if lexemes.word(before) == ":":
        before -= 1
    word = lexemes.word(before - 1) if lexemes.word(before) == "of" else lexemes.word(before)
    as_young = lexemes.word(before) == "as" and lexemes.word(before - 1) in {"young", "old"}
    return word in {"age", "ages"} or lexemes.word(before) == "aged" or (as_young and not around.noun(after))


def _apposed(around: Surroundings, before: int, last: int) -> bool:
    """ "Anna (26)", "Anna, 26,"."""
    lexemes = around.lexemes
    if lexemes.word(before) == "(" and lexemes.word(last) in {")", ","}:
        return _of_person(around, before - 1) or _person(around, before - 1)
    for _ in range(LIST_REACH):  # "his daughters, 19 and 24,"
        if lexemes.word(before) in {"and", ","} and lexemes.digits(before - 1) and lexemes.word(before - 2) == ",":
            before -= 2
        if lexemes.word(last) == "and" and lexemes.digits(last + 1):
            last += 2
    if lexemes.word(before) != ",":
        return False
    number = around.token(last - 1)
    apposed = (
        number is not None and number.ent_type_ == "DATE" and number.dep_ == "appos" and lexemes.is_word[before - 1]
    )
    if apposed and lexemes.word(last) in _AFTER_NAME and not lexemes.digits(last + 1):
        return True  # "the rapper, 47, was", "Ana Ruiz, 57 - and"
    closed = lexemes.word(last) in _CLOSING or last >= len(lexemes)
    return closed and (_person(around, before - 1) or _of_person(around, before - 1))


def _of_person(around: Surroundings, i: int) -> bool:
    """ "His brother, 10, …", "the suspect (31)"."""
    word = around.lexemes.word(i)
    return around.noun(i) and (word in words("aged_person") or word.removesuffix("s") in words("aged_person"))


def _person(around: Surroundings, i: int, labels: frozenset[str] = _PERSON | {""}) -> bool:
    i -= around.lexemes.word(i) == "."  # "Jr."
    token = around.token(i)
    return token is not None and around.proper(i) and token.ent_type_ in labels
