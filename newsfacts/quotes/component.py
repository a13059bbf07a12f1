"""The component: attributions, fitted to marks and layout, then what is reported of each."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.facts import Cue, Explanation, Quote, QuoteKind, Speaker
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quotes.candidates import Candidate, beside
from newsfacts.quotes.carrying import with_repeated
from newsfacts.quotes.confidence import confidence
from newsfacts.quotes.context import Context
from newsfacts.quotes.encoded import find_encoded
from newsfacts.quotes.exclusions import is_said
from newsfacts.quotes.headlines import find_headlines
from newsfacts.quotes.interviews import find_interview
from newsfacts.quotes.lists import find_lists
from newsfacts.quotes.marks import widened
from newsfacts.quotes.mending import mend
from newsfacts.quotes.passing import by_the_inner_source
from newsfacts.quotes.signatures import find_signed
from newsfacts.quotes.speakers import Speakers
from newsfacts.quotes.turns import find_turns, stage_directions

_TURNS = ("layout/turn", "layout/interview")
LEAST_CONFIDENCE = 0.37
"""Below it, leaving quotes out gains more precision than it costs recall, counted on articles kept aside."""


class Quotes:
    """Writes `doc._.newsfacts_quotes`: who said what, with cue and content."""

    def __init__(self, lemmas: Lemmas) -> None:
        self.lemmas = lemmas

    def __call__(self, doc: Doc) -> Doc:
        """RETURNS: the same document. Quotes that are likelier wrong than worth telling are left out."""
        context = Context(doc)
        found = with_repeated([quote for _, quote in self.founded(context)])
        told = [quote for quote in found if _is_told(quote)]
        doc._.newsfacts_quotes = tuple(replace(quote, id=f"q{number}") for number, quote in enumerate(told, start=1))
        return doc

    def founded(self, context: Context) -> Iterator[tuple[Candidate, Quote]]:
        """RETURNS: all quotes in text order, without ids, each with the candidate it was made of."""
        speakers = Speakers(context, self.lemmas)
        for candidate in self._candidates(context):
            yield candidate, self._quote(candidate, context, speakers)

    def _candidates(self, context: Context) -> list[Candidate]:
        """RETURNS: what the page's layout attributes, and beside it what the encoder found, in text order."""
        turns = list(find_turns(context)) or list(find_interview(context))
        laid_out = turns
        for others in (find_signed(context), find_lists(context), find_headlines(context)):
            laid_out = beside(laid_out, others)
        read = (mend(context, candidate) for candidate in widened(context, list(find_encoded(context))))
        found = [by_the_inner_source(context, candidate) for candidate in read if is_said(context, candidate)]
        return beside(laid_out, found, unsaid=stage_directions(context))

    def _quote(self, candidate: Candidate, context: Context, speakers: Speakers) -> Quote:
        doc = context.doc
        spans = tuple(context.cut(start, end) for start, end in candidate.contents)
        cue = None
        if candidate.cue is not None:
            span = context.cut(candidate.cue.start, candidate.cue.end)
            head = doc[candidate.cue.head].lower_
            lemma = self.lemmas.verb(head) if any(map(str.isalnum, span.text)) else span.text
            cue = Cue(text=span.text, start=span.start, end=span.end, lemma=lemma)
        speaker, resolved_by, others = speakers.speaker(candidate)
        kind = quote_kind(context, candidate)
        return Quote(
            id="",
            kind=kind,
            type=candidate.type,
            text=" ".join(span.text for span in spans),
            spans=spans,
            cue=cue,
            speaker=speaker,
            co_speakers=others,
            addressee=speakers.party(candidate.addressee),
            reported_by=speakers.party(candidate.reported_by),
            issues=candidate.issues,
            confidence=confidence(context, candidate, kind, speaker),
            explanation=tuple(_explained(candidate, speaker, resolved_by)),
        )


def _is_told(quote: Quote) -> bool:
    """RETURNS: whether a quote is probable enough, or stands in marks and somebody is known to say it."""
    return quote.confidence >= LEAST_CONFIDENCE or (quote.kind is QuoteKind.DIRECT and quote.speaker is not None)


def _explained(candidate: Candidate, speaker: Speaker | None, resolved_by: str) -> Iterator[Explanation]:
    """RETURNS: what the fields of a quote rest on."""
    sure = candidate.confidence
    yield Explanation(field="content", by="marks/widened" if candidate.widened else candidate.by, confidence=sure)
    if candidate.cue is not None:
        yield Explanation(field="cue", by=candidate.by)
    if speaker is not None:
        yield Explanation(field="speaker", by=resolved_by)
    yield Explanation(field="type", by="lexicon" if candidate.cue is not None else candidate.by)


def quote_kind(context: Context, candidate: Candidate) -> QuoteKind:
    """RETURNS: how much of the content's words stands in quotation marks, missing ones restored; a turn is direct."""
    if candidate.by in _TURNS:
        return QuoteKind.DIRECT
    inside = outside = 0
    for start, end in candidate.contents:
        for token in context.tokens(start, end):
            if token.is_punct:
                continue
            if context.quotation_at(token.idx) is not None:
                inside += 1
            else:
                outside += 1
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.MIXED if outside else QuoteKind.DIRECT


@Language.factory("newsfacts_quotes", requires=["doc._.newsfacts_quotations"], assigns=["doc._.newsfacts_quotes"])
def make_quotes(nlp: Language, name: str) -> Quotes:
    """Makes the component. It reads paragraphs, quotations, entities, tags and dependencies."""
    return Quotes(Lemmas())
