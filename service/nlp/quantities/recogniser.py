"""Finds every quantity expression of a document.

A numeral grammar, a unit table and a currency table read the text; tags, heads and named entities of the parse only
settle what the text leaves open (a plural noun after "5m", "Boeing 737", the person before "(26)"). The phenomena are
those of Almasian et al. (2023), "CQE: A Comprehensive Quantity Extractor", and of the Recognizers-Text specifications.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from spacy.tokens import Doc

from service.nlp.facts import Modifier, Quantity, QuantityKind, Unit
from service.nlp.quantities import figures, modifiers, numerals, rates
from service.nlp.quantities.currencies import Country
from service.nlp.quantities.evidence import Evidence
from service.nlp.quantities.exclusions import Exclusions
from service.nlp.quantities.figures import Figure
from service.nlp.quantities.found import Found
from service.nlp.quantities.lexemes import Gap, Lexemes
from service.nlp.quantities.ranges import Pair, pair
from service.nlp.quantities.rates import Rate

OLDEST = 120
MULTIPLES = frozenset(
    "more higher larger bigger greater faster less lower fewer smaller as the that its what longer".split()
)


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
    return frozenset(form for form, word in numerals.vocabulary().items() if word.kind != "abbreviation") | {"a", "an"}


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


class _Recogniser:
    def __init__(self, doc: Doc, country: str | None) -> None:
        self.doc = doc
        self.lexemes = Lexemes(doc.text)
        self.evidence = Evidence(doc, self.lexemes)
        self.country = Country(doc.text, country)
        self.exclusions = Exclusions(self.evidence, self.country)

    def run(self) -> list[Found]:
        starters, lexemes = _starters(), self.lexemes
        found: list[Found] = []
        done = 0
        for i in range(len(lexemes)):
            if i < done or not (lexemes.is_digits[i] or self._starts(i, starters)):
                continue
            done = max(self.exclusions.end(i), done)
            if done > i:
                continue
            for reading in self._read(i):
                found.append(self._found(reading))
                done = max(done, reading.last)
        return found

    def _starts(self, i: int, starters: frozenset[str]) -> bool:
        word = self.lexemes.low[i]
        return word in starters or word.endswith("fold")

    def _read(self, i: int) -> list[_Reading]:
        if fold := self._fold(i):
            return [fold]
        if self.lexemes.low[i] in {"twice", "thrice"}:
            return self._times(i)
        figure = figures.read(self.evidence, i, self.country)
        if figure is None or self._is_none(figure):
            return []
        two = pair(self.evidence, figure, i, self.country)
        if two is None:
            if figure.bare and self._is_bare_name(figure):
                return []
            return [self._single(figure)]
        if two.excluded:
            return []
        if two.separate:
            return [self._single(two.low), self._single(two.high)]
        return [self._range(two)]

    def _is_none(self, figure: Figure) -> bool:
        """RETURNS: whether the numeral turns out to be an ordinal, a name, an unknown code or no number at all."""
        numeral, lexemes = figure.numeral, self.lexemes
        if self.exclusions.is_ordinal(numeral.last):
            return True
        if numeral.spelled:
            if lexemes.low[numeral.first] == "one" and numeral.last == numeral.first + 1:
                return self.evidence.tag(numeral.first) != "CD" or self.exclusions.word_is_name(
                    numeral.first, numeral.last
                )
            return figure.bare and self.exclusions.word_is_name(numeral.first, numeral.last)
        glued = lexemes.near(figure.last, Gap.NONE) and lexemes.is_word[figure.last]
        return glued and lexemes.word(figure.last) != "x"

    def _is_bare_name(self, figure: Figure) -> bool:
        numeral = figure.numeral
        return numeral.plain and not self._age(figure) and self.exclusions.names(numeral)

    def _fold(self, i: int) -> _Reading | None:
        """ "threefold"."""
        lexemes = self.lexemes
        stem = lexemes.low[i].removesuffix("fold")
        word = numerals.vocabulary().get(stem)
        if stem == lexemes.low[i] or word is None or word.kind not in {"ones", "teens", "tens", "scale"}:
            return None
        figure = Figure(numerals.Numeral(i, i + 1, word.value, spelled=True), i, i + 1, word.value)
        return _Reading(figure, None, QuantityKind.RATIO, Modifier.EXACTLY, i, i + 1)

    def _times(self, i: int) -> list[_Reading]:
        """ "twice as many", "twice the size"; not "was arrested twice"."""
        if self.lexemes.word(i + 1) not in MULTIPLES:
            return []
        value = numerals.vocabulary()[self.lexemes.low[i]].value
        figure = Figure(numerals.Numeral(i, i + 1, value, spelled=True), i, i + 1, value)
        modifier, first = modifiers.before(self.lexemes, i)
        return [_Reading(figure, None, QuantityKind.RATIO, modifier or Modifier.EXACTLY, first, i + 1)]

    def _single(self, figure: Figure) -> _Reading:
        if figure.bare and (ratio := self._ratio(figure)):
            return ratio
        if age := self._age(figure):
            figure = age
        rate = None if age else rates.at(self.evidence, figure)
        last = rate.last if rate else figure.last
        bound, first = modifiers.before(self.lexemes, figure.first)
        trailing = None if figure.after else modifiers.after(self.lexemes, last)
        if trailing and not (figure.bare and trailing[1] > last + 2 and self.lexemes.word(last) == "-"):
            last = trailing[1]
        after = figure.after or (trailing[0] if trailing else None)
        modifier = self._modifier(figure, bound, after)
        kind = QuantityKind.AGE if age else self._kind(figure, rate)
        return _Reading(self._signed(figure, kind), None, kind, modifier, first, last, rate)

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
        """A dash before a bare count is a bullet, not a minus."""
        if not figure.negative or (kind is QuantityKind.COUNT and not self.lexemes.is_word[figure.first]):
            return figure
        return replace(figure, value=-figure.value)

    def _ratio(self, figure: Figure) -> _Reading | None:
        """ "one in five", "three out of four", "three times more", "ten-fold", "3x"."""
        lexemes, numeral, at = self.lexemes, figure.numeral, figure.numeral.last
        value, last = figure.value, 0
        outof = lexemes.word(at) == "out" and lexemes.word(at + 1) == "of"
        if outof or (
            lexemes.word(at) == "in" and (value == 1 or numeral.plain) and not self.evidence.sentence_start(at)
        ):
            start = at + 2 if outof else at + 1
            base = numerals.read(lexemes, start) if lexemes.near(start) else None
            fits = base is not None and (base.plain or base.spelled) and base.modifier is None and base.scale <= 1000000
            if base and fits and value < base.value and (outof or self._one_in(value, base)):
                value, last = value / base.value, base.last
        elif lexemes.word(at) == "times" and lexemes.word(at + 1) in MULTIPLES:
            last = at + 1
        elif lexemes.word(at) == "x" and lexemes.near(at, Gap.NONE):
            last = at + 1
        elif lexemes.word(at) == "fold" or (lexemes.word(at) == "-" and lexemes.word(at + 1) == "fold"):
            last = at + 1 if lexemes.word(at) == "fold" else at + 2
        if not last:
            return None
        bound, first = modifiers.before(lexemes, figure.first)
        whole = replace(figure, value=value, last=last, numeral=replace(numeral, last=last))
        return _Reading(whole, None, QuantityKind.RATIO, bound or Modifier.EXACTLY, first, last)

    def _one_in(self, value: Fraction, base: numerals.Numeral) -> bool:
        """ "one in five people", not "one in 2019", "two in five days"."""
        from service.nlp.quantities import units

        if base.value > 1500 and base.plain and base.value < 2100:
            return False
        found = units.at(self.lexemes, base.last)
        return (value == 1 or base.value <= 10) and not (found and found[0].dimension == "time")

    def _age(self, figure: Figure) -> Figure | None:
        """ "20-year-old", "26 years old", "aged 26", "Rahul (26)", "Rahul, 26,"."""
        lexemes, evidence, last = self.lexemes, self.evidence, figure.last
        year = rates.YEAR
        if figure.measure and figure.measure.dimension == "time":
            at = last + 1 if lexemes.word(last) == "-" else last
            if lexemes.near(at) and lexemes.word(at) in {"old", "olds"}:
                return replace(figure, last=at + 1, unit=(figure.unit[0] if figure.unit else at, at + 1))
            if lexemes.word(last) == "of" and lexemes.word(last + 1) == "age":
                return replace(figure, last=last + 2)
            return None
        if not figure.bare or not 0 < figure.value <= OLDEST or figure.numeral.share or figure.numeral.scale > 1:
            return None
        before = modifiers.before(lexemes, figure.first)[1] - 1
        if lexemes.word(before) in {"aged", "age"} or (
            lexemes.word(before) == "of" and lexemes.word(before - 1) in {"age", "ages"}
        ):
            return replace(figure, measure=year)
        bracketed = lexemes.word(before) == "(" and lexemes.word(last) in {")", ","}
        apposed = lexemes.word(before) == "," and (lexemes.word(last) in {",", ".", ";", ")"} or last >= len(lexemes))
        if not (bracketed or apposed) or not figure.numeral.plain:
            return None
        name = evidence.token(before - 1)
        person = name is not None and evidence.proper(before - 1) and name.ent_type_ in {"PERSON", ""}
        return replace(figure, measure=year) if person else None

    def _range(self, two: Pair) -> _Reading:
        low, high = two.low, two.high
        if two.score:
            return _Reading(low, high, QuantityKind.SCORE, Modifier.EXACTLY, low.first, high.last)
        rate = rates.at(self.evidence, high)
        last = rate.last if rate else high.last
        age = self._age(high) or (self._age(replace(low, last=high.last)) if low.bare else None)
        if age:
            low, high, last = replace(low, measure=rates.YEAR), replace(high, measure=rates.YEAR), max(last, age.last)
        kind = QuantityKind.AGE if age else self._kind(high, rate)
        first = two.first if two.first < low.first else modifiers.before(self.lexemes, low.first)[1]
        low, high = self._signed(low, kind), self._signed(high, kind)
        return _Reading(low, high, kind, Modifier.BETWEEN, first, last, rate)

    def _found(self, reading: _Reading) -> Found:
        lexemes, figure, high = self.lexemes, reading.figure, reading.high
        start, end = lexemes.start[reading.first], lexemes.end[reading.last - 1]
        numeral = (high or figure).numeral
        number = (lexemes.start[figure.numeral.first], lexemes.end[numeral.last - 1])
        ends = (float(figure.value), float(high.value)) if high else (None, None)
        if high and reading.kind is not QuantityKind.SCORE:
            ends = (min(figure.value, high.value).__float__(), max(figure.value, high.value).__float__())
        quantity = Quantity(
            text=self.doc.text[start:end],
            start=start,
            end=end,
            kind=reading.kind,
            value=None if high else float(figure.value),
            low=ends[0],
            high=ends[1],
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
        if not name and rate is None and not figure.money:
            return None
        first, last = figure.unit or (figure.last, figure.last)
        if rate:
            name, dimension = f"{name} {rate.name}".strip(), rate.dimension
            first, last = (
                (first, rate.last) if first < last and first >= figure.numeral.last else (rate.first, rate.last)
            )
        text = self.doc.text[self.lexemes.start[first] : self.lexemes.end[last - 1]] if first < last else ""
        return Unit(text=text, name=name, dimension=dimension, currency=currency)
