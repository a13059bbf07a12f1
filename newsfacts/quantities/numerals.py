"""The grammar of English numerals: digits, words and both mixed, from a given place on.

Values are exact fractions. A numeral has a bounded length, so hostile runs of digits cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from newsfacts.facts import Modifier
from newsfacts.lexicon import words
from newsfacts.quantities import digits
from newsfacts.quantities.digits import Valued
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.magnitudes import MOST_TERMS, scales
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.quantities.vocabulary import CARDINALS, kind_at, value_at

_BEFORE_DECIMAL = words("before_a_decimal")
_DECIMAL_UNITS = words("a_decimal_unit")
_OF_IT = words("after_a_share")
_MEASURING = words("before_a_share")


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

    def span(self, around: Surroundings) -> tuple[int, int]:
        return around.span(self.first, self.last)


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
    kind = kind_at(lexemes, i)
    if lexemes.low[i] in {"a", "an"}:
        return _indefinite(lexemes, i, joins)
    if kind == "few":
        return _few(lexemes, i, i + 1)
    if kind == "vague":
        return _vague(lexemes, i)
    if kind in {"part", "glyph"}:
        return _part(lexemes, i, i, Fraction(1))
    if lexemes.low[i] == "point":
        return _point(lexemes, i)
    if kind in CARDINALS:
        return _fraction_of_words(lexemes, i) or _sum(lexemes, i, i, None, joins, money, plural_at)
    if kind == "scale" and lexemes.gap[i] and lexemes.word(i) in {"hundred", "thousand", "dozen"}:
        return _sum(lexemes, i, i, (Fraction(1), i), joins, money, plural_at)
    if part := digits.vulgar(lexemes, i):
        return Numeral(i, i + 3, part, share=True)
    if lexemes.is_digits[i]:
        return _sum(lexemes, i, i, None, joins, money, plural_at)
    return None


def _point(lexemes: Lexemes, i: int) -> Numeral | None:
    """ "point five": a decimal without its zero, where a percentage or a word such as "by" leaves no other reading."""
    value, end = _decimals(lexemes, i)
    sure = lexemes.word(i - 1) in _BEFORE_DECIMAL or lexemes.word(end) in _DECIMAL_UNITS
    return Numeral(i, end, value, spelled=True) if value and sure and lexemes.low[i - 1 : i] != ["the"] else None


def _decimals(lexemes: Lexemes, i: int) -> Valued:
    """RETURNS: the value of "point one four" at lexeme `i`, 0 if no digits follow."""
    value, place, end = Fraction(0), Fraction(1, 10), i + 1
    while kind_at(lexemes, end) == "ones" and lexemes.near(end) and place > Fraction(1, 10**9):
        value, place, end = value + place * value_at(lexemes, end), place / 10, end + 1
    return value, end


def _indefinite(lexemes: Lexemes, i: int, joins: bool) -> Numeral | None:
    """ "a million", "a few hundred", "a couple of", "a third of"."""
    if not lexemes.near(i + 1):
        return None
    kind = kind_at(lexemes, i + 1)
    if kind == "scale":
        return _sum(lexemes, i, i + 1, (Fraction(1), i + 1), joins, False, lambda _: False)
    if kind == "few":
        return _few(lexemes, i, i + 2)
    if kind == "pair":
        after = i + 3 if lexemes.word(i + 2) == "of" else i + 2
        value = value_at(lexemes, i + 1)
        soft = Modifier.APPROXIMATELY if value == 2 else Modifier.MAGNITUDE
        if kind_at(lexemes, after) == "scale":
            scale, end = scales(lexemes, after)
            return Numeral(i, end, value * scale, spelled=True, modifier=soft)
        if lexemes.word(i + 2) == "of":
            return Numeral(i, i + 2, value, spelled=True, modifier=soft)
        return None
    if kind == "part":
        return _part(lexemes, i, i + 1, Fraction(1))
    return None


def _few(lexemes: Lexemes, first: int, i: int) -> Numeral | None:
    if kind_at(lexemes, i) not in {"scale", "vague"} or not lexemes.near(i):
        return None
    scale, end = scales(lexemes, i)
    return Numeral(first, end, Fraction(scale), spelled=True, modifier=Modifier.MAGNITUDE)


def _vague(lexemes: Lexemes, i: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "hundreds of millions"."""
    value, end = value_at(lexemes, i), i + 1
    while lexemes.word(end) == "of" and lexemes.near(end + 1) and kind_at(lexemes, end + 1) == "vague":
        value *= value_at(lexemes, end + 1)
        end += 2
        if end - i > MOST_TERMS:
            return None
    if end == i + 1 and lexemes.low[i] == "tens" and lexemes.word(end) != "of":
        return None
    return Numeral(i, end, value, spelled=True, modifier=Modifier.MAGNITUDE)


