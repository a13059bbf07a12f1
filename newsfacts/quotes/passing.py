"""Attributions that are only passed on: "Rain is coming, officials said, Reuters reported" is what officials say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.facts import EntityLabel
from newsfacts.layers import char_end
from newsfacts.lexicon import verb_forms, words
from newsfacts.quotes.candidates import Candidate, Extent, Phrase
from newsfacts.quotes.context import Context
from newsfacts.quotes.cues import cue_verbs, type_of
from newsfacts.quotes.marks import trimmed
from newsfacts.quotes.sources import addressee_of, cue_phrase, source_of
from newsfacts.rules import Family

_FAR = 20
_NEAR = 20
_NEXT = 2
_SAID = frozenset({"dobj", "ccomp", "xcomp", "attr"})
_IN_NAME = syntax.NOUN_TAGS | {"DT", "JJ"}
_BEFORE = 200
_AFTER_SPEECH = ",\"'”’»"


@dataclass(frozen=True, slots=True)
class Passed:
    """What an outlet passes on: its last content, and the sentence's words before the outlet, less punctuation."""

    context: Context
    extent: Extent
    words: Sequence[Token]
    end: int


@dataclass(frozen=True, slots=True)
class Inner:
    """The attribution inside: what is left of the content, its cue verb and source."""

    content: Extent
    verb: Token
    source: Phrase
    written: str


inner = Family[Passed, Inner]("passed_on", at=lambda passed: passed.extent, shown=lambda found: found.written)


def by_the_inner_source(context: Context, candidate: Candidate) -> Candidate:
    """RETURNS: the candidate, `reported_by` set and the inner attribution in its place where an outlet passes it on."""
    if candidate.source is None or candidate.cue is None or candidate.reported_by is not None:
        return candidate
    outlet = _outlet_in(context, candidate.source, candidate.cue)
    if outlet is None:
        return _without_outlet(context, candidate, candidate.source, candidate.cue)
    passed = _passed(context, candidate, outlet)
    found = inner.first(passed)
    if found is None:
        return candidate
    answer, name = found
    told = addressee_of(answer.verb)
    apart = told is not None and (told.end <= answer.content[0] or answer.content[1] <= told.start)
    return replace(
        candidate,
        contents=(*candidate.contents[:-1], answer.content),
        cue=cue_phrase(answer.verb, answer.verb.i + 1),
        source=answer.source,
        type=type_of(context.doc[answer.verb.i : answer.verb.i + 1], answer.verb, None),
        addressee=told if apart else None,
        reported_by=outlet,
        by=name,
    )


def _without_outlet(context: Context, candidate: Candidate, source: Phrase, cue: Phrase) -> Candidate:
    """RETURNS: the candidate without the outlet at the end of its source: "said X, a miner, | **Reuters** reported"."""
    comma = context.text.rfind(", ", source.start, source.end)
    if comma < 0 or source.start < cue.end:
        return candidate
    near = context.tokens(comma + 2, source.end + _NEAR)
    number = next((number for number, token in enumerate(near) if token.tag_ not in _IN_NAME), len(near))
    if not 0 < number < len(near) or not _reports(near[number]) or any(t.tag_ == "DT" for t in near[1:number]):
        return candidate
    head = near[number - 1]
    outlet = Phrase(near[0].idx, char_end(head), head.i)
    if not _is_outlet(context, outlet):
        return candidate
    return replace(candidate, source=replace(source, end=comma), reported_by=outlet)


def _reports(token: Token) -> bool:
    return token.tag_ in syntax.FINITE_TAGS and token.lower_ in cue_verbs()


def _is_outlet(context: Context, phrase: Phrase) -> bool:
    """RETURNS: whether a phrase names a body, and no person."""
    head, known = context.doc[phrase.head], context.mentions.within(phrase.start, phrase.end)
    if any(entity.label is EntityLabel.PERSON for _, entity in known):
        return False
    entity = context.mentions.of(head)
    named = entity.label is EntityLabel.ORG if entity is not None else head.tag_ in syntax.PROPER_TAGS
    return named or head.lower_ == "media" or head.lower_ in words("body")


def _outlet_in(context: Context, source: Phrase, cue: Phrase) -> Phrase | None:
    """RETURNS: the source as far as it is an outlet right at the cue: "said the mayor, **Reuters** reported"."""
    comma = context.text.rfind(", ", source.start, source.end)
    tokens = context.tokens(comma + 2, source.end) if comma >= 0 and source.end <= cue.start else ()
    if tokens and not _is_outlet(context, source):
        head = next((token for token in reversed(tokens) if syntax.is_noun(token)), tokens[-1])
        source = Phrase(tokens[0].idx, source.end, head.i)
    return source if _is_outlet(context, source) else None


