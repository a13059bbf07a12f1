"""The words that attribute, by form, with what they attribute and, verbs, the frames they do it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from newsfacts.facts import AttributionType
from newsfacts.lexicon import rows, values

_QUOTING = 0.65
_INTENDED = frozenset({"to", "+to"})
_STATING = frozenset({"claim", "profess", "purport", "pretend", "seem", "appear"})


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

    def type_in(self, frame: str, *, passive: bool = False) -> AttributionType:
        """RETURNS: what the verb attributes in a frame: "agreed to …" an intention, "agreed that …" an opinion.

        Not every infinitive is intended: "claims to be …", and in the passive "is said to be …" (but "was told to …").
        """
        states = self.base in _STATING or (passive and "+to" not in self.rates)
        return AttributionType.EVENTUALITY if frame in _INTENDED and not states else self.type


@cache
def cue_verbs() -> Mapping[str, CueVerb]:
    """RETURNS: the verb of every form, lower case."""
    found: dict[str, CueVerb] = {}
    for base, forms, kind, rates, _ in rows("verbs"):
        if not kind:
            continue
        pairs = (rate.split("=") for rate in rates.split("; "))
        verb = CueVerb(base, AttributionType(kind), {frame: float(rate) for frame, rate in pairs})
        for form in (base, *forms.split()):
            found.setdefault(form, verb)
    return found


@cache
def cue_words() -> Mapping[str, AttributionType]:
    """RETURNS: what nouns, adjectives and rare verbs attribute, by form, lower case."""
    return {form: AttributionType(kind) for form, kind in values("attributes").items()}
