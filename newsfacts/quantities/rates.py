"""What a figure is measured against: "per day", "a year", "per 100,000 people"."""

from __future__ import annotations

from dataclasses import dataclass

from newsfacts.lexicon import words
from newsfacts.quantities import amounts, numerals, units
from newsfacts.quantities.amount import Amount
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.quantities.units import Measure

LONGEST_NOUN = 4
LONGEST_CONVERSION = 8

_DISTRIBUTIVE = words("each")
_NOT_A_RATE = words("after_a_duration")
_DIMENSIONS = {
    ("length", "time"): "speed",
    ("volume", "time"): "flow",
    ("data", "time"): "data rate",
    ("mass", "volume"): "density",
    ("angle", "time"): "angular speed",
    ("energy", "time"): "power",
}


@dataclass(frozen=True, slots=True)
class Rate:
    """Lexemes `first` to `last` (exclusive), from "per" on; `name` is "per day"."""

    first: int
    last: int
    name: str
    dimension: str


def base(amount: Amount) -> tuple[str, str, str | None]:
    """RETURNS: name, dimension and currency of the figure's own unit."""
    if amount.money:
        return amount.money.name, "currency", amount.money.code or None
    if amount.measure:
        return amount.measure.name, amount.measure.dimension, None
    return "", "", None


def at(around: Surroundings, amount: Amount) -> Rate | None:
    """RETURNS: what stands after the figure, or after the noun that it counts, as its denominator."""
    if amount.numeral.share and amount.bare:
        return None
    place = _past_brackets(around, amount) if not amount.bare else _after_noun(around, amount.last)
    lexemes = around.lexemes
    hyphen = lexemes.word(place) == "-" and lexemes.near(place, Gap.NONE)
    at_word = place + 1 if hyphen else place
    word = lexemes.word(at_word)
    if not lexemes.near(at_word) or word not in {"per", "/", *_DISTRIBUTIVE}:
        return None
    start = at_word + 2 if lexemes.word(at_word + 1) == "-" else at_word + 1
    if not lexemes.near(start):
        return None
    if base(amount)[1] == "percent":
        return _yearly(around, at_word, start)
    many = numerals.read(lexemes, start) if lexemes.digits(start) else None
    if many and (found := units.at(lexemes, many.last)):
        name = f"per {lexemes.raw[start]} {found[0].name}"  # "L/100km", "per 100 kilometres"
        return Rate(at_word, found[1], name, "rate")
    if found := units.at(lexemes, start, per=word in {"per", "/"}):
        measure, end = found
        if word in _DISTRIBUTIVE and not _distributes(around, amount, measure, end):
            return None
        own = base(amount)[1]
        return Rate(at_word, end, f"per {measure.name}", _DIMENSIONS.get((own, measure.dimension), "rate"))
    if word == "per":
        return _per(around, at_word, start)
    if word in _DISTRIBUTIVE and amount.money and lexemes.word(start) in {"head", "person", "share", "piece"}:
        return Rate(at_word, start + 1, f"per {lexemes.word(start)}", "rate")
    return None


def _yearly(around: Surroundings, at_word: int, start: int) -> Rate | None:
    """RETURNS: "a year", "per month" after a percentage: a share grows by time, and is of anything else."""
    found = units.at(around.lexemes, start)
    if found is None or found[0].dimension != "time" or around.lexemes.word(found[1]) in _NOT_A_RATE:
        return None
    return Rate(at_word, found[1], f"per {found[0].name}", "rate")


def _past_brackets(around: Surroundings, amount: Amount) -> int:
    """RETURNS: where the denominator would stand: "cubic metres (m³) per second", "30 euros ($33) a month"."""
    lexemes, i = around.lexemes, amount.last
    if lexemes.word(i) != "(":
        return i
    symbol = amounts.past_symbol(lexemes, amount)
    if symbol > i or amount.money is None:
        return symbol
    for k in range(i + 1, min(i + LONGEST_CONVERSION, len(lexemes))):
        if lexemes.word(k) == ")":
            return k + 1 if any(lexemes.is_digits[i:k]) else i
    return i


def _distributes(around: Surroundings, amount: Amount, measure: Measure, end: int) -> bool:
    """ "200 people a day", "$3 a litre"; not "two men a day later", nor "20 km a litre"."""
    if around.lexemes.word(end) in _NOT_A_RATE:
        return False
    return measure.dimension == "time" or amount.money is not None


def _after_noun(around: Surroundings, i: int) -> int:
    """RETURNS: the lexeme after the noun that is counted, if it is short and plainly one."""
    lexemes, k = around.lexemes, i
    while k < i + LONGEST_NOUN and lexemes.near(k) and lexemes.is_word[k] and lexemes.low[k] != "per":
        if around.tag(k) not in {"NN", "NNS", "JJ", "VBN", "JJR", "NNP", "NNPS"}:
            break
        k += 1
    return k


def _per(around: Surroundings, at_word: int, start: int) -> Rate | None:
    """ "per capita", "per 100,000 live births"."""
    lexemes = around.lexemes
    if lexemes.low[start] in {"capita", "head"}:
        return Rate(at_word, start + 1, f"per {lexemes.low[start]}", "rate")
    numeral = numerals.read(lexemes, start)
    end = _after_noun(around, numeral.last if numeral else start)
    if end == start:
        return None
    text = around.text[lexemes.start[start] : lexemes.end[end - 1]]
    return Rate(at_word, end, "per " + " ".join(text.split()), "rate")
