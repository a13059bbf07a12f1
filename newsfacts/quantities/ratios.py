"""Figures that compare: "one in five", "three times more", "twice as many". Two families of rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from newsfacts.lexicon import words
from newsfacts.quantities import modifiers, numerals, units
from newsfacts.quantities.amount import Amount
from newsfacts.quantities.comparing import is_compared
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.quantities.vocabulary import CARDINALS, vocabulary
from newsfacts.rules import Family

LARGEST_BASE = 1000000
SMALL_BASE = 10
_MULTIPLIERS = {
    word: Fraction(2 if word == "double" else 4 if word == "quadruple" else 3) for word in words("multiplier")
}
_YEARS = range(1500, 2101)
_MONEY_NOUNS = frozenset(
    {"rent", "pay", "salary", "income", "revenue", "profit", "earnings", "turnover", "gdp", "wage"}
)
_MODALS = frozenset({"to", "will", "would", "could", "may"})


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a bare amount that begins with it, which may be one side of a ratio."""

    around: Surroundings
    i: int
    amount: Amount | None = None

    def closed(self, value: Fraction, end: int) -> Amount | None:
        """RETURNS: the amount with its new value, up to lexeme `end`."""
        amount = self.amount
        return amount and replace(amount, value=value, last=end, numeral=replace(amount.numeral, last=end))


def _span(term: Term) -> tuple[int, int]:
    return term.around.span(term.i, term.i + 1)


def _shown(amount: Amount) -> str:
    return f"{float(amount.value):g}"


multiples = Family[Term, Amount]("multiple", at=_span, shown=_shown)
"""One word that multiplies, asked about words that might."""

ratios = Family[Term, Amount]("ratio", at=_span, shown=_shown)
"""What follows a bare figure, and makes it a ratio."""


def multiple(around: Surroundings, i: int) -> Amount | None:
    """RETURNS: the multiple that one word at lexeme `i` makes."""
    if around.lexemes.is_digits[i]:
        return None
    found = multiples.first(Term(around, i))
    return found[0] if found else None


def ratio(around: Surroundings, amount: Amount) -> Amount | None:
    """RETURNS: a bare amount with what makes it a ratio; None if nothing does."""
    found = ratios.first(Term(around, amount.numeral.first, amount))
    return found[0] if found else None


def _word(term: Term, value: Fraction) -> Amount:
    return Amount(numerals.Numeral(term.i, term.i + 1, value, spelled=True), term.i, term.i + 1, value)


@multiples.rule(examples={"[Twice] as many came.": "2"}, against=["She won [twice]."])
def times(term: Term) -> Amount | None:
    lexemes = term.around.lexemes
    known = vocabulary().get(lexemes.low[term.i])
    if known is None or known.kind != "times" or lexemes.word(term.i + 1) not in words("multiple"):
        return None
    return _word(term, known.value)


@multiples.rule(
    examples={"It is [double] the number of 2010.": "2", "Output is [triple] its old level.": "3"},
    against=["They want to [double] the number.", "A [double] murder shook the town."],
)
def multiplied(term: Term) -> Amount | None:
    around, lexemes = term.around, term.around.lexemes
    value = _MULTIPLIERS.get(lexemes.low[term.i])
    if value is None or around.tag(term.i).startswith("VB") or lexemes.word(term.i - 1) in _MODALS:
        return None
    follows = lexemes.word(term.i + 1) in words("multiplied") and lexemes.near(term.i + 1)
    return _word(term, value) if follows else None


@multiples.rule(examples={"Imports rose [threefold].": "3"}, against=["The plan is [manifold]."])
def fold(term: Term) -> Amount | None:
    word = term.around.lexemes.low[term.i]
    stem = vocabulary().get(word.removesuffix("fold")) if word.endswith("fold") else None
    return _word(term, stem.value) if stem and stem.kind in CARDINALS | {"scale"} else None


@ratios.rule(
    examples={
        "[One] in five pupils is ill.": "0.2",
        "[Nine] out of 10 agree.": "0.9",
        "[Six] in 10 midwives have left.": "0.6",
        "A [one] in a million chance came.": "1e-06",
    },
    against=["[One] in 2019 was sold.", "They won [two] in five days."],
)
def out_of(term: Term) -> Amount | None:
    if term.amount is None:
        return None
    lexemes, at = term.around.lexemes, term.amount.numeral.last
    hyphen = lexemes.word(at) == "-" and lexemes.word(at + 2) == "-"
    at += hyphen
    every_of = lexemes.word(at) == "of" and lexemes.word(at + 1) == "every"  # "one of every six"
    out = every_of or (lexemes.word(at) == "out" and lexemes.word(at + 1) == "of")
    if not (out or lexemes.word(at) == "in"):
        return None
    start = at + 1 + (out and not every_of)
    every = lexemes.word(start) == "every"
    start += every + hyphen
    base = numerals.read(lexemes, start) if lexemes.near(start) else None
    if base is None or base.modifier or base.share or not term.amount.value < base.value <= LARGEST_BASE:
        return None
    sure = out or every or _one_in(term.around, term.amount, base)
    return term.closed(term.amount.value / base.value, base.last) if sure else None


