"""The grammar of English numerals: digits, words and both mixed, from a given place on.

Values are exact fractions. A numeral has a bounded length, so hostile runs of digits cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from service.nlp.facts import Modifier
from service.nlp.quantities.lexemes import Gap, Lexemes
from service.nlp.quantities.tables import rows

LONGEST_DIGITS = 40
MOST_TERMS = 8

_PLAIN = re.compile(r"\d+")
_SHAPES = (
    # 1,234,567.89 and 12,34,567: separators of thousands, Western and Indian
    (re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"), ","),
    (re.compile(r"\d{1,3}(?:['’]\d{3})+(?:\.\d+)?"), "'’"),
    (re.compile(r"\d+(?:\.\d+)?"), ""),
)
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")  # 1.234.567,89
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_THREE = re.compile(r"\d{3}")
_THREE_MORE = re.compile(r"\d{3}(?:[.,]\d+)?")
_VULGAR = frozenset({2, 3, 4, 5, 6, 8, 10})
_OF_IT = frozenset("of more less higher lower fewer larger smaller cheaper as".split())
_MEASURING = frozenset("by than about nearly almost over around some least roughly approximately just only".split())


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral: lexemes `first` to `last` (exclusive).

    `scale` is the magnitude word that closes it ("2.5 million": 1000000), 1 if none; `plain` a bare whole number in
    digits, `spelled` one without digits, `share` a fraction of something; `modifier` is what its own words say.
    """

    first: int
    last: int
    value: Fraction
    scale: int = 1
    plain: bool = False
    spelled: bool = False
    share: bool = False
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    value: Fraction
    condition: str


@cache
def vocabulary() -> dict[str, _Word]:
    """RETURNS: the number words by their lower-case form."""
    return {
        form: _Word(kind, Fraction(value), condition) for form, kind, value, condition in rows("number_words.tsv", 4)
    }


def _kind(lexemes: Lexemes, i: int) -> str:
    word = vocabulary().get(lexemes.word(i))
    return word.kind if word else ""


def _value(lexemes: Lexemes, i: int) -> Fraction:
    return vocabulary()[lexemes.low[i]].value


Reading = tuple[Fraction, int]  # a value and the lexeme after it


def read(
    lexemes: Lexemes,
    i: int,
    *,
    money: bool = False,
    joins: bool = True,
    plural_at: Callable[[int], bool] = lambda _: False,
) -> Numeral | None:
    """Reads the longest numeral that begins at lexeme `i`.

    money: whether a currency mark stands before it ("$5m").
    joins: whether "and" may join its parts ("one hundred and five"); not within "between … and …".
    plural_at: tells whether a plural noun stands at a lexeme ("5m people").
    """
    kind = _kind(lexemes, i)
    if lexemes.low[i] in {"a", "an"}:
        return _indefinite(lexemes, i, joins)
    if kind == "few":
        return _few(lexemes, i, i + 1)
    if kind == "vague":
        return _vague(lexemes, i)
    if kind in {"part", "glyph"}:
        return _part(lexemes, i, i, Fraction(1))
    if kind in {"ones", "teens", "tens"}:
        return _fraction_of_words(lexemes, i) or _sum(lexemes, i, i, None, joins, money, plural_at)
    if kind == "scale" and lexemes.gap[i] and lexemes.word(i) in {"hundred", "thousand", "dozen"}:
        return _sum(lexemes, i, i, (Fraction(1), i), joins, money, plural_at)
    if lexemes.is_digits[i]:
        return _vulgar(lexemes, i) or _sum(lexemes, i, i, None, joins, money, plural_at)
    return None


def _indefinite(lexemes: Lexemes, i: int, joins: bool) -> Numeral | None:
    """ "a million", "a few hundred", "a couple of", "a third of"."""
    if not lexemes.near(i + 1):
        return None
    kind = _kind(lexemes, i + 1)
    if kind == "scale":
        return _sum(lexemes, i, i + 1, (Fraction(1), i + 1), joins, False, lambda _: False)
    if kind == "few":
        return _few(lexemes, i, i + 2)
    if kind == "pair":
        after = i + 3 if lexemes.word(i + 2) == "of" else i + 2
        value = _value(lexemes, i + 1)
        soft = Modifier.APPROXIMATELY if value == 2 else Modifier.MAGNITUDE
        if _kind(lexemes, after) == "scale":
            scale, end = _scales(lexemes, after)
            return Numeral(i, end, value * scale, spelled=True, modifier=soft)
        if lexemes.word(i + 2) == "of":
            return Numeral(i, i + 2, value, spelled=True, modifier=soft)
        return None
    if kind == "part":
        return _part(lexemes, i, i + 1, Fraction(1))
    return None


