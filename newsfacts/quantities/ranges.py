"""Two figures that belong together: ranges, scores, changes, and lists that write the unit once. A family of rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from newsfacts.lexicon import words
from newsfacts.quantities import amounts, modifiers
from newsfacts.quantities.amounts import Amount
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.rules import Family

SENTENCE = 25
NEAR = 12
HIGHEST_SCORE = 300
MOST_RUNS = 1000
MOST_WICKETS = 10
UNLIKE = 4
"""A level is that many times a change at least; the ends of a range are closer."""

_RANGING = ("rang", "vari", "vary")
_BY = frozenset({"by", "x", "×"})
_AGED = words("before_an_age")
_DASHES = frozenset({"-", "–", "—", "‑", "‒"})
_CHANGED = frozenset({"up", "down"})
_BESIDE_AN_ORIGIN = frozenset({"of", "the", "a", "an", "current", "previous", "present", "original", "record"})
_ENDS = frozenset({".", "!", "?", ";"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures. `separate`: each is a quantity of its own; `excluded`: neither is one ("555-1234").

    `first` is where the range begins with its "between".
    """

    low: Amount
    high: Amount
    first: int
    score: bool = False
    separate: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        sort = {"excluded": self.excluded, "score": self.score, "apart": self.separate}
        kind = next((name for name, holds in sort.items() if holds), "range")
        return f"{kind} {float(self.low.value):g} {float(self.high.value):g}"


@dataclass(frozen=True, slots=True)
class Opening:
    """An amount whose numeral is lexeme `i`, and the word after it, which may join a second one to it.

    first: the lexeme where it begins with its softening words.
    """

    around: Surroundings
    amount: Amount
    i: int
    country: Country
    first: int
    joint: str

    def second(self, at: int, *, joins: bool = True) -> Amount | None:
        """RETURNS: the figure that begins at lexeme `at` with its sign, mark or softening word."""
        around, lexemes = self.around, self.around.lexemes
        for start in range(at, min(at + 5, len(lexemes))):
            if not lexemes.near(start):
                return None
            found = None
            if lexemes.is_digits[start] or around.tag(start) == "CD" or lexemes.low[start] in {"a", "half"}:
                money = self.amount.money is not None
                found = amounts.read(around, start, self.country, joins=joins, money=money)
            if found:
                return found if modifiers.before(lexemes, found.first)[1] <= at or found.first <= at else None
        return None

    def joined(self, word: str, amount: Amount | None = None) -> Pair | None:
        """RETURNS: a range whose ends `word` joins; None if they don't fit each other."""
        lexemes, low = self.around.lexemes, amount or self.amount
        at = amounts.past_symbol(lexemes, low)
        if lexemes.word(at) != word or not lexemes.near(at):
            return None
        hyphen = lexemes.word(at + 1) == "-" and lexemes.near(at + 2, Gap.NONE)
        high = self.second(at + (2 if hyphen else 1))
        return _range(low, high) if high else None

    def before(self, back: int = 1) -> str:
        return self.around.lexemes.word(self.first - back)


def _span(opening: Opening) -> tuple[int, int]:
    lexemes, numeral = opening.around.lexemes, opening.amount.numeral
    return lexemes.start[numeral.first], lexemes.end[numeral.last - 1]


ranges = Family[Opening, Pair]("range", at=_span)


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
    if made and (
        lasts or opening.before(back + 1).startswith(_RANGING) or not (_change(around, opening.first) >= 0 or both)
    ):
        return None
    high = opening.second(amount.last + 1)
    if high is None:
        return None
    low, adopted = _share(amount, high)
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
    if opening.joint != "to" or not _is_change(opening):
        return None
    high = opening.second(amount.last + 1)
    if high is None or (amount.bare and not high.bare and high.money is None):
        return None
    apart = amount.bare != high.bare or amount.kind_of_unit != high.kind_of_unit or high.value >= UNLIKE * amount.value
    return Pair(amount, high, amount.first, separate=True) if apart or not amount.bare else None


def _is_change(opening: Opening) -> bool:
    """RETURNS: whether it is the size of a change that is over: "rose $1.20 to $78.35", "cut it by $3m to $8m"."""
    around, at = opening.around, opening.first - 1
    if around.lexemes.word(at) == "by":
        at = _change(around, at)
        return at >= 0 and around.tag(at) != "VB"
    word = around.lexemes.word(at)
    return word in _CHANGED or word.startswith(tuple(words("change_stem")))


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
    if high is None or not whole or amount.value > HIGHEST_SCORE or not _near_score(opening.around, amount.first):
        return None
    return Pair(amount, high, amount.first, score=True)


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
    examples={"Prices rose [5] and 10 percent.": "apart 5 10", "They sell [9]- and 12-metre boats.": "apart 9 12"},
    against=["The [5] and 10 days in jail passed."],
)
def listed(opening: Opening) -> Pair | None:
    """The unit is written once. Only for units that nobody counts events between, or with a hyphen left over."""
    amount, lexemes = opening.amount, opening.around.lexemes
    hung = (
        opening.joint == "-"
        and lexemes.gap[amount.last] is Gap.NONE
        and lexemes.word(amount.last + 1) in {"and", "or", "to"}
    )
    if not amount.bare or not (hung or opening.joint == "and") or lexemes.word(amount.last - 1) == "one":
        return None
    high = opening.second(amount.last + (2 if hung else 1))
    if high is None or high.measure is None or (high.measure.dimension in {"time", "angle"} and not hung):
        return None
    low, high = _share(amount, high)
    return Pair(low, high, low.first, separate=True)


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


