"""What a sentence calls a name besides the name: by title, apposition or copula ("a spokesperson for the ministry, X",
"X, a mining company", "X is the group's founder").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.lexicon import values, verb_forms
from newsfacts.lexicon.folding import fold

_TITLE_REACH = 7
_APPOSITION_REACH = 16
_LONGEST_PHRASE = 128
_IN_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "IN", "POS", "CC"})
_OF_OFFICE = frozenset({"for", "of", "at", "from", "with"})
_OPENING = frozenset({"“", '"', "‘", "'", "''", "``", "«", "„"})
_COPULAS = frozenset({"is", "was", "be", "became", "becomes", "remains"})
_BEFORE_NAME = frozenset({"compound", "amod", "nmod", "poss", "nn", "appos"})


class Role(NamedTuple):
    """What people are. `gender` is m, f or "" for either."""

    office: str
    field: str
    gender: str = ""


@cache
def roles() -> dict[str, Role]:
    """RETURNS: nouns for people by what they are."""
    return {noun: Role(*role.split()) for noun, role in values("role").items()}


def organisation_nouns() -> Mapping[str, str]:
    return values("takes_up_body")


def speech_verbs() -> frozenset[str]:
    return verb_forms("speech")


class Description(NamedTuple):
    """The noun that a name is called, and the words around it, folded."""

    noun: str
    words: frozenset[str]


def head_of(doc: Doc, start: int, end: int) -> Token:
    """RETURNS: the token of the name at tokens `start` to `end` whose head lies outside it."""
    for number in range(end - 1, start - 1, -1):
        token = doc[number]
        if not start <= token.head.i < end or token.head is token:
            return token
    return doc[end - 1]


def phrase_head(doc: Doc, start: int, head: Token) -> Token:
    """RETURNS: the noun that a name in apposition describes, which stands in the sentence for both ("Its **director**,
    X, said"), else the name's own head.
    """
    return _role_before_comma(doc, start) or (_noun_above(head) if head.dep_ == "appos" else None) or head


def described(doc: Doc, start: int, end: int, head: Token) -> Iterator[Description]:
    """RETURNS: what the sentence calls the name at tokens `start` to `end`, whose head is `head`."""
    title = _before(doc, start)
    if title:
        yield Description(title[-1], frozenset(title))
    for child in right_children(head):
        if child.dep_ == "appos" and child.i >= end:
            yield _described_by(child)
    above = phrase_head(doc, start, head)
    if above is not head:
        yield Description(above.lower_, _words(doc, above.left_edge.i, start))
    if head.dep_ == "nsubj" and head.head.lower_ in _COPULAS:
        for child in right_children(head.head):
            if child.dep_ == "attr":
                yield _described_by(child)


def right_children(head: Token) -> Iterator[Token]:
    """RETURNS: what depends on the token and stands after it. Nothing where that is too long for a phrase: spaCy
    looks at all of it each time.
    """
    if head.right_edge.i - head.i <= _LONGEST_PHRASE:
        yield from syntax.rights(head)


def _described_by(noun: Token) -> Description:
    return Description(noun.lower_, _words(noun.doc, noun.left_edge.i, noun.right_edge.i + 1))


def _before(doc: Doc, start: int) -> list[str]:
    """RETURNS: the words right before a name that are one phrase with it ("Russian Foreign Minister | Okoro")."""
    found: list[str] = []
    last = start - 1 - (start > 0 and doc[start - 1].text in _OPENING)
    for number in range(last, max(last - _TITLE_REACH, -1), -1):
        token = doc[number]
        if (
            token.is_space
            or token.is_punct
            or (token.dep_ not in _BEFORE_NAME and token.tag_ not in syntax.PROPER_TAGS)
        ):
            break
        found.append(fold(token.text))
    return found[::-1]


def _role_before_comma(doc: Doc, start: int) -> Token | None:
    """The noun of "a spokesperson for the Foreign Ministry, | Mariya", whatever the parse makes of it."""
    if start < 2 or doc[start - 1].text != ",":
        return None
    for number in range(start - 2, max(start - 2 - _APPOSITION_REACH, -1), -1):
        token = doc[number]
        if token.lower_ in roles() and token.tag_ == "NN" and doc[number + 1].lower_ in _OF_OFFICE:
            return token
        if token.tag_ not in _IN_PHRASE:
            return None
    return None


def _noun_above(head: Token) -> Token | None:
    """The noun that a name is in apposition to, or one that the parse hung it below ("a spokesman for X, | Y")."""
    above = head.head
    for _ in range(4):
        if above.lower_ in roles() or above.lower_ in organisation_nouns():
            return above
        if above.head is above or syntax.is_verb(above):
            return None
        above = above.head
    return None


def _words(doc: Doc, start: int, end: int) -> frozenset[str]:
    end = min(end, start + _APPOSITION_REACH)
    return frozenset(fold(token.text) for token in doc[start:end] if token.is_alpha)
