"""The component: finders, merging, speakers, and what is told of each quote."""

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp.facts import Cue, Quote, QuoteKind, Resolution, Speaker
from service.nlp.lemmas import Lemmas
from service.nlp.quotes.attributions import find_attributions
from service.nlp.quotes.candidates import Candidate, Evidence, Finder
from service.nlp.quotes.completing import completed
from service.nlp.quotes.encoded import find_encoded
from service.nlp.quotes.merging import merge
from service.nlp.quotes.quoted import find_quoted
from service.nlp.quotes.speakers import Speakers

_INDIRECT = 0.8
_NO_SPEAKER = 0.6
_CARRIED = 0.7
_UNNAMED = 0.9
_REPAIRED = 0.85


class Quotes:
    """Writes `doc._.quotes`: who said what, with cue and content."""

    def __init__(self, lemmas: Lemmas, *, finder: Finder = find_attributions) -> None:
        """
        finder: finds attributions by other means than quotation marks; the rules unless given.
        """
        self.lemmas = lemmas
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """RETURNS: the same document."""
        evidence = Evidence(doc)
        if doc._.attributions is None:
            candidates = merge(evidence, find_quoted(evidence), self.finder(evidence))
        else:
            candidates = completed(
                find_encoded(evidence), merge(evidence, find_quoted(evidence), self.finder(evidence))
            )
        speakers = Speakers(evidence, self.lemmas)
        doc._.quotes = tuple(
            self._quote(number, candidate, evidence, speakers) for number, candidate in enumerate(candidates, start=1)
        )
        return doc

    def _quote(self, number: int, candidate: Candidate, evidence: Evidence, speakers: Speakers) -> Quote:
        doc = evidence.doc
        spans = tuple(evidence.cut(start, end) for start, end in candidate.contents)
        cue = None
        if candidate.cue is not None:
            span = evidence.cut(candidate.cue.start, candidate.cue.end)
            head = doc[candidate.cue.head].lower_
            lemma = self.lemmas.verb(head) if span.text != ":" else ":"
            cue = Cue(text=span.text, start=span.start, end=span.end, lemma=lemma)
        speaker = speakers.speaker(candidate)
        kind = quote_kind(evidence, candidate)
        return Quote(
            id=f"q{number}",
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


def confidence(candidate: Candidate, kind: QuoteKind, speaker: Speaker | None) -> float:
    """RETURNS: 0 to 1: how often a quote on such grounds has the right content and the right speaker."""
    value = candidate.strength
    if kind is QuoteKind.INDIRECT:
        value *= _INDIRECT
    if speaker is None:
        value *= _NO_SPEAKER
    elif speaker.resolution is Resolution.CARRIED:
        value *= _CARRIED
    elif speaker.name is None:
        value *= _UNNAMED
    if candidate.issues:
        value *= _REPAIRED
    return round(value, 2)


@Language.factory("newsfacts_quotes", requires=["doc._.quotations"], assigns=["doc._.quotes"])
def create(nlp: Language, name: str) -> Quotes:
    """Makes the component. It reads `doc._.paragraphs`, `quotations` and `entities`, tags and dependencies."""
    return Quotes(Lemmas(nlp))
