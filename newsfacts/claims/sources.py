"""Who the article says a figure comes from: the nearest of its quote's speaker and of those that its sentence names.

Where neither holds the figure, the sentence may go on with a report that began before it, or be one of those that an
attribution at the end of the paragraph closes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.claims import parties
from newsfacts.claims.evidence import Figure
from newsfacts.claims.reports import Report, Reports
from newsfacts.facts import AttributionType, Party, Quote, QuoteKind
from newsfacts.layers import MentionIndex, Paragraph, tokens_of
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quantities.lexemes import QUOTES

_WIDEST = 8
_TRAIL = 40
_MOST_BACK = 3
_WITHIN = frozenset({",", "°", "%", "$", "€", "£", "-", "–", "(", "/"})


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
        ranked = ((quote.speaker is None, stop - begin, number, quote) for begin, stop, number, quote in holding)
        return min(ranked, key=lambda row: row[:3], default=(None,) * 4)[3]


class Sources:
    """Answers for the figures of one document."""

    def __init__(self, doc: Doc, mentions: MentionIndex, lemmas: Lemmas) -> None:
        """
        doc: with `paragraphs` and `quotes`.
        """
        self._doc = doc
        self._mentions = mentions
        self._lemmas = lemmas
        self._reports: dict[int, list[Report]] = {}
        self._closing: dict[int, tuple[Report, Party] | None] = {}

    # Most short texts have no figures: nothing is read before one asks.

    @cached_property
    def _reader(self) -> Reports:
        return Reports(self._doc, self._mentions, self._lemmas)

    @cached_property
    def _by_cue(self) -> dict[int, Quote]:
        return {quote.cue.start: quote for quote in self._doc._.newsfacts_quotes if quote.cue is not None}

    @cached_property
    def _paragraphs(self) -> Sequence[Paragraph]:
        found: Sequence[Paragraph] = self._doc._.newsfacts_paragraphs
        return found

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self._paragraphs]

    @cached_property
    def _sentences(self) -> list[int]:
        return _sentence_starts(self._doc)

    def of(self, figure: Figure, quote: Quote | None) -> Party | None:
        """
        quote: the innermost around the figure.
        RETURNS: the nearest source of the figure, None when the article itself says so.
        """
        report = _narrowest(self._in_sentence(figure.start), figure.found.anchor)
        if quote is not None and self._vouches(quote):
            inner = report is not None and _holds(quote, self._doc[report.cue].idx)
            if report is None or not (inner or self._rather(quote, report)):
                return self._speaker(quote)
        if report is not None:
            return self._reporter(report)
        if quote is not None and quote.kind is QuoteKind.DIRECT:
            return None
        return self._going_on(figure.start) or self._closed(figure)

    def _rather(self, quote: Quote, report: Report) -> bool:
        """RETURNS: whether the sentence names who says it, where the quote has its speaker from another sentence."""
        cue, speaker = quote.cue, quote.speaker
        if cue is None or speaker is None or not cue.start <= self._doc[report.cue].idx < cue.end:
            return False
        start = self._doc[self._sentences[bisect_right(self._sentences, report.cue) - 1]].idx
        return speaker.start is None or speaker.start < start

    def _in_sentence(self, token: int) -> list[Report]:
        place = bisect_right(self._sentences, token) - 1
        start = self._sentences[place]
        if start not in self._reports:
            end = self._sentences[place + 1] if place + 1 < len(self._sentences) else len(self._doc)
            self._reports[start] = self._reader.within(start, end)
        return self._reports[start]

    def _reporter(self, report: Report) -> Party:
        """RETURNS: the source of a report, resolved as the quote of the same cue is, if there is one."""
        quote = self._by_cue.get(self._doc[report.cue].idx)
        if quote is not None and quote.speaker is not None and quote.speaker.start == report.head.idx:
            return parties.of_speaker(quote.speaker, self._doc, self._mentions)
        return parties.of_phrase(report.head, self._mentions)

    def _speaker(self, quote: Quote) -> Party | None:
        return parties.of_speaker(quote.speaker, self._doc, self._mentions) if quote.speaker is not None else None

    def _vouches(self, quote: Quote) -> bool:
        """RETURNS: whether the quote says that something is so on somebody's word.

        What stands in marks is somebody's words whatever the verb; else the cue must be one of saying: a firm that
        signs or withdraws a sum has not told of it. What somebody only plans or wants has no source.
        """
        speaker = quote.speaker
        if quote.type is AttributionType.EVENTUALITY or speaker is None:
            return False
        if speaker.entity_id is None and (speaker.text or "").lower() in words("no_source"):
            return False
        if quote.kind is QuoteKind.DIRECT:
            return True
        return quote.cue is None or self._says(quote)

    def _says(self, quote: Quote) -> bool:
        if quote.cue is None:
            return False
        said = [word.strip(":,").lower() for word in quote.cue.text.split()]
        bases = {quote.cue.lemma, *(self._lemmas.verb(word) for word in said)}
        if bases & words("saying") or bases & _NOT_VERBS or set(said) & _nouns():
            return True
        return bool(bases & words("claiming")) and (quote.kind is QuoteKind.MIXED or self._is_clause(quote))

    def _is_clause(self, quote: Quote) -> bool:
        span = tokens_of(self._doc, quote.spans[0].start, quote.spans[0].end)
        return any(token.tag_ in syntax.FINITE_TAGS or token.tag_ == "MD" for token in span)

    def _going_on(self, token: int) -> Party | None:
        """RETURNS: the source of the sentence before, if the sentence of a token opens as its continuation."""
        place = bisect_right(self._sentences, token) - 1
        for _ in range(_MOST_BACK):
            start = self._sentences[place]
            if place == 0 or not _goes_on(self._doc, start):
                return None
            before = self._sentences[place - 1]
            if self._paragraph(before) != self._paragraph(start):
                return None
            reports = self._in_sentence(before)
            if reports:
                return self._reporter(max(reports, key=lambda report: report.last - report.first))
            place -= 1
        return None

    def _paragraph(self, token: int) -> int:
        return bisect_right(self._paragraph_starts, self._doc[token].idx) - 1

    def _closed(self, figure: Figure) -> Party | None:
        """RETURNS: the source that closes the figure's paragraph ("… It was 2°C warmer there, the official said.")."""
        number = self._paragraph(figure.found.anchor)
        if number < 0:
            return None
        if number not in self._closing:
            self._closing[number] = self._closer(self._paragraphs[number])
        closing = self._closing[number]
        if closing is None or figure.found.last > closing[0].first:
            return None
        return closing[1] if _takes_up(self._doc, closing[0].first) else None

    def _closer(self, paragraph: Paragraph) -> tuple[Report, Party] | None:
        last = bisect_left(self._sentences, paragraph.end, key=lambda i: self._doc[i].idx) - 1
        start = self._sentences[last]
        for report in self._in_sentence(start):
            cue = self._doc[report.cue]
            trails = report.last <= report.cue and paragraph.end - cue.idx - len(cue) <= _TRAIL
            if trails:
                return report, self._reporter(report)
        return None


