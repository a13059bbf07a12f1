"""Rules for who says a quotation that nothing beside it attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.facts import Entity, EntityLabel, MentionKind, Quote, QuoteKind, Resolution, Speaker
from newsfacts.layers import ParagraphKind
from newsfacts.quotes.candidates import Candidate, Extent
from newsfacts.quotes.context import Context
from newsfacts.quotes.evidence import Found, History
from newsfacts.rules import Family

_FARTHEST = 2
_LONGEST_SENTENCE = 400
_FEWEST_WORDS = 4
_SENTENCE_END = re.compile(r"[.!?…]\W")
_WORD = re.compile(r"\w+")
_UNWRITTEN: dict[str, Any] = {"text": None, "start": None, "end": None, "resolution": Resolution.CARRIED}


@dataclass(frozen=True, slots=True)
class Alone:
    """A candidate without cue and source, and who spoke before."""

    context: Context
    history: History
    candidate: Candidate

    @property
    def extent(self) -> Extent:
        return self.candidate.start, self.candidate.end


carried = Family[Alone, Found]("carried", at=lambda alone: alone.extent, shown=lambda found: found.name or "")


@carried.rule(
    examples={
        "Fisherman Kofi Mensah shook his head. [“They promised us boats. We got paint.”]": "Kofi Mensah",
        "The village was quiet. The baker, Lena Fors, was angry.\n\n[“We asked for a road. Nobody came.”]": "Lena Fors",
    },
    against=["The village was quiet. [“We asked for a road. Nobody came.”]"],
)
def sentence_before(alone: Alone) -> Found | None:
    """Whom the sentence right before it is about, where that names one person and nobody else speaks in it."""
    context, start = alone.context, alone.candidate.start
    if context.quotation_at(start) is None:
        return None
    number = context.paragraph_at(start)
    opens = not context.text[context.paragraphs[number].start : start].strip()
    if opens and number == 0:
        return None
    paragraph = context.paragraphs[number - opens]
    end = paragraph.end if opens else start
    tokens = context.tokens(max(paragraph.start, end - _LONGEST_SENTENCE), end)
    if not tokens or tokens[-1].text not in ".:" or paragraph.kind is not ParagraphKind.BODY:
        return None
    first = next((token for token in reversed(tokens) if token.is_sent_start), tokens[0])
    if context.quotations_within(first.idx, end) or context.quotation_at(first.idx) is not None:
        return None
    named = [
        entity
        for mention, entity in context.mentions.within(first.idx, end)
        if entity.label is EntityLabel.PERSON and mention.kind is not MentionKind.PRONOUN
    ]
    if len({entity.id for entity in named}) != 1 or not any(_acts(token, named[0], context) for token in tokens):
        return None
    return Found(named[0], named[0].name, Resolution.CARRIED)


def with_repeated(quotes: Sequence[Quote]) -> Iterator[Quote]:
    """RETURNS: the quotes; one set off on its own has the speaker of the sentence that it repeats."""
    said: dict[str, Speaker] = {}
    for quote in quotes:
        if quote.speaker is not None and quote.speaker.text is not None:
            for sentence in _sentences(quote):
                said.setdefault(sentence, quote.speaker)
    for quote in quotes:
        unwritten = quote.speaker is None or quote.speaker.text is None
        alone = unwritten and quote.cue is None and quote.kind is QuoteKind.DIRECT
        speaker = said.get(next(_sentences(quote), "")) if alone else None
        yield replace(quote, speaker=replace(speaker, **_UNWRITTEN)) if speaker is not None else quote


def _sentences(quote: Quote) -> Iterator[str]:
    """RETURNS: the folded words of a quote's sentences, less short ones."""
    for sentence in _SENTENCE_END.split(quote.text):
        found = _WORD.findall(sentence.casefold())
        if len(found) >= _FEWEST_WORDS:
            yield " ".join(found)


def _acts(token: Token, entity: Entity, context: Context) -> bool:
    """RETURNS: whether a token is somebody as subject or object of a verb ("Ask **farmer Kofi Mensah** about it")."""
    return (token.dep_ in syntax.SUBJECTS or token.dep_ in ("dobj", "appos")) and context.mentions.of(token) == entity


@carried.rule(
    examples={
        "Ana Ruiz said the wall was safe. The crew had worked all night.\n\n"
        "[“We tested it twice, and we will test it again.”]": "Ana Ruiz",
    },
    against=["The crowd cheered.\n\n[“We tested every bolt of it.”]"],
)
def speaker_before(alone: Alone) -> Found | None:
    """Who spoke last, in this paragraph or one or two before."""
    last = alone.history.last
    if last is None or alone.context.paragraph_at(alone.candidate.start) - last[2] > _FARTHEST:
        return None
    entity, name, _ = last
    return Found(entity, name, Resolution.CARRIED) if name is not None else None
