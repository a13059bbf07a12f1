"""Pronouns and nouns that stand for the people and bodies of the article: one pass from its start to its end."""

# No postponed annotations here: spaCy reads those of a factory.

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy
from spacy.attrs import IDX, LOWER
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.coreference import nominals, pronouns
from newsfacts.coreference.actors import Actor
from newsfacts.coreference.salience import Attention
from newsfacts.entities.descriptions import head_of, organisation_nouns, phrase_head, roles
from newsfacts.facts import EntityLabel, Mention, MentionKind
from newsfacts.layers import cut, register
from newsfacts.lexicon.folding import fold

_ACTORS = (EntityLabel.PERSON, EntityLabel.ORG)
_RIVALS = 16
_BY = frozenset({"By", "BY"})

register()


@Language.factory(
    "newsfacts_coreference",
    requires=["doc._.newsfacts_entities", "doc._.newsfacts_paragraphs", "doc._.newsfacts_quotations"],
    assigns=["doc._.newsfacts_entities"],
)
def make_coreference(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """RETURNS: the component `coreference`."""
    return coreference


def coreference(doc: Doc) -> Doc:
    """Completes `doc._.newsfacts_entities` with mentions by pronoun and by noun, where the text leaves no doubt.

    RETURNS: the same document.
    """
    found = _Reading(doc).resolved()
    if found:
        doc._.newsfacts_entities = tuple(
            replace(entity, mentions=tuple(sorted([*entity.mentions, *found[number]], key=lambda m: (m.start, -m.end))))
            if number in found
            else entity
            for number, entity in enumerate(doc._.newsfacts_entities)
        )
    return doc


class _Name(NamedTuple):
    """A mention by name. `phrase` heads the phrase that it is in apposition to, or is `head`."""

    actor: Actor
    end: int
    head: Token
    phrase: Token


class _Reading:
    """One reading of a document, left to right: names are noted, pronouns and nouns resolved to what was noted."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.attention = Attention(doc)
        self.actor_of: dict[int, Actor] = {}
        self.by_noun: dict[str, list[Actor]] = {}
        self.unnamed: dict[str, Actor] = {}
        self.names = self._names()
        self.described = {name.phrase.i for name in self.names.values()}

    def _names(self) -> dict[int, _Name]:
        """RETURNS: the mentions by name of people and bodies, by their first token."""
        actors = {
            number: Actor(number, entity.label, (fold(entity.name).split() or [""])[-1])
            for number, entity in enumerate(self.doc._.newsfacts_entities)
            if entity.label in _ACTORS
        }
        mentions = [
            (mention.start, mention.end, actor)
            for number, actor in actors.items()
            for mention in self.doc._.newsfacts_entities[number].mentions
        ]
        offsets = self.doc.to_array(IDX)
        lefts, rights = (numpy.array([mention[side] for mention in mentions], offsets.dtype) for side in (0, 1))
        starts = (offsets.searchsorted(lefts, side="right") - 1).tolist()
        ends = offsets.searchsorted(rights).tolist()
        found: dict[int, _Name] = {}
        for start, end, (_, _, actor) in zip(starts, ends, mentions, strict=True):
            head = head_of(self.doc, start, end)
            found[start] = _Name(actor, end, head, phrase_head(self.doc, start, head))
        return found

    def _places(self) -> list[int]:
        """RETURNS: the tokens worth a look: where a name begins, and words that can take up somebody."""
        words = _pointing_words()
        worded = (number for number, key in enumerate(self.doc.to_array(LOWER).tolist()) if key in words)
        return sorted({*self.names, *worded})

    def resolved(self) -> dict[int, list[Mention]]:
        """RETURNS: the mentions found, by the number of their entity."""
        if not self.names:
            return {}
        found: dict[int, list[Mention]] = {}
        inside = 0
        for number in self._places():
            if number in self.names:
                inside = self._note_name(number)
            if number < inside:
                continue
            token = self.doc[number]
            mention = self._taken_up(token)
            if mention is None:
                continue
            actor, start, end, kind = mention
            self._note(actor, token)
            if actor.number is not None:
                span = cut(self.doc, *syntax.chars(self.doc, start, end))
                found.setdefault(actor.number, []).append(
                    Mention(text=span.text, start=span.start, end=span.end, kind=kind)
                )
        return found

    def _note_name(self, start: int) -> int:
        name = self.names[start]
        name.actor.learn(self.doc, start, name.end, name.head)
        if not _is_byline(self.doc, start):
            self.actor_of[name.head.i] = name.actor
            self._note(name.actor, name.phrase)
        return name.end

    def _note(self, actor: Actor, head: Token) -> None:
        self.actor_of[head.i] = actor
        self.attention.add(actor, head)
        for noun in actor.nouns():
            actors = self.by_noun.setdefault(noun, [])
            if actor in actors[-_RIVALS:]:
                actors.remove(actor)
            actors.append(actor)
            del actors[:-_RIVALS]

    def _taken_up(self, token: Token) -> tuple[Actor, int, int, MentionKind] | None:
        if token.tag_ in syntax.PRONOUN_TAGS:
            if token.lower_ not in pronouns.genders():
                return None
            actor = pronouns.resolve(token, self.attention, self.actor_of)
            return (actor, token.i, token.i + 1, MentionKind.PRONOUN) if actor else None
        if token.lower_ not in roles() and token.lower_ not in organisation_nouns():
            return None
        if token.i in self.described:
            return None
        actor = nominals.resolve(token, self.attention, self.by_noun) if nominals.is_definite(token) else None
        if actor is None and nominals.introduces(token):
            self._note(self._unnamed(token), token)
        return (actor, *syntax.base_phrase(token), MentionKind.NOMINAL) if actor else None

    def _unnamed(self, noun: Token) -> Actor:
        """Who has no name is a rival of those who have one: "a senior official, who asked …, as he was …"."""
        actor = self.unnamed.get(noun.lower_)
        if actor is None:
            role = roles().get(noun.lower_)
            actor = Actor(None, EntityLabel.PERSON if role else EntityLabel.ORG, noun.lower_)
            actor.gender = role.gender if role and role.gender != "-" else None
            self.unnamed[noun.lower_] = actor
        return actor


@cache
def _pointing_words() -> frozenset[int]:
    """RETURNS: spaCy's keys of the words that `_taken_up` can do anything with."""
    return frozenset(get_string_id(word) for word in (*pronouns.genders(), *roles(), *organisation_nouns()))


def _is_byline(doc: Doc, start: int) -> bool:
    """RETURNS: whether the name is that of who wrote the article ("By Amina Okoro"), no part of the story."""
    return start > 0 and doc[start - 1].text in _BY and (start == 1 or doc[start - 2].is_space)
