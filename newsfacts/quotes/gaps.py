"""Finds the cue and the source of a quotation in the text before it or after it, in its paragraph.

What a cue verb is comes from the table of verbs; right after a comma or before a colon the marks alone ask for one,
and any finite verb with a fitting subject will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.facts import AttributionType
from newsfacts.layers import Quotation, char_end
from newsfacts.quotes.candidates import Evidence, Phrase
from newsfacts.quotes.cues import cue_verbs
from newsfacts.quotes.sources import addressee_of, cue_phrase, phrase_before, phrase_of, source_of

TERMINATORS = frozenset({".", "?", "!", ";", "…"})
LONGEST_LEAD = 40
LONGEST_NAME = 10

_STRONG = 0.95
_LICENSED = 0.75
_PAUSES = ",?!…—–-"
_DASHES = frozenset({"-", "--", "–", "—"})
_CLOSING = "'’”\"»"
_MOST_MARKS = 4
_MISTAGGED = frozenset({"RB", "JJ", "IN", "UH", "FW"})
_JOINTS = frozenset({"CC", "IN", "WDT", "TO", "WRB"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with what stands around it; `reach` is where its sentence ends, in code points."""

    phrase: Phrase
    source: Phrase | None
    addressee: Phrase | None
    reported_by: Phrase | None
    type: AttributionType
    strength: float
    reach: int


def cue_after(evidence: Evidence, region: Quotation, end: int) -> Cue | None:
    """RETURNS: the cue of “…,” X said."""
    text = evidence.text
    clause: list[Token] = []
    for token in evidence.tokens(region.end, end):
        clause.append(token)
        if token.text in TERMINATORS or token.text == ":":
            break
    while clause and clause[0].text in (",", "—", "–", "-", "--"):
        clause.pop(0)
    if not clause or region.inner_end == region.end:
        return None
    last = _last_said(text, region)
    pause = last in _PAUSES or text[region.end : region.end + 2].strip()[:1] in (",", "—", "–")
    if not pause and not (last == "." and clause[0].is_lower):
        return None
    if clause[0].is_lower and clause[0].tag_ in _JOINTS and clause[0].lower_ != "according":
        return None
    reach = char_end(clause[-1])
    if clause[0].lower_ == "according" and len(clause) > 2:
        return _according(clause, reach)
    return _cue_in(clause, reach, licensed=last in ",?!")


def _last_said(text: str, region: Quotation) -> str:
    """RETURNS: the last character of what is said, marks of a quotation within it left out."""
    said = text[max(region.inner_start, region.inner_end - _MOST_MARKS) : region.inner_end].rstrip(_CLOSING)
    return said[-1:] or text[region.inner_end - 1]


def cue_before(evidence: Evidence, number: int, start: int, region: Quotation) -> Cue | None:
    """RETURNS: the cue of X said: “…”, also at the end of the paragraph before."""
    text = evidence.text
    if not text[evidence.paragraphs[number].start : region.start].strip() and number > 0:
        previous = evidence.paragraphs[number - 1]
        if text[previous.end - 1] != ":":
            return None
        start, end = previous.start, previous.end
    else:
        end = region.start
    tokens = evidence.tokens(start, end)
    if tokens and region.start - char_end(tokens[-1]) > 2 and end == region.start:
        return None
    clause: list[Token] = []
    for token in reversed(tokens):
        if token.text in TERMINATORS or len(clause) > LONGEST_LEAD:
            break
        clause.insert(0, token)
    if not clause:
        return None
    mark, near = clause[-1].text, 1
    if mark in (",", ":"):
        near = LONGEST_LEAD
    if mark != ":" and text[region.inner_start].islower():
        return None
    table = cue_verbs()
    for token in reversed(clause[-near - 1 :]):
        entry = table.get(token.lower_)
        if entry is None or not syntax.is_verb(token) or token.dep_ in ("amod", "aux"):
            continue
        if not entry.quotes and not (mark == ":" and entry.reports):
            continue
        if mark != ":" and _is_reported(token, clause[0].i):
            return None
        source = source_of(token)
        if source is None or evidence.quotation_at(source.start) is not None:
            source = _beside(token, clause)
        if source is None and mark not in (",", ":"):
            return None
        phrase = cue_phrase(token, token.i + 1)
        return Cue(phrase, source, _told(token), None, entry.type_in("that"), _STRONG, region.end)
    return _colon(clause, region.end) if mark == ":" else None


def _according(clause: Sequence[Token], reach: int) -> Cue | None:
    source = next((token for token in clause[2:] if token.dep_ == "pobj"), None)
    if source is None:
        return None
    phrase = Phrase(clause[0].idx, char_end(clause[1]), clause[0].i)
    return Cue(phrase, phrase_of(source), None, None, AttributionType.ASSERTION, _STRONG, reach)


