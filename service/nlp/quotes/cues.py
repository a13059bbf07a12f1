"""The verbs and nouns that attribute, by form, with the frames they do it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.nlp.facts import AttributionType

_QUOTING = 0.65
_INTENDED = frozenset({"to", "+to"})


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb that attributes: `rates` has, by frame, how often it does."""

    base: str
    type: AttributionType
    rates: Mapping[str, float]

    @property
    def reports(self) -> bool:
        """RETURNS: whether it can stand beside quoted speech."""
        return "that" in self.rates or "+that" in self.rates

    @property
    def quotes(self) -> bool:
        """RETURNS: whether it is a usual verb of saying, beside which speech is expected."""
        return max(self.rates.get("that", 0.0), self.rates.get("+that", 0.0)) >= _QUOTING

    def type_in(self, frame: str) -> AttributionType:
        """RETURNS: what the verb attributes in a frame: "promised to …" an intention, "promised that …" a statement."""
        return AttributionType.EVENTUALITY if frame in _INTENDED else self.type


@cache
def cue_verbs() -> Mapping[str, CueVerb]:
    """RETURNS: the verb of every form, lower case."""
    found: dict[str, CueVerb] = {}
    for line in lines("cues.tsv"):
        base, forms, kind, rates = line.split("\t")
        pairs = (rate.split("=") for rate in rates.split("; "))
        verb = CueVerb(base, AttributionType(kind), {frame: float(rate) for frame, rate in pairs})
        for form in (base, *forms.split()):
            found.setdefault(form, verb)
    return found


@cache
def words(table: str) -> frozenset[str]:
    """RETURNS: the lines of a word list of this package, such as "nouns.txt"."""
    return frozenset(lines(table))


def lines(table: str) -> list[str]:
    """RETURNS: the lines of a table of this package, without its comments."""
    text = files("service.nlp.quotes").joinpath(table).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
