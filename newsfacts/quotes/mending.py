"""Rules for closed constructions that the network reads wrong: where a content ends, and who is cited."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.lexicon import verb_forms
from newsfacts.quotes.candidates import Candidate, Extent, Phrase
from newsfacts.quotes.context import Context
from newsfacts.quotes.marks import trimmed
from newsfacts.quotes.sources import cue_phrase, is_passive, phrase_of, source_of
from newsfacts.rules import Family

_FAR = 20
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Read:
    """A candidate in its article, as the network read it."""

    context: Context
    candidate: Candidate

    @property
    def cue(self) -> Token | None:
        """The head of the cue."""
        return self.context.doc[self.candidate.cue.head] if self.candidate.cue is not None else None


mended = Family[Read, Candidate](
    "mended",
    at=lambda read: (read.candidate.start, read.candidate.end),
    shown=lambda found: found.by,
)


def mend(context: Context, candidate: Candidate) -> Candidate:
    """RETURNS: the candidate, as the first rule that applies has it."""
    found = mended.first(Read(context, candidate))
    return replace(found[0], by=found[1]) if found is not None else candidate


def _within(token: Token, extent: Extent) -> bool:
    return extent[0] <= token.idx < extent[1]


@mended.rule(
    examples={"The warning by Norvane Bank [that rates would rise shook markets].": "encoder"},
    against=["The minister claimed [that the fund was empty]."],
)
def clause_of_noun(read: Read) -> Candidate | None:
    """A noun's clause ends before the verb whose subject the noun is: "the claim that X | surprised Y"."""
    context, candidate = read.context, read.candidate
    start, end = candidate.contents[-1]
    tokens = context.tokens(start, end)
    if not tokens or tokens[0].lower_ != "that" or tokens[0].dep_ != "mark":
        return None
    clause = tokens[0].head
    verb = clause.head.head
    if clause.dep_ not in ("acl", "ccomp", "relcl") or not syntax.is_noun(clause.head) or not clause.i < verb.i:
        return None
    if clause.head.dep_ not in syntax.SUBJECTS or not start < verb.idx < end:
        return None
    return replace(candidate, contents=(*candidate.contents[:-1], trimmed(context, start, verb.idx)))


@mended.rule(
    examples={
        "[“We will not pay,” President Aldo Reyes] was quoted as saying by the Sol news agency.": "encoder",
        "[“Nobody is above the law,”] the daily Sabah quoted prosecutor Emre Kaya as saying.": "encoder",
    },
    against=["[“We will not pay,”] President Aldo Reyes said."],
)
def cited(read: Read) -> Candidate | None:
    """Who is quoted as saying something says it, and who quotes them reports it."""
    context, candidate = read.context, read.candidate
    if candidate.cue is None:
        return None
    near = context.tokens(candidate.cue.start, candidate.cue.end)
    verb = next((token for token in near if token.lower_ in verb_forms("citing") and syntax.is_verb(token)), None)
    after = context.doc[verb.i + 1 : verb.i + _FAR] if verb is not None else ()
    saying = next((t for t in after if t.tag_ == "VBG" and t.nbor(-1).lower_ == "as"), None)
    if verb is None or saying is None:
        return None
    subject = syntax.subject(verb)
    if is_passive(verb) or (subject is not None and subject.dep_ == "nsubjpass"):
        speaker, outlet = subject, _agent(verb) or _agent(saying)
    else:
        speaker, outlet = next((c for c in syntax.rights(verb) if c.dep_ == "dobj" and c.i < saying.i), None), subject
    if speaker is None:
        return None
    source, reported = phrase_of(speaker), phrase_of(outlet) if outlet is not None else None
    taken = [p for p in (source, reported, Phrase(verb.idx, saying.idx + len(saying), verb.i)) if p is not None]
    contents = tuple(piece for extent in candidate.contents for piece in _without(context, extent, taken))
    if not contents:
        return None
    return replace(candidate, contents=contents, source=source, reported_by=reported, addressee=None)


def _agent(verb: Token) -> Token | None:
    """RETURNS: who stands in the verb's "by" phrase."""
    by = next((child for child in syntax.rights(verb) if child.lower_ == "by"), None)
    return next((child for child in syntax.rights(by) if child.dep_ == "pobj"), None) if by is not None else None


def _without(context: Context, extent: Extent, phrases: list[Phrase]) -> list[Extent]:
    """RETURNS: what is left of a content without some phrases, as far as it holds a word."""
    pieces: list[Extent] = []
    start = extent[0]
    for phrase in sorted(phrases, key=lambda phrase: phrase.start):
        pieces.append((start, min(phrase.start, extent[1])))
        start = max(start, phrase.end)
    pieces.append((start, extent[1]))
    trim = (trimmed(context, low, high) for low, high in pieces if low < high)
    return [(low, high) for low, high in trim if any(char.isalnum() for char in context.text[low:high])]


@mended.rule(
    examples={"[“Mind the tide,”] fishermen would mutter at dawn.": "encoder"},
    against=["[“Mind the tide.”] Fishermen came back at dawn."],
)
def clause_beside(read: Read) -> Candidate | None:
    """A quotation that goes on after its comma is said by the subject of what follows: "“…,” aunts would cluck"."""
    context, candidate = read.context, read.candidate
    quotation = context.quotation_at(candidate.end - 1)
    if candidate.cue is not None or candidate.source is not None or quotation is None:
        return None
    if context.text[quotation.inner_end - 1] not in ",?!":
        return None
    paragraph = context.paragraphs[context.paragraph_at(candidate.start)]
    near = context.tokens(quotation.end, min(paragraph.end, quotation.end + _NEAR))
    verb = next((token for token in near if _is_finite(token)), None)
    if verb is not None and verb.tag_ == "MD":
        verb = verb.head
    source = source_of(verb) if verb is not None else None
    if verb is None or source is None or source.start < quotation.end or verb.idx < source.end:
        return None
    return replace(candidate, cue=cue_phrase(verb, verb.i + 1), source=source)


def _is_finite(token: Token) -> bool:
    return token.tag_ in syntax.FINITE_TAGS or token.tag_ == "MD"