def _passed(context: Context, candidate: Candidate, outlet: Phrase) -> Passed:
    """RETURNS: the evidence before the outlet; none of the words where it does not follow the content."""
    start, end = candidate.contents[-1]
    near = context.tokens(max(0, start - _BEFORE), start + 1)
    begin = next((token.idx for token in reversed(near) if token.is_sent_start), start)
    close, cue = outlet.start, candidate.cue
    if cue is not None and (close < cue.end or not any(map(_reports, context.tokens(outlet.end, outlet.end + _NEXT)))):
        close = min(close, cue.start)
    found = [t for t in context.tokens(min(begin, start), close) if not t.is_punct] if close >= end else []
    return Passed(context, (start, end), found, close)


def _inner(passed: Passed, verb: Token, content: Extent, source: Phrase | None) -> Inner | None:
    """RETURNS: the inner attribution, if its verb stands outside of marks and its source before the outlet."""
    context = passed.context
    if source is None or source.end > passed.end or context.quotation_at(verb.idx) is not None:
        return None
    content = trimmed(context, *content)
    if content[0] >= content[1]:
        return None
    return Inner(content, verb, source, context.text[source.start : source.end])


@inner.rule(
    examples={
        "[Rain is coming, officials said], Reuters reported.": "officials",
        "[The port is closed, Lena Ortiz said], according to the Arlow Herald.": "Lena Ortiz",
        "[The port is closed], said Lena Ortiz, the Herald reported.": "Lena Ortiz",
        "[The port is closed, Lena Ortiz told a rally], the Arlow Herald reported.": "Lena Ortiz",
    },
    against=["[“The port is closed,”] the BBC reported."],
)
def behind(passed: Passed) -> Inner | None:
    """The inner source and cue end what stands before the outlet: "…, officials said", "…, officials told the crew"."""
    start = passed.extent[0]
    for verb in passed.words[:-_FAR:-1]:
        if verb.tag_ in syntax.FINITE_TAGS:
            break
    else:
        return None
    source = source_of(verb) if verb.lower_ in cue_verbs() else None
    if source is None or (max(char_end(verb), source.end) < passed.words[-1].idx and _says_what(verb, passed.end)):
        return None
    first = min(verb.idx, source.start)
    if first <= start or passed.context.text[start:first].rstrip()[-1:] not in _AFTER_SPEECH:
        return None
    return _inner(passed, verb, (start, first), source)


def _says_what(verb: Token, end: int) -> bool:
    """RETURNS: whether what is said stands behind a cue verb ("said **nothing**"), and not only to whom and when."""
    said = _SAID - {"dobj"} if verb.lower_ in verb_forms("telling") else _SAID
    return any(child.dep_ in said and child.idx < end for child in syntax.rights(verb))


@inner.rule(
    examples={
        "[Helen Marsh believes that the bridge is safe], the Arlow Herald reported.": "Helen Marsh",
        "[Officials said on Monday that the bridge was safe], Reuters reported.": "Officials",
        "[Helen Marsh told a rally that the bridge was safe], the Arlow Herald reported.": "Helen Marsh",
    },
    against=["[The bridge that Helen Marsh built is safe], the Arlow Herald reported."],
)
def before(passed: Passed) -> Inner | None:
    """The sentence begins with the inner source and cue: "X believes that …"."""
    verb = next((token for token in passed.words[:_FAR] if token.tag_ in syntax.FINITE_TAGS), None)
    if verb is None or verb.lower_ not in cue_verbs():
        return None
    clause, source = _clause(verb), source_of(verb)
    if clause is None or source is None or source.start > passed.words[0].idx:
        return None
    start = passed.context.doc[max(clause.left_edge.i, verb.i + 1)].idx
    return _inner(passed, verb, (start, min(passed.end, max(passed.extent[1], clause.right_edge.idx))), source)


def _clause(verb: Token) -> Token | None:
    """RETURNS: the head of what is said, which the parse may hang on the hearer: "told a rally that …"."""
    hearers = [child for child in syntax.rights(verb) if child.dep_ == "dobj" and verb.lower_ in verb_forms("telling")]
    within = (c for hearer in hearers for c in syntax.rights(hearer) if c.left_edge.dep_ == "mark")
    return next((child for child in syntax.rights(verb) if child.dep_ == "ccomp"), next(within, None))
