"""What every attribute of a claim is judged on: the figure, its place in the sentence and in the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.facts import Quantity, QuantityKind
from newsfacts.quantities import Found

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"})
CLIMB = 8
_BRACKET = 10
_PASSED_IN_CLIMB = frozenset(
    {"prep", "pobj", "pcomp", "dobj", "attr", "npadvmod", "acomp", "advmod", "conj", "appos", "oprd", "dative", "agent"}
    | {"nmod", "nummod", "quantmod", "compound", "amod", "xcomp", "dep", "punct", "advcl", "prt", "obl"}
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with its neighbourhood.

    `root` is the token of it that hangs outside; `start` and `end` are the sentence's token numbers, end exclusive;
    `before` holds the figures already read in the same sentence, nearest last.
    """

    doc: Doc
    found: Found
    root: Token
    start: int
    end: int
    before: Sequence[Figure] = field(default=(), repr=False)

    @property
    def quantity(self) -> Quantity:
        return self.found.quantity

    @property
    def kind(self) -> QuantityKind:
        return self.found.quantity.kind

    @property
    def key(self) -> int:
        """Tells the figures of a document apart: where the quantity starts. Two of them may share a token."""
        return self.found.quantity.start

    @property
    def first(self) -> int:
        return self.found.first

    @property
    def last(self) -> int:
        return self.found.last

    def covers(self, token: Token) -> bool:
        return self.first <= token.i < self.last

    def left(self, steps: int = 1) -> Token | None:
        """RETURNS: the token `steps` before the quantity, within the sentence."""
        number = self.first - steps
        return self.doc[number] if number >= self.start else None

    def right(self, steps: int = 1) -> Token | None:
        """RETURNS: the token `steps` after the quantity, within the sentence."""
        number = self.last + steps - 1
        return self.doc[number] if number < self.end else None

    def after_brackets(self) -> Token | None:
        """RETURNS: the token after the quantity and a short bracket that follows it ("40km (25 miles) of road")."""
        token = self.right()
        if token is None or token.text != "(":
            return token
        for number in range(token.i + 1, min(token.i + _BRACKET, self.end - 1)):
            if self.doc[number].text == ")":
                return self.doc[number + 1]
        return token

    def in_brackets(self) -> bool:
        before, after = self.left(), self.right()
        return before is not None and before.text in "([" and after is not None and after.text in ")],;"


def root_of(doc: Doc, found: Found) -> Token:
    """RETURNS: the token of the quantity that the rest of the sentence holds it by."""
    token = doc[found.anchor]
    for _ in range(found.last - found.first):
        head = token.head
        if head == token or not found.first <= head.i < found.last:
            break
        token = head
    if token.head.i >= found.last:
        return token
    # A number that the tokenizer split may hang on its noun by its last piece only.
    last = doc[found.last - 1]
    return last if last.dep_ == "nummod" and last.head.i >= found.last else token


def climb(token: Token) -> Iterator[Token]:
    """RETURNS: the token's heads, from the nearest up to its clause's verb, that one included. Bounded."""
    for _ in range(CLIMB):
        head = token.head
        if head == token or token.dep_ not in _PASSED_IN_CLIMB:
            return
        token = head
        yield token
        if syntax.is_verb(token) and token.dep_ not in ("amod", "compound", "nmod", "prep"):
            return


def clause_verb(token: Token) -> Token | None:
    """RETURNS: the verb whose clause the token stands in as an argument or adjunct."""
    last = next(reversed(list(climb(token))), None)
    return last if last is not None and (syntax.is_verb(last) or last.tag_ == "MD") else None


def object_of(token: Token, *prepositions: str) -> Token | None:
    """RETURNS: the object of the token's first prepositional phrase to the right with one of `prepositions`."""
    for child in syntax.rights(token):
        if child.dep_ == "prep" and child.lower_ in prepositions:
            return next((below for below in syntax.rights(child) if below.dep_ in ("pobj", "pcomp")), None)
    return None


def of_object(preposition: Token) -> Token | None:
    return next((child for child in syntax.rights(preposition) if child.dep_ in ("pobj", "pcomp")), None)


def similar(one: Quantity, other: Quantity) -> bool:
    """RETURNS: whether two quantities measure the same sort of thing."""
    if one.kind is not other.kind:
        return False
    dimensions = (one.unit.dimension if one.unit else None, other.unit.dimension if other.unit else None)
    return dimensions[0] == dimensions[1]
