"""Units of measure after a numeral, from units.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.nlp.quantities.lexemes import Gap, Lexemes, phrase
from service.nlp.quantities.tables import rows

CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit. `larger` names the unit that compound expressions name before it, of which `ratio` make one.

    `needs` are stems of which one must stand within `CONTEXT` lexemes of a form that has other readings.
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
    exact: bool  # case matters
    tail: bool = False  # read only after a figure in the larger unit


@cache
def forms() -> dict[str, tuple[_Form, ...]]:
    """RETURNS: the ways units are written, by the first lexeme in lower case, longest first."""
    found: dict[str, list[_Form]] = {}
    prefixes = dict(cells[:2] for cells in rows("prefixes.tsv", 2))

    def add(written: str, measure: Measure, *, exact: bool, tail: bool = False) -> None:
        lexemes = phrase(written if exact else written.lower())
        found.setdefault(lexemes[0].lower(), []).append(_Form(lexemes, measure, exact, tail))

    for name, dimension, words, symbols, taken, larger, ratio, needs, tails in rows("units.tsv", 9):
        measure = Measure(name, dimension, larger, int(ratio or 0), tuple(needs.split()))
        for word in filter(None, words.split("|")):
            add(word, measure, exact=False)
        for symbol in filter(None, symbols.split("|")):
            if not symbol.startswith("-"):
                add(symbol, measure, exact=True)
        for tail in filter(None, tails.split("|")):
            add(tail, measure, exact=True, tail=True)
        for sign in taken.split():
            prefixed = Measure(prefixes[sign] + name, dimension)
            for word in filter(None, words.split("|")):
                add(prefixes[sign] + word, prefixed, exact=False)
            add(sign + symbols.split("|")[0].removeprefix("-"), prefixed, exact=True)
    return {key: tuple(sorted(group, key=lambda form: -len(form.lexemes))) for key, group in found.items()}


def at(lexemes: Lexemes, i: int, *, larger: str = "") -> tuple[Measure, int] | None:
    """RETURNS: the unit written at lexeme `i` and the lexeme after it.

    larger: the unit of the figure before it in a compound ("5ft 10in"), where "in" is safe to read.
    """
    if not lexemes.near(i):
        return None
    for form in forms().get(lexemes.low[i], ()):
        end = i + len(form.lexemes)
        if (form.tail and form.measure.larger != larger) or not _matches(lexemes, i, end, form):
            continue
        if not _stands(lexemes, i, form):
            continue
        return form.measure, end
    return None


def _matches(lexemes: Lexemes, i: int, end: int, form: _Form) -> bool:
    written = lexemes.raw if form.exact else lexemes.low
    if end > len(lexemes) or tuple(written[i:end]) != form.lexemes:
        return False
    if form.exact and end < len(lexemes) and lexemes.gap[end] == Gap.NONE and lexemes.is_word[end]:
        return False
    return all(lexemes.gap[k] < Gap.PARAGRAPH for k in range(i + 1, end))


def _stands(lexemes: Lexemes, i: int, form: _Form) -> bool:
    """Capital letters alone are units only where they touch the number; ambiguous forms need their context."""
    single = len(form.lexemes) == 1 and len(form.lexemes[0]) == 1 and form.lexemes[0].isupper()
    if single and lexemes.gap[i] != Gap.NONE:
        return False
    needs = form.measure.needs
    return not needs or any(
        word.startswith(needs)
        for k, word in enumerate(lexemes.low[max(0, i - CONTEXT) : i + CONTEXT], max(0, i - CONTEXT))
        if not i <= k < i + len(form.lexemes)
    )