def _few(lexemes: Lexemes, first: int, i: int) -> Numeral | None:
    if _kind(lexemes, i) not in {"scale", "vague"} or not lexemes.near(i):
        return None
    scale, end = _scales(lexemes, i)
    return Numeral(first, end, Fraction(scale), spelled=True, modifier=Modifier.MAGNITUDE)


def _vague(lexemes: Lexemes, i: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "hundreds of millions"."""
    value, end = _value(lexemes, i), i + 1
    while (
        lexemes.word(end) == "of" and lexemes.near(end) and lexemes.near(end + 1) and _kind(lexemes, end + 1) == "vague"
    ):
        value *= _value(lexemes, end + 1)
        end += 2
        if end - i > MOST_TERMS:
            return None
    if end == i + 1 and lexemes.low[i] in {"scores", "tens"} and lexemes.word(end) != "of":
        return None
    return Numeral(i, end, value, spelled=True, modifier=Modifier.MAGNITUDE)


def _part(lexemes: Lexemes, first: int, i: int, count: Fraction) -> Numeral | None:
    """ "half a million", "a third of", "half of", "½"."""
    value, end = count * _value(lexemes, i), i + 1
    scale_at = end
    while scale_at < end + 3 and lexemes.word(scale_at) in {"of", "a", "an", "-"}:
        scale_at += 1
    if _kind(lexemes, scale_at) == "scale" and lexemes.near(scale_at):
        scale, end = _scales(lexemes, scale_at)
        return Numeral(first, end, value * scale, spelled=True)
    if _kind(lexemes, i) == "glyph" or _is_share(lexemes, first, i):
        return Numeral(first, end, value, spelled=True, share=True)
    return None


def _is_share(lexemes: Lexemes, first: int, i: int) -> bool:
    """A half or a third is a share where something follows that it is of; "a third man", "the first half" are not."""
    after, before = lexemes.word(i + 1), lexemes.word(first - 1)
    if lexemes.low[i] == "half":
        if (
            after in {"-", "time"}
            or before == "-"
            or _kind(lexemes, first - 1) == "part"
            or before in _HALVES_OF_A_GAME
        ):
            return False
        return after in _HALF_OF or before in _MEASURING or first < i
    if first == i:
        return False
    return after in _OF_IT or before in _MEASURING


_HALF_OF = frozenset("of the a an its their his her our my your those these all as".split())
_HALVES_OF_A_GAME = frozenset("first second latter other opening closing top bottom upper lower".split())


def _fraction_of_words(lexemes: Lexemes, i: int) -> Numeral | None:
    """ "two-thirds", "three quarters", "one fifth", "three quarters of a million"."""
    if _kind(lexemes, i) not in {"ones", "teens"}:
        return None
    at = i + 2 if lexemes.word(i + 1) == "-" else i + 1
    if not lexemes.near(at) or _kind(lexemes, at) != "part":
        return None
    count, part = _value(lexemes, i), _value(lexemes, at)
    plural = lexemes.low[at].endswith("s")
    if count * part > 1 or plural == (count == 1) or (lexemes.low[at] == "quarters" and count != 3):
        return None
    found = _part(lexemes, i, at, count)
    return found or Numeral(i, at + 1, count * part, spelled=True, share=True)


def _vulgar(lexemes: Lexemes, i: int) -> Numeral | None:
    """ "1/3", not "9/11"."""
    end = i + 3
    if lexemes.word(i + 1) != "/" or not lexemes.digits(i + 2) or lexemes.word(end) in {"/", "-"}:
        return None
    over, under = lexemes.raw[i], lexemes.raw[i + 2]
    if max(len(over), len(under)) > 2 or not (_PLAIN.fullmatch(over) and _PLAIN.fullmatch(under)):
        return None
    if int(over) < int(under) and int(under) in _VULGAR and int(over):
        return Numeral(i, end, Fraction(int(over), int(under)), share=True)
    return None


def _sum(
    lexemes: Lexemes,
    first: int,
    i: int,
    group: Reading | None,
    joins: bool,
    money: bool,
    plural_at: Callable[[int], bool],
) -> Numeral | None:
    """Adds up terms of falling scale: "2 million 300 thousand", "17 thousand and 467"."""
    group = group or _group(lexemes, i, joins)
    if group is None:
        return None
    digits = lexemes.is_digits[i]
    plain = digits and group[1] == i + 1 and bool(_PLAIN.fullmatch(lexemes.raw[i]))
    total, end, ceiling, last_scale = Fraction(0), i, 0, 1
    for _ in range(MOST_TERMS):
        value, after = group
        if lexemes.word(after) == "and" and (half := and_part(lexemes, after)):
            value, after = value + half[0], half[1]
        scale, after = _scales(lexemes, after, money=money, plural_at=plural_at)
        if ceiling and value * scale >= ceiling:
            break
        if scale > 1 and lexemes.word(after) == "and" and (half := and_part(lexemes, after)):
            value, after = value + half[0], half[1]
        total, end, last_scale = total + value * scale, after, scale
        if scale == 1 or not (more := _continuation(lexemes, end, scale, joins)):
            break
        ceiling, group = scale, more
    spelled = not digits and not any(lexemes.is_digits[first:end])
    found = Numeral(first, end, total, last_scale, plain and end == i + 1, spelled)
    if end > i + 1 and total == value * scale:
        return found
    return replace(found, scale=1)


def _continuation(lexemes: Lexemes, i: int, scale: int, joins: bool) -> Reading | None:
    """RETURNS: a further group that belongs to the same numeral after a magnitude word."""
    joined = lexemes.word(i) == "and"
    if joined and not (joins and lexemes.near(i)):
        return None
    at = i + 1 if joined else i
    if not lexemes.near(at) or not (lexemes.digits(at) or _kind(lexemes, at) in {"ones", "teens", "tens"}):
        return None
    if _fraction_of_words(lexemes, at) or (scale == 12 and not lexemes.digits(at)):
        return None
    group = _group(lexemes, at, joins)
    if group is None:
        return None
    if lexemes.digits(at) and _scales(lexemes, group[1])[0] == 1:
        whole = group[0].denominator == 1 and (joined or len(lexemes.raw[at]) == 3)
        return group if scale == 1000 and whole and group[0] < 1000 else None
    return group


def _group(lexemes: Lexemes, i: int, joins: bool) -> Reading | None:
    """RETURNS: digits, or words below a thousand, with a half or a decimal part."""
    if lexemes.digits(i):
        found = _digits(lexemes, i)
        if found and _kind(lexemes, found[1]) == "glyph" and lexemes.near(found[1], Gap.SPACE):
            return found[0] + _value(lexemes, found[1]), found[1] + 1
        if found and lexemes.digits(found[1]) and lexemes.near(found[1], Gap.SPACE):
            vulgar = _vulgar(lexemes, found[1])
            if vulgar:
                return found[0] + vulgar.value, vulgar.last
        return found
    small = _small(lexemes, i)
    if small is None:
        return None
    value, end = small
    if lexemes.word(end) == "hundred" and lexemes.near(end):
        value, end = value * 100, end + 1
        at = end + 1 if joins and lexemes.word(end) == "and" else end
        rest = _small(lexemes, at) if lexemes.near(at) else None
        if rest and lexemes.word(rest[1]) != "hundred" and not _fraction_of_words(lexemes, at):
            value, end = value + rest[0], rest[1]
    elif lexemes.word(end) == "point" and _kind(lexemes, end + 1) == "ones":
        place, end = Fraction(1, 10), end + 1
        while _kind(lexemes, end) == "ones" and place > Fraction(1, 10**9):
            value, place, end = value + place * _value(lexemes, end), place / 10, end + 1
    return value, end


def _small(lexemes: Lexemes, i: int) -> Reading | None:
    """RETURNS: a number of words below a hundred: "five", "sixteen", "twenty-one"."""
    kind = _kind(lexemes, i)
    if kind not in {"ones", "teens", "tens"}:
        return None
    value, end = _value(lexemes, i), i + 1
    if kind == "tens":
        at = end + 1 if lexemes.word(end) == "-" else end
        if lexemes.near(at) and _kind(lexemes, at) == "ones" and _value(lexemes, at):
            return value + _value(lexemes, at), at + 1
    return value, end


def and_part(lexemes: Lexemes, i: int) -> Reading | None:
    """RETURNS: the value of "and a half", "and three quarters" at lexeme `i`."""
    if lexemes.word(i + 1) in {"a", "an"} and _kind(lexemes, i + 2) == "part" and lexemes.word(i + 3) != "of":
        return _value(lexemes, i + 2), i + 3
    found = _fraction_of_words(lexemes, i + 1) if lexemes.near(i + 1) else None
    if found and found.share and lexemes.word(found.last) != "of":
        return found.value, found.last
    return None


def _scales(
    lexemes: Lexemes, i: int, *, money: bool = False, plural_at: Callable[[int], bool] = lambda _: False
) -> tuple[int, int]:
    """RETURNS: the product of the magnitude words at lexeme `i`, and the lexeme after them: "million", "lakh crore"."""
    product, previous = 1, 0
    for _ in range(MOST_TERMS):
        at = i + 1 if lexemes.word(i) == "-" and lexemes.near(i, Gap.NONE) else i
        word = vocabulary().get(lexemes.word(at))
        if word is None or not lexemes.near(at):
            break
        size = int(word.value)
        if word.kind == "abbreviation":
            raw = lexemes.raw[at]
            upper = raw.isupper() and len(raw) == 1 and lexemes.near(at, Gap.NONE)
            allowed = (
                word.condition == "any"
                or money
                or (word.condition == "glued" and lexemes.near(at, Gap.NONE))
                or (word.condition == "plural" and (plural_at(at + 1) or (upper and raw == "M")))
            )
            if product > 1 or not allowed or lexemes.word(at + 1) in {"/", "²", "³"}:
                break
        elif word.kind not in {"scale", "vague"} or word.value < 100 and lexemes.low[at] != "dozen" or size < previous:
            break
        product, previous, i = product * size, size, at + 1
    return product, i


def _digits(lexemes: Lexemes, i: int) -> Reading | None:
    """RETURNS: the number that begins with the digits at `i`, with groups that stray spaces have parted."""
    raw, end = lexemes.raw[i], i + 1
    value = number(raw)
    if value is None:
        return None
    if _PLAIN.fullmatch(raw) and len(raw) <= 3 and raw[0] != "0":
        groups = raw
        while lexemes.digits(end) and lexemes.near(end, Gap.SPACE) and _THREE_MORE.fullmatch(lexemes.raw[end]):
            groups += lexemes.raw[end].replace(",", ".")
            end += 1
            if len(lexemes.raw[end - 1]) > 3 or end - i > 4:
                break
        if end > i + 1:
            return (Fraction(groups), end) if len(groups) <= LONGEST_DIGITS else None
    return _mend(lexemes, i, value) or (value, end)


def _mend(lexemes: Lexemes, i: int, value: Fraction) -> Reading | None:
    """Joins "50 ,000", "1, 200" and "1,562. 967"."""
    raw, sign = lexemes.raw[i], lexemes.word(i + 1)
    if sign not in {",", "."} or not lexemes.digits(i + 2) or not lexemes.near(i + 2, Gap.SPACE):
        return None
    after = lexemes.raw[i + 2]
    if not _PLAIN.fullmatch(after) or lexemes.gap[i + 1] + lexemes.gap[i + 2] != Gap.SPACE:
        return None
    short = bool(_PLAIN.fullmatch(raw)) and len(raw) <= 3 and raw[0] != "0"
    if sign == "," and short and _THREE.fullmatch(after):
        listed = lexemes.gap[i + 1] == Gap.NONE and (
            _in_list(lexemes, i) or lexemes.capital(i - 1) or lexemes.word(i - 1) in {"aged", "age", "on", "in"}
        )
        return None if listed else (Fraction(raw + after), i + 3)
    if sign == "." and lexemes.gap[i + 1] == Gap.NONE:
        lower = i + 3 < len(lexemes) and lexemes.is_word[i + 3] and lexemes.raw[i + 3].islower()
        if "," in raw and "." not in raw and _THREE.fullmatch(after) and lower:
            return value * 1000 + int(after), i + 3
        if short and len(after) <= 2 and (_kind(lexemes, i + 3) == "scale" or lexemes.word(i + 3) == "%"):
            return Fraction(f"{raw}.{after}"), i + 3
    return None


def _in_list(lexemes: Lexemes, i: int) -> bool:
    return (lexemes.word(i - 1) == "," and lexemes.digits(i - 2)) or (
        lexemes.word(i + 3) in {",", "and", "or"} and (lexemes.digits(i + 4) or lexemes.digits(i + 5))
    )


def number(digits: str) -> Fraction | None:
    """RETURNS: the value of a run of digits with its separators; None where it is no number ("1,2,3", "007").

    "1.234" is a decimal, "1.234.567" is not; "12,5" is a decimal with a comma.
    """
    if len(digits) > LONGEST_DIGITS or (digits[0] == "0" and digits[1:2].isdigit()):
        return None
    for shape, separators in _SHAPES:
        if shape.fullmatch(digits):
            return Fraction(digits.translate({ord(sign): None for sign in separators}))
    if _POINTED.fullmatch(digits):
        return Fraction(digits.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(digits):
        return Fraction(digits.replace(",", "."))
    return None
