"""What a reading answers, and the steps through noun phrases that several readings share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.figure import Figure, object_of
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas

ATTRIBUTIVE = frozenset(
    {"nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "npadvmod", "advmod", "poss"}
)
RELATIVE = frozenset({"WDT", "WP", "WP$"})
SHARES = frozenset({QuantityKind.PERCENT, QuantityKind.RATIO})
FAR = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """The head word of what is counted, how sure that is, and the verb if it was found through one."""

    head: Token
    certainty: float
    verb: Token | None = None


Known = Mapping[int, Answer]
Reading = Callable[[Figure, Known, Lemmas], Answer | None]


def rightmost(token: Token) -> Token:
    """RETURNS: the head of the noun phrase that the token stands in before its head."""
    for _ in range(FAR):
        onto_next = token.dep_ == "nsubj" and token.head.i == token.i + 1 and syntax.is_noun(token.head)
        if not onto_next and (token.dep_ not in ("compound", "nmod", "amod") or token.head.i <= token.i):
            break
        token = token.head
    return token


def antecedent_of(token: Token) -> Token:
    """RETURNS: the noun that the relative clause around the token belongs to."""
    for _ in range(FAR):
        if token.dep_ in ("relcl", "acl"):
            return token.head
        if token.head == token:
            break
        token = token.head
    return token


def what_is_counted(noun: Token, figure: Figure) -> Token:
    """RETURNS: for "the number of requests" the requests, else the noun itself."""
    if figure.kind in (QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.RATIO):
        for _ in range(2):
            inner = object_of(noun, "of") if noun.lower_ in words("counter") else None
            if inner is None or figure.covers(inner) or not (syntax.is_noun(inner) or inner.tag_ in ("JJ", "VBN")):
                break
            noun = inner
    return noun
