"""One reading of a document, left to right: names are noted, anaphors come with their candidates."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from typing import NamedTuple

import numpy
from spacy.attrs import IDX, LOWER, TAG
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.coreference.above import Above, above
from newsfacts.coreference.actors import Actor
from newsfacts.coreference.anaphors import Anaphor, Kind, anaphor, introduces, pronoun_genders
from newsfacts.coreference.attention import Attention, Part, Seen
from newsfacts.coreference.features import Candidate, Place, place, ranked
from newsfacts.entities.descriptions import head_of, organisation_nouns, phrase_head, roles
from newsfacts.entities.names import TEMPORAL
from newsfacts.facts import Entity, EntityLabel
from newsfacts.lexicon import values
from newsfacts.lexicon.folding import fold

_PARAGRAPHS_BACK = 3
_SENTENCES_BACK_TO_THINGS = 1
_THINGS = 12
_COMMON = ("NN", "NNS")
_ASKED_OF = {kind: (kind in (Kind.HE, Kind.ROLE),) for kind in Kind} | {Kind.THEY: (True, False)}
"""Whether a kind of anaphor looks for people, for all others, or for both."""
_SPEAKING = (EntityLabel.ORG, EntityLabel.GPE, EntityLabel.NORP, EntityLabel.PERSON)
_THINGS_TOO = frozenset({"head", "chair"})
_OF = frozenset({"of", "for", "on"})
_BODIES = (EntityLabel.ORG, EntityLabel.FAC, EntityLabel.EVENT)
_DESCRIBED = (EntityLabel.PERSON, EntityLabel.ORG)
_RIVALS = 16
_SURE = 0.8
_BY = frozenset({"By", "BY"})
_LONGEST_NAME = 8

Asked = tuple[Anaphor, list[Candidate], Place]


class _Name(NamedTuple):
    """A mention by name. phrase: heads the phrase that it is in apposition to, or is `head`. gender: what it shows."""

    actor: Actor
    end: int
    head: Token
    phrase: Token
    gender: str | None


class Reading:
    """Asks about one anaphor after the other; what was made of it must be told by `link` or `leave` before the next."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.attention = Attention(doc)
        self.actor_of: dict[int, Actor] = {}
        self.by_noun: dict[str, dict[Actor, None]] = {}
        self.last_seen: dict[Actor, Seen] = {}
        self.nameless: dict[str, Actor] = {}
        self.things: dict[int, Seen] = {}
        tags = self.doc.to_array(TAG)
        nouns = (tags == get_string_id(_COMMON[0])) | (tags == get_string_id(_COMMON[1]))
        self.common: list[int] = numpy.flatnonzero(nouns).tolist()
        self.names = self._names()
        self.body_words = frozenset(
            name.actor.noun for name in self.names.values() if name.actor.label in _BODIES and name.actor.noun
        )
        self.actor_by_head = {name.head.i: name.actor for name in self.names.values()}
        self.described = {name.phrase.i for name in self.names.values()}

    def _names(self) -> dict[int, _Name]:
        """RETURNS: the mentions by name, but for times, by their first token."""
        entities = self.doc._.newsfacts_entities
        actors = {
            number: _named(number, entity) for number, entity in enumerate(entities) if entity.label not in TEMPORAL
        }
        mentions = [(m.start, m.end, actor) for number, actor in actors.items() for m in entities[number].mentions]
        offsets = self.doc.to_array(IDX)
        lefts, rights = (numpy.array([mention[side] for mention in mentions], offsets.dtype) for side in (0, 1))
        starts = (offsets.searchsorted(lefts, side="right") - 1).tolist()
        ends = offsets.searchsorted(rights).tolist()
        found: dict[int, _Name] = {}
        for start, end, (_, _, actor) in zip(starts, ends, mentions, strict=True):
            head = head_of(self.doc, start, end)
            phrase = phrase_head(self.doc, start, head) if actor.label in _DESCRIBED else head
            gender = actor.learn(self.doc, start, end, head) if actor.label in _DESCRIBED else None
            found[start] = _Name(actor, end, head, phrase, gender)
        _rank(list(actors.values()), Counter(name.actor for name in found.values()))
        return found

    def anaphors(self) -> Iterator[Asked]:
        """RETURNS: the anaphors in text order, with their candidates, the latest mentioned first."""
        if not self.names:
            return
        inside = 0
        for number in self._places():
            if number in self.names:
                inside = self._note_name(number)
            if number < inside:
                continue
            token = self.doc[number]
            found = None if token.i in self.described else anaphor(token, self.body_words)
            if found is not None:
                yield self._asked(found)
            elif token.tag_ in _COMMON:
                self._introduce(token)

    def _places(self) -> list[int]:
        """RETURNS: the tokens worth a look: where a name begins, and words that can point back."""
        keys, own = _pointing_words(), {get_string_id(word) for word in self.body_words}
        words = enumerate(self.doc.to_array(LOWER).tolist())
        worded = (number for number, key in words if key in keys or key in own)
        return sorted({*self.names, *worded})

    def _note_name(self, start: int) -> int:
        name = self.names[start]
        name.actor.gender = name.actor.gender or name.gender
        if not _is_byline(self.doc, start):
            self.actor_of[name.head.i] = name.actor
            self._note(name.actor, name.phrase)
        return name.end

    def _note(self, actor: Actor, head: Token, pronoun: str | None = None) -> None:
        self.actor_of[head.i] = actor
        self.last_seen[actor] = self.attention.add(actor, head, pronoun)
        if pronoun is not None or actor.label is None:
            return
        for noun in actor.nouns if actor.is_person else (*actor.nouns, actor.noun):
            actors = self.by_noun.setdefault(noun, {})
            actors.pop(actor, None)
            actors[actor] = None
            if len(actors) > _RIVALS:
                del actors[next(iter(actors))]

    def _introduce(self, noun: Token) -> None:
        """Notes who or what has no name: "a senior official, who asked …, as he was …"."""
        if not introduces(noun) or noun.lower_ in _THINGS_TOO:
            return
        self._note(self._nameless(noun), noun)

    def _nameless(self, noun: Token) -> Actor:
        role = roles().get(noun.lower_)
        label = EntityLabel.PERSON if role else EntityLabel.ORG if noun.lower_ in organisation_nouns() else None
        actor = self.nameless.get(noun.lower_)
        if actor is None:
            actor = Actor(None, label, frozenset({role.office if role else noun.lower_}), plural=noun.tag_ == "NNS")
            actor.gender = (role.gender or None) if role else None
            self.nameless[noun.lower_] = actor
        return actor

    def link(self, found: Anaphor, actor: Actor, *, sure: float = 1.0) -> None:
        """Notes that the anaphor means the actor. sure: how probably, 0 to 1; a pronoun then shows its gender."""
        if found.kind is Kind.HE and actor.gender is None:
            actor.leaning = actor.leaning or found.gender
            actor.gender = found.gender if sure >= _SURE else None
        self._note(actor, found.token, str(found.kind) if found.is_pronoun else None)

    def leave(self, found: Anaphor) -> None:
        """Notes that the anaphor means none of its candidates: a noun then introduces somebody without a name."""
        if not found.is_pronoun:
            self._introduce(found.token)

    def _asked(self, found: Anaphor) -> Asked:
        around = above(found.token) if found.is_pronoun else Above()
        where = place(found, self.attention, self._actor(around.described), self._actor(around.saying))
        return found, ranked(self._possible(found, where), where.quotation), where

    def _actor(self, head: Token | None) -> Actor | None:
        """RETURNS: whom the noun phrase of that head means, be it a name further on."""
        return None if head is None else self.actor_of.get(head.i) or self.actor_by_head.get(head.i)

    def _possible(self, found: Anaphor, where: Place) -> list[Seen]:
        """RETURNS: the mentions that the anaphor may take up, the latest first."""
        reached = self._in_reach(found, where)
        if found.is_reflexive and reached and reached[0].head.i == where.number - 1:
            del reached[1:]  # "Okoro himself"
        if found.kind is Kind.HE and where.described is not None and _fits(found, where.described):
            reached = [seen for seen in reached if seen.actor is where.described]  # "a clerk who left as he was ill"
        barred = self._barred(found, where, reached) if found.is_pronoun else self._within(found)
        if found.age is not None:
            of_age = [seen for seen in reached if seen.actor.age == found.age]
            reached = of_age or [seen for seen in reached if seen.actor.age is None]
        if where.part is Part.SPEAKER and found.kind in (Kind.IT, Kind.THEY):
            reached = [seen for seen in reached if seen.actor.label in _SPEAKING]  # things say nothing
        return [seen for seen in reached if _fits(found, seen.actor) and seen.actor not in barred]

    def _within(self, found: Anaphor) -> set[Actor]:
        """RETURNS: whom a noun phrase mentions, and so cannot mean as a whole: "Okoro's coach"."""
        return {self.actor_of[number] for number in range(found.start, found.end) if number in self.actor_of}

    def _barred(self, found: Anaphor, where: Place, reached: Iterable[Seen]) -> set[Actor]:
        """RETURNS: whom a pronoun cannot mean: "Okoro thanked him", "Ruiz, her grandson", “He lied,” Okoro said."""
        quoted = where.quotation is not None and found.kind is Kind.HE
        said = {where.saying} if quoted and where.saying is not None else set()
        verb = _verb(found.token) if _is_argument(found) else None
        described = found.token.head.head if found.token.head.dep_ == "appos" else None
        if verb is None and described is None:
            return said
        same = takewhile(lambda seen: seen.sentence == where.sentence, reached)
        beside = (seen for seen in same if seen.head == described or (verb and _argument_of(verb, seen.head)))
        return said | {seen.actor for seen in beside}

    def _in_reach(self, found: Anaphor, where: Place) -> list[Seen]:
        reached: list[Seen] = []
        for people in _ASKED_OF[found.kind]:
            recent = self.attention.recent(people)
            reached += takewhile(lambda seen: where.paragraph - seen.paragraph <= _PARAGRAPHS_BACK, recent)
        if found.kind in (Kind.IT, Kind.THEY):
            reached += self._things_before(found, where.sentence)
            reached.sort(key=lambda seen: -seen.head.i)
        elif not found.is_pronoun:
            role = roles().get(found.token.lower_)
            known = self.by_noun.get(role.office if role else fold(found.token.text), {})
            reached += [self.last_seen[actor] for actor in reversed(known)]
        return reached

    def _things_before(self, found: Anaphor, sentence: int) -> Iterator[Seen]:
        """RETURNS: the nameless things of this sentence and the one before, which are rivals of what has a name."""
        last = bisect_left(self.common, found.token.i)
        for number in reversed(self.common[max(0, last - _THINGS) : last]):
            noun = self.doc[number]
            if noun.i in self.actor_of or not introduces(noun):
                continue
            if noun.i not in self.things:
                self.things[noun.i] = self.attention.seen(self._nameless(noun), noun)
            seen = self.things[noun.i]
            if sentence - seen.sentence > _SENTENCES_BACK_TO_THINGS:
                return
            yield seen


