"""Who a sentence itself says its figures come from, by the parse: reporting verbs, publications, "according to".

Each report holds for a stretch of the sentence; of several that hold for a figure, the narrowest is the nearest source
("the minister said that the agency counts 150": the agency). After Pareti (2015), "Attribution: a computational
approach", who nests attributions in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from service.nlp import syntax
from service.nlp.claims.tables import words
from service.nlp.layers import MentionIndex
from service.nlp.lemmas import Lemmas
from service.nlp.quotes import sources as speaking

_MOST = 16
_LONGEST_SPEAKER = 12
_CONTENTS = frozenset({"ccomp"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_PARTICIPLES = frozenset({"VBG", "VBN"})
_ACCORDING = frozenset({"according", "per"})


@dataclass(frozen=True, slots=True)
class Report:
    """`head` of the source's noun phrase, the token number of the `cue`, and the tokens vouched for, end exclusive."""

    head: Token
    cue: int
    first: int
    last: int

    def covers(self, number: int) -> bool:
        return self.first <= number < self.last and number != self.cue


def reports_in(doc: Doc, start: int, end: int, mentions: MentionIndex, lemmas: Lemmas) -> list[Report]:
    """RETURNS: the reports of the sentence of tokens `start` to `end`, in text order; at most a few."""
    found: list[Report] = []
    for token in doc[start:end]:
        if token.lower_ in _ACCORDING:
            found += _according(token, start, end)
        elif syntax.is_verb(token) or token.dep_ == "amod":
            found += _by_verb(token, lemmas.verb(token.lower_), start, end, mentions)
        if len(found) >= _MOST:
            break
    return [report for report in found if report.head.lower_ not in words("no_sources") | words("first_persons")]


def _according(token: Token, start: int, end: int) -> Iterator[Report]:
    """ "According to the Red Cross, …", "as per the agency", "…, per the ministry": holds for the sentence."""
    doc = token.doc
    if token.lower_ == "per":
        opens = token.i == start or doc[token.i - 1].text == "," or doc[token.i - 1].lower_ == "as"
        preposition = token if opens else None
    else:
        preposition = doc[token.i + 1] if token.i + 1 < end and doc[token.i + 1].lower_ == "to" else None
    if preposition is None:
        return
    who = next((child for child in syntax.rights(preposition) if child.dep_ == "pobj"), None)
    if who is not None and (syntax.is_noun(who) or who.tag_ in syntax.PRONOUN_TAGS):
        yield Report(who, token.i, start, end)


def _by_verb(verb: Token, base: str, start: int, end: int, mentions: MentionIndex) -> Iterator[Report]:
    says = base in words("saying_verbs")
    if not says and base not in words("claiming_verbs") and base not in words("data_verbs"):
        return
    inverted = _inverted(verb, start, end, mentions)
    if inverted is not None:
        yield Report(inverted, verb.i, start, verb.i)
        return
    head = _speaker(verb)
    if head is None:
        return
    published = base in words("data_verbs") and head.lower_ in words("data_nouns")
    contents = list(_contents(verb, objects=says or published))
    if not contents and _closes(verb, head, start):
        contents = [(start, head.left_edge.i)]
    yield from (Report(head, verb.i, first, last) for first, last in contents)


def _closes(verb: Token, head: Token, start: int) -> bool:
    """RETURNS: whether a verb of saying ends what the parse has not hung on it: "…, the official told reporters"."""
    first = head.left_edge.i
    return start < first <= head.i < verb.i and verb.doc[first - 1].text in {",", "”", '"', "’"}


def _speaker(verb: Token) -> Token | None:
    """RETURNS: the head of the phrase that the verb names as saying so; of a relative pronoun, what it stands for."""
    phrase = speaking.source_of(verb)
    if phrase is None:
        return None
    head: Token = verb.doc[phrase.head]
    if head.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    return head if syntax.is_noun(head) or head.tag_ in syntax.PRONOUN_TAGS else None


def _contents(verb: Token, *, objects: bool) -> Iterator[tuple[int, int]]:
    """RETURNS: the stretches that the verb reports: its clause, what it is put into or after; else its objects."""
    children = list(syntax.children(verb))
    clauses = [child for child in children if child.dep_ in _CONTENTS]
    if not clauses:
        clauses = [child for child in children if child.dep_ == "advcl" and child.i < verb.i and _finite(child)]
    if clauses:
        yield from ((child.left_edge.i, child.right_edge.i + 1) for child in clauses)
        return
    if verb.dep_ == "parataxis" and not any(child.dep_ in _OBJECTS for child in children):
        yield verb.head.left_edge.i, verb.left_edge.i
        yield verb.right_edge.i + 1, verb.head.right_edge.i + 1
        return
    for child in children:
        reported = child.dep_ in _OBJECTS or (speaking.is_passive(verb) and child.dep_ == "nsubjpass")
        of = child.dep_ == "prep" and child.lower_ in words("saying_prepositions")
        if of or (objects and reported):
            yield child.left_edge.i, child.right_edge.i + 1


def _finite(verb: Token) -> bool:
    return verb.tag_ in syntax.FINITE_TAGS or any(child.tag_ == "MD" for child in syntax.lefts(verb))


def _inverted(verb: Token, start: int, end: int, mentions: MentionIndex) -> Token | None:
    """RETURNS: the speaker after a verb that closes its sentence (", detailed agency director Ana Torres").

    The parse often has such a verb as an attribute of the speaker, so it is read by words.
    """
    doc = verb.doc
    if verb.i <= start or doc[verb.i - 1].text not in {",", "”", '"', "’"} or verb.tag_ == "VBG":
        return None
    head = None
    for token in doc[verb.i + 1 : min(end, verb.i + _LONGEST_SPEAKER)]:
        if token.is_space:
            continue
        named = syntax.is_noun(token) or token.dep_ in ("det", "poss", "compound", "amod")
        if not named:
            break
        head = token if syntax.is_noun(token) or token.tag_ in syntax.PROPER_TAGS else head
    if head is None or any(child.dep_ in _OBJECTS for child in syntax.rights(verb) if child != head):
        return None
    first = next((token for token in doc[verb.i + 1 : head.i + 1] if not token.is_space), head)
    known = first.tag_ in ("DT", "PRP$", *syntax.PROPER_TAGS) or mentions.at(head.idx) is not None
    return head if known and syntax.subject(verb) in (None, head) else None
