"""Two figures that belong together: ranges, scores, changes and sides. A family of rules, with those of `scores`."""

from __future__ import annotations

from dataclasses import replace

from newsfacts.quantities import amounts, modifiers
from newsfacts.quantities.amount import Amount, magnitude_of
from newsfacts.quantities.comparing import is_change, nearest_change
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.pairs import Opening, Pair, ranged, ranges, share
from newsfacts.quantities.scores import tight
from newsfacts.quantities.surroundings import Surroundings

UNLIKE = 4
"""A level is that many times a change at least; the ends of a range are closer."""

_RANGING = ("rang", "vari", "vary")
_BY = frozenset({"by", "x", "×"})
_DASHES = frozenset({"-", "–", "—", "‑", "‒"})
_BESIDE_AN_ORIGIN = frozenset({"of", "the", "a", "an", "current", "previous", "present", "original", "record"})
_JOINTS = _DASHES | _BY | {"to", "and", "or", "for", "±", ","}


def pair(around: Surroundings, amount: Amount, i: int, country: Country) -> Pair | None:
    """RETURNS: the amount with the one that is joined to it, if any; `i` is the lexeme of its numeral."""
    first = modifiers.before(around.lexemes, amount.first)[1]
    joint = around.lexemes.word(amounts.past_symbol(around.lexemes, amount))
    if joint not in _JOINTS:
        return None
    found = ranges.first(Opening(around, amount, i, country, first, joint))
    return found[0] if found else None


@ranges.rule(
    examples={
        "It takes between [5] and 10 days.": "range 5 10",
        "Between [one hundred] and 120 came.": "range 100 120",
    },
    against=["They lost [5] and won 10."],
)
def between(opening: Opening) -> Pair | None:
    if opening.before() != "between" or not opening.around.lexemes.near(opening.first):
        return None
    apart = amounts.read(opening.around, opening.i, opening.country, joins=False) or opening.amount
    made = opening.joined("and", apart) or opening.joined("to", apart)
    if made is None and opening.joint in _DASHES:
        made = _dashed(opening)
    return replace(made, first=opening.first - 1) if made else None


@ranges.rule(
    examples={
        "It lasts [5]-10 days.": "range 5 10",
        "They won [3]-1.": "score 3 1",
        "Okoro took [4]-28.": "score 4 28",
        "It will cost $[25]-35 million.": "range 2.5e+07 3.5e+07",
        "About [5]-6,000 came.": "range 5000 6000",
        "He left a [7]-to-9-page note.": "range 7 9",
    },
    against=["The [5]-year plan failed."],
)
def dashed(opening: Opening) -> Pair | None:
    if opening.joint not in _DASHES:
        return None
    amount = opening.amount
    if opening.around.lexemes.word(amount.last + 1) == "to":
        return opening.joined("to", replace(amount, last=amount.last + 1))
    return _dashed(opening)


@ranges.rule(
    examples={
        "The poll rose from [40] to 70 percent.": "apart 40 70",
        "It fell from [$5m] to $3m.": "apart 5e+06 3e+06",
    },
    against=["It costs [40] to 70 dollars.", "Prices range from [40] to 70 dollars."],
)
def from_to(opening: Opening) -> Pair | None:
    """What changes from one to the other has each as a figure of its own."""
    around, amount = opening.around, opening.amount
    back = 1
    while opening.before(back) in _BESIDE_AN_ORIGIN and back < 4:
        back += 1
    opened = opening.before(back) == "from"
    if opening.joint != "to" or not opened:
        return None
    made = opening.joined("to")
    both = made is not None and not amount.bare and not made.high.bare
    lasts = amount.measure is not None and amount.measure.dimension == "time"
    changed = nearest_change(around, opening.first) >= 0
    if made and (lasts or opening.before(back + 1).startswith(_RANGING) or not (changed or both)):
        return None
    high = opening.second(amount.last + 1)
    if high is None:
        return None
    low, adopted = share(amount, high)
    if not adopted.bare and high.bare and around.noun(high.last):
        adopted = high
    return Pair(low, adopted, low.first, separate=True)


