"""How often a quote found on such grounds has the right content and the right speaker.

A logistic regression over a few traits of a quote. Its weights are in `confidence.tsv`, which says what they were
fitted on; `training/quote_confidence.py` makes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache

from newsfacts import syntax
from newsfacts.facts import QuoteKind, Speaker
from newsfacts.lexicon import rows, verb_forms
from newsfacts.quotes.candidates import Candidate
from newsfacts.quotes.context import Context

_SHORT = (15, 40, 120, 400)
_STEPS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99)
_FORMS = {"that": "that", "to": "infinitive", "whether": "question", "if": "question"}
_FIRST_WORDS = 40


def traits(context: Context, candidate: Candidate, kind: QuoteKind, speaker: Speaker | None) -> tuple[str, ...]:
    """RETURNS: what the confidence is read from, as names of the weights' table."""
    return tuple(_traits(context, candidate, kind, speaker))


def _traits(context: Context, candidate: Candidate, kind: QuoteKind, speaker: Speaker | None) -> Iterator[str]:
    yield "any"
    yield f"kind {kind.value}"
    yield f"speaker {speaker.resolution.value if speaker is not None else 'none'}"
    yield f"type {candidate.type.value}"
    if candidate.laid_out:
        yield "layout"
        yield candidate.by
    else:
        yield from (f"encoder from {step}" for step in _STEPS if candidate.confidence >= step)
        yield f"cue {_cue(context, candidate)}"
    quoted = "unquoted" if kind is QuoteKind.INDIRECT else "quoted"
    yield f"{quoted} size {sum(sum(end - start for start, end in candidate.contents) > limit for limit in _SHORT)}"
    yield f"{quoted} {_form(context, candidate)}"
    if candidate.issues:
        yield "repaired"
    if candidate.widened:
        yield "widened"
    if len(candidate.contents) > 1:
        yield f"{kind.value} in pieces"


def _cue(context: Context, candidate: Candidate) -> str:
    """RETURNS: what the cue is: a verb of saying, another verb, other words, nothing."""
    if candidate.cue is None:
        return "none"
    head = context.doc[candidate.cue.head]
    if any(head.lower_ in verb_forms(trait) for trait in ("saying", "claiming", "speech", "telling")):
        return "saying"
    return "verb" if syntax.is_verb(head) else "other"


def _form(context: Context, candidate: Candidate) -> str:
    """RETURNS: what a content is by its first words: a clause, an infinitive, a question, a phrase without a verb."""
    words = [token for token in context.tokens(*candidate.contents[0])[:_FIRST_WORDS] if not token.is_punct]
    if not words:
        return "nothing"
    form = _FORMS.get(words[0].lower_)
    if form is not None:
        return form
    return "clause" if any(token.tag_ in syntax.FINITE_TAGS or token.tag_ == "MD" for token in words) else "phrase"


def confidence(context: Context, candidate: Candidate, kind: QuoteKind, speaker: Speaker | None) -> float:
    """RETURNS: 0 to 1, two decimals."""
    table = weights()
    odds = sum(table.get(trait, 0.0) for trait in traits(context, candidate, kind, speaker))
    return round(1 / (1 + math.exp(-odds)), 2)


@cache
def weights() -> Mapping[str, float]:
    """RETURNS: the log-odds that each trait adds."""
    return {trait: float(weight) for trait, weight in rows("confidence", __package__)}
