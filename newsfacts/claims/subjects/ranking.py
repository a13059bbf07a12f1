"""Which of a figure's candidates is its subject: a log-linear ranking, with weights fitted on annotated claims."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp

from newsfacts.claims.figure import clause_verb, climb
from newsfacts.claims.subjects.answer import Answer, Asked, subjects
from newsfacts.claims.subjects.candidates import candidates
from newsfacts.lexicon import rows


@cache
def weights() -> Mapping[str, float]:
    """RETURNS: the weight of each trait that has one (`weights.tsv`, made by training/subjects.py)."""
    return {trait: float(weight) for trait, weight in rows("weights", "newsfacts.claims.subjects")}


@subjects.rule(
    examples={
        "The death toll has risen to [44].": "toll",
        "Exports fell by [12 percent].": "Exports",
        "Rates reached 70 per cent in May and [25 per cent] in June.": "Rates",
    }
)
def ranked(asked: Asked) -> Answer | None:
    """The likeliest candidate with its probability; the figure's own root stands for a figure without a subject."""
    known, found = weights(), candidates(asked)
    scores = [sum(known.get(trait, 0.0) for trait in one.traits) for one in found]
    top = max(scores)
    head = found[scores.index(top)].token
    verb = clause_verb(asked.figure.root)
    if asked.figure.covers(head) or head in climb(asked.figure.root):
        verb = None  # the clause holds the figure by its subject, or has none
    return Answer(head, round(1 / sum(exp(score - top) for score in scores), 2), verb)
