"""What is asked about a figure's subject, what is answered, and the steps through noun phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.directions import directions
from newsfacts.claims.figure import Figure, object_of
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.rules import Family

ATTRIBUTIVE = frozenset(
    {"nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "npadvmod", "advmod", "poss"}
)
RELATIVE = frozenset({"WDT", "WP", "WP$"})
FAR = 6
_COUNTED = frozenset({QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.RATIO})


@dataclass(frozen=True, slots=True)
class Answer:
    """The head word of what is counted, how sure that is (0 to 1), the verb if found through one, and the rule."""

    head: Token
    certainty: float
    verb: Token | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure whose subject is looked for.

    around: the figures next to it in its sentence, on both sides.
    known: the subjects of those before it, by `Figure.key`.
    """

    figure: Figure
    around: Sequence[Figure]
    known: Mapping[int, Answer]
    lemmas: Lemmas


subjects = Family[Asked, Answer](
    "subject",
    at=lambda asked: (asked.figure.quantity.start, asked.figure.quantity.end),
    shown=lambda answer: answer.head.text,
)


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
    if figure.kind in _COUNTED:
        for _ in range(2):
            inner = object_of(noun, "of") if noun.lower_ in words("counter") else None
            if inner is None or figure.covers(inner) or not (syntax.is_noun(inner) or inner.tag_ in ("JJ", "VBN")):
                break
            noun = inner
    return noun


def changes(noun: Token, lemmas: Lemmas) -> bool:
    """RETURNS: whether the noun says that something rises or falls ("an increase", "the drop")."""
    return noun.lower_ in words("change") or lemmas.noun(noun.lower_) in directions()