def _part(lexemes: Lexemes, first: int, i: int, count: Fraction) -> Numeral | None:
    """ "half a million", "a third of", "half of", "½"."""
    value, end = count * value_at(lexemes, i), i + 1
    scale_at = end
    while scale_at < end + 3 and lexemes.word(scale_at) in {"of", "a", "an", "-"}:
        scale_at += 1
    if kind_at(lexemes, scale_at) == "scale" and lexemes.near(scale_at):
        scale, end = scales(lexemes, scale_at)
        return Numeral(first, end, value * scale, spelled=True)
    if kind_at(lexemes, i) == "glyph" or _is_share(lexemes, first, i):
        return Numeral(first, end, value, spelled=True, share=True)
    return None


def _is_share(lexemes: Lexemes, first: int, i: int) -> bool:
    """A half or a third is a share where something follows that it is of; "a third man", "the first half" are not."""
    after, before = lexemes.word(i + 1), lexemes.word(first - 1)
    if lexemes.low[i] == "half":
        if (
            after in {"-", "time"}
            or before == "-"
            or kind_at(lexemes, first - 1) == "part"
            or before in _HALVES_OF_A_GAME
        ):
            return False
        return after in _HALF_OF or before in _MEASURING or first < i
    if first == i:
        return False
    return after in _OF_IT or before in _MEASURING


_HALF_OF = words("after_half")
_HALVES_OF_A_GAME = words("before_half")


def _fraction_of_words(lexemes: Lexemes, i: int) -> Numeral | None:
    """ "two-thirds", "three quarters", "one fifth", "three quarters of a million"."""
    if kind_at(lexemes, i) not in {"ones", "teens"}:
        return None
    at = i + 2 if lexemes.word(i + 1) == "-" else i + 1
    if not lexemes.near(at) or kind_at(lexemes, at) != "part":
        return None
    count, part = value_at(lexemes, i), value_at(lexemes, at)
    plural = lexemes.low[at].endswith("s")
    if count * part > 1 or (lexemes.low[at].startswith("quarter") and count != 3 and count != 1):
        return None
    if plural == (count == 1) and not (count > 1 and at == i + 2):  # "a three-quarter mile"
        return None
    found = _part(lexemes, i, at, count)
    return found or Numeral(i, at + 1, count * part, spelled=True, share=True)


def _sum(
    lexemes: Lexemes,
    first: int,
    i: int,
    group: Valued | None,
    joins: bool,
    money: bool,
    plural_at: Callable[[int], bool],
) -> Numeral | None:
    """Adds up terms of falling scale: "2 million 300 thousand", "17 thousand and 467"."""
    group = group or _group(lexemes, i, joins)
    if group is None:
        return None
    in_digits = lexemes.is_digits[i]
    plain = in_digits and group[1] == i + 1 and bool(digits.PLAIN.fullmatch(lexemes.raw[i]))
    total, end, ceiling, last_scale = Fraction(0), i, 0, 1
    for _ in range(MOST_TERMS):
        value, after = group
        if half := and_part(lexemes, after):
            value, after = value + half[0], half[1]
        scale, after = scales(lexemes, after, first=first, money=money, plural_at=plural_at)
        if ceiling and value * scale >= ceiling:
            break
        if scale > 1 and lexemes.word(after) == "and" and (half := and_part(lexemes, after)):
            value, after = value + half[0], half[1]
        total, end, last_scale = total + value * scale, after, scale
        if scale == 1 or not (more := _continuation(lexemes, end, scale, joins)):
            break
        ceiling, group = scale, more
    spelled = not in_digits and not any(lexemes.is_digits[first:end])
    found = Numeral(first, end, total, last_scale, plain and end == i + 1, spelled)
    if end > i + 1 and total == value * scale:
        return found
    return replace(found, scale=1)


