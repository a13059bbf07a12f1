"""What a figure counts or measures.

Where the grammar of the noun phrase decides, rules do (`phrases`): a rate's own noun, the person of an age, the "of"
phrase, the noun that the number modifies, what a verb moves, sets or trades. Everything else is open-ended and learned:
`candidates` lists what the sentence offers and what speaks for each, `ranking` weighs that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsfacts.claims.figure import Figure
from newsfacts.claims.subjects import phrases, ranking  # in the order in which their rules are asked
from newsfacts.claims.subjects.answer import Answer, Asked, subjects
from newsfacts.lexicon.lemmas import Lemmas

__all__ = ["AROUND", "Answer", "Asked", "find", "phrases", "ranking", "subjects"]

AROUND = 12


def find(figures: Sequence[Figure], lemmas: Lemmas) -> dict[int, Answer]:
    """
    figures: those of a sentence, in text order.
    RETURNS: the subject of each by `Figure.key`; a figure without one has its own root.
    """
    known: dict[int, Answer] = {}
    for number, figure in enumerate(figures):
        around = figures[max(0, number - AROUND) : number + AROUND]
        answered = subjects.first(Asked(figure, around, known, lemmas))
        known[figure.key] = replace(answered[0], by=answered[1]) if answered is not None else Answer(figure.root, 0.0)
    return known
