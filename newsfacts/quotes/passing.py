"""Attributions that are only passed on: "Rain is coming, officials said, Reuters reported" is what officials say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.facts import EntityLabel
from newsfacts.quotes.candidates import Candidate, Extent, Phrase
from newsfacts.quotes.context import Context
from newsfacts.quotes.cues import cue_verbs, type_of
from newsfacts.quotes.marks import trimmed
from newsfacts.quotes.sources import cue_phrase, source_of
from newsfacts.rules import Family

_FAR = 20
_AFTER_SPEECH = ",\"'”’»"


@dataclass(frozen=True, slots=True)
class Passed:
    """A candidate whose last content an outlet passes on; its words without punctuation."""

    context: Context
    candidate: Candidate
    words: Sequence[Token]

    @property
    def extent(self) -> Extent:
        return self.candidate.contents[-1]


@dataclass(frozen=True, slots=True)
class Inner:
    """The attribution inside: what is left of the content, its cue verb and source."""

    content: Extent
    verb: Token
    source: Phrase
    written: str


inner = Family[Passed, Inner]("passed_on", at=lambda passed: passed.extent, shown=lambda found: found.written)


def by_the_inner_source(context: Context, candidate: Candidate) -> Candidate:
    """RETURNS: the candidate, or where an outlet after it only passes it on, the inner one with `reported_by` set."""
    passed = _passed(context, candidate)
    found = inner.first(passed) if passed is not None else None
    if found is None:
        return candidate
    answer, name = found
    return replace(
        candidate,
        contents=(*candidate.contents[:-1], answer.content),
        cue=cue_phrase(answer.verb, answer.verb.i + 1),
        source=answer.source,
        type=type_of(context.doc[answer.verb.i : answer.verb.i + 1], answer.verb, None),
        addressee=None,
        reported_by=candidate.source,
        by=name,
    )


def _passed(context: Context, candidate: Candidate) -> Passed | None:
    """RETURNS: the evidence, where a cue and a source that is no person follow the content."""
    source, cue = candidate.source, candidate.cue
    if source is None or cue is None or min(source.start, cue.start) < candidate.end:
        return None
    head = context.doc[source.head]
    entity = context.mentions.of(head)
    named = entity.label is EntityLabel.ORG if entity is not None else head.tag_ in syntax.PROPER_TAGS
    words = [token for token in context.tokens(*candidate.contents[-1]) if not token.is_punct]
    return Passed(context, candidate, words) if named and len(words) > 2 else None


def _inner(passed: Passed, verb: Token, content: Extent, source: Phrase | None) -> Inner | None:
    """RETURNS: the inner attribution, if its verb attributes outside of marks and its source lies in the content."""
    context, (start, end) = passed.context, passed.extent
    if source is None or not start <= source.start < source.end <= end or context.quotation_at(verb.idx) is not None:
        return None
    content = trimmed(context, *content)
    if content[0] >= content[1]:
        return None
    return Inner(content, verb, source, context.text[source.start : source.end])


@inner.rule(
    examples={
        "[Rain is coming, officials said], Reuters reported.": "officials",
        "[The port is closed, Lena Ortiz said], according to the Arlow Herald.": "Lena Ortiz",
    },
    against=["[“The port is closed,”] the BBC reported."],
)
def behind(passed: Passed) -> Inner | None:
    """The content ends with the inner cue: "…, officials said"."""
    verb = passed.words[-1]
    if verb.lower_ not in cue_verbs() or verb.tag_ not in syntax.FINITE_TAGS:
        return None
    source = source_of(verb)
    if source is None or passed.context.text[passed.extent[0] : source.start].rstrip()[-1:] not in _AFTER_SPEECH:
        return None
    return _inner(passed, verb, (passed.extent[0], source.start), source)


@inner.rule(
    examples={"[Helen Marsh believes that the bridge is safe], the Arlow Herald reported.": "Helen Marsh"},
    against=["[The bridge that Helen Marsh built is safe], the Arlow Herald reported."],
)
def before(passed: Passed) -> Inner | None:
    """The content begins with the inner source and cue: "X believes that …"."""
    verb = next((token for token in passed.words[:_FAR] if token.tag_ in syntax.FINITE_TAGS), None)
    if verb is None or verb.lower_ not in cue_verbs() or verb.i + 1 >= passed.words[-1].i:
        return None
    if verb.nbor().lower_ != "that":
        return None
    source = source_of(verb)
    if source is None or source.start > passed.words[0].idx:
        return None
    return _inner(passed, verb, (verb.nbor().idx, passed.extent[1]), source)
