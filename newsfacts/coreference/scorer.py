"""Which candidate an anaphor means: a log-linear model, whose weights `training/coreference_weights.py` fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from math import exp

from newsfacts.coreference.anaphors import Anaphor, Kind
from newsfacts.coreference.attention import Part
from newsfacts.coreference.features import (
    Candidate,
    Nearness,
    Place,
    Standing,
    features_of_actor,
    features_of_none,
    features_of_place,
    features_of_words,
    is_called,
    is_founded,
    nearness,
    standing,
)
from newsfacts.lexicon import rows

THRESHOLDS: Mapping[Kind, float] = {
    Kind.HE: 0.45,
    Kind.IT: 0.55,
    Kind.THEY: 0.5,
    Kind.ROLE: 0.25,
    Kind.BODY: 0.3,
    Kind.PLACE: 0.3,
}
"""The probability from which the best candidate is taken: chosen on articles that the weights were not fitted on."""
BARE_BODY, AMONG_BODIES = 0.15, 0.6
"""For a body's noun alone ("the company"): its probability, and its share among the candidates."""
IT_SAYS = 0.45
"""For "it" that says something, which only bodies do, and always one named before: its share among the candidates."""
INTO_QUOTATION = 0.85
"""The same where the anaphor is quoted and the candidate was not mentioned in that quotation."""


def best(anaphor: Anaphor, candidates: Sequence[Candidate], where: Place) -> tuple[Candidate, float] | None:
    """RETURNS: the likeliest candidate with its probability, 0 to 1; None where it is not sure enough, or none is meant
    more probably.
    """
    if not candidates:
        return None
    called = next((candidate for candidate in candidates if is_called(anaphor, candidate.actor)), None)
    if called is not None:
        return called, 1.0
    powers = [exp(_score(anaphor, candidate, where)) for candidate in candidates]
    says = anaphor.kind is Kind.IT and where.part is Part.SPEAKER
    total = sum(powers) + (0.0 if says else exp(_sum(features_of_none(anaphor, candidates, where))))
    number = max(range(len(powers)), key=powers.__getitem__)
    found, probability = candidates[number], powers[number] / total
    if anaphor.is_reflexive and where.number - found.seen.head.i == 1:
        return found, 1.0  # "Okoro himself"
    if anaphor.age is not None and anaphor.age == found.actor.age:
        return found, 1.0
    if anaphor.gender is not None and found.actor.leaning not in (None, anaphor.gender):
        return None  # "he" once, not "she" now
    if not is_founded(anaphor, found.actor, alone=len(candidates) == 1):
        return None
    least = IT_SAYS if says else THRESHOLDS[anaphor.kind]
    if anaphor.kind is Kind.BODY and not anaphor.modifiers and powers[number] >= AMONG_BODIES * sum(powers):
        least = BARE_BODY
    if where.quotation is not None and found.seen.quotation != where.quotation:
        least = max(least, INTO_QUOTATION)
    return (found, probability) if probability >= least else None


def _score(anaphor: Anaphor, candidate: Candidate, where: Place) -> float:
    kind = anaphor.kind
    score = _of_place(kind, nearness(candidate, where)) + _of_actor(kind, standing(anaphor, candidate))
    return score if anaphor.is_pronoun else score + _sum(features_of_words(anaphor, candidate.actor))


@lru_cache(maxsize=8192)
def _of_place(kind: Kind, near: Nearness) -> float:
    return _sum(features_of_place(kind, near))


@lru_cache(maxsize=1024)
def _of_actor(kind: Kind, actor: Standing) -> float:
    return _sum(features_of_actor(kind, actor))


def _sum(names: Sequence[str]) -> float:
    return sum(map(_weights().get, names, repeat(0.0)))


@cache
def _weights() -> Mapping[str, float]:
    return {name: float(weight) for name, weight in rows("weights", __package__)}
