"""How often a quote found on such grounds has the right content and the right speaker.

A logistic regression over a few traits of a quote, its weights counted on the training part of PolNeAR 1.0 (Newell,
Margolin and Ruths 2018) by `training/quote_confidence.py` and kept in `confidence.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from service.nlp.facts import QuoteKind, Speaker
from service.nlp.quotes.candidates import Candidate
from service.nlp.quotes.cues import lines

_SHORT = (15, 40, 120, 400)


def traits(candidate: Candidate, kind: QuoteKind, speaker: Speaker | None) -> tuple[str, ...]:
    """RETURNS: what the confidence is read from, as names of the weights' table."""
    size = sum(end - start for start, end in candidate.contents)
    ground = "marks" if candidate.marked else "parse"
    found = [
        "any",
        f"kind {kind.value}",
        f"speaker {speaker.resolution.value if speaker is not None else 'none'}",
        f"{ground} {min(int(candidate.strength * 20) * 5, 95)}",
        f"{'quoted' if kind is not QuoteKind.INDIRECT else 'unquoted'} size {sum(size > limit for limit in _SHORT)}",
    ]
    if candidate.marked:
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
    rows = (line.split("\t") for line in lines("confidence.tsv"))
    return {trait: float(weight) for trait, weight in rows}
