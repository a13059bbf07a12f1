"""Figures that compare: "one in five", "three out of four", "three times more", "twice as many", "tenfold", "3x"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from newsfacts.lexicon import words
from newsfacts.quantities import modifiers, numerals, units
from newsfacts.quantities.evidence import Evidence
from newsfacts.quantities.figures import Figure
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.vocabulary import CARDINALS, vocabulary

LARGEST_BASE = 1000000
SMALL_BASE = 10
_MULTIPLIERS = {
    word: Fraction(2 if word == "double" else 4 if word == "quadruple" else 3) for word in words("multiplier")
}
YEARS = range(1500, 2101)
_MULTIPLIED = words("multiplied")


def multiple(evidence: Evidence, i: int) -> Figure | None:
    """RETURNS: the multiple that one word at lexeme `i` makes: "twice" (as many), "threefold"."""
    word, known = evidence.lexemes.low[i], vocabulary()
    if word in known and known[word].kind == "times":
        value = known[word].value if evidence.lexemes.word(i + 1) in words("multiple") else None
    elif word in _MULTIPLIERS:
        value = _MULTIPLIERS[word] if _before_noun(evidence, i) else None
    else:
        stem = known.get(word.removesuffix("fold")) if word.endswith("fold") else None
        value = stem.value if stem and stem.kind in CARDINALS | {"scale"} else None
    if value is None:
        return None
    return Figure(numerals.Numeral(i, i + 1, value, spelled=True), i, i + 1, value)


def _before_noun(evidence: Evidence, i: int) -> bool:
    """ "Double the number", "triple its 2010 level"; not "to double the number", "double murder"."""
    if evidence.tag(i).startswith("VB") or evidence.lexemes.word(i - 1) in {"to", "will", "would", "could", "may"}:
        return False
    return evidence.lexemes.word(i + 1) in _MULTIPLIED and evidence.lexemes.near(i + 1)


def ratio(evidence: Evidence, figure: Figure) -> Figure | None:
    """RETURNS: a bare figure with what makes it a ratio; None if nothing does."""
    lexemes, at = evidence.lexemes, figure.numeral.last
    value, end = figure.value, 0
    if shared := _out_of(evidence, figure):
        value, end = shared
    elif (lexemes.word(figure.first - 2), lexemes.word(figure.first - 1)) == ("factor", "of"):
        end = at
    elif _multiplies(evidence, at, by=lexemes.word(modifiers.before(lexemes, figure.first)[1] - 1) == "by"):
        end = at + 1
    else:
        hyphen = 1 if lexemes.word(at) == "-" else 0
        end = at + hyphen + 1 if lexemes.word(at + hyphen) == "fold" else 0
    return replace(figure, value=value, last=end, numeral=replace(figure.numeral, last=end)) if end else None


def _multiplies(evidence: Evidence, i: int, *, by: bool) -> bool:
    """ "times more", "x" that touches its number, "by 2.5 times"."""
    lexemes = evidence.lexemes
    if lexemes.word(i) == "times":
        return by or lexemes.word(i + 1) in words("multiple")
    sized = lexemes.digits(i + 1) and lexemes.near(i + 1, Gap.NONE)
    return lexemes.word(i) == "x" and lexemes.near(i, Gap.NONE) and not sized


def _out_of(evidence: Evidence, figure: Figure) -> tuple[Fraction, int] | None:
    """RETURNS: the value of "one in five", "nine out of 10" and the lexeme after it."""
    lexemes, at = evidence.lexemes, figure.numeral.last
    if lexemes.word(at) == "-" and lexemes.word(at + 2) == "-":
        at, hyphen = at + 1, 1
    else:
        hyphen = 0
    out_of = (lexemes.word(at), lexemes.word(at + 1)) == ("out", "of")
    preposition = 2 if out_of else 1
    every = lexemes.word(at + preposition) == "every"
    start = at + preposition + every + hyphen
    if not (out_of or lexemes.word(at) == "in") or not lexemes.near(start):
        return None
    base = numerals.read(lexemes, start)
    if base is None or base.modifier or base.share or not figure.value < base.value <= LARGEST_BASE:
        return None
    if not (out_of or every) and not _one_in(evidence, figure, base):
        return None
    return figure.value / base.value, base.last


def _one_in(evidence: Evidence, figure: Figure, base: numerals.Numeral) -> bool:
    """ "one in five people", not "one in 2019", "two in five days"."""
    if base.plain and base.value in YEARS:
        return False
    found = units.at(evidence.lexemes, base.last)
    spelled = figure.numeral.spelled and base.spelled and base.value > 2
    done = evidence.tag(figure.first - 1).startswith("VB")  # "scored two in three matches"
    small = base.value <= SMALL_BASE and (figure.numeral.plain or (spelled and not done))
    likely = figure.value == 1 or small
    return likely and not (found and found[0].dimension == "time")
