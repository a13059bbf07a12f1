"""The seam between finding attributions and everything after it.

A finder turns an analysed article into candidates; merging, speakers and the component work on candidates alone, so a
finder can be replaced (rules by a trained head) without touching them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from spacy.attrs import ORTH, SENT_START
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from newsfacts.facts import AttributionType, Entity, EntityLabel, QuoteIssue, Span
from newsfacts.layers import MentionIndex, Paragraph, Quotation, starts_of, text_of

MOST_PIECES = 500
"""The most spans a quote has; a longer speech is told in several."""

_SEMICOLON = get_string_id(";")
_LONGEST_NAME = 12
_MOST_NAMESAKES = 16

NamePart = tuple[tuple[str, ...], Entity]
"""Words that end a name, in lower case, and whose name it is."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Code points `start` to `end`; `head` is the number of the token that the phrase hangs on."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution. `contents` are code points, in text order.

    `strength` (0 to 1) is how often an attribution found on such grounds is one, or how probable it is to the encoder
    where `encoded` is set; `marked` is set where quotation marks
    and not the parse gave the content, `carried` where a neighbour gave the source. `reach` is where the sentence that
    attributes ends. `issues` name what was repaired in the marks.
    """

    contents: tuple[tuple[int, int], ...]
    cue: Phrase | None
    source: Phrase | None
    type: AttributionType
    strength: float
    addressee: Phrase | None = None
    reported_by: Phrase | None = None
    marked: bool = False
    encoded: bool = False
    carried: bool = False
    reach: int = 0
    issues: tuple[QuoteIssue, ...] = field(default=())

    @property
    def start(self) -> int:
        return self.contents[0][0]

    @property
    def end(self) -> int:
        return self.contents[-1][1]


class Evidence:
    """What finders read: the document, its paragraphs, its outermost quotations by place, its entities."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.paragraphs: Sequence[Paragraph] = doc._.newsfacts_paragraphs
        self.quotations: Sequence[Quotation] = [q for q in doc._.newsfacts_quotations if q.depth == 0]
        self.mentions = MentionIndex(doc._.newsfacts_entities)
        self.surnames: Mapping[str, Entity] = _surnames(doc._.newsfacts_entities)
        self.parts_of_names: Mapping[tuple[str, ...], Sequence[NamePart]] = _parts_of_names(doc._.newsfacts_entities)
        self._token_starts = starts_of(doc)
        begins, words = doc.to_array(SENT_START) == 1, doc.to_array(ORTH)
        begins[:1] = True
        self._clause_starts: list[int] = np.flatnonzero(begins | (words == _SEMICOLON)).tolist()
        self._paragraph_starts = [paragraph.start for paragraph in self.paragraphs]
        self._quotation_starts = [quotation.start for quotation in self.quotations]

    def clause(self, number: int) -> tuple[int, int]:
        """RETURNS: the sentence of a token, cut at semicolons, as token numbers."""
        place = bisect_right(self._clause_starts, number) - 1
        starts = self._clause_starts
        start, end = starts[place], starts[place + 1] if place + 1 < len(starts) else len(self.doc)
        while start < end - 1 and (self.doc[start].is_space or self.doc[start].text == ";"):
            start += 1
        return start, end

    def cut(self, start: int, end: int) -> Span:
        """RETURNS: the `Span` at code points `start` to `end`."""
        return Span(text=self.text[start:end], start=start, end=end)

    def paragraph_at(self, offset: int) -> int:
        """RETURNS: the number of the paragraph that the code point `offset` lies in or after."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def tokens(self, start: int, end: int) -> Sequence[Token]:
        """RETURNS: the tokens that begin in code points `start` to `end`, white space left out."""
        first, last = bisect_left(self._token_starts, start), bisect_left(self._token_starts, end)
        return [token for token in self.doc[first:last] if not token.is_space]

    def quotation_at(self, offset: int) -> Quotation | None:
        """RETURNS: the outermost quotation that covers the code point `offset`."""
        number = bisect_right(self._quotation_starts, offset) - 1
        if number < 0 or self.quotations[number].end <= offset:
            return None
        return self.quotations[number]

    def quotations_within(self, start: int, end: int) -> Sequence[Quotation]:
        """RETURNS: the outermost quotations that begin in code points `start` to `end`."""
        first = bisect_right(self._quotation_starts, start - 1)
        return self.quotations[first : bisect_right(self._quotation_starts, end - 1)]


def _surnames(entities: Iterable[Entity]) -> dict[str, Entity]:
    """RETURNS: the first person of each last name, in lower case."""
    found: dict[str, Entity] = {}
    for entity in entities:
        if entity.label is EntityLabel.PERSON:
            found.setdefault(entity.name.split()[-1].lower(), entity)
    return found


def _parts_of_names(entities: Iterable[Entity]) -> dict[tuple[str, ...], list[NamePart]]:
    """RETURNS: where two words stand beside each other in the names of bodies, in lower case, and what follows."""
    found: dict[tuple[str, ...], list[NamePart]] = {}
    for entity in entities:
        if entity.label is EntityLabel.ORG:
            words = tuple(entity.name.lower().split())
            for place in range(min(len(words) - 1, _LONGEST_NAME)):
                same = found.setdefault(words[place : place + 2], [])
                if len(same) < _MOST_NAMESAKES:
                    same.append((words[place:], entity))
    return found


class Finder(Protocol):
    """Evidence in, candidate attributions out, in any order; they may overlap."""

    def __call__(self, evidence: Evidence, /) -> Iterable[Candidate]: ...
