"""An article as the modules of quotes read it: paragraphs, quotation marks and entities, found by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from newsfacts.entities.names import TEMPORAL
from newsfacts.facts import Entity, EntityLabel, MentionKind, QuoteIssue, Span
from newsfacts.layers import MentionIndex, Paragraph, ParagraphKind, Quotation, starts_of, text_of


class Context:
    """The document, its paragraphs, its outermost quotations by place, its entities but for dates and times."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.paragraphs: Sequence[Paragraph] = doc._.newsfacts_paragraphs
        self.quotations: Sequence[Quotation] = [q for q in doc._.newsfacts_quotations if q.depth == 0]
        self.mentions = MentionIndex(entity for entity in doc._.newsfacts_entities if entity.label not in TEMPORAL)
        self.surnames: Mapping[str, Entity] = _surnames(doc._.newsfacts_entities)
        self._token_starts = starts_of(doc)
        self._paragraph_starts = [paragraph.start for paragraph in self.paragraphs]
        self._quotation_starts = [quotation.start for quotation in self.quotations]

    @cached_property
    def lead(self) -> tuple[int, Entity | None]:
        """Where the first paragraph of running text begins, and the one person whom it names; None if several."""
        first = next((paragraph for paragraph in self.paragraphs if paragraph.kind is ParagraphKind.BODY), None)
        known = self.mentions.within(first.start, first.end) if first is not None else ()
        people = {e.id: e for m, e in known if e.label is EntityLabel.PERSON and m.kind is MentionKind.NAME}
        return first.start if first is not None else 0, next(iter(people.values())) if len(people) == 1 else None

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

    def issues(self, contents: Iterable[tuple[int, int]]) -> tuple[QuoteIssue, ...]:
        """RETURNS: what was wrong with the marks of the quotations that begin in some extents."""
        return tuple(dict.fromkeys(i for extent in contents for q in self.quotations_within(*extent) for i in q.issues))


def _surnames(entities: Iterable[Entity]) -> dict[str, Entity]:
    """RETURNS: the first person of each last name, in lower case."""
    found: dict[str, Entity] = {}
    for entity in entities:
        if entity.label is EntityLabel.PERSON:
            found.setdefault(entity.name.split()[-1].lower(), entity)
    return found
