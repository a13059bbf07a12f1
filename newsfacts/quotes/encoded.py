"""Attributions that the encoder found, as candidates.

The encoder gives contents, cues and sources as spans; heads, the type of what is attributed and to whom it was said
come from the parse and the table of cues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.encoder.attributions import Attribution, TokenSpan
from newsfacts.facts import AttributionType
from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Extent, Phrase
from newsfacts.quotes.context import Context
from newsfacts.quotes.cues import cue_verb, type_of
from newsfacts.quotes.marks import trimmed
from newsfacts.quotes.sources import addressee_of, source_of
from newsfacts.text.layout.datelines import dateline_end

_SURE = 0.75  # below it the syntax is right more often than the pointer, as counted on articles kept aside
_PAUSES = ":,;—–- "
_STOPS = ".?!"
_HEARD = frozenset({"hear", "hears", "heard"})  # who hears something says nothing: "the court heard that …"


def find_encoded(context: Context) -> Iterator[Candidate]:
    """RETURNS: a candidate for each of the document's `attributions`, in text order."""
    last: Candidate | None = None
    for attribution in _uncrossed(context, context.doc._.newsfacts_attributions or ()):
        found = _candidate(context, attribution)
        if last is not None and _goes_on(context, last, found, attribution.continues):
            last = replace(
                last,
                contents=last.contents + found.contents,
                cue=last.cue or found.cue,
                source=last.source or found.source,
            )
            continue
        if last is not None:
            yield last
        last = found
    if last is not None:
        yield last


def _uncrossed(context: Context, attributions: Sequence[Attribution]) -> list[Attribution]:
    """RETURNS: the attributions; a quoted piece behind another quoted speech goes on with it: they do not cross."""
    pieces = sorted((piece.start, number, piece) for number, a in enumerate(attributions) for piece in a.pieces)
    kept: dict[int, list[TokenSpan]] = {}
    last, quoting = -1, False  # whose the piece before is, and whether it stands in marks
    for start, number, piece in pieces:
        quoted = context.quotation_at(context.doc[start].idx) is not None
        if not (quoted and quoting and number in kept):
            last = number
        kept.setdefault(last, []).append(piece)
        quoting = quoted
    return [replace(attributions[number], pieces=tuple(found)) for number, found in kept.items()]


def _goes_on(context: Context, last: Candidate, found: Candidate, continues: bool) -> bool:
    """RETURNS: whether a content goes on with the last one: the encoder or the marks say so, and nothing lies between.

    continues: whether the encoder saw the content, at the start of a window, go on with an earlier one.
    """
    gap = context.paragraph_at(found.start) - context.paragraph_at(last.end)
    if gap > 1 or len(last.contents) >= MOST_PIECES:
        return False
    if continues:
        return True
    quotation = context.quotation_at(found.start)
    one_cue = last.cue is None or found.cue is None or last.cue.start == found.cue.start
    open_end = not context.text[last.end : found.start].strip()
    return gap == 1 and one_cue and open_end and quotation is not None and quotation.continues


def _candidate(context: Context, attribution: Attribution) -> Candidate:
    doc = context.doc
    contents = _in_marks(context, tuple(_contents(context, attribution))[:MOST_PIECES])
    cue = attribution.cue.span
    words = doc[cue.start : cue.end] if cue is not None else None
    verb = cue_verb(words) if words is not None else None
    chances = [piece.probability for piece in attribution.pieces]
    named = _source(context, attribution, contents, verb)
    addressee = addressee_of(verb) if verb is not None else None
    heard = verb is not None and verb.lower_ in _HEARD
    if heard:
        named, addressee = None, named
    elif verb is not None and addressee is not None and _is_inverted(context, named, verb, addressee):
        named, addressee = addressee, None
    taken = (*contents, *([(named.start, named.end)] if named is not None else ()))
    return Candidate(
        contents=contents,
        cue=_unpaused(context, _phrase(doc, cue, head=verb)) if cue is not None else None,
        source=named,
        type=AttributionType.ASSERTION if heard else type_of(words, verb, doc[attribution.pieces[0].start]),
        by="encoder",
        confidence=sum(chances) / len(chances) * attribution.source.probability,
        addressee=addressee if addressee is not None and _stands_apart(addressee, taken) else None,
        issues=context.issues(contents),
    )


