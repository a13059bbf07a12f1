"""Two figures that belong together: ranges, scores, changes, and lists that write the unit once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from newsfacts.lexicon import words
from newsfacts.quantities import figures, modifiers
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.evidence import Evidence
from newsfacts.quantities.figures import Figure
from newsfacts.quantities.lexemes import Gap

SENTENCE = 25
NEAR = 12
_RANGING = ("rang", "vari", "vary")
HIGHEST_SCORE = 300
MOST_RUNS = 1000
MOST_WICKETS = 10
BY = frozenset({"by", "x", "×"})
AGED = words("before_an_age")
DASHES = frozenset({"-", "–", "—", "‑", "‒"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures. `separate`: each is a quantity of its own; `excluded`: neither is one ("555-1234").

    `first` is where the range begins with its "between".
    """

    low: Figure
    high: Figure
    first: int
    score: bool = False
    separate: bool = False
    excluded: bool = False


def pair(evidence: Evidence, figure: Figure, i: int, country: Country) -> Pair | None:
    """RETURNS: the figure with the one that is joined to it, if any; `i` is the lexeme of its numeral."""
    lexemes, first = evidence.lexemes, modifiers.before(evidence.lexemes, figure.first)[1]
    between = lexemes.word(first - 1) == "between" and lexemes.near(first)
    if between:
        apart = figures.read(evidence, i, country, joins=False) or figure
        made = _joined(evidence, apart, country, "and", joins=True) or _joined(evidence, apart, country, "to")
        if made is None and lexemes.word(figure.last) in DASHES:
            made = _dashed(evidence, figure, country)
        return replace(made, first=first - 1) if made else None
    word = lexemes.word(figure.last)
    if word in DASHES and lexemes.word(figure.last + 1) == "to":
        return _joined(evidence, replace(figure, last=figure.last + 1), country, "to")
    if word in DASHES:
        return _dashed(evidence, figure, country)
    if word == "to":
        return _to(evidence, figure, country, first)
    if word == "or":
        return _or(evidence, figure, country)
    if word in {"and", ","} and figure.bare:
        return _list(evidence, figure, country)
    if word in BY and figure.bare:
        return _sides(evidence, figure, country)
    if word == "for" and figure.bare:
        return _runs(evidence, figure, country)
    if word == "±":
        return _plus_minus(evidence, figure, country)
    return None


def _second(evidence: Evidence, first: Figure, at: int, country: Country, *, joins: bool = True) -> Figure | None:
    """RETURNS: the figure that begins at lexeme `at` with its sign, mark or softening word; `first` is its partner."""
    lexemes = evidence.lexemes
    for start in range(at, min(at + 5, len(lexemes))):
        if not lexemes.near(start):
            return None
        found = None
        if _numeric(evidence, start):
            found = figures.read(evidence, start, country, joins=joins, money=first.money is not None)
        if found:
            return found if modifiers.before(lexemes, found.first)[1] <= at or found.first <= at else None
    return None


def _numeric(evidence: Evidence, i: int) -> bool:
    return evidence.lexemes.is_digits[i] or evidence.tag(i) == "CD" or evidence.lexemes.low[i] in {"a", "half"}


def _share(low: Figure, high: Figure) -> tuple[Figure, Figure]:
    """Gives unit and magnitude that are written once to both."""
    low, high = low.adopt(high), high.adopt(low)
    scale = high.numeral.scale
    if low.numeral.scale == 1 and scale > 1 and low.value < 1000 and low.value * scale < high.value:
        low = figures.magnitude_of(low, scale)
    return low, high


def _joined(evidence: Evidence, figure: Figure, country: Country, word: str, *, joins: bool = True) -> Pair | None:
    """RETURNS: a range whose ends `word` joins; None if they don't fit each other."""
    lexemes = evidence.lexemes
    at = figures.past_symbol(lexemes, figure)
    if lexemes.word(at) != word or not lexemes.near(at):
        return None
    hyphen = lexemes.word(at + 1) == "-" and lexemes.near(at + 2, Gap.NONE)
    high = _second(evidence, figure, at + (2 if hyphen else 1), country, joins=joins)
    return _range(figure, high) if high else None


