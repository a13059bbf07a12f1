"""The component: finders, merging, speakers, and what is told of each quote."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.facts import Cue, Quote, QuoteKind
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quotes.attributions import find_attributions
from newsfacts.quotes.candidates import Candidate, Evidence, Finder
from newsfacts.quotes.completing import beside, completed
from newsfacts.quotes.confidence import confidence
from newsfacts.quotes.encoded import find_encoded
from newsfacts.quotes.merging import merge
from newsfacts.quotes.quoted import find_quoted
from newsfacts.quotes.signatures import find_signed
from newsfacts.quotes.speakers import Speakers
from newsfacts.quotes.turns import find_turns, stage_directions

LEAST_CONFIDENCE = 0.35
"""Below it, leaving quotes out gains more precision than it costs recall, counted on articles kept aside."""


class Quotes:
    """Writes `doc._.newsfacts_quotes`: who said what, with cue and content."""

    def __init__(self, lemmas: Lemmas, *, finder: Finder = find_attributions) -> None:
        """
        finder: finds attributions by other means than quotation marks; the rules unless given.
        """
        self.lemmas = lemmas
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """RETURNS: the same document. Quotes that are likelier wrong than worth telling are left out."""
        told = [quote for candidate, quote in self.founded(doc) if _is_told(candidate, quote)]
        doc._.newsfacts_quotes = tuple(replace(quote, id=f"q{number}") for number, quote in enumerate(told, start=1))
        return doc

    def founded(self, doc: Doc) -> Iterator[tuple[Candidate, Quote]]:
        """RETURNS: all quotes in text order, without ids, each with the candidate it was made of."""
        evidence = Evidence(doc)
        speakers = Speakers(evidence, self.lemmas)
        for candidate in self._candidates(evidence):
            yield candidate, self._quote(candidate, evidence, speakers)

    def _candidates(self, evidence: Evidence) -> list[Candidate]:
        """RETURNS: what the encoder found, completed by the rules; without an encoder, what the rules find alone."""
        ruled = merge(evidence, find_quoted(evidence), self.finder(evidence))
        laid_out = beside(list(find_turns(evidence)), find_signed(evidence))
        found = (
            ruled
            if evidence.doc._.newsfacts_attributions is None
            else completed(evidence, find_encoded(evidence), ruled)
        )
        return beside(laid_out, found, unsaid=stage_directions(evidence))

    def _quote(self, candidate: Candidate, evidence: Evidence, speakers: Speakers) -> Quote:
        doc = evidence.doc
        spans = tuple(evidence.cut(start, end) for start, end in candidate.contents)
        cue = None
        if candidate.cue is not None:
            span = evidence.cut(candidate.cue.start, candidate.cue.end)
            head = doc[candidate.cue.head].lower_
            lemma = self.lemmas.verb(head) if any(map(str.isalnum, span.text)) else span.text
            cue = Cue(text=span.text, start=span.start, end=span.end, lemma=lemma)
        speaker = speakers.speaker(candidate)
        kind = quote_kind(evidence, candidate)
        return Quote(
            id="",
            kind=kind,
            type=candidate.type,
            text=" ".join(span.text for span in spans),
            spans=spans,
            cue=cue,
            speaker=speaker,
            addressee=speakers.party(candidate.addressee),
            reported_by=speakers.party(candidate.reported_by),
            issues=candidate.issues,
            confidence=confidence(candidate, kind, speaker),
        )


def _is_told(candidate: Candidate, quote: Quote) -> bool:
    """RETURNS: whether a quote is probable enough, or marks show that somebody said it."""
    return candidate.marked or quote.confidence >= LEAST_CONFIDENCE


def quote_kind(evidence: Evidence, candidate: Candidate) -> QuoteKind:
    """RETURNS: how much of the content's words stands in quotation marks, missing ones restored."""
    inside = outside = 0
    for start, end in candidate.contents:
        for token in evidence.tokens(start, end):
            if token.is_punct:
                continue
            if evidence.quotation_at(token.idx) is not None:
                inside += 1
            else:
                outside += 1
    if not inside:
        return QuoteKind.INDIRECT
    return QuoteKind.MIXED if outside else QuoteKind.DIRECT


@Language.factory("newsfacts_quotes", requires=["doc._.newsfacts_quotations"], assigns=["doc._.newsfacts_quotes"])
def create(nlp: Language, name: str) -> Quotes:
    """Makes the component. It reads paragraphs, quotations, entities, tags and dependencies."""
    return Quotes(Lemmas())