def _one_in(around: Surroundings, amount: Amount, base: numerals.Numeral) -> bool:
    """ "one in five people", "six in 10", "three in 100"; not "one in 2019", "two in five days"."""
    if base.plain and base.value in _YEARS:
        return False
    found = units.at(around.lexemes, base.last)
    if found and found[0].dimension == "time":
        return False
    if amount.value == 1 or (amount.numeral.plain and base.value <= SMALL_BASE):
        return True
    done = around.tag(amount.first - 1).startswith("VB")  # "scored two in three matches"
    return amount.numeral.spelled and not done and (base.value in {10, 100, 1000} or 2 < base.value <= SMALL_BASE)


@ratios.rule(
    examples={
        "The ratio of pupils to teachers is [45]:1.": "45",
        "The board approved a [5]-for-1 split.": "5",
        "The odds are [7]-to-2.": "3.5",
        "The ratio of pupils to teachers is [22] to 1.": "22",
    },
    against=["They left at [18]:30.", "The vote was [45]-1."],
)
def to_one(term: Term) -> Amount | None:
    """ "45:1" beside "ratio", "5-for-1", "7-to-2"."""
    if term.amount is None or not term.amount.numeral.plain:
        return None
    lexemes, at = term.around.lexemes, term.amount.numeral.last
    sign, hung = lexemes.word(at), lexemes.word(at) == "-" and lexemes.word(at + 1) in {"for", "to"}
    start = at + 3 if hung else at + 1
    said = sign == "to" and lexemes.word(start) in {"1", "one"} and is_compared(term.around, term.i)
    if not (hung and lexemes.word(at + 2) == "-") and not (sign == ":" and lexemes.tight(at)) and not said:
        return None
    base = numerals.read(lexemes, start) if lexemes.near(start, Gap.SPACE if said else Gap.NONE) else None
    if base is None or not base.value or (sign == ":" and not is_compared(term.around, term.i)):
        return None
    odds = lexemes.word(at + 1) == "to" and not is_compared(term.around, term.i)
    return None if odds else term.closed(term.amount.value / base.value, base.last)


@ratios.rule(examples={"It grew by a factor of [six].": "6"}, against=["It has a factor and [six] more."])
def factor(term: Term) -> Amount | None:
    lexemes, amount = term.around.lexemes, term.amount
    if amount is None or (lexemes.word(amount.first - 2), lexemes.word(amount.first - 1)) != ("factor", "of"):
        return None
    return term.closed(amount.value, amount.numeral.last)


@ratios.rule(
    examples={
        "It is [three] times more likely.": "3",
        "It grew by [2.5] times.": "2.5",
        "They paid [nine] times annual rent.": "9",
        "Returns of [3]x are rare.": "3",
    },
    against=["She won [three] times.", "The [3]x4 mural was sold."],
)
def multiplies(term: Term) -> Amount | None:
    if term.amount is None:
        return None
    lexemes, at = term.around.lexemes, term.amount.numeral.last
    by = lexemes.word(modifiers.before(lexemes, term.amount.first)[1] - 1) == "by"
    if lexemes.word(at) == "times":
        sure = by or lexemes.word(at + 1) in words("multiple") or _is_multiplied(term.around, at + 1)
    else:
        sized = lexemes.digits(at + 1) and lexemes.near(at + 1, Gap.NONE)
        sure = lexemes.word(at) == "x" and lexemes.near(at, Gap.NONE) and not sized
    return term.closed(term.amount.value, at + 1) if sure else None


def _is_multiplied(around: Surroundings, i: int) -> bool:
    """RETURNS: whether an amount that can be multiplied stands at lexeme `i`: "nine times annual rent"."""
    noun = i + 1 if around.tag(i) == "JJ" else i
    return around.noun(noun) and around.tag(noun) == "NN" and around.lexemes.low[noun] in _MONEY_NOUNS


@ratios.rule(examples={"It saw a [10]-fold rise.": "10"}, against=["They [fold] 10 cards."])
def folds(term: Term) -> Amount | None:
    if term.amount is None:
        return None
    lexemes, at = term.around.lexemes, term.amount.numeral.last
    hyphen = lexemes.word(at) == "-"
    return term.closed(term.amount.value, at + hyphen + 1) if lexemes.word(at + hyphen) == "fold" else None
