"""Results of matches, votes and innings, among the rules of ranges."""

from __future__ import annotations

from newsfacts.lexicon import words
from newsfacts.quantities.amount import Amount
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.pairs import Opening, Pair, ranges
from newsfacts.quantities.surroundings import Surroundings

NEAR = 12
HIGHEST_SCORE = 300
MOST_RUNS = 1000
MOST_WICKETS = 10

_AGED = words("before_an_age")


@ranges.rule(
    examples={"The motion won by [5] to 3.": "score 5 3"},
    against=["It takes [3] to 5 days.", "Prices rose from [5] to 3."],
)
def voted(opening: Opening) -> Pair | None:
    amount = opening.amount
    if opening.joint != "to" or opening.first != amount.first or not (amount.bare and amount.numeral.plain):
        return None
    if opening.joined("to") or opening.before() == "from":
        return None
    high = opening.second(amount.last + 1)
    whole = high is not None and high.bare and high.numeral.plain and amount.value >= high.value
    if high is None or not whole or amount.value > HIGHEST_SCORE or not near_score(opening.around, amount.first):
        return None
    return Pair(amount, high, amount.first, score=True)


@ranges.rule(examples={"The visitors scored [256] for 4.": "score 256 4"}, against=["They paid [256] for 4 tickets."])
def innings(opening: Opening) -> Pair | None:
    amount, around = opening.amount, opening.around
    if opening.joint != "for" or not (amount.bare and amount.numeral.plain):
        return None
    high = opening.second(amount.last + 1)
    if high is None or not (high.bare and high.numeral.plain):
        return None
    fits = amount.value < MOST_RUNS and high.value <= MOST_WICKETS and not around.counts(high.last)
    return Pair(amount, high, amount.first, score=True) if fits and near_score(around, amount.first) else None


@ranges.rule(
    examples={"Lions [24], Bears 17": "score 24 17", "The final score was Lions [24], Red Bears 17.": "score 24 17"},
    against=["Lions [24], Bears 17, Wolves 9", "Routes [24], Line 17", "Kenya won [24], Uganda 17."],
)
def result(opening: Opening) -> Pair | None:
    """ "Lions 24, Bears 17": two names, each with its points, that nothing counts."""
    amount, lexemes = opening.amount, opening.around.lexemes
    if opening.joint != "," or not (amount.bare and amount.numeral.plain):
        return None
    one, at = _name_before(lexemes, amount.first), amount.last + 1
    while lexemes.near(at, Gap.SPACE) and lexemes.capital(at):
        at += 1
    two = lexemes.low[amount.last + 1 : at]
    at += lexemes.word(at) == ":"
    high = opening.second(at) if lexemes.digits(at) and lexemes.near(at) else None
    if high is None or not (high.bare and high.numeral.plain) or max(amount.value, high.value) > HIGHEST_SCORE:
        return None
    told = lexemes.word(amount.first - 1) == ":" or near_score(opening.around, amount.first)
    first = amount.first - len(one)
    opens = told or opening.around.sentence_start(first)
    listed = lexemes.digits(first - 2)
    named = one and two and not words("designator").intersection((one[-1], two[-1])) and one[0] != two[0]
    alone = lexemes.word(high.last) in {"(", ".", ""} or not lexemes.near(high.last, Gap.SPACE)
    return Pair(amount, high, amount.first, score=True) if named and opens and alone and not listed else None


def _name_before(lexemes: Lexemes, i: int) -> list[str]:
    """RETURNS: the words with capitals right before the number at lexeme `i`."""
    first = i - (lexemes.word(i - 1) == ":")
    last = first
    while lexemes.capital(first - 1) and lexemes.near(first, Gap.SPACE):
        first -= 1
    return lexemes.low[first:last]


def near_score(around: Surroundings, i: int) -> bool:
    stems = tuple(words("score_stem"))
    return any(word.startswith(stems) for word in around.lexemes.low[max(0, i - NEAR) : i + NEAR])


def tight(around: Surroundings, low: Amount, high: Amount) -> Pair | None:
    """Two bare whole numbers: a score, a range, or neither."""
    rising, counted = low.value < high.value, around.counts(high.last)
    small = max(low.value, high.value) <= HIGHEST_SCORE
    aged = around.lexemes.word(low.first - 1) in _AGED
    bowled = low.value <= MOST_WICKETS and (
        around.lexemes.word(low.first - 1) == "took" or around.proper(low.first - 1)
    )
    if rising and small and bowled and not counted:
        return Pair(low, high, low.first, score=True)
    if rising and (counted or aged or not (small and near_score(around, low.first))):
        phone = len(around.lexemes.raw[low.numeral.first]) >= 3 and not counted and not small
        return Pair(low, high, low.first, excluded=phone)
    drawn = low.value != high.value or near_score(around, low.first)
    return Pair(low, high, low.first, score=small, excluded=not (small and drawn))
