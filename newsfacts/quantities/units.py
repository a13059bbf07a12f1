"""Units of measure after a numeral, from the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsfacts.lexicon import rows, values, words
from newsfacts.quantities.lexemes import Gap, Lexemes, phrase
from newsfacts.quantities.vocabulary import is_number

CONTEXT = 30
LONG = 3
"""From that many letters on, a symbol may be written in any case: "Ghz"."""
_BEFORE_TEMPERATURE = words("before_a_temperature")
_AFTER_INCHES = frozenset(
    {"of", "on", "by", "and", "deep", "high", "wide", "long", "tall", "thick", "fell", "overnight"}
)
MARKS = "-~_="  # before a symbol in the table of units
_POWERS = (
    (("square", "sq", "sq ."), "area", "squared", ("2", "²", "^2")),
    (("cubic", "cu", "cu ."), "volume", "cubed", ("3", "³", "^3")),
)
"""What stands before a length's word, the dimension, and what follows the word and the symbol."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit. `larger` names the unit that compound expressions name before it, of which `ratio` make one.

    `needs` are stems, after "=" whole words, of which one must stand within `CONTEXT` lexemes of a form that has other
    readings.
    """

    name: str
    dimension: str
    larger: str = ""
    ratio: int = 0
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Form:
    lexemes: tuple[str, ...]
    measure: Measure
    exact: bool = False  # case matters
    spaced: bool = True  # may stand after a space
    glued: bool = True  # may touch a whole number
    tight: bool = False  # nothing may stand between its lexemes
    tail: bool = False  # read only after a figure in the larger unit, or after a slash


@cache
def forms() -> dict[str, tuple[_Form, ...]]:
    """RETURNS: the ways units are written, by the first lexeme in lower case, longest first."""
    found: dict[str, list[_Form]] = {}
    for form in (form for row in _written() for form in (*_forms(row), *_powers(row))):
        found.setdefault(form.lexemes[0].lower(), []).append(form)
    return {key: tuple(sorted(group, key=lambda form: -len(form.lexemes))) for key, group in found.items()}


@dataclass(frozen=True, slots=True)
class _Row:
    """A unit with the ways to write it. `symbols` may begin with one of `MARKS`."""

    measure: Measure
    words: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()


def _written() -> Iterator[_Row]:
    """RETURNS: the rows of the table, each followed by its multiples with SI prefixes."""
    prefixes = {sign: prefix for prefix, signs in values("si_prefix").items() for sign in signs.split()}
    for name, dimension, *cells, larger, ratio, needs, tails in rows("units"):
        words, symbols, taken = _cells(cells[0]), _cells(cells[1]), cells[2].split()
        yield _Row(
            Measure(name, dimension, larger, int(ratio or 0), tuple(needs.split())), words, symbols, _cells(tails)
        )
        for sign, prefix in prefixes.items() if taken else ():
            multiple = Measure(prefix + name, dimension)  # the prefix makes it clear
            same = {written.lstrip(MARKS) for written in symbols if written.lower().endswith(symbols[0].lower())}
            symbol = tuple(sign + written for written in sorted(same)) if sign in taken else ()  # "ml" and "mL"
            yield _Row(multiple, tuple(prefix + word for word in words), symbol)


def _cells(listed: str) -> tuple[str, ...]:
    return tuple(listed.split("|")) if listed else ()


def _forms(row: _Row) -> Iterator[_Form]:
    for word in row.words:
        yield _Form(phrase(word.lower()), row.measure)
        if " " in word and not set(word) & set("-.%/"):
            yield _Form(phrase(word.lower().replace(" ", "-")), row.measure)  # "a 50-basis-point rise"
    for symbol in row.symbols:
        if not symbol.startswith("-"):
            written = symbol.lstrip(MARKS)
            letter = len(symbol) == 1 and symbol.isupper() and not row.measure.needs
            tight = " " not in written and any(map(str.isdigit, written))
            spaced, glued = not letter and not symbol.startswith("="), not symbol.startswith("_")
            exact = len(symbol) < LONG or not symbol.isalpha() or row.measure.dimension == "data rate"
            written = written if exact else written.lower()
            yield _Form(phrase(written), row.measure, exact=exact, spaced=spaced, glued=glued, tight=tight)
    for tail in row.tails:
        yield _Form(phrase(tail), row.measure, exact=True, tail=True)


def _powers(row: _Row) -> Iterator[_Form]:
    """RETURNS: "square metres", "sq ft", "metres squared", "m²" for a length (NIST SP 811, 6.2 and 9)."""
    if row.measure.dimension != "length":
        return
    for (name, *short), dimension, after, signs in _POWERS:
        measure = Measure(f"{name} {row.measure.name}", dimension)
        words = [f"{first} {word}" for first in (name, *short) for word in (*row.words, *row.symbols)]
        symbols = tuple(symbol + sign for symbol in row.symbols for sign in signs)
        yield from _forms(_Row(measure, (*words, *(f"{word} {after}" for word in row.words)), symbols))


def at(lexemes: Lexemes, i: int, *, larger: str = "", per: bool = False) -> tuple[Measure, int] | None:
    """RETURNS: the unit written at lexeme `i` and the lexeme after it.

    larger: the unit of the figure before it in a compound ("5ft 10in"), where "in" is safe to read.
    per: whether a "per" or a slash stands before it, where "in" and "s" are safe too.
    """
    if not lexemes.near(i):
        return None
    known = forms().get(lexemes.low[i], ())
    for form in sorted(known, key=lambda form: form.measure.larger != larger) if larger else known:
        end = i + len(form.lexemes)
        if form.tail and form.measure.larger != larger and not (per and lexemes.word(i - 1) == "/"):
            continue
        smaller = bool(larger) and form.measure.larger == larger  # sure enough
        if not _matches(lexemes, i, end, form) or not (per or smaller or _stands(lexemes, i, form)):
            continue
        return form.measure, end
    return None


def _matches(lexemes: Lexemes, i: int, end: int, form: _Form) -> bool:
    written = lexemes.raw if form.exact else lexemes.low
    if end > len(lexemes) or tuple(written[i:end]) != form.lexemes:
        return False
    if form.exact and end < len(lexemes) and lexemes.gap[end] == Gap.NONE and lexemes.is_word[end]:
        return False
    widest = Gap.NONE if form.tight else Gap.WIDE
    return all(lexemes.gap[k] <= widest for k in range(i + 1, end))


def _after_inches(lexemes: Lexemes, i: int) -> bool:
    """RETURNS: whether what follows "in" is no place or time that it might open: "2 in on Monday"."""
    return not lexemes.is_word[i] or lexemes.low[i] in _AFTER_INCHES


def _stands(lexemes: Lexemes, i: int, form: _Form) -> bool:
    """RETURNS: whether the form is far enough from its number or near enough, and has the context that it needs."""
    touches = lexemes.gap[i] == Gap.NONE
    if touches and not form.glued and not (i and "." in lexemes.raw[i - 1]):
        return False
    if not touches and not form.spaced:
        return False
    if form.lexemes == ("in",) and lexemes.word(i + 1) == "-" and is_number(lexemes, i + 2):
        return False  # "a 1-in-5 chance"
    if form.lexemes == ("in",) and not touches and i + 1 < len(lexemes) and not _after_inches(lexemes, i + 1):
        return False
    needs = form.measure.needs
    if not needs or lexemes.word(i + len(form.lexemes)) == "/":
        return True
    if (
        touches
        and form.measure.dimension == "temperature"
        and form.lexemes != ("c",)
        and lexemes.word(i - 2) in _BEFORE_TEMPERATURE
    ):
        return True
    return any(
        word.startswith(needs) or f"={word}" in needs
        for k, word in enumerate(lexemes.low[max(0, i - CONTEXT) : i + CONTEXT], max(0, i - CONTEXT))
        if not i <= k < i + len(form.lexemes)
    )
