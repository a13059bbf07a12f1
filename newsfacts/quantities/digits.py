"""Numbers in digits: separators of thousands in their national forms, decimals, stray spaces."""

from __future__ import annotations

import re
from fractions import Fraction

from newsfacts.lexicon import words
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.vocabulary import kind_at

LONGEST_DIGITS = 40
HIGHEST_POWER = 60

Valued = tuple[Fraction, int]  # a value and the lexeme after it

PLAIN = re.compile(r"\d+")
_SHAPES = (
    # 1,234,567.89 and 12,34,567: separators of thousands, Western and Indian
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"), ","),
    (re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?"), "'’"),
    (re.compile(r"\d+(?:\.\d+)?"), ""),
)
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")  # 1.234.567,89
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_THREE_MORE = re.compile(r"\d{3}(?:[.,]\d+)?")
_TIMES = frozenset({"x", "×", "*", "·"})
_MINUS = frozenset({"-", "−", "⁻"})
_SEPARATORS = str.maketrans("٫٬．，", ".,.,")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EXPONENT = re.compile(r"[0-9]{1,2}")
_VULGAR = frozenset({2, 3, 4, 5, 6, 8, 10})
_RARE_VULGAR = frozenset({7, 9, 12, 16, 20, 25, 32, 50, 64})
_SLASHES = frozenset({"/", "⁄"})
_OF_A_WHOLE = frozenset({"of", "the"})
_ZERO_FIRST = re.compile(r"0\d")


def read(lexemes: Lexemes, i: int) -> Valued | None:
    """RETURNS: the number that begins with the digits at `i`, with groups that stray spaces have parted."""
    raw, end = lexemes.raw[i], i + 1
    value = number(raw)
    if value is None:
        return (Fraction(raw), end) if _ZERO_FIRST.fullmatch(raw) else None
    if power := _power_of_ten(lexemes, end):
        return value * power[0], power[1]
    if raw == "10" and (power := _exponent(lexemes, end)):
        return power
    if PLAIN.fullmatch(raw) and len(raw) <= 3 and raw[0] != "0":
        groups = raw
        while lexemes.digits(end) and lexemes.near(end, Gap.SPACE) and _THREE_MORE.fullmatch(lexemes.raw[end]):
            if lexemes.capital(end + 1):
                break  # "400 737 Max jets"
            groups += lexemes.raw[end].replace(",", ".")
            end += 1
            if len(lexemes.raw[end - 1]) > 3 or end - i > 4:
                break
        if end > i + 1:
            return (Fraction(groups), end) if len(groups) <= LONGEST_DIGITS else None
    return _mend(lexemes, i) or (value, end)


def _power_of_ten(lexemes: Lexemes, i: int) -> Valued | None:
    """RETURNS: what scientific notation multiplies by: "e6", "E-5", "x 10^24", "× 10²³" at lexeme `i`."""
    times_ten = lexemes.word(i) in _TIMES and lexemes.word(i + 1) == "10"
    if not times_ten and not (lexemes.word(i) == "e" and lexemes.near(i, Gap.NONE)):
        return None
    return _exponent(lexemes, i + 2 if times_ten else i + 1, bare=not times_ten)


def _exponent(lexemes: Lexemes, at: int, *, bare: bool = False) -> Valued | None:
    """
    bare: digits alone may stand there ("e6"); else they are raised or follow a caret.
    RETURNS: the power of ten that the exponent at lexeme `at` makes, and the lexeme after it.
    """
    caret = lexemes.word(at) == "^"
    at += caret
    negative = lexemes.word(at) in _MINUS
    at += negative or lexemes.word(at) == "+"
    raised = not (bare or caret)
    written = lexemes.word(at).translate(_RAISED) if raised else lexemes.word(at)
    if not lexemes.near(at, Gap.NONE) or (raised and lexemes.digits(at)):
        return None
    if not _EXPONENT.fullmatch(written) or int(written) > HIGHEST_POWER:
        return None
    return Fraction(10) ** (-int(written) if negative else int(written)), at + 1


def _mend(lexemes: Lexemes, i: int) -> Valued | None:
    """Joins "50 ,000", "1, 200", "1,562. 967" and "3. 5 million"."""
    raw, sign, after = lexemes.raw[i], lexemes.word(i + 1), lexemes.word(i + 2)
    stray = lexemes.near(i + 2, Gap.SPACE) and lexemes.gap[i + 1] + lexemes.gap[i + 2] == Gap.SPACE
    if sign not in {",", "."} or not after.isdecimal() or not stray or raw[0] == "0":
        return None
    tied, scaled = lexemes.gap[i + 1] == Gap.NONE, kind_at(lexemes, i + 3) == "scale" or lexemes.word(i + 3) == "%"
    thousands = len(after) == 3 and (not tied or not _in_list(lexemes, i)) and (sign == "," or "," in raw)
    if not thousands and not (sign == "." and len(after) <= 2 and scaled):
        return None
    value = number(f"{raw},{after}" if thousands else f"{raw}.{after}")
    return (value, i + 3) if value is not None else None


_APART = words("before_a_list")


def _in_list(lexemes: Lexemes, i: int) -> bool:
    """RETURNS: whether the numbers at lexemes `i` and `i` + 2 are two of a list, or belong to no lower-case word."""
    before, after = lexemes.word(i - 1), i + 3
    if after >= len(lexemes) or not lexemes.is_word[after] or lexemes.capital(after) or lexemes.capital(i - 1):
        return True
    more = lexemes.word(after) in {"and", "or"} and (lexemes.digits(after + 1) or lexemes.digits(after + 2))
    return more or before in _APART or (before == "," and lexemes.digits(i - 2))


def number(digits: str) -> Fraction | None:
    """RETURNS: the value of a run of digits with its separators; None where it is no number ("1,2,3", "007").

    "1.234" is a decimal, "1.234.567" is not; "12,5" is a decimal with a comma.
    """
    digits = digits.translate(_SEPARATORS)
    if len(digits) > LONGEST_DIGITS or (digits[0] == "0" and digits[1:2].isdecimal()):
        return None
    for shape, separators in _SHAPES:
        if shape.fullmatch(digits):
            return Fraction(digits.translate({ord(sign): None for sign in separators}))
    if _POINTED.fullmatch(digits):
        return Fraction(digits.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(digits):
        return Fraction(digits.replace(",", "."))
    return None


def _word_after(lexemes: Lexemes, hyphen: int) -> bool:
    """RETURNS: whether a hyphen ties a word to what stands before it: "3/4-inch"."""
    return hyphen + 1 < len(lexemes) and lexemes.tight(hyphen) and lexemes.is_word[hyphen + 1]


def vulgar(lexemes: Lexemes, i: int) -> Fraction | None:
    """RETURNS: the value of "1/3" at lexeme `i`, three lexemes; "9/11" is none."""
    if not lexemes.is_digits[i] or lexemes.word(i + 1) not in _SLASHES or not lexemes.digits(i + 2):
        return None
    if lexemes.word(i + 3) == "/" or (lexemes.word(i + 3) == "-" and not _word_after(lexemes, i + 3)):
        return None
    over, under = lexemes.raw[i], lexemes.raw[i + 2]
    if max(len(over), len(under)) > 2 or not (PLAIN.fullmatch(over) and PLAIN.fullmatch(under)):
        return None
    rare = int(under) in _RARE_VULGAR and (lexemes.word(i + 3) in _OF_A_WHOLE or lexemes.word(i + 1) == "⁄")
    if 0 < int(over) < int(under) and (rare or int(under) in _VULGAR):
        return Fraction(int(over), int(under))
    return None
