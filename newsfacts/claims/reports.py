"""Who a sentence itself says its figures come from, by the parse: reporting verbs, publications, "according to".

Each report holds for a stretch of the sentence; of several that hold for a figure, the narrowest is the nearest source
("the minister said that the agency counts 150": the agency). After Pareti (2015), "Attribution: a computational
approach", who nests attributions in the same way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from numpy import flatnonzero, isin
from spacy.attrs import LOWER, TAG
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.claims import parties
from newsfacts.layers import MentionIndex
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quotes import sources as speaking

_MOST = 16
_LONGEST_SPEAKER = 12
_LONGEST_TAIL = 7
_TAIL_MARKS = frozenset({":", "-", "–", "—"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_ACCORDING = frozenset({"according", "per"})
_TABLES = ("saying", "claiming", "showing", "putting", "tallying")


@dataclass(frozen=True, slots=True)
class Report:
    """`head` of the source's noun phrase, the token number of the `cue`, and the tokens vouched for, end exclusive."""

    head: Token
    cue: int
    first: int
    last: int

    def covers(self, number: int) -> bool:
        return self.first <= number < self.last and number != self.cue


class Reports:
    """Reads one document's sentences for who reports in them."""

    def __init__(self, doc: Doc, mentions: MentionIndex, lemmas: Lemmas) -> None:
        self._doc = doc
        self._mentions = mentions
        self._lemmas = lemmas
        number = doc.vocab.strings.as_int
        columns: Any = doc.to_array([TAG, LOWER])
        tags, lower = columns[:, 0], columns[:, 1]
        cues = isin(tags, [number(tag) for tag in syntax.VERB_TAGS]) | isin(lower, [number(w) for w in _ACCORDING])
        self._cues: list[int] = flatnonzero(cues).tolist()
        self._semicolons: list[int] = flatnonzero(lower == number(";")).tolist()

    def within(self, start: int, end: int) -> list[Report]:
        """RETURNS: the reports of the sentence of tokens `start` to `end`, in text order; at most a few."""
        doc = self._doc
        found: list[Report] = []
        stops = [start - 1, *_between(self._semicolons, start, end), end]
        for number in _between(self._cues, start, end):
            place = bisect_left(stops, number)
            first, last = stops[place - 1] + 1, stops[place]  # a semicolon ends what anybody vouches for
            token = doc[number]
            if token.lower_ in _ACCORDING:
                found += _according(token, first, last)
            else:
                found += _by_verb(token, self._lemmas.verb(token.lower_), first, last, self._mentions)
            if len(found) >= _MOST:
                break
        found += _in_publication(doc, start, end)
        found += _headed(doc, start, end, self._mentions)
        nobody = words("no_source") | words("first_person")
        return [_nested(report, found, end) for report in found if report.head.lower_ not in nobody]


def _between(numbers: Sequence[int], start: int, end: int) -> Sequence[int]:
    return numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]


def _nested(report: Report, others: list[Report], end: int) -> Report:
    """RETURNS: the "according to" of a clause that another reports, for that clause only ("he said that, per X, …")."""
    doc = report.head.doc
    if doc[report.cue].lower_ not in _ACCORDING or report.head.right_edge.i + 2 >= end:
        return report  # at the end of the sentence it is said of all of it
    around = [other for other in others if other.cue != report.cue and other.covers(report.cue)]
    inner = min(around, key=lambda other: other.last - other.first, default=report)
    return replace(report, first=max(report.first, inner.first), last=min(report.last, inner.last))


@cache
def _cues() -> frozenset[str]:
    return frozenset().union(*(words(table) for table in _TABLES))


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
    if who is None or not (syntax.is_noun(who) or who.tag_ in syntax.PRONOUN_TAGS):
        return
    if who.right_edge.i + 1 < end:
        yield Report(who, token.i, who.right_edge.i + 1, end)
    if start < token.i and not _opens_clause(token, start):
        yield Report(who, token.i, start, token.i)


def _opens_clause(token: Token, start: int) -> bool:
    """RETURNS: whether what stands at the token holds for what follows only: "that, per X, …", "and, per X, …"."""
    before = token.i - 1
    if before > start and token.doc[before].text == ",":
        before -= 1
    return token.doc[before].tag_ == "CC" or token.doc[before].lower_ in {"that", "while", "whereas"}


