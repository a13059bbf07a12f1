"""Headlines that attribute by a colon: "Minister: taxes will fall", "Taxes will fall: minister"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from newsfacts import syntax
from newsfacts.facts import EntityLabel
from newsfacts.layers import Paragraph, ParagraphKind
from newsfacts.lexicon import words
from newsfacts.quotes.candidates import Candidate, Phrase
from newsfacts.quotes.context import Context
from newsfacts.quotes.marks import trimmed

_PROBABLE = 0.7
_SPEAKING = (EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.GPE)
_COLON = re.compile(r"\s?:\s+(?=\S)")
_LONGEST_SOURCE = 60
_MOST_WORDS = 6
_FEWEST_WORDS = 3


def find_headlines(context: Context) -> Iterator[Candidate]:
    """RETURNS: the attributions of the headlines above the story, in text order."""
    for paragraph in takewhile(lambda paragraph: paragraph.kind is not ParagraphKind.BODY, context.paragraphs):
        found = _attributed(context, paragraph)
        if found is not None:
            yield found


def _attributed(context: Context, paragraph: Paragraph) -> Candidate | None:
    colons = list(_COLON.finditer(context.text, paragraph.start, paragraph.end))
    if len(colons) != 1:
        return None
    colon = colons[0]
    before = _source(context, paragraph.start, colon.start())
    source = before or _source(context, colon.end(), paragraph.end)
    content = (colon.end(), paragraph.end) if before is not None else (paragraph.start, colon.start())
    tokens = context.tokens(*content)
    if source is None or len(tokens) < _FEWEST_WORDS:
        return None
    named = context.doc[source.head].lower_ not in words("headline_source")
    if named and not any(syntax.is_verb(token) or token.tag_ == "MD" for token in tokens):
        return None  # "Helen Marsh: A life in pictures"
    mark = context.text.index(":", colon.start())
    cue = Phrase(mark, mark + 1, source.head)
    return Candidate((trimmed(context, *content),), by="layout/headline", cue=cue, source=source, confidence=_PROBABLE)


def _source(context: Context, start: int, end: int) -> Phrase | None:
    """RETURNS: the words on one side of the colon, where they name somebody who can say something."""
    written = context.text[start:end].strip(" \u00a0.")
    tokens = context.tokens(start, end)
    if not 0 < len(tokens) <= _MOST_WORDS or len(written) > _LONGEST_SOURCE or written.lower() in words("heading"):
        return None
    span = context.doc[tokens[0].i : tokens[-1].i + 1]
    if any(syntax.is_verb(token) for token in span) or not syntax.is_noun(span.root):
        return None
    entity = context.mentions.of(span.root)
    if span.root.lower_ not in words("headline_source") and (entity is None or entity.label not in _SPEAKING):
        return None
    start = context.text.index(written, start)
    return Phrase(start, start + len(written), span.root.i)
