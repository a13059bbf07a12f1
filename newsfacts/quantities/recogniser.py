"""Finds every quantity expression of a document.

A numeral grammar, a unit table and a currency table read the text; tags, heads and named entities of the parse only
settle what the text leaves open (a plural noun after "5m", "Boeing 737", the person before "(26)"). The phenomena are
those of Almasian et al. (2023), "CQE: A Comprehensive Quantity Extractor", and of the Recognizers-Text specifications.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from newsfacts.facts import Modifier, Quantity, QuantityKind, Unit
from newsfacts.layers import text_of
from newsfacts.lexicon import words
from newsfacts.quantities import ages, figures, modifiers, rates, ratios
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.evidence import Evidence
from newsfacts.quantities.exclusions import Exclusions
from newsfacts.quantities.figures import Figure
from newsfacts.quantities.found import Found
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.names import Names
from newsfacts.quantities.ranges import Pair, pair
from newsfacts.quantities.rates import Rate
from newsfacts.quantities.vocabulary import vocabulary

MOST_BETWEEN = 6


def recognise(doc: Doc, *, country: str | None = None) -> list[Found]:
    """Finds the quantity expressions of a parsed document.

    doc: tagged and parsed; its layout (furniture paragraphs) and named entities are used where they are set.
    country: the article's ISO 3166 country, for "$" or "rupees"; by default the one that the text names most.
    RETURNS: what was found, in text order, without overlaps. Dates, clock times, ordinals, numbers inside names,
        addresses, list numbers and page furniture are left out; whether a quantity is asserted is not judged.
    """
    return _Recogniser(doc, country).run()


@cache
def _starters() -> frozenset[str]:
    """RETURNS: the words that may begin a quantity."""
    kinds = {form: word.kind for form, word in vocabulary().items() if word.kind != "abbreviation"}
    decades = {f"{form[:-1]}ies" for form, kind in kinds.items() if kind == "tens"}
    return frozenset(kinds) | decades | {f"{form}fold" for form in kinds} | words("multiplier") | {"a", "an", "point"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A quantity in lexemes: one figure, or the two of a range or score."""

    figure: Figure
    high: Figure | None
    kind: QuantityKind
    modifier: Modifier
    first: int
    last: int
    rate: Rate | None = None


def _one_to(lexemes: Lexemes, figure: Figure) -> bool:
    """ "One to two hours": a "one" that opens a range is a number, whatever the tagger says."""
    return lexemes.low[figure.numeral.first] == "one" and lexemes.word(figure.last) in {"to", "or"}


