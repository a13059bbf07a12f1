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
from newsfacts.quantities import ages, amounts, modifiers, rates, ratios, sharing
from newsfacts.quantities.amount import Amount
from newsfacts.quantities.codes import excluded
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.found import Found
from newsfacts.quantities.lexemes import Gap, Lexemes
from newsfacts.quantities.names import Candidate, names
from newsfacts.quantities.pairs import Pair
from newsfacts.quantities.ranges import pair
from newsfacts.quantities.rates import Rate
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.quantities.vocabulary import vocabulary


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

    amount: Amount
    high: Amount | None
    kind: QuantityKind
    modifier: Modifier
    first: int
    last: int
    rate: Rate | None = None


_NOT_LASTING = frozenset({"old", "olds", "ago", "earlier", "later", "age", "of"})


class _Recogniser:
    def __init__(self, doc: Doc, country: str | None) -> None:
        self.text = text_of(doc)
        self.lexemes = Lexemes(self.text)
        self.around = Surroundings(doc, self.text, self.lexemes)
        self.country = Country(self.lexemes, country)

    def run(self) -> list[Found]:
        starters, lexemes = _starters(), self.lexemes
        candidates = [i for i, word in enumerate(lexemes.low) if word in starters or lexemes.is_digits[i]]
        found: list[_Reading] = []
        done = 0
        for i in candidates:
            if i < done:
                continue
            done = excluded(self.around, i, self.country)
            if done > i and ages.decade(self.around, i):
                done = i
            if done == i:
                readings, done = self._read(i)
                for reading in readings:
                    found.append(self._completed(reading, found[-1] if found else None))
        for number in range(len(found) - 2, -1, -1):
            found[number] = self._listed(found[number], found[number + 1])
        return list(map(self._found, found))

    def _listed(self, reading: _Reading, after: _Reading) -> _Reading:
        """RETURNS: the reading with the unit that the next one of its list has: "10, 20 and 30 percent"."""
        bare = reading.kind is QuantityKind.COUNT and reading.amount.bare and reading.high is None
        if not bare or after.amount.bare or after.high is not None:
            return reading
        amount = sharing.listed_before(self.around, reading.amount, after.amount, after.first)
        return reading if amount is None else replace(reading, amount=amount, kind=self._kind(amount, None))

    def _completed(self, reading: _Reading, before: _Reading | None) -> _Reading:
        """RETURNS: the reading with the unit that is written for a neighbour alone."""
        if before is None or reading.kind is not QuantityKind.COUNT or not reading.amount.bare or before.amount.bare:
            return reading
        amount = sharing.shared(self.around, before.amount, before.last, reading.amount, reading.first, reading.last)
        if amount is None:
            return reading
        return replace(reading, amount=amount, kind=self._kind(amount, None))

    def _read(self, i: int) -> tuple[list[_Reading], int]:
        """RETURNS: the quantities that begin with the numeral at lexeme `i`, and where to read on."""
        if multiple := ratios.multiple(self.around, i):
            return [self._ratio(multiple)], multiple.last
        if decade := ages.decade(self.around, i):
            low, high = decade
            return [_Reading(low, high, QuantityKind.AGE, Modifier.BETWEEN, low.first, high.last)], high.last
        amount = amounts.read(self.around, i, self.country)
        if amount is None:
            return [], i + 1
        two = pair(self.around, amount, i, self.country)
        if named := names.first(Candidate(self.around, amount, two)):
            return [], named[0]
        if two and two.excluded:
            return [], two.high.last
        if two is None:
            readings = [self._single(amount)]
        elif two.separate:
            readings = [self._single(two.low), self._single(two.high)]
        else:
            readings = [self._range(two)]
        return readings, readings[-1].last

    def _ratio(self, amount: Amount) -> _Reading:
        bound, first = modifiers.before(self.lexemes, amount.first)
        return _Reading(amount, None, QuantityKind.RATIO, bound or Modifier.EXACTLY, first, amount.last)

    def _single(self, amount: Amount) -> _Reading:
        if amount.bare and (ratio := ratios.ratio(self.around, amount)):
            return self._ratio(ratio)
        if age := ages.age(self.around, amount):
            amount = age
        rate = None if age else rates.at(self.around, amount)
        apart = self.lexemes.word(amount.last) in {"(", "/"}  # "40 euros ($44) a month"
        last = rate.last if rate and not (apart and rate.first > amount.last + 1) else amount.last
        kind = QuantityKind.AGE if age else self._kind(amount, rate)
        amount = self._signed(amount, kind)
        bound, first = modifiers.before(self.lexemes, amount.first)
        if self.lexemes.word(first) == "up" and self._has_origin(last):
            bound, first = None, amount.first
        if self.lexemes.word(first) == "over" and self._spans(amount, first):
            bound, first = None, amount.first
        trailing = None if amount.after else modifiers.after(self.lexemes, last)
        if trailing and not (amount.bare and trailing[1] > last + 2 and self.lexemes.word(last) == "-"):
            last = trailing[1]
        after = amount.after or (trailing[0] if trailing else None)
        modifier = self._modifier(amount, bound, after)
        return _Reading(amount, None, kind, modifier, first, last, rate)

    def _spans(self, amount: Amount, first: int) -> bool:
        """RETURNS: whether "over" says how long the noun before it takes: "a loan over 10 years"."""
        lasting = amount.measure is not None and amount.measure.dimension == "time"
        lasting = lasting and _NOT_LASTING.isdisjoint(self.lexemes.low[amount.last - 1 : amount.last + 1])
        return lasting and (self.around.tag(first - 1)[:2] in {"NN", "CD"} or self.lexemes.word(first - 1) == "%")

    def _has_origin(self, i: int) -> bool:
        """RETURNS: whether "from 6" stands at lexeme `i`: what is "up to 7 from 6" has gone up."""
        at = next((k for k in (i + 1, i + 2) if self.lexemes.digits(k)), None)
        return self.lexemes.word(i) == "from" and at is not None

    def _modifier(self, amount: Amount, before: Modifier | None, after: Modifier | None) -> Modifier:
        said = [m for m in (before, after, amount.numeral.modifier) if m and m is not Modifier.EXACTLY]
        if amount.numeral.modifier is Modifier.MAGNITUDE and (not said or said[0] is not Modifier.MORE_THAN):
            return Modifier.MAGNITUDE
        bounds = [m for m in said if m is not Modifier.APPROXIMATELY]
        return next(iter(bounds or said), Modifier.EXACTLY)

    def _kind(self, amount: Amount, rate: Rate | None) -> QuantityKind:
        if amount.money:
            return QuantityKind.MONEY
        if rate and not (amount.measure and amount.measure.dimension == "percent"):
            return QuantityKind.MEASURE if rate.dimension == "speed" else QuantityKind.RATE
        if amount.measure is None:
            return QuantityKind.RATIO if amount.numeral.share else QuantityKind.COUNT
        return {"percent": QuantityKind.PERCENT, "time": QuantityKind.DURATION}.get(
            amount.measure.dimension, QuantityKind.MEASURE
        )

    def _signed(self, amount: Amount, kind: QuantityKind) -> Amount:
        """A dash before a bare count is a bullet, not a minus, unless a word stands before it in the line."""
        if not amount.negative:
            return amount
        first = amount.first
        inline = first > 0 and self.lexemes.is_word[first - 1] and self.lexemes.gap[first] == Gap.SPACE
        sure = self.lexemes.is_word[first] or (inline and not self.around.counts(amount.last))
        if kind is QuantityKind.COUNT and not sure:
            return replace(amount, first=first + 1)
        return replace(amount, value=-amount.value)

    def _range(self, two: Pair) -> _Reading:
        low, high = two.low, two.high
        if two.score:
            return _Reading(low, high, QuantityKind.SCORE, Modifier.EXACTLY, low.first, high.last)
        rate = rates.at(self.around, high)
        last = rate.last if rate else high.last
        age = ages.age(self.around, high) or ages.age(self.around, replace(low, first=two.first, last=high.last))
        if age:
            low, high, last = low.adopt(age), high.adopt(age), max(last, age.last)
        kind = QuantityKind.AGE if age else self._kind(high, rate)
        if high.bare and not age and (multiple := ratios.ratio(self.around, high)):
            kind, last = QuantityKind.RATIO, multiple.last
        low, high = self._signed(low, kind), self._signed(high, kind)
        first = two.first if two.first < low.first else modifiers.before(self.lexemes, low.first)[1]
        return _Reading(low, high, kind, Modifier.BETWEEN, first, last, rate)

    def _found(self, reading: _Reading) -> Found:
        lexemes, amount, high = self.lexemes, reading.amount, reading.high
        start, end = lexemes.start[reading.first], lexemes.end[reading.last - 1]
        numeral = (high or amount).numeral
        number = (lexemes.start[amount.numeral.first], lexemes.end[numeral.last - 1])
        ends = [float(amount.value), float(high.value)] if high else []
        if reading.kind is not QuantityKind.SCORE:
            ends.sort()
        quantity = Quantity(
            text=self.text[start:end],
            start=start,
            end=end,
            kind=reading.kind,
            value=None if ends else float(amount.value),
            low=ends[0] if ends else None,
            high=ends[1] if ends else None,
            modifier=reading.modifier,
            unit=self._unit(high or amount, reading.rate),
        )
        return Found(
            quantity=quantity,
            number=number,
            first=self.around.number(start),
            last=self.around.number(end - 1) + 1,
            anchor=self.around.anchor(*number),
        )

    def _unit(self, amount: Amount, rate: Rate | None) -> Unit | None:
        name, dimension, currency = rates.base(amount)
        if not (name or rate or amount.money):
            return None
        first, last = amount.unit or (amount.last, amount.last)
        if rate:
            name = f"{name} {rate.name}".strip()
            dimension = dimension if amount.money else rate.dimension
            first = rate.first if first == last else first
            last = rate.last if first >= amount.numeral.last and rate.first <= amount.last + 1 else last
        text = self.text[self.lexemes.start[first] : self.lexemes.end[last - 1]] if first < last else ""
        return Unit(text=text, name=name, dimension=dimension, currency=currency)