def _named(number: int, entity: Entity) -> Actor:
    parts = fold(entity.name).split()[:_LONGEST_NAME]
    ends = (end for end, word in enumerate(parts) if word in _OF)
    end = next(ends, len(parts))
    return Actor(number, entity.label, frozenset(parts), noun=parts[end - 1] if end else "")


def _rank(actors: Iterable[Actor], named: Mapping[Actor, int]) -> None:
    """Fills `standing`. named: how often the article names each."""
    for people in (True, False):
        group = sorted((actor for actor in actors if actor.is_person is people), key=lambda actor: -named[actor])
        alone = len(group) == 1 or (len(group) > 1 and named[group[0]] > named[group[1]])
        for actor in group:
            first = named[actor] == named[group[0]]
            actor.standing = 3 if named[actor] == 1 and not (first and alone) else (0 if alone else 1) if first else 2


def _fits(found: Anaphor, actor: Actor) -> bool:
    """RETURNS: whether the actor is of the kind that such an anaphor may take up."""
    if found.kind in (Kind.HE, Kind.ROLE):
        return actor.is_person and not actor.plural and found.gender in (None, actor.gender or found.gender)
    if found.kind is Kind.THEY:
        return actor.plural or actor.label in (EntityLabel.ORG, EntityLabel.GPE, EntityLabel.NORP)
    if found.kind is Kind.BODY:
        body = actor.label in (EntityLabel.ORG, EntityLabel.GPE, EntityLabel.FAC) and not actor.plural
        return body or (actor.number is not None and actor.noun == found.token.lower_)
    if found.kind is Kind.PLACE:
        return actor.label in (EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC)
    return not actor.is_person and not actor.plural


@cache
def _pointing_words() -> frozenset[int]:
    """RETURNS: spaCy's keys of the words that an anaphor may be."""
    nouns = (*roles(), *organisation_nouns(), *values("place_kind"))
    return frozenset(get_string_id(word) for word in ("old", *pronoun_genders(), *nouns))


def _is_byline(doc: Doc, start: int) -> bool:
    """RETURNS: whether the name is that of who wrote the article ("By Amina Okoro"), no part of the story."""
    return start > 0 and doc[start - 1].text in _BY and (start == 1 or doc[start - 2].is_space)


def _is_argument(found: Anaphor) -> bool:
    return found.token.tag_ != "PRP$" and not found.is_reflexive


def _argument_of(verb: Token, head: Token) -> bool:
    """RETURNS: whether the noun is an argument of the verb, so that a pronoun beside it there is somebody else
    ("Okoro thanked him").
    """
    return verb == _verb(head) or (verb.dep_ == "relcl" and verb.head == head)


def _verb(token: Token) -> Token | None:
    above = token.head
    if token.dep_ == "pobj" and above.dep_ in ("prep", "dative", "agent"):
        above = above.head
    return above if syntax.is_verb(above) and above != token else None
