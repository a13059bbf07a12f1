"""Who the article says a figure comes from: the speaker of its quote, an "according to", or a publication."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from service.nlp import syntax
from service.nlp.claims.circumstances import Sentence
from service.nlp.claims.evidence import Figure
from service.nlp.claims.tables import words
from service.nlp.facts import AttributionType, Party, Quote, QuoteKind
from service.nlp.layers import MentionIndex, Paragraph, cut
from service.nlp.lemmas import Lemmas

_WIDEST = 8
_MOST = 4
_TRAIL = 40
_ACCORDING = "according"


class QuoteIndex:
    """Finds the innermost quote around a place. Looks back over at most a few spans, so nesting is bounded."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        spans = [(span.start, span.end, number, quote) for number, quote in enumerate(quotes) for span in quote.spans]
        spans.sort(key=lambda row: row[:3])
        self._spans = spans
        self._starts = [row[0] for row in spans]

    def around(self, start: int, end: int) -> Quote | None:
        """RETURNS: the quote whose span most tightly holds code points `start` to `end`, one with a speaker first."""
        last = bisect_right(self._starts, start)
        holding = [row for row in self._spans[max(0, last - _WIDEST) : last] if row[1] >= end]
        ranked = ((not _vouches(quote), stop - begin, number, quote) for begin, stop, number, quote in holding)
        return min(ranked, key=lambda row: row[:3], default=(None,) * 4)[3]


@dataclass(frozen=True, slots=True)
class Named:
    """A source that a sentence names itself, and the tokens that it vouches for, end exclusive."""

    party: Party
    first: int
    last: int


def closing_quotes(quotes: Iterable[Quote], paragraphs: Sequence[Paragraph]) -> dict[int, Quote]:
    """Finds the attributions that close a paragraph ("… It was 2°C warmer there, the official said.").

    News attributes a paragraph once, at its end: what is told in it before has the same source.
    RETURNS: by the number of the paragraph.
    """
    found: dict[int, Quote] = {}
    starts = [paragraph.start for paragraph in paragraphs]
    for quote in quotes:
        if quote.cue is None or quote.kind is not QuoteKind.INDIRECT or not _vouches(quote):
            continue
        number = bisect_right(starts, quote.cue.start) - 1
        trails = quote.spans[-1].end <= quote.cue.start and number >= 0
        if trails and paragraphs[number].end - quote.cue.end <= _TRAIL:
            found[number] = quote
    return found


def source(figure: Figure, quote: Quote | None, named: Sequence[Named], closing: Quote | None) -> Party | None:
    """
    closing: the attribution that closes the figure's paragraph.
    RETURNS: the nearest source of the figure, None when the article itself says so.
    """
    if quote is not None and _vouches(quote):
        return _speaker(quote)
    own = next((one.party for one in named if one.first <= figure.root.i < one.last), None)
    if own is None and quote is None and closing is not None and figure.quantity.end <= closing.spans[0].start:
        return _speaker(closing)
    return own


def _speaker(quote: Quote) -> Party | None:
    speaker = quote.speaker
    if speaker is None:
        return None
    return Party(
        text=speaker.text,
        start=speaker.start,
        end=speaker.end,
        entity_id=speaker.entity_id,
        name=speaker.name or _publisher(speaker.text or ""),
    )


def named_in(sentence: Sentence, mentions: MentionIndex, lemmas: Lemmas) -> list[Named]:
    """Reads a sentence for the sources that no quote stands for: "according to …", "the survey showed that …".

    RETURNS: at most a few of them.
    """
    found: list[Named] = []
    text = sentence.text.lower()
    if not any(word in text for word in (_ACCORDING, *words("data_nouns"))):
        return found
    for token in sentence.doc[sentence.start : sentence.end]:
        if token.lower_ == _ACCORDING and token.i + 1 < sentence.end:
            who = next((child for child in syntax.rights(sentence.doc[token.i + 1]) if child.dep_ == "pobj"), None)
            if who is not None and (syntax.is_noun(who) or who.tag_ in syntax.PRONOUN_TAGS):
                found.append(Named(_party(who, mentions), sentence.start, sentence.end))
        elif token.lower_ in words("data_nouns") and token.dep_ == "nsubj" and syntax.is_verb(token.head):
            verb = token.head
            if lemmas.verb(verb.lower_) in words("data_verbs") and token.i < verb.i:
                found.append(Named(_party(token, mentions), verb.i + 1, verb.right_edge.i + 1))
        if len(found) == _MOST:
            break
    return found


def _vouches(quote: Quote) -> bool:
    """RETURNS: whether the quote says that something is so on somebody's word.

    What somebody only plans or wants has no source; "this revealed" names none.
    """
    if quote.type is AttributionType.EVENTUALITY or quote.speaker is None:
        return False
    if quote.kind is QuoteKind.INDIRECT and quote.cue is not None and quote.cue.lemma in words("tally_verbs"):
        return False
    return quote.speaker.entity_id is not None or (quote.speaker.text or "").lower() not in words("no_sources")


def _publisher(speaker: str) -> str | None:
    """RETURNS: "WWF" of "WWF estimates" or "the WWF report"; the speaker of a quote that is a publication."""
    *names, noun = speaker.removeprefix("the ").removeprefix("The ").split() or [""]
    issued = noun.lower() in words("data_nouns") and names and all(name[0].isupper() for name in names)
    return " ".join(names) if issued else None


def _party(head: Token, mentions: MentionIndex) -> Party:
    found = mentions.at(head.idx)
    start, end = syntax.chars(head.doc, *syntax.base_phrase(head))
    if found is None and head.lower_ in words("data_nouns"):
        found = next(iter(mentions.within(start, end)), None)  # "FAO estimates", "the ministry's figures"
        start, end = _issuer(head) or (start, end)
    if found is not None:
        mention, entity = found
        return Party(text=mention.text, start=mention.start, end=mention.end, entity_id=entity.id, name=entity.name)
    span = cut(head.doc, start, end)
    return Party(text=span.text, start=span.start, end=span.end)


def _issuer(head: Token) -> tuple[int, int] | None:
    """RETURNS: the name before a publication's noun ("WWF estimates"), in code points."""
    names = [
        child for child in syntax.lefts(head) if child.dep_ in ("compound", "poss") and child.tag_ in syntax.PROPER_TAGS
    ]
    return syntax.chars(head.doc, *syntax.base_phrase(names[-1])) if names else None
