"""The places of a document, and who was mentioned where so far. Looks back over a bounded number of mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

import numpy
from spacy.attrs import IDX, SENT_START
from spacy.tokens import Doc, Token

from newsfacts.coreference.actors import Actor
from newsfacts.entities.descriptions import speech_verbs
from newsfacts.layers import ParagraphKind

_MEMORY = 48


class Part(StrEnum):
    """A mention's part in its sentence."""

    SPEAKER = "speaker"
    SUBJECT = "subject"
    OBJECT = "object"
    OWNER = "owner"
    OTHER = "other"


def part(head: Token) -> Part:
    """RETURNS: the part that the noun phrase headed by `head` plays."""
    relation = head.dep_
    if relation in ("nsubj", "nsubjpass"):
        return Part.SPEAKER if head.head.lower_ in speech_verbs() else Part.SUBJECT
    if relation == "pobj" and head.head.lower_ == "to" and head.head.head.lower_ == "according":
        return Part.SPEAKER
    return Part.OBJECT if relation in ("dobj", "dative") else Part.OWNER if relation == "poss" else Part.OTHER


class Seen(NamedTuple):
    """An earlier mention. pronoun: the kind, if it is one."""

    actor: Actor
    head: Token
    part: Part
    paragraph: int
    sentence: int
    quotation: int | None
    pronoun: str | None
    headline: bool


class Attention:
    """Places, the mentions seen so far, and who spoke last."""

    def __init__(self, doc: Doc) -> None:
        self._paragraphs = doc._.newsfacts_paragraphs
        self._starts = [paragraph.start for paragraph in self._paragraphs]
        self._quotations = [quotation for quotation in doc._.newsfacts_quotations if quotation.depth == 0]
        self._quotation_starts = [quotation.start for quotation in self._quotations]
        self._quotation_wholes: list[int] = []
        for number, quotation in enumerate(self._quotations):
            self._quotation_wholes.append(self._quotation_wholes[-1] if number and quotation.continues else number)
        sentences = numpy.flatnonzero(doc.to_array(SENT_START) == 1)
        self._sentences: list[int] = sentences.tolist()
        self._sentence_starts: list[int] = doc.to_array(IDX)[sentences].tolist()
        self._people: deque[Seen] = deque(maxlen=_MEMORY)
        self._others: deque[Seen] = deque(maxlen=_MEMORY)
        self.speaker: Actor | None = None

    def paragraph(self, token: Token) -> int:
        return bisect_right(self._starts, token.idx) - 1

    def sentence(self, token: Token) -> int:
        return bisect_right(self._sentences, token.i) - 1

    def opens_paragraph(self, token: Token) -> bool:
        """RETURNS: whether the token's sentence is the first of its paragraph."""
        start: int = self._sentence_starts[self.sentence(token)]
        return bool(start <= self._starts[self.paragraph(token)] + 2)

    def quotation(self, token: Token) -> int | None:
        """RETURNS: the number of the outermost quotation that holds the token, one running over several paragraphs
        counted once.
        """
        number = bisect_right(self._quotation_starts, token.idx) - 1
        if number < 0 or self._quotations[number].end <= token.idx:
            return None
        return self._quotation_wholes[number]

    def seen(self, actor: Actor, head: Token, pronoun: str | None = None) -> Seen:
        """RETURNS: a mention of the actor, which is not remembered."""
        paragraph = self.paragraph(head)
        headline = paragraph >= 0 and self._paragraphs[paragraph].kind is not ParagraphKind.BODY
        return Seen(actor, head, part(head), paragraph, self.sentence(head), self.quotation(head), pronoun, headline)

    def add(self, actor: Actor, head: Token, pronoun: str | None = None) -> Seen:
        """Remembers a mention. RETURNS: it."""
        seen = self.seen(actor, head, pronoun)
        (self._people if actor.is_person else self._others).append(seen)
        actor.count += 1
        if seen.part is Part.SPEAKER and seen.quotation is None:
            self.speaker = actor
        return seen

    def recent(self, people: bool) -> Iterator[Seen]:
        """RETURNS: the mentions remembered of people, or else of all others, the latest first."""
        return reversed(self._people if people else self._others)
