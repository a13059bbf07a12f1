"""Subjects shared with a figure read before: comparisons, conversions, gapped lists, retellings."""

from __future__ import annotations

from dataclasses import replace

from newsfacts import syntax
from newsfacts.claims.figure import Figure, of_object, similar
from newsfacts.claims.subjects.answer import (
    FAR,
    Answer,
    Known,
)
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas


def compared(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "a low of 21°C against 20°C", "12 percent, up from 5 percent"."""
    before = figure.left()
    if before is None:
        return None
    against = before.lower_ in words("comparing")
    two = figure.left(2)
    with_word = two is not None and (
        (two.lower_ == "compared" and before.lower_ in ("to", "with"))
        or (two.lower_ in ("up", "down") and before.lower_ in ("from", "on"))
    )
    return _partner(figure, known, 0.85) if against or with_word else None


def converted(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "40km (25 miles)", "a metre in length (3 feet)": the same thing in another unit."""
    before = figure.left()
    if not figure.before or before is None or before.text not in "([" or before.i - figure.before[-1].last > 2:
        return None
    return known.get(figure.before[-1].key) if figure.before[-1].kind is figure.kind else None


def elliptical(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """A list that leaves noun and verb out after its first figure: "Katra 23.6mm, Jammu 8.4mm", "40km (25 miles)"."""
    if not figure.before or not similar(figure.before[-1].quantity, figure.quantity):
        return None
    between = figure.doc[figure.before[-1].last : figure.first]
    if any((syntax.is_verb(token) and token.lower_ != "followed") or token.tag_ == "MD" for token in between):
        return None
    if any(token.text in ";:–—" or token.dep_ == "mark" for token in between):
        return None
    if figure.kind is QuantityKind.COUNT and len(between) > FAR:
        return None
    return _parallel(figure, known) or _partner(figure, known, 0.75)


def _parallel(figure: Figure, known: Known) -> Answer | None:
    """ "A decrease of 1% in cases and 3% in deaths": where the first has its subject after "in", so has the second."""
    after, shared = figure.right(), known.get(figure.before[-1].key)
    if after is None or shared is None or after.lower_ != "in" or shared.head.head.lower_ != "in":
        return None
    own = of_object(after)
    return Answer(own, 0.85) if own is not None and own.tag_ in ("NN", "NNS") else None


def retold(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """A headless figure after a counted noun: "50 civilians died and over 100 were injured"."""
    if figure.kind is not QuantityKind.COUNT:
        return None
    shared = _partner(figure, known, 0.7)
    verb = figure.root.head if figure.root.dep_ in syntax.SUBJECTS else None
    return replace(shared, verb=verb) if shared is not None and verb is not None else shared


def _partner(figure: Figure, known: Known, certainty: float) -> Answer | None:
    for other in reversed(figure.before):
        if similar(other.quantity, figure.quantity):
            shared = known.get(other.key)
            if shared is None or other.covers(shared.head):
                return None
            return Answer(shared.head, min(certainty, shared.certainty), shared.verb)
    return None


def last_told(figure: Figure, known: Known) -> Answer | None:
    told = known.get(figure.before[-1].key) if figure.before else None
    return Answer(told.head, 0.7) if told is not None else None
