"""Who can be taken up by a pronoun or a noun: the people and bodies of the article, and what it says of each.

Gender and office come from titles, appositions and copulas ("Ms Okoro", "a spokesperson for the ministry, X", "X is the
group's founder"), never from the name itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from service.nlp import syntax
from service.nlp.entities.names import fold
from service.nlp.entities.tables import mapping, rows
from service.nlp.facts import EntityLabel

_TITLE_REACH = 7
_DESCRIPTIONS = 16
_APPOSITION_REACH = 16
_IN_PHRASE = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "IN", "POS", "CC"})
_OF_OFFICE = frozenset({"for", "of", "at", "from", "with"})
_COPULAS = frozenset({"is", "was", "be", "became", "becomes", "remains"})
_BEFORE_NAME = frozenset({"compound", "amod", "nmod", "poss", "nn", "appos"})


class Role(NamedTuple):
    """A noun for people; `gender` is m, f or -."""

    gender: str
    field: str
    office: str


@cache
def roles() -> dict[str, Role]:
    return {row[0]: Role(*row[1:4]) for row in rows(__package__, "person_roles.tsv")}


@cache
def organisation_nouns() -> dict[str, str]:
    return {row[0]: row[1] for row in rows(__package__, "organisation_nouns.tsv")}


@cache
def generic_offices() -> frozenset[str]:
    return frozenset(row[0] for row in rows(__package__, "generic_roles.txt"))


@dataclass(frozen=True, slots=True)
class Description:
    """What an actor is called besides the name: the noun (an office for people) and the words around it, folded."""

    noun: str
    words: frozenset[str]


@dataclass(slots=True, eq=False)
class Actor:
    """A person or a body of the article. `gender` is what the text shows, `leaning` that of a pronoun taken for it with
    some doubt. `number` is its place among `doc._.entities`; None for somebody without a
    name ("a senior official"), who is nobody's mention but may be whom a pronoun means.
    """

    number: int | None
    label: EntityLabel
    last_word: str
    gender: str | None = None
    leaning: str | None = None
    descriptions: list[Description] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)

    @property
    def is_person(self) -> bool:
        return self.label is EntityLabel.PERSON

    def nouns(self) -> list[str]:
        """RETURNS: the nouns that can take up the actor by its descriptions or, a body, by the end of its name."""
        found = [description.noun for description in self.descriptions]
        if not self.is_person and self.last_word in organisation_nouns():
            found.append(self.last_word)
        return found

    def learn(self, doc: Doc, start: int, end: int, head: Token) -> None:
        """Reads what stands beside one mention by name: the tokens `start` to `end`, whose head is `head`."""
        if self.is_person:
            self._learn_gender_of_titles(doc, start)
        for noun, description in described(doc, start, end, head):
            known = roles().get(noun)
            if self.is_person and known:
                self.gender = self.gender or (known.gender if known.gender != "-" else None)
                self.fields.add(known.field)
                self._add(Description(known.office, description))
            elif not self.is_person and noun in organisation_nouns():
                self._add(Description(noun, description))

    def _add(self, description: Description) -> None:
        if len(self.descriptions) < _DESCRIPTIONS and description not in self.descriptions:
            self.descriptions.append(description)

    def _learn_gender_of_titles(self, doc: Doc, start: int) -> None:
        for number in range(start - 1, max(start - 4, -1), -1):
            token = doc[number]
            gender = mapping("person_titles.txt").get(token.lower_) if token.text[0].isupper() else None
            if gender:
                self.gender = self.gender or gender
            elif not token.text[0].isupper():
                return


def described(doc: Doc, start: int, end: int, head: Token) -> Iterator[tuple[str, frozenset[str]]]:
    """RETURNS: the nouns that the sentence calls the name at tokens `start` to `end`, each with the words around it."""
    title = _before(doc, start)
    if title:
        yield title[-1], frozenset(title)
    for child in head.rights:
        if child.dep_ == "appos" and child.i >= end:
            yield _described_by(child)
    noun = _role_before_comma(doc, start)
    if noun is not None:
        yield noun.lower_, _words(doc, noun.i, start)
    elif head.dep_ == "appos":
        noun = _role_above(head)
        if noun is not None:
            yield noun.lower_, _words(doc, noun.left_edge.i, start)
    if head.dep_ == "nsubj" and head.head.lower_ in _COPULAS:
        for child in head.head.rights:
            if child.dep_ == "attr":
                yield _described_by(child)


def _described_by(noun: Token) -> tuple[str, frozenset[str]]:
    return noun.lower_, _words(noun.doc, noun.left_edge.i, noun.right_edge.i + 1)


def _before(doc: Doc, start: int) -> list[str]:
    """RETURNS: the words right before a name that are one phrase with it ("Russian Foreign Minister | Okoro")."""
    found: list[str] = []
    for number in range(start - 1, max(start - 1 - _TITLE_REACH, -1), -1):
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


def _role_above(head: Token) -> Token | None:
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
