"""Finds attributions through the parse: reporting verbs in their frames, "according to", nouns, headline colons.

This is the replaceable finder of indirect speech (see `candidates.Finder`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.facts import AttributionType, EntityLabel
from newsfacts.layers import Paragraph, ParagraphKind, char_end, words_of
from newsfacts.lexicon import words
from newsfacts.quotes.candidates import Candidate, Evidence, Phrase
from newsfacts.quotes.cues import CueVerb, cue_verbs, cue_words
from newsfacts.quotes.frames import Frame, frames
from newsfacts.quotes.sources import addressee_of, cue_phrase, is_passive, phrase_of, source_in_clause, source_of

LEAST_RATE = 0.4

_ANEW = 0.5
_CLAUSAL = frozenset({"that", "+that"})
_LONGEST_SCAN = 300
_READER = frozenset({"you", "yourself"})
_FINITE = syntax.FINITE_TAGS | {"MD"}
_ACCORDING = 0.9
_NOUN = 0.6
_COLON = 0.7
_HEADING = re.compile(r"([^\W\d_][^:“\"”\n]{1,60}?)\s*:\s+(?=\S)")
_LONGEST_NAME = 6


def find_attributions(evidence: Evidence) -> Iterator[Candidate]:
    """RETURNS: the attributions that the parse shows, cues outside quotation marks only."""
    table, nouns = cue_verbs(), words("attributing")
    passing: set[int] = set()  # verbs that only pass on what another cue attributes
    for number, form in enumerate(map(str.lower, words_of(evidence.doc))):
        if form not in table and form not in nouns and form != "according":
            continue
        token = evidence.doc[number]
        if token.i in passing or evidence.quotation_at(token.idx) is not None:
            continue
        if form in table and syntax.is_verb(token):
            found = _of_verb(evidence, token, table[form])
        elif form == "according":
            found = _according(evidence, token)
        elif form in nouns and syntax.is_noun(token):
            found = _of_noun(evidence, token)
        else:
            continue
        if found is not None:
            yield found
            if found.reported_by is not None:
                passing.add(token.head.i)
    for paragraph in evidence.paragraphs:
        heading = _of_colon(evidence, paragraph)
        if heading is not None:
            yield heading


def _of_verb(evidence: Evidence, token: Token, verb: CueVerb) -> Candidate | None:
    best: Frame | None = None
    for frame in frames(token):
        rate = verb.rates.get(frame.name, 0.0)
        if rate >= LEAST_RATE and (best is None or rate > verb.rates[best.name] + 0.2):
            best = frame
    if best is None:
        return None
    pieces = [_ended(evidence, token, start, end) for start, end in best.contents if start < end]
    if best.name not in _CLAUSAL:
        pieces = _passive_subject(token) + pieces
    contents = tuple(_chars(evidence.doc, start, end) for start, end in pieces if start < end)
    if not contents:
        return None
    source = _source(token, best)
    if source is None and not is_passive(token):
        return None  # an order or a bare infinitive: nobody is said to say it
    if source is not None and evidence.doc[source.head].lower_ in _READER:
        return None
    named_inside = source is not None and token.i < source.head < best.cue_end  # "was described by X as"
    return Candidate(
        contents=contents,
        cue=cue_phrase(token, token.i + 1 if named_inside else best.cue_end),
        source=source,
        type=verb.type_in(best.name, passive=is_passive(token)),
        strength=verb.rates[best.name],
        addressee=_addressee(token, best),
        reported_by=_outlet(evidence, token) if best.name in _CLAUSAL else None,
    )


def _outlet(evidence: Evidence, cue: Token) -> Phrase | None:
    """RETURNS: the outlet that passes an attribution on: "X thinks that …, the Herald reported"."""
    outer = cue.head
    verb = cue_verbs().get(outer.lower_)
    if (
        cue.dep_ not in ("ccomp", "parataxis")
        or verb is None
        or not verb.reports
        or not cue.i < outer.i < evidence.clause(cue.i)[1]
    ):
        return None
    outlet = syntax.subject(outer)
    if outlet is None or outlet.tag_ not in syntax.PROPER_TAGS or outlet.ent_type_ == "PERSON":
        return None
    return phrase_of(outlet)


def _passive_subject(cue: Token) -> list[tuple[int, int]]:
    """RETURNS: what a passive cue is about: "**the deficit** is projected **to be lower**"."""
    subject = next((child for child in syntax.lefts(cue) if child.dep_ == "nsubjpass"), None)
    return [syntax.full_phrase(subject)] if subject is not None else []


def _addressee(cue: Token, frame: Frame) -> Phrase | None:
    """RETURNS: to whom it is told, which the content does not hold ("referring to X" tells X nothing)."""
    if frame.addressee is not None:
        return phrase_of(frame.addressee)
    found = addressee_of(cue)
    return None if found is not None and any(start <= found.head < end for start, end in frame.contents) else found


def _source(cue: Token, frame: Frame) -> Phrase | None:
    """RETURNS: who says it: a speaker that the parser put into the clause before the cue comes first."""
    start = frame.contents[0][0]
    if start < cue.i and syntax.subject(cue) is None:
        found = source_in_clause(cue, start)
        if found is not None or cue.dep_ == "conj":
            return found
    return source_of(cue)


def _ended(evidence: Evidence, cue: Token, start: int, end: int) -> tuple[int, int]:
    """RETURNS: a content that stops before a participle which attributes anew (", adding that …").

    One that a finite verb follows at once was cut short by the parser, and goes on to the end of the sentence.
    """
    doc = evidence.doc
    if start > cue.i and end < len(doc) and doc[end].tag_ in _FINITE and cue.dep_ in ("ROOT", "conj", "ccomp"):
        end = max(end, evidence.clause(cue.i)[1])
    for token in doc[start + 1 : min(end, start + _LONGEST_SCAN)]:
        if _attributes_anew(token) and evidence.quotation_at(token.idx) is None:
            stop = token.i - 1 if doc[token.i - 1].text == "," else token.i - 2
            return start, max(start, stop)
    return start, end


def _attributes_anew(token: Token) -> bool:
    """RETURNS: whether the token is the participle of ", adding that …" or ", while warning of …"."""
    if token.tag_ != "VBG" or token.i < 2 or token.dep_ in ("pcomp", "csubj", "amod"):
        return False
    before = token.nbor(-1)
    if before.text != "," and not (before.lower_ in ("while", "also") and token.nbor(-2).text in (",", "”", '"')):
        return False
    verb = cue_verbs().get(token.lower_)
    return verb is not None and verb.reports and any(verb.rates.get(f.name, 0) >= _ANEW for f in frames(token))


def _according(evidence: Evidence, token: Token) -> Candidate | None:
    """ "According to X, …", "…, according to X", "…, according to X, …"."""
    doc = evidence.doc
    to = next((child for child in syntax.rights(token) if child.lower_ == "to"), None)
    source = (
        next((child for child in syntax.rights(to) if child.dep_ in ("pobj", "pcomp")), None)
        if to is not None
        else None
    )
    if to is None or source is None or source.lower_ in words("manner"):
        return None
    start, end = evidence.clause(token.i)
    last = source.right_edge.i + 1
    pieces = [(start, token.i), (last, end)]
    if evidence.text[doc[start].idx : token.idx].strip(" ,—-\n") and _ends_clause(doc, last, end):
        pieces = pieces[:1]
    contents = tuple(_chars(doc, s, e) for s, e in pieces if s < e and any(t.is_alpha for t in doc[s:e]))
    if not contents:
        return None
    cue = Phrase(token.idx, char_end(to), token.i)
    return Candidate(contents, cue, phrase_of(source), AttributionType.ASSERTION, _ACCORDING)


def _ends_clause(doc: Doc, start: int, end: int) -> bool:
    """RETURNS: whether what follows "according to X" is a new clause ("…, and …", "…, but …") or nothing."""
    rest = [token for token in doc[start : min(end, start + 3)] if not token.is_punct]
    return not rest or rest[0].dep_ == "cc" or not any(syntax.is_verb(token) for token in doc[start:end])


def _of_noun(evidence: Evidence, token: Token) -> Candidate | None:
    """ "X's claim that …"."""
    clause = next((child for child in syntax.rights(token) if child.dep_ in ("acl", "relcl", "ccomp")), None)
    if clause is None or clause.left_edge.lower_ != "that" or clause.left_edge.dep_ != "mark":
        return None
    owner = next((child for child in syntax.lefts(token) if child.dep_ == "poss"), None)
    if owner is None:
        by = next(
            (child for child in syntax.rights(token) if child.lower_ in ("by", "from") and child.i < clause.i), None
        )
        owner = next((child for child in syntax.rights(by) if child.dep_ == "pobj"), None) if by is not None else None
    if owner is None:
        return None
    return Candidate(
        contents=(_chars(evidence.doc, clause.left_edge.i, clause.right_edge.i + 1),),
        cue=Phrase(token.idx, char_end(token), token.i),
        source=phrase_of(owner),
        type=cue_words().get(token.lower_, AttributionType.ASSERTION),
        strength=_NOUN,
    )


def _of_colon(evidence: Evidence, paragraph: Paragraph) -> Candidate | None:
    """ "Minister: taxes will fall", as headlines and transcripts have it."""
    doc = evidence.doc
    text = evidence.text
    heading = _HEADING.match(text, paragraph.start, min(paragraph.end, paragraph.start + 80))
    if heading is None or heading.group(1).lower() in words("heading"):
        return None
    span = doc.char_span(heading.start(1), heading.end(1), alignment_mode="expand")
    if span is None or len(span) > _LONGEST_NAME or any(syntax.is_verb(token) for token in span):
        return None
    head = span.root
    headline = paragraph.kind is ParagraphKind.HEADLINE
    if not headline and heading.group(1).isupper() and _is_place(evidence, head):
        return None  # "KUWAIT: The …" is a dateline
    if not (head.tag_ in syntax.PROPER_TAGS or (syntax.is_noun(head) and headline) or _is_person(evidence, heading)):
        return None
    colon = text.index(":", heading.end(1))
    cue = Phrase(colon, colon + 1, head.i)
    source = Phrase(heading.start(1), heading.end(1), head.i)
    return Candidate(((heading.end(), paragraph.end),), cue, source, AttributionType.ASSERTION, _COLON)


def _is_place(evidence: Evidence, head: Token) -> bool:
    entity = evidence.mentions.of(head)
    return entity is not None and entity.label is EntityLabel.GPE


def _is_person(evidence: Evidence, heading: re.Match[str]) -> bool:
    """RETURNS: whether a heading in capitals is the surname of somebody in the article, as in a transcript."""
    return heading.group(1).isupper() and heading.group(1).split()[-1].lower() in evidence.surnames


def _chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return syntax.chars(doc, start, end)
