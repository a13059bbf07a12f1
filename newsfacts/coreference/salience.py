"""Who is at the centre of attention at a place of the text: recent mentions weighed by their part in the sentence.

After the salience factors of Lappin and Leass, "An algorithm for pronominal anaphora resolution" (1994), with the
speaker of an attribution above every other subject, as news goes on with the speaker it has. Looks back over a bounded
number of mentions.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

import numpy
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

from newsfacts.coreference.actors import Actor
from newsfacts.entities.descriptions import speech_verbs
from newsfacts.layers import ParagraphKind

_MEMORY = 48
_PARAGRAPHS_BACK = 3
_RECENCY = (2.5, 1.75, 0.75, 0.0)
_SAME_SENTENCE = 0.75
_KNOWN_GENDER = 0.5
_AGAINST_LEANING = -4.0
_FAVOURED = 1.5
_QUOTED = -2.0
_HEADLINE = -1.0


class Part(IntEnum):
    """A mention's part in its sentence, and its weight."""

    OTHER = 0
    SUBJECT = 1
    SPEAKER = 2


def part(head: Token) -> Part:
    """RETURNS: the part that the noun phrase headed by `head` plays."""
    if head.dep_ in ("nsubj", "nsubjpass"):
        return Part.SPEAKER if head.head.lower_ in speech_verbs() else Part.SUBJECT
    if head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.head.lower_ == "according":
        return Part.SPEAKER
    return Part.OTHER


@dataclass(frozen=True, slots=True)
class Seen:
    """An earlier mention of an actor."""

    actor: Actor
    head: Token
    part: Part
    paragraph: int
    sentence: int
    quotation: int | None


class Attention:
    """The places of a document, and the mentions seen so far."""

    def __init__(self, doc: Doc) -> None:
        self._paragraphs = doc._.newsfacts_paragraphs
        self._starts = [paragraph.start for paragraph in self._paragraphs]
        self._quotations = [quotation for quotation in doc._.newsfacts_quotations if quotation.depth == 0]
        self._quotation_starts = [quotation.start for quotation in self._quotations]
        self._quotation_wholes: list[int] = []
        for number, quotation in enumerate(self._quotations):
            self._quotation_wholes.append(self._quotation_wholes[-1] if number and quotation.continues else number)
        self._sentences: list[int] = numpy.flatnonzero(doc.to_array(SENT_START) == 1).tolist()
        self._seen: deque[Seen] = deque(maxlen=_MEMORY)

    def paragraph(self, token: Token) -> int:
        return bisect_right(self._starts, token.idx) - 1

    def sentence(self, token: Token) -> int:
        return bisect_right(self._sentences, token.i) - 1

    def quotation(self, token: Token) -> int | None:
        """RETURNS: the number of the outermost quotation that holds the token, one running over several paragraphs
        counted once.
        """
        number = bisect_right(self._quotation_starts, token.idx) - 1
        if number < 0 or self._quotations[number].end <= token.idx:
            return None
        return self._quotation_wholes[number]

    def add(self, actor: Actor, head: Token) -> None:
        self._seen.append(
            Seen(actor, head, part(head), self.paragraph(head), self.sentence(head), self.quotation(head))
        )

    def recent(self) -> Iterator[Seen]:
        """RETURNS: the mentions seen, the latest first."""
        return reversed(self._seen)

    def best(
        self,
        place: Token,
        *,
        gender: str | None,
        fits: Callable[[Seen], bool],
        margin: float,
        favoured: Actor | None = None,
    ) -> tuple[Actor, float] | None:
        """Weighs the actors in reach of `place`.

        gender: the gender that the actor must not contradict.
        fits: says whether a mention's actor may be meant at all.
        margin: by how much the best must lead over the next.
        favoured: an actor whom the syntax suggests: who says, or is described by, the clause that the
            place stands in.
        RETURNS: the actor and its lead (infinite when there is no other); None when nobody leads.
        """
        here, quoted, sentence = self.paragraph(place), self.quotation(place), self.sentence(place)
        scores: dict[Actor, float] = {}
        for seen in self.recent():
            back = here - seen.paragraph
            if back > _PARAGRAPHS_BACK:
                break
            if (gender and seen.actor.gender not in (None, gender)) or not fits(seen):
                continue
            score = _RECENCY[back] + seen.part + (_SAME_SENTENCE if seen.sentence == sentence else 0.0)
            score += _KNOWN_GENDER if gender and seen.actor.gender == gender else 0.0
            if gender and seen.actor.gender is None and seen.actor.leaning not in (None, gender):
                score += _AGAINST_LEANING
            score += _QUOTED if seen.quotation is not None and seen.quotation != quoted else 0.0
            score += _HEADLINE if self._paragraphs[seen.paragraph].kind is not ParagraphKind.BODY else 0.0
            score += _FAVOURED if seen.actor is favoured else 0.0
            scores[seen.actor] = max(score, scores.get(seen.actor, score))
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked:
            return None
        lead = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else float("inf")
        return (ranked[0][0], lead) if lead >= margin else None