class _Recogniser:
    def __init__(self, doc: Doc, country: str | None) -> None:
        self.text = text_of(doc)
        self.lexemes = Lexemes(self.text)
        self.evidence = Evidence(doc, self.text, self.lexemes)
        self.country = Country(self.lexemes, country)
        self.exclusions = Exclusions(self.evidence, self.country)
        self.names = Names(self.evidence)

    def run(self) -> list[Found]:
        starters, lexemes = _starters(), self.lexemes
        candidates = [i for i, word in enumerate(lexemes.low) if word in starters or lexemes.is_digits[i]]
        found: list[Found] = []
        before: _Reading | None = None
        done = 0
        for i in candidates:
            if i < done:
                continue
            done = i if ages.decade(self.evidence, i) else self.exclusions.end(i)
            if done == i:
                readings, done = self._read(i)
                readings = [self._gapped(reading, before) for reading in readings]
                before = readings[-1] if readings else before
                found += map(self._found, readings)
        return found

    def _gapped(self, reading: _Reading, before: _Reading | None) -> _Reading:
        """ "Oxley 8.4mm, Batlow 0.6": in a list by names, a bare figure has the unit of the one before."""
        figure, lexemes = reading.figure, self.lexemes
        if before is None or not figure.bare or reading.kind is not QuantityKind.COUNT or before.figure.measure is None:
            return reading
        between = range(before.last, reading.first)
        named = len(between) <= MOST_BETWEEN and lexemes.word(before.last) in {",", ";", "and"}
        named = named and lexemes.capital(before.first - 1) and lexemes.capital(reading.first - 1)
        if not named or not all(lexemes.capital(k) or lexemes.low[k] in {",", ";", "and"} for k in between):
            return reading
        if self.evidence.noun(figure.last) or not lexemes.near(figure.first):
            return reading
        figure = replace(figure, measure=before.figure.measure)
        return replace(reading, figure=figure, kind=self._kind(figure, None))

    def _read(self, i: int) -> tuple[list[_Reading], int]:
        """RETURNS: the quantities that begin with the numeral at lexeme `i`, and where to read on."""
        if multiple := ratios.multiple(self.evidence, i):
            return [self._ratio(multiple)], multiple.last
        if decade := ages.decade(self.evidence, i):
            low, high = decade
            return [_Reading(low, high, QuantityKind.AGE, Modifier.BETWEEN, low.first, high.last)], high.last
        figure = figures.read(self.evidence, i, self.country)
        if figure is None:
            return [], i + 1
        if year := self.exclusions.spelled_year(figure.numeral):
            return [], year
        two = pair(self.evidence, figure, i, self.country)
        if self._is_none(figure) and not (two and _one_to(self.lexemes, figure)):
            return [], figure.numeral.last
        if two and two.excluded:
            return [], two.high.last
        if two is None and figure.bare and self._is_bare_name(figure):
            return [], figure.numeral.last
        if two is None:
            readings = [self._single(figure)]
        elif two.separate:
            readings = [self._single(two.low), self._single(two.high)]
        else:
            readings = [self._range(two)]
        return readings, readings[-1].last

    def _is_none(self, figure: Figure) -> bool:
        """RETURNS: whether the numeral turns out to be an ordinal, a name, an unknown code or no number at all."""
        numeral, lexemes = figure.numeral, self.lexemes
        if self.exclusions.is_ordinal(numeral.last) or self.exclusions.is_clock(numeral.first):
            return True
        if figure.bare and self.names.opens(numeral):
            return True
        if numeral.spelled:
            if lexemes.low[numeral.first] == "one" and numeral.last == numeral.first + 1:
                return self.evidence.tag(numeral.first) != "CD" or self.names.spelled(numeral.first, numeral.last)
            return figure.bare and self.names.spelled(numeral.first, numeral.last)
        glued = lexemes.near(figure.last, Gap.NONE) and lexemes.is_word[figure.last]
        priced = figure.money is not None and not lexemes.is_word[figure.money.first]  # "£1,200pcm"
        return glued and not priced and lexemes.word(figure.last) != "x"

    def _is_bare_name(self, figure: Figure) -> bool:
        numeral = figure.numeral
        return numeral.plain and not ages.age(self.evidence, figure) and self.names.designated(numeral)

    def _ratio(self, figure: Figure) -> _Reading:
        bound, first = modifiers.before(self.lexemes, figure.first)
        return _Reading(figure, None, QuantityKind.RATIO, bound or Modifier.EXACTLY, first, figure.last)

    def _single(self, figure: Figure) -> _Reading:
        if figure.bare and (ratio := ratios.ratio(self.evidence, figure)):
            return self._ratio(ratio)
        if age := ages.age(self.evidence, figure):
            figure = age
        rate = None if age else rates.at(self.evidence, figure)
        last = rate.last if rate else figure.last
        kind = QuantityKind.AGE if age else self._kind(figure, rate)
        figure = self._signed(figure, kind)
        bound, first = modifiers.before(self.lexemes, figure.first)
        trailing = None if figure.after else modifiers.after(self.lexemes, last)
        if trailing and not (figure.bare and trailing[1] > last + 2 and self.lexemes.word(last) == "-"):
            last = trailing[1]
        after = figure.after or (trailing[0] if trailing else None)
        modifier = self._modifier(figure, bound, after)
        return _Reading(figure, None, kind, modifier, first, last, rate)

    def _modifier(self, figure: Figure, before: Modifier | None, after: Modifier | None) -> Modifier:
        said = [m for m in (before, after, figure.numeral.modifier) if m and m is not Modifier.EXACTLY]
        if figure.numeral.modifier is Modifier.MAGNITUDE and (not said or said[0] is not Modifier.MORE_THAN):
            return Modifier.MAGNITUDE
        bounds = [m for m in said if m is not Modifier.APPROXIMATELY]
        return next(iter(bounds or said), Modifier.EXACTLY)

    def _kind(self, figure: Figure, rate: Rate | None) -> QuantityKind:
        if figure.money:
            return QuantityKind.MONEY
        if rate:
            return QuantityKind.MEASURE if rate.dimension == "speed" else QuantityKind.RATE
        if figure.measure is None:
            return QuantityKind.RATIO if figure.numeral.share else QuantityKind.COUNT
        return {"percent": QuantityKind.PERCENT, "time": QuantityKind.DURATION}.get(
            figure.measure.dimension, QuantityKind.MEASURE
        )

    def _signed(self, figure: Figure, kind: QuantityKind) -> Figure:
        """A dash before a bare count is a bullet, not a minus, unless a word stands before it in the line."""
        if not figure.negative:
            return figure
        first = figure.first
        inline = first > 0 and self.lexemes.is_word[first - 1] and self.lexemes.gap[first] == Gap.SPACE
        sure = self.lexemes.is_word[first] or (inline and not self.evidence.counts(figure.last))
        if kind is QuantityKind.COUNT and not sure:
            return replace(figure, first=first + 1)
        return replace(figure, value=-figure.value)

    def _range(self, two: Pair) -> _Reading:
        low, high = two.low, two.high
        if two.score:
            return _Reading(low, high, QuantityKind.SCORE, Modifier.EXACTLY, low.first, high.last)
        rate = rates.at(self.evidence, high)
        last = rate.last if rate else high.last
        age = ages.age(self.evidence, high) or ages.age(self.evidence, replace(low, first=two.first, last=high.last))
        if age:
            low, high, last = low.adopt(age), high.adopt(age), max(last, age.last)
        kind = QuantityKind.AGE if age else self._kind(high, rate)
        if high.bare and not age and (multiple := ratios.ratio(self.evidence, high)):
            kind, last = QuantityKind.RATIO, multiple.last
        low, high = self._signed(low, kind), self._signed(high, kind)
        first = two.first if two.first < low.first else modifiers.before(self.lexemes, low.first)[1]
        return _Reading(low, high, kind, Modifier.BETWEEN, first, last, rate)

    def _found(self, reading: _Reading) -> Found:
        lexemes, figure, high = self.lexemes, reading.figure, reading.high
        start, end = lexemes.start[reading.first], lexemes.end[reading.last - 1]
        numeral = (high or figure).numeral
        number = (lexemes.start[figure.numeral.first], lexemes.end[numeral.last - 1])
        ends = [float(figure.value), float(high.value)] if high else []
        if reading.kind is not QuantityKind.SCORE:
            ends.sort()
        quantity = Quantity(
            text=self.text[start:end],
            start=start,
            end=end,
            kind=reading.kind,
            value=None if ends else float(figure.value),
            low=ends[0] if ends else None,
            high=ends[1] if ends else None,
            modifier=reading.modifier,
            unit=self._unit(high or figure, reading.rate),
        )
        return Found(
            quantity=quantity,
            number=number,
            first=self.evidence.number(start),
            last=self.evidence.number(end - 1) + 1,
            anchor=self.evidence.anchor(*number),
        )

    def _unit(self, figure: Figure, rate: Rate | None) -> Unit | None:
        name, dimension, currency = rates.base(figure)
        if not (name or rate or figure.money):
            return None
        first, last = figure.unit or (figure.last, figure.last)
        if rate:
            name = f"{name} {rate.name}".strip()
            dimension = dimension if figure.money else rate.dimension
            first = rate.first if first == last else first
            last = rate.last if first >= figure.numeral.last else last
        text = self.text[self.lexemes.start[first] : self.lexemes.end[last - 1]] if first < last else ""
        return Unit(text=text, name=name, dimension=dimension, currency=currency)
