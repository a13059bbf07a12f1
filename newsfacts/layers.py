"""What components write on a `Doc`, and who reads it.

| `doc._.newsfacts_…` | written by | holds |
|---|---|---|
| `published_at` | the caller, optional | the article's date, for resolving "last Saturday" |
| `title` | the caller, optional | the headline as an analysed `Doc` of its own, context only |
| `paragraphs` | `newsfacts_layout` | `Paragraph`s in text order |
| `quotations` | `newsfacts_layout` | `Quotation`s in text order: what stands between quotation marks |
| `name_spans` | `newsfacts_encoder` | `encoder.names.NameSpan`s: the names and times of `doc.ents`, with scores |
| `attributions` | `newsfacts_encoder` | `encoder.attributions.Attribution`s as the network sees them; or None |
| `entities` | `newsfacts_entities`, completed by `newsfacts_coreference` and `newsfacts_places` | `facts.Entity`s |
| `quotes` | `newsfacts_quotes` | `facts.Quote`s |
| `claims`, `quantities` | `newsfacts_claims` | `facts.Claim`s, `facts.QuantityExpression`s |

Offsets are code points into `doc.text`. A later component may read every earlier layer; none writes another's
(coreference, which adds mentions to the entities, and places, which says where they are, are the exceptions).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from newsfacts.facts import Entity, Mention, QuoteIssue, Span


class ParagraphKind(StrEnum):
    """BODY is running text; HEADLINE a title or a caption without a full stop; FURNITURE the page's own text."""

    BODY = "body"
    HEADLINE = "headline"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without the white space around it: `start` to `end`, code points."""

    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation by its marks alone, regardless of the speaker.

    `start` to `end` includes the marks; `inner_start` to `inner_end` leaves them out (they are equal on a side whose
    mark is missing). `depth` is 0 for an outermost quotation. `continues` is set if the previous quotation of the
    same depth is unclosed at its paragraph's end and this one continues it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    continues: bool = False
    issues: tuple[QuoteIssue, ...] = ()


def register() -> None:
    """Makes the attributes known to spaCy, prefixed so that they meet no other library's. Safe to call again."""
    defaults: dict[str, object] = {"published_at": None, "title": None, "attributions": None}
    layers = ("paragraphs", "quotations", "name_spans", "entities", "quotes", "claims", "quantities")
    for name, default in (defaults | dict.fromkeys(layers, ())).items():
        if not Doc.has_extension(f"newsfacts_{name}"):
            Doc.set_extension(f"newsfacts_{name}", default=default)


def cut(doc: Doc, start: int, end: int) -> Span:
    """RETURNS: the `Span` at code points `start` to `end`, its text sliced from the document."""
    return Span(text=text_of(doc)[start:end], start=start, end=end)


def tokens_of(doc: Doc, start: int, end: int) -> TokenSpan:
    """RETURNS: the tokens that code points `start` to `end` of the text touch.

    RAISES: ValueError, they lie outside of the text.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no tokens at {start} to {end}")
    return span


_TEXT = "newsfacts_text"


def text_of(doc: Doc) -> str:
    """RETURNS: `doc.text`, which spaCy joins from the tokens each time it is asked."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def keep_text(doc: Doc, text: str) -> None:
    """Spares the document the joining. text: what it was made of."""
    doc.user_data[_TEXT] = text


def starts_of(doc: Doc) -> list[int]:
    """RETURNS: where each token begins, in code points; ten times as fast as through `Token`s."""
    found: list[int] = doc.to_array(IDX).tolist()
    return found


def words_of(doc: Doc) -> list[str]:
    """RETURNS: the text of each token; three times as fast as through `Token`s."""
    text, places = text_of(doc), doc.to_array([IDX, LENGTH])
    return [text[start : start + length] for start, length in places.tolist()]


def char_end(token: Token) -> int:
    """RETURNS: where the token ends, in code points."""
    return int(token.idx) + len(token)


_NESTED = 4


class MentionIndex:
    """Finds the entity mentioned at a place, in logarithmic time.

    Of nested mentions ("the Turkish president" holds "Turkish") the innermost that covers the place is found.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        found = [(mention, entity) for entity in entities for mention in entity.mentions]
        found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        self._found: list[tuple[Mention, Entity]] = found
        self._starts = [mention.start for mention, _ in found]

    def at(self, offset: int) -> tuple[Mention, Entity] | None:
        """RETURNS: the mention that covers the code point `offset`, and its entity."""
        last = bisect_right(self._starts, offset) - 1
        for number in range(last, max(last - _NESTED, -1), -1):
            if self._found[number][0].end > offset:
                return self._found[number]
        return None

    def of(self, token: Token) -> Entity | None:
        """RETURNS: the entity whose mention covers the token's first character."""
        found = self.at(token.idx)
        return found[1] if found else None

    def within(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """RETURNS: the mentions that begin in code points `start` to `end`, in text order."""
        first = bisect_right(self._starts, start - 1)
        return self._found[first : bisect_right(self._starts, end - 1)]