def _cue_in(clause: Sequence[Token], reach: int, *, licensed: bool) -> Cue | None:
    """RETURNS: the first cue of the clause with its source. `licensed`: the marks alone ask for a verb of saying."""
    table = cue_verbs()
    first, last = clause[0].i, clause[-1].i
    verbs = [t for t in clause[:LONGEST_LEAD] if syntax.is_verb(t) and t.dep_ not in ("aux", "auxpass")]
    main = [t for t in verbs if t.dep_ not in ("relcl", "acl")]
    verbs = main or verbs  # "X, the mayor, tweeted" may be parsed without a main verb
    known = [t for t in verbs if t.lower_ in table and table[t.lower_].quotes]
    verb = known[0] if known else None
    if verb is None and licensed:
        verb = next((t for t in verbs[:1] if t.tag_ in syntax.FINITE_TAGS and t.i - first < 8), None) or _mistaken(
            clause
        )
    if verb is None:
        return None
    source = source_of(verb)
    if source is None or not first <= source.head <= last:
        source = _beside(verb, clause)
    if source is None:
        return None
    entry = table.get(verb.lower_)
    return Cue(
        phrase=cue_phrase(verb, verb.i + 1),
        source=source,
        addressee=_told(verb),
        reported_by=_reporter(verb, known, source),
        type=entry.type_in("that") if entry is not None else AttributionType.ASSERTION,
        strength=_STRONG if entry is not None else _LICENSED,
        reach=reach,
    )


def _reporter(verb: Token, known: Sequence[Token], source: Phrase) -> Phrase | None:
    """RETURNS: the source of a second cue right after the first: “…,” X said, Y reported."""
    for other in known:
        if other.i > verb.i and other.dep_ not in ("xcomp", "advcl"):
            subject = syntax.subject(other)
            if subject is not None and subject.i != source.head and subject.tag_ in syntax.PROPER_TAGS:
                return phrase_of(subject)
    return None


def _told(verb: Token) -> Phrase | None:
    direct = next((child for child in syntax.rights(verb) if child.dep_ == "dobj"), None)
    if direct is not None and cue_verbs().get(verb.lower_) and "+that" in cue_verbs()[verb.lower_].rates:
        return phrase_of(direct)
    return addressee_of(verb)


def _beside(verb: Token, clause: Sequence[Token]) -> Phrase | None:
    """RETURNS: the noun phrase right after a verb that starts its clause ("said X"), else the one before it."""
    before = next((t for t in clause if t.i < verb.i and _may_speak(t)), None)
    if before is not None:
        return phrase_before(_whole(before, clause), verb)
    for token in clause:
        if token.i > verb.i and _may_speak(token):
            return phrase_of(_whole(token, clause))
        if token.i > verb.i and (token.is_punct or syntax.is_verb(token) or token.tag_ == "IN"):
            break
    return None


def _may_speak(token: Token) -> bool:
    """RETURNS: whether a word can be the source beside a cue: a noun, a pronoun, or a name whatever the tagger says."""
    if token.tag_ == "DT":
        return token.dep_ != "det"
    if syntax.is_noun(token) or token.tag_ in ("PRP", "WP") or token.lower_ == "one":
        return True
    return token.is_title and token.tag_ in _MISTAGGED


def _mistaken(clause: Sequence[Token]) -> Token | None:
    """RETURNS: a verb of saying that ends its clause and was taken for a noun ("the poster reads")."""
    words = [token for token in clause if not token.is_punct]
    entry = cue_verbs().get(words[-1].lower_) if len(words) > 1 else None
    return words[-1] if entry is not None and entry.quotes and syntax.is_noun(words[-1]) else None


def _whole(token: Token, clause: Sequence[Token]) -> Token:
    """RETURNS: the head of the compound that the token starts."""
    last = clause[-1].i
    for _ in range(8):
        if token.dep_ not in ("compound", "poss", "amod", "nmod") or not token.i < token.head.i <= last:
            break
        token = token.head
    return token


def _colon(clause: Sequence[Token], reach: int) -> Cue | None:
    """RETURNS: the cue of 'As X put it: “…”' (its verb) or of 'X: “…”' (the colon)."""
    verb = next((t for t in reversed(clause) if t.tag_ in syntax.FINITE_TAGS and _has_personal_subject(t)), None)
    if verb is not None:
        source = source_of(verb)
        phrase = cue_phrase(verb, verb.i + 1)
        return Cue(phrase, source, None, None, AttributionType.ASSERTION, _LICENSED, reach) if source else None
    dash = max((place for place, token in enumerate(clause) if token.text in _DASHES), default=-1)
    clause = clause[dash + 1 :]
    names = [token for token in clause if syntax.is_noun(token) and token.text[0].isupper()]
    if not names or len(clause) > LONGEST_NAME or any(syntax.is_verb(token) for token in clause):
        return None
    colon = clause[-1]
    phrase = Phrase(colon.idx, char_end(colon), colon.i)
    return Cue(phrase, phrase_of(_whole(names[0], clause)), None, None, AttributionType.ASSERTION, _LICENSED, reach)


def _has_personal_subject(verb: Token) -> bool:
    """RETURNS: whether a name, "he" or "she" is the subject: "as it is:" and "here they are:" lead to no speech."""
    subject = syntax.subject(verb)
    return subject is not None and (subject.tag_ in syntax.PROPER_TAGS or subject.lower_ in ("he", "she"))


def _is_reported(verb: Token, first: int) -> bool:
    """RETURNS: whether the verb stands in what another cue of its clause reports ("said that those who think, “…”")."""
    for _ in range(6):
        if verb.head is verb or verb.head.i < first:
            return False
        reported = verb.dep_ in ("ccomp", "relcl", "acl", "pcomp", "csubj")
        verb = verb.head
        if reported and syntax.is_verb(verb) and verb.lower_ in cue_verbs():
            return True
    return False
