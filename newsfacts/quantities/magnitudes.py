"""Magnitude words and their abbreviations after a number: "million", "lakh crore", "bn", "5m people"."""

from __future__ import annotations

from collections.abc import Callable

from newsfacts.lexicon import words
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.vocabulary import Word, vocabulary

MOST_TERMS = 8
REACH = 15

_RUN = words("metres_run")
_COINED = frozenset({"pound", "dollar", "euro", "yen", "yuan", "rand", "rupee", "shilling", "naira", "peso"})
_OWNERS = frozenset({"its", "their", "the", "these", "those", "our", "his", "her", "them", "us"})
_BY = frozenset({"by", "x", "×"})
_LENGTHS = words("length")
_MONEY_SIGNS = frozenset("$€£¥₹")
_OF_A_UNIT = frozenset({"/", "²", "³"})
_DOZENS = frozenset({"dozen", "dozens"})
_MULTIPLYING = frozenset({"scale", "vague"})
_UNITS_COUNTED = words("counted_in_millions")


def scales(
    lexemes: Lexemes,
    i: int,
    *,
    first: int = -1,
    money: bool = False,
    plural_at: Callable[[int], bool] = lambda _: False,
) -> tuple[int, int]:
    """
    first: where the numeral begins.
    RETURNS: the product of the magnitude words at lexeme `i`, and the lexeme after them: "million", "lakh crore"."""
    product, previous = 1, 0
    for _ in range(MOST_TERMS):
        at = i + 1 if lexemes.word(i) == "-" and lexemes.near(i, Gap.NONE) else i
        word = vocabulary().get(lexemes.word(at))
        if word is None or not (at == first or lexemes.near(at)):
            break
        if word.kind == "abbreviation":
            taken = product == 1 and _abbreviates(lexemes, at, word, money, plural_at)
        else:
            taken = word.kind in _MULTIPLYING and (word.value >= 100 or lexemes.low[at] in _DOZENS)
            taken = taken and int(word.value) >= previous
        if not taken:
            break
        previous = int(word.value)
        product, i = product * previous, at + 1
    return product, i


def _abbreviates(lexemes: Lexemes, i: int, word: Word, money: bool, plural_at: Callable[[int], bool]) -> bool:
    """RETURNS: whether the letters at lexeme `i` stand for a magnitude here."""
    if lexemes.word(i + 1) in _OF_A_UNIT:
        return lexemes.word(i + 2) == "-"  # "620m/-"
    glued, raw = lexemes.near(i, Gap.NONE), lexemes.raw[i]
    if money or word.condition == "any" or (word.condition == "glued" and glued):
        return True
    if word.condition != "plural":
        return False
    return _counted(lexemes, i + 1, plural_at) or (glued and (raw == "M" or (raw == "m" and _in_millions(lexemes, i))))


def _counted(lexemes: Lexemes, i: int, plural_at: Callable[[int], bool]) -> bool:
    """RETURNS: whether millions are counted: "5m people", "2m bpd"; not "the 100m hurdles"."""
    word = lexemes.word(i)
    if word == "-" and lexemes.tight(i):
        return lexemes.word(i + 1) in _COINED
    if word == "of":
        return lexemes.word(i + 1) in _OWNERS
    return word in _UNITS_COUNTED or (plural_at(i) and word not in _RUN and word not in _LENGTHS)


def _in_millions(lexemes: Lexemes, i: int) -> bool:
    """RETURNS: whether "m" is a million: after "€40m", or after decimals where no length is near ("fell to 5.8m")."""
    if any(lexemes.raw[k - 2] in _MONEY_SIGNS and lexemes.low[k] in {"m", "bn"} for k in range(max(2, i - REACH), i)):
        return True
    if "." not in lexemes.raw[i - 1] or lexemes.word(i + 1) in _BY:
        return False
    return not any(word in _LENGTHS for word in lexemes.low[max(0, i - REACH) : i + REACH])