def _continuation(lexemes: Lexemes, i: int, scale: int, joins: bool) -> Valued | None:
    """RETURNS: a further group that belongs to the same numeral after a magnitude word."""
    joined = lexemes.word(i) == "and"
    if joined and kind_at(lexemes, i - 1) == "abbreviation":
        return None
    if joined and not (joins and lexemes.near(i)):
        return None
    at = i + 1 if joined else i
    if not lexemes.near(at) or not (lexemes.digits(at) or kind_at(lexemes, at) in CARDINALS):
        return None
    if _fraction_of_words(lexemes, at) or (scale == 12 and not lexemes.digits(at)):
        return None
    group = _group(lexemes, at, joins)
    if group is None:
        return None
    if lexemes.digits(at) and scales(lexemes, group[1])[0] == 1:
        whole = group[0].denominator == 1 and (joined or len(lexemes.raw[at]) == 3)
        return group if scale == 1000 and whole and group[0] < 1000 else None
    return group


def _group(lexemes: Lexemes, i: int, joins: bool) -> Valued | None:
    """RETURNS: digits, or words below a thousand, with a half or a decimal part."""
    if lexemes.digits(i):
        found = digits.read(lexemes, i)
        if found and kind_at(lexemes, found[1]) == "glyph" and lexemes.near(found[1], Gap.SPACE):
            return found[0] + value_at(lexemes, found[1]), found[1] + 1
        at = found[1] if found else i
        at += lexemes.word(at) == "-" and lexemes.tight(at)  # "3-1/2"
        if found and lexemes.digits(at) and lexemes.near(at, Gap.SPACE) and (part := digits.vulgar(lexemes, at)):
            return found[0] + part, at + 3
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
    if lexemes.word(end) == "point" and kind_at(lexemes, end + 1) == "ones":
        part, end = _decimals(lexemes, end)
        value += part
    return value, end


def _small(lexemes: Lexemes, i: int) -> Valued | None:
    """RETURNS: a number of words below a hundred: "five", "sixteen", "twenty-one"."""
    kind = kind_at(lexemes, i)
    if kind not in CARDINALS:
        return None
    value, end = value_at(lexemes, i), i + 1
    if kind == "tens":
        at = end + 1 if lexemes.word(end) == "-" else end
        if lexemes.near(at) and kind_at(lexemes, at) == "ones" and value_at(lexemes, at):
            return value + value_at(lexemes, at), at + 1
    return value, end


def and_part(lexemes: Lexemes, i: int) -> Valued | None:
    """RETURNS: the value of "and a half", "and three quarters", "-and-a-half" at lexeme `i`."""
    if lexemes.word(i) == "-" and lexemes.tight(i):
        tied = [lexemes.word(k) for k in range(i + 1, i + 5)]
        halved = tied[0] == "and" and tied[1] == "-" and tied[2] in {"a", "an"} and tied[3] == "-"
        at = i + 5
        return (value_at(lexemes, at), at + 1) if halved and kind_at(lexemes, at) == "part" else None
    if lexemes.word(i) != "and":
        return None
    if lexemes.word(i + 1) in {"a", "an"} and kind_at(lexemes, i + 2) == "part":
        return (value_at(lexemes, i + 2), i + 3) if lexemes.word(i + 3) not in {"of", "-"} else None
    if lexemes.digits(i + 1) and (part := digits.vulgar(lexemes, i + 1)):
        return part, i + 4
    found = _fraction_of_words(lexemes, i + 1) if lexemes.near(i + 1) else None
    if found and found.share and lexemes.word(found.last) != "of":
        return found.value, found.last
    return None