def _is_inverted(context: Context, named: Phrase | None, verb: Token, after: Phrase) -> bool:
    """RETURNS: whether who stands right after a cue that follows a mark is its subject: "“Why?” asked **Orr**"."""
    quoted = context.quotation_at(verb.idx - 2) is not None
    return quoted and (named is None or named.start > after.end) and syntax.subject(verb) is None


def _source(
    context: Context, attribution: Attribution, contents: Sequence[tuple[int, int]], verb: Token | None
) -> Phrase | None:
    """RETURNS: who the network says it was, or, where it is in doubt, whom the syntax around the cue shows."""
    span = attribution.source.span
    if verb is not None and attribution.source.probability < _SURE:
        found = source_of(verb)
        if (
            found is not None
            and _stands_apart(found, contents)
            and context.quotation_at(found.start) == context.quotation_at(verb.idx)
        ):
            return found
    if span is None:
        return None
    cue = attribution.cue.span
    return _unpaused(context, _phrase(context.doc, _in_sentence(context.doc, span, cue.start if cue else span.start)))


def _in_sentence(doc: Doc, span: TokenSpan, cue: int) -> TokenSpan:
    """RETURNS: the span, cut at full stops and paragraph breaks to the part on the side of the cue's first token."""
    tokens = range(span.start + 1, span.end - 1)
    ends = [n for n in tokens if "\n" in doc[n].text or (doc[n].text in _STOPS and doc[n + 1].text[0].isupper())]
    if not ends:
        return span
    start, end = (span.start, ends[0]) if cue < span.start else (ends[-1] + 1, span.end)
    return replace(span, start=start, end=end)


def _contents(context: Context, attribution: Attribution) -> Iterator[tuple[int, int]]:
    """RETURNS: the pieces, cut where paragraphs end, without dateline and outer punctuation."""
    for piece in attribution.pieces:
        start, end = syntax.chars(context.doc, piece.start, piece.end)
        for number in range(context.paragraph_at(start), context.paragraph_at(end - 1) + 1):
            low, high = start, end
            if context.paragraphs:
                paragraph = context.paragraphs[number]
                low, high = max(start, paragraph.start), min(end, paragraph.end)
                opening = dateline_end(context.text, paragraph.start, paragraph.end) or paragraph.start
                low = opening if low < opening < high else low
            for first, last in _closed(context, low, high):
                fitted = trimmed(context, first, last)
                yield fitted if fitted[0] < fitted[1] else (first, last)


def _in_marks(context: Context, contents: tuple[Extent, ...]) -> tuple[Extent, ...]:
    """RETURNS: the pieces; of a speech in marks, without what follows outside of them: nobody is quoted there."""
    (start, _), (last, end) = contents[0], contents[-1]
    quoted = context.quotation_at(start) is not None
    if len(contents) == 1 or not quoted or context.quotation_at(last) or context.quotations_within(last, end):
        return contents
    return contents[:-1]


def _closed(context: Context, start: int, end: int) -> Iterator[Extent]:
    """RETURNS: the content, without the sentences behind a quotation that ends in a full stop of its own."""
    quotation = context.quotation_at(start)
    while quotation is not None and quotation.end < end and context.text[quotation.inner_end - 1] in _STOPS:
        yield start, quotation.end
        quotation = next(iter(context.quotations_within(quotation.end, end)), None)
        if quotation is None:
            return
        start = quotation.start
    yield start, end


def _unpaused(context: Context, phrase: Phrase) -> Phrase:
    """RETURNS: the phrase without the punctuation after it, unless it is nothing else."""
    written = context.text[phrase.start : phrase.end]
    return replace(phrase, end=phrase.start + len(written.rstrip(_PAUSES) or written))


def _stands_apart(phrase: Phrase, extents: Sequence[tuple[int, int]]) -> bool:
    return all(phrase.end <= start or end <= phrase.start for start, end in extents)


def _phrase(doc: Doc, span: TokenSpan, head: Token | None = None) -> Phrase:
    start, end = syntax.chars(doc, span.start, span.end)
    head = head if head is not None else doc[span.start : span.end].root
    return Phrase(start, end, head.i)
