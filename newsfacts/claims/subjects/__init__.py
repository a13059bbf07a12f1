"""What a figure counts or measures.

A row of readings, each a pure function of the evidence, the first that answers wins: the noun the number modifies, its
"of" phrase, the noun it stands under, the subject of its verb, the subject of the figure it is compared or listed with,
and at last the figure itself.
"""

from __future__ import annotations

from dataclasses import replace

from newsfacts.claims.figure import Figure
from newsfacts.claims.subjects import clauses, lists, phrases
from newsfacts.claims.subjects.answer import Answer, Known, Reading
from newsfacts.lexicon.lemmas import Lemmas

__all__ = ["Answer", "find"]


def find(figure: Figure, known: Known, lemmas: Lemmas) -> Answer:
    """Finds the subject of a figure.

    known: the subjects of the figures already read in the sentence, by the number of their first token.
    RETURNS: the subject; the figure's own root where no other is written.
    """
    for reading in _READINGS:
        found = reading(figure, known, lemmas)
        found = _through(found, figure, known) if found is not None else None
        if found is not None and (reading in _OF_THEMSELVES or not figure.covers(found.head)):
            return found
    return Answer(figure.root, 0.6)


def _through(found: Answer, figure: Figure, known: Known) -> Answer:
    """RETURNS: where the subject is a figure before this one, what that figure counts."""
    other = next((f for f in figure.before if f.covers(found.head) and f.key in known), None)
    return replace(found, head=known[other.key].head) if other is not None else found


_OF_THEMSELVES: tuple[Reading, ...] = (phrases.rated, phrases.aged)
_READINGS: tuple[Reading, ...] = (
    phrases.rated,
    phrases.aged,
    phrases.of_which,
    phrases.modified,
    phrases.conjoined,
    phrases.adjacent,
    phrases.bearing,
    lists.compared,
    lists.converted,
    phrases.worth,
    phrases.labelled,
    phrases.bounded,
    phrases.located,
    clauses.bracketed,
    lists.elliptical,
    clauses.predicated,
    lists.retold,
)