@ranges.rule(
    examples={
        "Shares rose [$1.20] to $78.35.": "apart 1.2 78.35",
        "Jobless claims dropped [6,000] to 214,000.": "apart 6000 214000",
        "The stock added [0.9] per cent to 41.20.": "apart 0.9 41.2",
        "It cut its debt by [$3m] to $8m.": "apart 3e+06 8e+06",
    },
    against=["Prices rose [4] to 5 percent.", "It will rise by [400] to 500 tonnes."],
)
def change_to_level(opening: Opening) -> Pair | None:
    """A change and the level that it leads to have each a unit of its own, or are far apart."""
    amount = opening.amount
    if opening.joint != "to" or not is_change(opening.around, opening.first):
        return None
    high = opening.second(amount.last + 1)
    if high is None or (amount.bare and not high.bare and high.money is None):
        return None
    apart = amount.bare != high.bare or amount.kind_of_unit != high.kind_of_unit or high.value >= UNLIKE * amount.value
    return Pair(amount, high, amount.first, separate=True) if apart or not amount.bare else None


@ranges.rule(
    examples={"It costs [40] to 70 percent.": "range 40 70", "Prices range from [5] to 7 euros.": "range 5 7"},
    against=["They lost [40] to injury."],
)
def to(opening: Opening) -> Pair | None:
    return opening.joined("to") if opening.joint == "to" else None


@ranges.rule(
    examples={"It takes [two] or three days.": "range 2 3", "It costs [15] or 20 dollars.": "range 15 20"},
    against=["Choose [2] or 50 of them."],
)
def neighbours(opening: Opening) -> Pair | None:
    """ "Two or three": neighbours in the row of numbers, or of one currency."""
    if opening.joint != "or":
        return None
    made, amount = opening.joined("or"), opening.amount
    if made is None or not amount.bare or amount.after or made.high.numeral.share:
        return None
    close = made.high.value - made.low.value <= 2 * max(1, amount.numeral.scale)
    return made if close or (made.high.money and made.high.value <= 2 * made.low.value) else None


@ranges.rule(
    examples={"The room is [5] by 10 metres.": "apart 5 10", "The [5] x 3 x 2 cm box broke.": "apart 5 3"},
    against=["They won [5] by luck."],
)
def sides(opening: Opening) -> Pair | None:
    """The unit is written with the last side."""
    amount = opening.amount
    if opening.joint not in _BY or not amount.bare:
        return None
    side = high = opening.second(amount.last + 1)
    if side and side.bare and opening.around.lexemes.word(side.last) in _BY:
        high = opening.second(side.last + 1)
    if side is None or high is None or high.measure is None or high.measure.dimension != "length":
        return None
    return Pair(amount.adopt(high), side.adopt(high), amount.first, separate=True)


@ranges.rule(examples={"The rod is [20] ± 2 mm.": "range 18 22"})
def plus_minus(opening: Opening) -> Pair | None:
    amount = opening.amount
    margin = opening.second(amount.last + 1) if opening.joint == "±" else None
    if margin is None:
        return None
    low = replace(amount.adopt(margin), value=amount.value - margin.value)
    high = replace(margin.adopt(amount), value=amount.value + margin.value)
    return Pair(low, high, low.first)


def _dashed(opening: Opening) -> Pair | None:
    """ "5-10 million", "3-1", "$25-35 million", "5 – 7 percent"."""
    amount, lexemes, dash = opening.amount, opening.around.lexemes, opening.amount.last
    touches = lexemes.near(dash, Gap.NONE) and lexemes.near(dash + 1, Gap.NONE)
    spaced = lexemes.near(dash, Gap.SPACE) and lexemes.near(dash + 1, Gap.SPACE) and lexemes.gap[dash] > Gap.NONE
    if not touches and not (spaced and lexemes.gap[dash + 1] > Gap.NONE):
        return None
    high = opening.second(dash + 1)
    if high is None or high.first > dash + 1 or (amount.numeral.share and not high.bare):
        return None
    high = replace(high, negative=False, first=dash + 1)
    if touches and amount.bare and high.bare and amount.numeral.plain and high.numeral.plain:
        return tight(opening.around, amount, high)
    written = lexemes.raw[high.numeral.first]
    thousands = touches and amount.numeral.plain and written.endswith(",000") and amount.value * 1000 < high.value
    return ranged(magnitude_of(amount, 1000) if thousands else amount, high)