def _in_publication(doc: Doc, start: int, end: int) -> Iterator[Report]:
    """ "In a Lumo Institute poll, 40 percent were against": the publication that opens a sentence vouches for it."""
    if doc[start].lower_ != "in":
        return
    what = next((child for child in syntax.rights(doc[start]) if child.dep_ == "pobj"), None)
    if what is None or what.lower_ not in words("publication") or what.right_edge.i + 1 >= end:
        return
    if doc[what.right_edge.i + 1].text == ",":
        yield Report(what, start, what.right_edge.i + 2, end)


def _headed(doc: Doc, start: int, end: int, mentions: MentionIndex) -> Iterator[Report]:
    """ "12 dead in mine blast: police", "… - officials": the end of a headline, which has no full stop."""
    while end > start and doc[end - 1].is_space:
        end -= 1
    if end == start or not doc[end - 1].is_alpha:
        return
    for place in range(end - 2, max(start, end - _LONGEST_TAIL), -1):
        token = doc[place]
        if token.text in _TAIL_MARKS:
            tail = doc[place + 1 : end]
            if all(syntax.is_noun(word) or word.tag_ in ("JJ", "HYPH", "POS") for word in tail) and _speaks(
                tail[-1], mentions
            ):
                yield Report(tail[-1], place, start, place)
            return


def _speaks(noun: Token, mentions: MentionIndex) -> bool:
    listed = ("headline_source", "publication")
    return parties.issues(noun, mentions) or any(noun.lower_ in words(name) for name in listed)


def _by_verb(verb: Token, base: str, start: int, end: int, mentions: MentionIndex) -> Iterator[Report]:
    if base not in _cues():
        return
    inverted = _inverted(verb, start, end, mentions)
    if inverted is not None:
        yield Report(inverted, verb.i, start, verb.i)
        return
    head = _speaker(verb)
    if head is None:
        return
    contents = [
        (max(first, start), min(last, end)) for first, last in _contents(verb, base, head, mentions, range(start, end))
    ]
    if not contents and base in words("saying") | words("claiming") and _closes(verb, head, start):
        contents = [(start, head.left_edge.i)]
    yield from (Report(head, verb.i, first, last) for first, last in contents if first < last)


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
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":  # "quoted witnesses as saying"
        quoted = (child for child in syntax.rights(verb.head.head) if child.dep_ == "dobj" and child.i < verb.i)
        head = next(quoted, head)
    if head.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    return head if syntax.is_noun(head) or head.tag_ in syntax.PRONOUN_TAGS else None


def _contents(verb: Token, base: str, head: Token, mentions: MentionIndex, within: range) -> Iterator[tuple[int, int]]:
    """RETURNS: the stretches that the verb reports: its clause, what it is put into or after; else its objects."""
    children = [child for child in syntax.children(verb) if child.i in within]
    said = base in words("saying") or base in words("claiming") or head.lower_ in words("publication")
    clauses = [child for child in children if child.dep_ == "ccomp"]
    if clauses and said and verb.dep_ == "relcl" and head != verb.head:  # "the 300 men police say were shot"
        yield verb.head.left_edge.i, verb.head.i + 1
    if not clauses:
        clauses = [child for child in children if child.dep_ == "advcl" and child.i < verb.i and _finite(child)]
    if clauses and said:
        yield from ((child.left_edge.i, child.right_edge.i + 1) for child in clauses)
        return
    if said and verb.dep_ == "parataxis" and not any(child.dep_ in _OBJECTS for child in children):
        yield verb.head.left_edge.i, verb.left_edge.i
        yield verb.right_edge.i + 1, verb.head.right_edge.i + 1
        return
    objects = _vouches_for_objects(base, head, mentions)
    passive = speaking.is_passive(verb)
    for child in children:
        misread = child.dep_ == "nsubj" and child.i > verb.i and child != head  # "says 700 schools lack toilets"
        reported = misread or child.dep_ in _OBJECTS or (passive and child.dep_ == "nsubjpass")
        of = said and child.dep_ == "prep" and child.lower_ in words("saying_preposition")
        if of or (objects and reported) or (base in words("putting") and _at_figure(child)):
            yield child.left_edge.i, child.right_edge.i + 1


def _vouches_for_objects(base: str, head: Token, mentions: MentionIndex) -> bool:
    if base in words("showing") and head.lower_ in words("publication"):
        return True
    return base in words("saying") or (base in words("tallying") and parties.issues(head, mentions))


def _at_figure(child: Token) -> bool:
    """ "at 900", "at $5 million", "at 9.1 percent"; not "at the depot"."""
    if child.dep_ != "prep" or child.lower_ != "at":
        return False
    what = next((below for below in syntax.rights(child) if below.dep_ == "pobj"), None)
    return what is not None and (what.tag_ == "CD" or any(below.tag_ == "CD" for below in syntax.lefts(what)))


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
