"""Results of matches, votes and innings, among the rules of ranges."""

from __future__ import annotations

from newsfacts.lexicon import words
from newsfacts.quantities.amount import Amount
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
