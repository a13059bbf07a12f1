"""What can point back: third-person pronouns, and definite nouns for people, bodies and places."""

from __future__ import annotations

from collections.abc import Container, Mapping
from enum import StrEnum
from typing import NamedTuple

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.entities.descriptions import organisation_nouns, right_children, roles
from newsfacts.lexicon import values
from newsfacts.lexicon.folding import fold

_DEFINITE = frozenset({"the", "this", "that"})
_INDEFINITE = frozenset({"a", "an", "another"})
_DESCRIBING = frozenset({"amod", "compound", "nmod"})
_MODIFIERS = _DESCRIBING | {"poss"}
_PREDICATED = frozenset({"appos", "attr", "oprd"})  # says what somebody is rather than taking them up
_RESTRICTING = frozenset({"relcl", "acl", "appos"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_AGE_WORDS = 4
_HYPHENS = frozenset({"-", "‐", "‑"})


class Kind(StrEnum):
    """What an anaphor is, and so what it may stand for."""

    HE = "he"
    IT = "it"
    THEY = "they"
    ROLE = "role"
    BODY = "body"
    PLACE = "place"


class Anaphor(NamedTuple):
    """A pronoun or a noun phrase: its head, its tokens (end exclusive), and for a noun the folded words before it."""

    token: Token
    start: int
    end: int
    kind: Kind
    gender: str | None = None
    modifiers: tuple[str, ...] = ()
    age: str | None = None
    is_pronoun: bool = False

    @property
    def is_reflexive(self) -> bool:
        return self.token.lower_ in _REFLEXIVES


def pronoun_genders() -> Mapping[str, str]:
    """RETURNS: the third-person pronouns, with "m", "f" or "n"."""
    return values("pronoun")


def anaphor(token: Token, body_words: Container[str]) -> Anaphor | None:
    """RETURNS: the anaphor that the token heads; None where it heads none.

    body_words: words of the article's bodies' names, by which they may be called ("the bureau").
    """
    if token.tag_ in syntax.PRONOUN_TAGS:
        gender = pronoun_genders().get(token.lower_)
        if gender is None:
            return None
        if gender != "n":
            return Anaphor(token, token.i, token.i + 1, Kind.HE, gender, is_pronoun=True)
        kind = Kind.THEY if token.lower_ in _THEY else Kind.IT
        if kind is Kind.IT and _holds_a_place(token):
            return None
        return Anaphor(token, token.i, token.i + 1, kind, is_pronoun=True)
    age = _age(token) if token.lower_ == "old" else None
    role = roles().get(token.lower_)
    body = token.lower_ in organisation_nouns() or token.lower_ in body_words
    place = token.lower_ in values("place_kind")
    if not (age or role or body or place) or not _is_definite(token, age is not None):
        return None
    start, end = syntax.base_phrase(token)
    while age is not None and start and token.doc[start].lower_ not in _DEFINITE and token.i - start <= _AGE_WORDS:
        start -= 1
    words = (token.doc[number] for number in range(start, end - 1))
    modifiers = tuple(fold(word.text) for word in words if word.text[0].isalnum() and word.lower_ not in _DEFINITE)
    if age or role:
        gender = (role.gender or None) if role else None
        age = age or _age_among(modifiers)
        kind = Kind.HE if age else Kind.ROLE  # an age says no more of a person than a pronoun does
        return Anaphor(token, start, end, kind, gender, modifiers, age)
    place = place and token.lower_ not in organisation_nouns()
    return Anaphor(token, start, end, Kind.PLACE if place else Kind.BODY, None, modifiers)


def _holds_a_place(it: Token) -> bool:
    """RETURNS: whether "it" only holds a place ("it is clear that …", "it is raining")."""
    children = {child.dep_ for child in right_children(it.head)}
    clause = bool(children & {"ccomp", "xcomp", "csubj", "advcl"})
    return clause and (it.dep_ == "nsubjpass" or bool(children & {"acomp", "attr"}))


def _age(old: Token) -> str | None:
    """RETURNS: the age in "the 37-year-old", where that is no adjective of another noun."""
    words = [token for token in old.doc[max(0, old.i - _AGE_WORDS) : old.i] if token.text not in _HYPHENS]
    said = len(words) > 1 and words[-1].lower_ == "year" and words[-2].is_digit
    return words[-2].text if said and old.dep_ not in _MODIFIERS else None


def _age_among(modifiers: tuple[str, ...]) -> str | None:
    """RETURNS: the age in "the 37-year-old actor"."""
    places = (place for place, word in enumerate(modifiers) if word == "old" and modifiers[place - 1] == "year")
    place = next(places, 0)
    return modifiers[place - 2] if place > 1 and modifiers[place - 2].isdigit() else None


def _is_definite(noun: Token, is_age: bool) -> bool:
    """RETURNS: whether the noun heads a phrase that can take up somebody: definite, singular, not narrowed down."""
    if noun.tag_ not in ("NN", "NNP") and not is_age:
        return False
    if noun.dep_ in _DESCRIBING or noun.dep_ in _PREDICATED or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        return False
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    if following is not None and following.tag_ in syntax.PROPER_TAGS and not following.is_sent_start:
        return False
    if any(child.dep_ in _RESTRICTING for child in right_children(noun)):
        return False
    return any(child.lower_ in _DEFINITE or child.dep_ == "poss" for child in syntax.lefts(noun))


def introduces(noun: Token) -> bool:
    """RETURNS: whether the noun means somebody or something without a name, rather than titling a named one."""
    if noun.dep_ in _MODIFIERS or noun.dep_ in _PREDICATED:
        return False
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
    return following is None or following.tag_ not in syntax.PROPER_TAGS