def _range(low: Figure, high: Figure) -> Pair | None:
    if not low.bare and not high.bare and low.kind_of_unit != high.kind_of_unit:
        return None
    low, high = _share(low, high)
    if not _signed(low) < _signed(high):
        return None
    return Pair(low, high, low.first)


def _signed(figure: Figure) -> Fraction:
    return -figure.value if figure.negative else figure.value


def _dashed(evidence: Evidence, figure: Figure, country: Country) -> Pair | None:
    """ "5-10 million", "3-1", "$25-35 million", "5 – 7 percent"."""
    lexemes, dash = evidence.lexemes, figure.last
    tight = lexemes.near(dash, Gap.NONE) and lexemes.near(dash + 1, Gap.NONE)
    spaced = lexemes.near(dash, Gap.SPACE) and lexemes.near(dash + 1, Gap.SPACE) and lexemes.gap[dash] > Gap.NONE
    if not tight and not (spaced and lexemes.gap[dash + 1] > Gap.NONE):
        return None
    high = _second(evidence, figure, dash + 1, country)
    if high is None or high.first > dash + 1:
        return None
    high = replace(high, negative=False, first=dash + 1)
    if tight and figure.bare and high.bare and figure.numeral.plain and high.numeral.plain:
        return _tight(evidence, figure, high)
    written = lexemes.raw[high.numeral.first]
    thousands = tight and figure.numeral.plain and written.endswith(",000") and figure.value * 1000 < high.value
    return _range(figures.magnitude_of(figure, 1000) if thousands else figure, high)  # "5-6,000"


def _tight(evidence: Evidence, low: Figure, high: Figure) -> Pair | None:
    """Two bare whole numbers: a score, a range, or neither."""
    rising, counted = low.value < high.value, evidence.counts(high.last)
    small = max(low.value, high.value) <= HIGHEST_SCORE
    aged = evidence.lexemes.word(low.first - 1) in AGED
    if rising and (counted or aged or not (small and _near_score(evidence, low.first))):
        phone = len(evidence.lexemes.raw[low.numeral.first]) >= 3 and not counted and not small
        return Pair(low, high, low.first, excluded=phone)
    drawn = low.value != high.value or _near_score(evidence, low.first)
    return Pair(low, high, low.first, score=small, excluded=not (small and drawn))


def _near_score(evidence: Evidence, i: int) -> bool:
    stems = tuple(words("score_stem"))
    return any(word.startswith(stems) for word in evidence.lexemes.low[max(0, i - NEAR) : i + NEAR])


def _to(evidence: Evidence, figure: Figure, country: Country, first: int) -> Pair | None:
    """ "40 to 70 percent" is a range; "rose from 40 to 70 percent" are two figures with one unit."""
    made = _joined(evidence, figure, country, "to")
    lexemes = evidence.lexemes
    if made is None and first == figure.first and (score := _voted(evidence, figure, country)):
        return score
    if lexemes.word(first - 1) == "from" or (lexemes.word(first - 1) == "of" and lexemes.word(first - 2) == "from"):
        if made and lexemes.word(first - 2).startswith(_RANGING):
            return made
        if made and not (_changes(evidence, first) or (not figure.bare and not made.high.bare)):
            return made
        high = _second(evidence, figure, figure.last + 1, country)
        if high is None:
            return None
        low, adopted = _share(figure, high)
        if not adopted.bare and high.bare and evidence.noun(high.last):
            adopted = high
        return Pair(low, adopted, low.first, separate=True)
    if made and not figure.bare and made.high.numeral.first > figure.last and _changed_by(evidence, first):
        return None
    twice_percent = made and figure.measure and figure.measure.dimension == "percent" and not figure.bare
    return None if twice_percent and _changes(evidence, first) else made


