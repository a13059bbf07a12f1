"""Number words, from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from newsfacts.lexicon import rows
from newsfacts.quantities.lexemes import Lexemes

CARDINALS = frozenset({"ones", "teens", "tens"})


@dataclass(frozen=True, slots=True)
class Word:
    """A number word; the table's head says what `kind` and `condition` mean."""

    kind: str
    value: Fraction
    condition: str


@cache
def vocabulary() -> dict[str, Word]:
    """RETURNS: the number words by their lower-case form."""
    return {form: Word(kind, Fraction(value), condition) for form, kind, value, condition in rows("numbers")}


def kind_at(lexemes: Lexemes, i: int) -> str:
    """RETURNS: the kind of the number word at lexeme `i`, "" if it is none."""
    word = vocabulary().get(lexemes.word(i))
    return word.kind if word else ""


def is_number(lexemes: Lexemes, i: int) -> bool:
    """RETURNS: whether digits or a number word stand at lexeme `i`."""
    return lexemes.digits(i) or kind_at(lexemes, i) != ""


def value_at(lexemes: Lexemes, i: int) -> Fraction:
    """RETURNS: the value of the number word at lexeme `i`.

    RAISES: KeyError, it is none.
    """
    return vocabulary()[lexemes.low[i]].value
