"""What a figure counts or measures.

Where the grammar of the noun phrase decides, four rules do (`phrases`): a rate's own noun, the person of an age, the
"of" phrase, the noun that the number modifies. Everything else is open-ended and learned: `candidates` lists what the
sentence offers and what speaks for each, `ranking` weighs that.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.claims.figure import Figure
from newsfacts.claims.subjects import phrases, ranking  # in the order in which their rules are asked
from newsfacts.claims.subjects.answer import Answer, Asked, subjects
from newsfacts.lexicon.lemmas import Lemmas

__all__ = ["AROUND", "Answer", "Asked", "find", "phrases", "ranking", "subjects"]

AROUND = 12


def find(figures: Sequence[Figure], lemmas: Lemmas) -> dict[int, tuple[Answer, str]]:
    """
    figures: those of a sentence, in text order.
    RETURNS: the subject of each by `Figure.key`, and the rule that gave it; a figure without one has its own root.
    """
    found: dict[int, tuple[Answer, str]] = {}
    known: dict[int, Answer] = {}
    for number, figure in enumerate(figures):
        around = figures[max(0, number - AROUND) : number + AROUND]
        answered = subjects.first(Asked(figure, around, known, lemmas)) or (Answer(figure.root, 0.0), "")
        found[figure.key], known[figure.key] = answered, answered[0]
    return found
