"""Magnitude words and their abbreviations after a number: "million", "lakh crore", "bn", "5m people"."""

from __future__ import annotations

from collections.abc import Callable

from newsfacts.lexicon import words
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.vocabulary import vocabulary

MOST_TERMS = 8

_RUN = words("metres_run")
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
        size = int(word.value)
        if word.kind == "abbreviation":
            raw = lexemes.raw[at]
            upper = raw.isupper() and len(raw) == 1 and lexemes.near(at, Gap.NONE)
            allowed = (
                word.condition == "any"
                or money
                or (word.condition == "glued" and lexemes.near(at, Gap.NONE))
                or (word.condition == "plural" and (_counted(lexemes, at + 1, plural_at) or (upper and raw == "M")))
            )
            if product > 1 or not allowed or lexemes.word(at + 1) in {"/", "²", "³"}:
                break
        elif (
            word.kind not in {"scale", "vague"} or (word.value < 100 and lexemes.low[at] != "dozen") or size < previous
        ):
            break
        product, previous, i = product * size, size, at + 1
    return product, i


def _counted(lexemes: Lexemes, i: int, plural_at: Callable[[int], bool]) -> bool:
    """RETURNS: whether millions are counted: "5m people", "2m bpd"; not "the 100m hurdles"."""
    return lexemes.word(i) in _UNITS_COUNTED or (plural_at(i) and lexemes.word(i) not in _RUN)
