"""Attributions that the encoder found, as candidates.

The encoder gives contents, cues and sources as spans; heads, the type of what is attributed and to whom it was said
come from the parse and the table of cues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.encoder.attributions import Attribution, Pointed, TokenSpan
from newsfacts.facts import AttributionType, QuoteIssue
from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Evidence, Phrase
from newsfacts.quotes.cues import cue_verbs, cue_words
from newsfacts.quotes.frames import frames
from newsfacts.quotes.merging import trimmed
from newsfacts.quotes.sources import addressee_of, cue_phrase, is_passive, source_of
from newsfacts.text.layout.datelines import dateline_end

_SURE = 0.75  # below it the syntax is right more often than the pointer, as counted on articles kept aside
_AFTER_SPEECH = ",\"'”’»"
_PAUSES = ":,;—–- "
_NOTHING = Pointed(None, 1.0, 0.0)


def find_encoded(evidence: Evidence) -> Iterator[Candidate]:
    """RETURNS: a candidate for each of the document's `attributions`, in text order."""
    last: Candidate | None = None
    for attribution in _uncrossed(evidence, evidence.doc._.newsfacts_attributions or ()):
        found = _unpassed(evidence, _candidate(evidence, attribution))
        if last is not None and _goes_on(evidence, last, found, attribution.continues):
            last = replace(
                last,
                contents=last.contents + found.contents,
                cue=last.cue or found.cue,
                source=last.source or found.source,
                reach=found.reach,
            )
            continue
        if last is not None:
            yield last
        last = found
    if last is not None:
        yield last


def _uncrossed(evidence: Evidence, attributions: Sequence[Attribution]) -> list[Attribution]:
    """RETURNS: the attributions, cut where another one began or where marks end with a paragraph.

    Speeches do not cross, and what the marks close does not go on without them. Each piece that is cut off stands
    alone, without cue and source.
    """
    pieces = sorted((piece.start, number, piece) for number, a in enumerate(attributions) for piece in a.pieces)
    found: list[Attribution] = []
    met: set[int] = set()
    for number, run in groupby(pieces, key=itemgetter(1)):
        kept: list[TokenSpan] = []
        alone: list[TokenSpan] = []
        for _, _, piece in run:
            first, *rest = _parted(evidence, piece)
            (alone if number in met or alone else kept).append(first)
            alone += rest
        if kept:
            found.append(replace(attributions[number], pieces=tuple(kept)))
        found += (Attribution((piece,), _NOTHING, _NOTHING, continues=False) for piece in alone)
        met.add(number)
    return found


def _parted(evidence: Evidence, piece: TokenSpan) -> list[TokenSpan]:
    """RETURNS: the piece, cut where a paragraph ends and just one side of the break stands in quotation marks."""
    cuts = [piece.start]
    tokens = [token for token in evidence.doc[piece.start : piece.end] if not token.is_space]
    for before, after in pairwise(tokens):
        if evidence.paragraph_at(before.idx) == evidence.paragraph_at(after.idx):
            continue
        if (evidence.quotation_at(before.idx) is None) != (evidence.quotation_at(after.idx) is None):
            cuts.append(after.i)
    return [replace(piece, start=start, end=end) for start, end in pairwise([*cuts, piece.end])]


def _goes_on(evidence: Evidence, last: Candidate, found: Candidate, continues: bool) -> bool:
    """RETURNS: whether a content goes on with the last one: the encoder or the marks say so, and nothing lies between.

    continues: whether the encoder saw the content, at the start of a window, go on with an earlier one.
    """
    gap = evidence.paragraph_at(found.start) - evidence.paragraph_at(last.end)
    if gap > 1 or len(last.contents) >= MOST_PIECES:
        return False
    if continues:
        return True
    quotation = evidence.quotation_at(found.start)
    one_cue = last.cue is None or found.cue is None or last.cue.start == found.cue.start
    open_end = not evidence.text[last.end : found.start].strip()
    return gap == 1 and one_cue and open_end and quotation is not None and quotation.continues


def _candidate(evidence: Evidence, attribution: Attribution) -> Candidate:
    doc = evidence.doc
    contents = tuple(_contents(evidence, attribution))[:MOST_PIECES]
    cue = attribution.cue.span
    verb = _verb(doc, cue) if cue is not None else None
    quotation = evidence.quotation_at(contents[0][0])
    chances = [piece.probability for piece in attribution.pieces]
    named = _source(evidence, attribution, contents, verb)
    addressee = addressee_of(verb) if verb is not None else None
    taken = (*contents, *([(named.start, named.end)] if named is not None else ()))
    return Candidate(
        contents=contents,
        cue=_unpaused(evidence, _phrase(doc, cue, head=verb)) if cue is not None else None,
        source=named,
        type=_type(doc, attribution, verb),
        strength=sum(chances) / len(chances) * attribution.source.probability,
        addressee=addressee if addressee is not None and _stands_apart(addressee, taken) else None,
        marked=quotation is not None,
        encoded=True,
        reach=contents[-1][1],
        issues=_issues(evidence, contents),
    )


