"""How often a quote found on such grounds has the right content and the right speaker.

A logistic regression over a few traits of a quote, its weights counted on articles of the training part of PolNeAR 1.0
(Newell, Margolin and Ruths 2018) that were kept aside when the encoder was trained, by `training/quote_confidence.py`,
and kept in `confidence.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from newsfacts.facts import QuoteKind, Speaker
from newsfacts.lexicon import rows
from newsfacts.quotes.candidates import Candidate

_SHORT = (15, 40, 120, 400)
_STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)


def traits(candidate: Candidate, kind: QuoteKind, speaker: Speaker | None) -> tuple[str, ...]:
    """RETURNS: what the confidence is read from, as names of the weights' table."""
    size = sum(end - start for start, end in candidate.contents)
    ground = "encoder" if candidate.by == "encoder" else "marks"
    found = [
        "any",
        f"kind {kind.value}",
        f"speaker {speaker.resolution.value if speaker is not None else 'none'}",
        ground,
        *(f"{ground} from {step}" for step in _STEPS if candidate.confidence >= step),
        f"{'quoted' if kind is not QuoteKind.INDIRECT else 'unquoted'} size {sum(size > limit for limit in _SHORT)}",
    ]
    if kind is not QuoteKind.INDIRECT:
        found.append(f"marks {kind.value}")
    if candidate.issues:
        found.append("repaired")
    if len(candidate.contents) > 1:
        found.append(f"{kind.value} in pieces")
    return tuple(found)


def confidence(candidate: Candidate, kind: QuoteKind, speaker: Speaker | None) -> float:
    """RETURNS: 0 to 1, two decimals."""
    table = weights()
    return round(1 / (1 + math.exp(-sum(table.get(trait, 0.0) for trait in traits(candidate, kind, speaker)))), 2)


@cache
def weights() -> Mapping[str, float]:
    """RETURNS: the log-odds that each trait adds."""
    return {trait: float(weight) for trait, weight in rows("confidence", __package__)}