@ranges.rule(examples={"The visitors scored [256] for 4.": "score 256 4"}, against=["They paid [256] for 4 tickets."])
def innings(opening: Opening) -> Pair | None:
    amount, around = opening.amount, opening.around
    if opening.joint != "for" or not (amount.bare and amount.numeral.plain):
        return None
    high = opening.second(amount.last + 1)
    if high is None or not (high.bare and high.numeral.plain):
        return None
    fits = amount.value < MOST_RUNS and high.value <= MOST_WICKETS and not around.counts(high.last)
    return Pair(amount, high, amount.first, score=True) if fits and _near_score(around, amount.first) else None


@ranges.rule(examples={"The rod is [20] ± 2 mm.": "range 18 22"})
def plus_minus(opening: Opening) -> Pair | None:
    amount = opening.amount
    margin = opening.second(amount.last + 1) if opening.joint == "±" else None
    if margin is None:
        return None
    low = replace(amount.adopt(margin), value=amount.value - margin.value)
    high = replace(margin.adopt(amount), value=amount.value + margin.value)
    return Pair(low, high, low.first)


_JOINTS = _DASHES | _BY | {"to", "and", "or", "for", "±"}


def _share(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """Gives unit and magnitude that are written once to both."""
    low, high = low.adopt(high), high.adopt(low)
    scale = high.numeral.scale
    if low.numeral.scale == 1 and scale > 1 and low.value < 1000 and low.value * scale < high.value:
        low = amounts.magnitude_of(low, scale)
    return low, high


def _range(low: Amount, high: Amount) -> Pair | None:
    if not low.bare and not high.bare and low.kind_of_unit != high.kind_of_unit:
        return None
    low, high = _share(low, high)
    return Pair(low, high, low.first) if _signed(low) < _signed(high) else None


def _signed(amount: Amount) -> Fraction:
    return -amount.value if amount.negative else amount.value


def _dashed(opening: Opening) -> Pair | None:
    """ "5-10 million", "3-1", "$25-35 million", "5 – 7 percent"."""
    amount, lexemes, dash = opening.amount, opening.around.lexemes, opening.amount.last
    tight = lexemes.near(dash, Gap.NONE) and lexemes.near(dash + 1, Gap.NONE)
    spaced = lexemes.near(dash, Gap.SPACE) and lexemes.near(dash + 1, Gap.SPACE) and lexemes.gap[dash] > Gap.NONE
    if not tight and not (spaced and lexemes.gap[dash + 1] > Gap.NONE):
        return None
    high = opening.second(dash + 1)
    if high is None or high.first > dash + 1 or (amount.numeral.share and not high.bare):
        return None
    high = replace(high, negative=False, first=dash + 1)
    if tight and amount.bare and high.bare and amount.numeral.plain and high.numeral.plain:
        return _tight(opening.around, amount, high)
    written = lexemes.raw[high.numeral.first]
    thousands = tight and amount.numeral.plain and written.endswith(",000") and amount.value * 1000 < high.value
    return _range(amounts.magnitude_of(amount, 1000) if thousands else amount, high)


def _tight(around: Surroundings, low: Amount, high: Amount) -> Pair | None:
    """Two bare whole numbers: a score, a range, or neither."""
    rising, counted = low.value < high.value, around.counts(high.last)
    small = max(low.value, high.value) <= HIGHEST_SCORE
    aged = around.lexemes.word(low.first - 1) in _AGED
    bowled = low.value <= MOST_WICKETS and (
        around.lexemes.word(low.first - 1) == "took" or around.proper(low.first - 1)
    )
    if rising and small and bowled and not counted:
        return Pair(low, high, low.first, score=True)
    if rising and (counted or aged or not (small and _near_score(around, low.first))):
        phone = len(around.lexemes.raw[low.numeral.first]) >= 3 and not counted and not small
        return Pair(low, high, low.first, excluded=phone)
    drawn = low.value != high.value or _near_score(around, low.first)
    return Pair(low, high, low.first, score=small, excluded=not (small and drawn))


def _near_score(around: Surroundings, i: int) -> bool:
    stems = tuple(words("score_stem"))
    return any(word.startswith(stems) for word in around.lexemes.low[max(0, i - NEAR) : i + NEAR])


def _change(around: Surroundings, i: int) -> int:
    """RETURNS: the lexeme of the nearest word of change before lexeme `i` in its sentence; -1 if there is none."""
    stems, lexemes = tuple(words("change_stem")), around.lexemes
    for k in range(i - 1, max(-1, i - SENTENCE), -1):
        if lexemes.word(k) in _ENDS:
            break
        if lexemes.is_word[k] and lexemes.low[k].startswith(stems):
            return k
    return -1