def _changed_by(evidence: Evidence, first: int) -> bool:
    """RETURNS: whether the figure at lexeme `first` is the size of a change: "rose $1.20 to $78.35"."""
    word = evidence.lexemes.word(first - 2 if evidence.lexemes.word(first - 1) == "by" else first - 1)
    return word in {"up", "down"} or word.startswith(tuple(words("change_stem")))


def _voted(evidence: Evidence, figure: Figure, country: Country) -> Pair | None:
    """ "won by 5 to 3"."""
    high = _second(evidence, figure, figure.last + 1, country)
    whole = figure.bare and figure.numeral.plain and high is not None and high.bare and high.numeral.plain
    if high is None or not whole or evidence.lexemes.word(figure.first - 1) == "from":
        return None
    fits = figure.value >= high.value and figure.value <= HIGHEST_SCORE and _near_score(evidence, figure.first)
    return Pair(figure, high, figure.first, score=True) if fits else None


def _changes(evidence: Evidence, i: int) -> bool:
    """RETURNS: whether a word of change governs "from … to …" at lexeme `i`, within its sentence."""
    stems, lexemes = tuple(words("change_stem")), evidence.lexemes
    for k in range(i - 1, max(-1, i - SENTENCE), -1):
        if lexemes.word(k) in {".", "!", "?", ";"}:
            return False
        if lexemes.is_word[k] and lexemes.low[k].startswith(stems):
            return True
    return False


def _or(evidence: Evidence, figure: Figure, country: Country) -> Pair | None:
    """ "two or three days": neighbours in the row of numbers."""
    made = _joined(evidence, figure, country, "or")
    if made is None or not figure.bare or made.high.money or figure.after or made.high.numeral.share:
        return None
    return made if made.high.value - made.low.value <= 2 * max(1, figure.numeral.scale) else None


def _list(evidence: Evidence, figure: Figure, country: Country) -> Pair | None:
    """ "5 and 10 percent": the unit is written once. Only for units that nobody counts events between."""
    if evidence.lexemes.word(figure.last) != "and" or evidence.lexemes.word(figure.last - 1) == "one":
        return None
    high = _second(evidence, figure, figure.last + 1, country)
    if high is None or high.measure is None or high.measure.dimension in {"time", "angle"}:
        return None
    low, high = _share(figure, high)
    return Pair(low, high, low.first, separate=True)


def _sides(evidence: Evidence, figure: Figure, country: Country) -> Pair | None:
    """ "5 by 10 metres", "5 x 3 x 2 cm": the unit is written with the last side."""
    side = high = _second(evidence, figure, figure.last + 1, country)
    if side and side.bare and evidence.lexemes.word(side.last) in BY:
        high = _second(evidence, side, side.last + 1, country)
    if side is None or high is None or high.measure is None or high.measure.dimension != "length":
        return None
    return Pair(figure.adopt(high), side.adopt(high), figure.first, separate=True)


def _runs(evidence: Evidence, figure: Figure, country: Country) -> Pair | None:
    """ "256 for 4", an innings in cricket."""
    high = _second(evidence, figure, figure.last + 1, country)
    if high is None or not (high.bare and high.numeral.plain and figure.numeral.plain):
        return None
    fits = figure.value < MOST_RUNS and high.value <= MOST_WICKETS and not evidence.counts(high.last)
    return Pair(figure, high, figure.first, score=True) if fits and _near_score(evidence, figure.first) else None


def _plus_minus(evidence: Evidence, figure: Figure, country: Country) -> Pair | None:
    margin = _second(evidence, figure, figure.last + 1, country)
    if margin is None:
        return None
    low = replace(figure.adopt(margin), value=figure.value - margin.value)
    high = replace(margin.adopt(figure), value=figure.value + margin.value)
    return Pair(low, high, low.first)