_NOT_VERBS = frozenset({"accord", "according", "per", ":"})


def _nouns() -> frozenset[str]:
    return words("publication") | words("attributing") | words("writing")


def _sentence_starts(doc: Doc) -> list[int]:
    """RETURNS: the tokens that begin a sentence, without those where the parse cuts one after a word or sign in it."""
    starts = [i for i, mark in enumerate(doc.to_array(SENT_START)) if mark == 1 or i == 0]
    return [i for i in starts if i == 0 or not _holds_on(doc[i - 1])]


def _holds_on(token: Token) -> bool:
    return token.is_alpha or syntax.is_number(token) or token.text in _WITHIN


def _takes_up(doc: Doc, start: int) -> bool:
    """RETURNS: whether a sentence goes on with the matter of those before it: "It was …", "The temperature …"."""
    first = next(
        (token for token in doc[start : start + 4] if not token.is_space and token.text not in QUOTES), doc[start]
    )
    return first.lower_ in words("takes_up")


def _narrowest(reports: Sequence[Report], number: int) -> Report | None:
    return min(
        (report for report in reports if report.covers(number)),
        key=lambda report: (report.last - report.first, not report.first <= report.cue < report.last),
        default=None,
    )


def _holds(quote: Quote, offset: int) -> bool:
    return any(span.start <= offset < span.end for span in quote.spans)


def _goes_on(doc: Doc, start: int) -> bool:
    opening: list[Token] = [token for token in doc[start : start + 4] if not token.is_space]
    said = [token.lower_ for token in opening]
    return said[0] in words("goes_on") or " ".join(said[:2]) in words("goes_on")