def _unpassed(evidence: Evidence, found: Candidate) -> Candidate:
    """RETURNS: the inner attribution, where one ends the content and the outer one only passes it on.

    "Rain is coming, officials said, Reuters reported": officials say so, and Reuters reports it.
    """
    start, end = found.contents[-1]
    said = [token for token in evidence.tokens(start, end) if not token.is_punct]
    verb = said[-1] if said else None
    entry = cue_verbs().get(verb.lower_) if verb is not None else None
    if verb is None or entry is None or not entry.quotes or verb.tag_ not in syntax.FINITE_TAGS or found.source is None:
        return found
    source = source_of(verb)
    if (
        source is None
        or evidence.quotation_at(verb.idx) is not None
        or not start < source.start < source.end <= verb.idx
    ):
        return found
    if evidence.text[start : source.start].rstrip()[-1:] not in _AFTER_SPEECH:
        return found
    contents = (*found.contents[:-1], trimmed(evidence, start, source.start))
    return replace(
        found,
        contents=contents,
        cue=cue_phrase(verb, verb.i + 1),
        source=source,
        type=entry.type_in("that"),
        addressee=None,
        reported_by=found.source,
    )


def _source(
    evidence: Evidence, attribution: Attribution, contents: Sequence[tuple[int, int]], verb: Token | None
) -> Phrase | None:
    """RETURNS: who the network says it was, or, where it is in doubt, whom the syntax around the cue shows."""
    span = attribution.source.span
    if verb is not None and attribution.source.probability < _SURE:
        found = source_of(verb)
        if (
            found is not None
            and _stands_apart(found, contents)
            and evidence.quotation_at(found.start) == evidence.quotation_at(verb.idx)
        ):
            return found
    return _unpaused(evidence, _phrase(evidence.doc, span)) if span is not None else None


def _contents(evidence: Evidence, attribution: Attribution) -> Iterator[tuple[int, int]]:
    """RETURNS: the pieces, cut where paragraphs end, without dateline and outer punctuation."""
    for piece in attribution.pieces:
        start, end = syntax.chars(evidence.doc, piece.start, piece.end)
        for number in range(evidence.paragraph_at(start), evidence.paragraph_at(end - 1) + 1):
            low, high = start, end
            if evidence.paragraphs:
                paragraph = evidence.paragraphs[number]
                low, high = max(start, paragraph.start), min(end, paragraph.end)
                opening = dateline_end(evidence.text, paragraph.start, paragraph.end) or paragraph.start
                low = opening if low < opening < high else low
            fitted = trimmed(evidence, low, high)
            yield fitted if fitted[0] < fitted[1] else (low, high)


def _unpaused(evidence: Evidence, phrase: Phrase) -> Phrase:
    """RETURNS: the phrase without the punctuation after it, unless it is nothing else."""
    written = evidence.text[phrase.start : phrase.end]
    return replace(phrase, end=phrase.start + len(written.rstrip(_PAUSES) or written))


def _stands_apart(phrase: Phrase, extents: Sequence[tuple[int, int]]) -> bool:
    return all(phrase.end <= start or end <= phrase.start for start, end in extents)


def _phrase(doc: Doc, span: TokenSpan, head: Token | None = None) -> Phrase:
    start, end = syntax.chars(doc, span.start, span.end)
    head = head if head is not None else doc[span.start : span.end].root
    return Phrase(start, end, head.i)


def _verb(doc: Doc, cue: TokenSpan) -> Token | None:
    """RETURNS: the cue's verb: the last one that reports, else the last."""
    verbs = [token for token in doc[cue.start : cue.end] if syntax.is_verb(token)]
    return next((verb for verb in reversed(verbs) if verb.lower_ in cue_verbs()), verbs[-1] if verbs else None)


def _type(doc: Doc, attribution: Attribution, verb: Token | None) -> AttributionType:
    """RETURNS: what is attributed: by the noun or adjective of the cue ("voiced fears"), else by its verb and frame."""
    cue = attribution.cue.span
    for token in doc[cue.start : cue.end] if cue is not None else ():
        kind = cue_words().get(token.lower_)
        if kind is not None and not (syntax.is_verb(token) and token.lower_ in cue_verbs() and not is_passive(token)):
            return kind
    entry = cue_verbs().get(verb.lower_) if verb is not None else None
    if verb is None or entry is None:
        return AttributionType.ASSERTION
    first = attribution.pieces[0]
    return entry.type_in(_frame(doc, verb, first), passive=is_passive(verb))


def _frame(doc: Doc, verb: Token, content: TokenSpan) -> str:
    """RETURNS: the construction of a cue's verb that holds the content: as the parse shows, else by its first word."""
    if doc[content.start].lower_ == "to":
        return "to"
    told = (frame.contents[0][0] for frame in frames(verb) if frame.name == "+to")
    return "+to" if any(content.start <= start < content.end for start in told) else "that"


def _issues(evidence: Evidence, contents: Sequence[tuple[int, int]]) -> tuple[QuoteIssue, ...]:
    met = [i for start, end in contents for q in evidence.quotations_within(start, end) for i in q.issues]
    return tuple(dict.fromkeys(met))
