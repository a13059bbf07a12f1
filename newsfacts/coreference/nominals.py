"""Definite noun phrases that take up a person or a body: "the diplomat", "the group"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.coreference.actors import Actor, generic_offices
from newsfacts.coreference.salience import Attention, Part, Seen, part
from newsfacts.entities.descriptions import organisation_nouns, right_children, roles
from newsfacts.lexicon import words
from newsfacts.lexicon.folding import fold

_DEFINITE = frozenset({"the", "this", "that"})
_INDEFINITE = frozenset({"a", "an", "another"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_PREDICATED = frozenset({"appos", "attr", "oprd"})  # says what somebody is rather than taking them up
_MARGIN = 0.5
_RESTRICTING = frozenset({"relcl", "acl", "appos"})


def is_definite(noun: Token) -> bool:
    """RETURNS: whether the noun heads a phrase that can take up somebody: definite, singular, not narrowed down."""
    if noun.tag_ not in ("NN", "NNP") or noun.dep_ in _MODIFIERS or noun.dep_ in _PREDICATED:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        return False
    for child in right_children(noun):
        if child.dep_ in _RESTRICTING or (child.dep_ == "prep" and child.lower_ in ("of", "for")):
            return False
    return any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in syntax.lefts(noun))


def introduces(noun: Token) -> bool:
    """RETURNS: whether the noun means a person or a new body without a name, rather than titling a named one."""
    if noun.tag_ != "NN" or noun.dep_ in _MODIFIERS or noun.dep_ in _PREDICATED:
        return False
    if noun.lower_ not in roles() and not any(child.lower_ in _INDEFINITE for child in syntax.lefts(noun)):
        return False
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return (following is None or following.tag_ not in syntax.PROPER_TAGS) and all(
        child.dep_ != "appos" for child in right_children(noun)
    )


def resolve(noun: Token, attention: Attention, by_noun: dict[str, list[Actor]]) -> Actor | None:
    """RETURNS: the actor that the noun phrase takes up, None where the text leaves it open.

    by_noun: actors by the nouns they were described by or that end their names, in the order of their last mentions.
    """
    role = roles().get(noun.lower_)
    own = _described(noun, by_noun.get(role.office if role else noun.lower_, ()), is_person=role is not None)
    if own is not None:
        return own
    if part(noun) is Part.OTHER or attention.quotation(noun) is not None:
        return None
    if role is not None:
        return _person(noun, attention)
    return _body(noun, attention) if organisation_nouns().get(noun.lower_) != "own" else None


def _described(noun: Token, actors: Iterable[Actor], *, is_person: bool) -> Actor | None:
    wanted = _modifiers(noun)
    role = roles().get(noun.lower_)
    office = role.office if role else noun.lower_
    gender = role.gender if role else "-"
    for actor in reversed(list(actors)):
        if actor.is_person != is_person or (gender != "-" and actor.gender not in (None, gender)):
            continue
        known = [description.words for description in actor.descriptions if description.noun == office]
        if any(wanted <= described for described in known) or (not known and not wanted):
            return actor
        if any(not _capitalised(noun) and wanted & described for described in known):
            return actor
    return None


def _modifiers(noun: Token) -> frozenset[str]:
    start, end = syntax.base_phrase(noun)
    return frozenset(fold(token.text) for token in noun.doc[start : end - 1] if token.is_alpha and token.dep_ != "det")


def _capitalised(noun: Token) -> list[str]:
    start, end = syntax.base_phrase(noun)
    return [fold(t.text) for t in noun.doc[start : end - 1] if t.text[0].isupper() and t.dep_ != "det"]


def _person(noun: Token, attention: Attention) -> Actor | None:
    role = roles()[noun.lower_]
    if role.office not in generic_offices():
        return None
    names = frozenset(_capitalised(noun))

    def fits(seen: Seen) -> bool:
        actor = seen.actor
        if not actor.is_person or (actor.fields - {"plain"} and role.field not in ("plain", *actor.fields)):
            return False
        return not names or any(names <= description.words for description in actor.descriptions)

    found = attention.best(noun, gender=None if role.gender == "-" else role.gender, fits=fits, margin=_MARGIN)
    return found[0] if found else None


def _body(noun: Token, attention: Attention) -> Actor | None:
    if _capitalised(noun):
        return None
    firm = organisation_nouns()[noun.lower_] == "firm"

    def fits(seen: Seen) -> bool:
        return not seen.actor.is_person and seen.part is not Part.OTHER and not (firm and _is_public(seen.actor))

    found = attention.best(noun, gender=None, fits=fits, margin=_MARGIN)
    return found[0] if found and not _another_body_near(noun, found[0], attention) else None


def _another_body_near(noun: Token, actor: Actor, attention: Attention) -> bool:
    """RETURNS: whether the noun's own sentence names another body before it ("of **Tolmex** when the company …")."""
    sentence = attention.sentence(noun)
    named = (seen.actor for seen in takewhile(lambda seen: seen.sentence == sentence, attention.recent()))
    return any(not other.is_person and other is not actor for other in named)


def _is_public(actor: Actor) -> bool:
    word = actor.last_word
    return word in words("organisation") and word not in words("legal_form")
