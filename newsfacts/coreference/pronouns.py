"""Third-person pronouns. "He" and "she" are people, "it" and "they" only bodies that speak. Precision comes first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.coreference.actors import Actor
from newsfacts.coreference.salience import Attention, Part, Seen, part
from newsfacts.entities.descriptions import right_children, speech_verbs
from newsfacts.lexicon import values, verb_forms

_MARGIN = 0.5
_SURE = 1.5
_CLIMB = 5
_NEAR = 24
_EMBEDDED = frozenset({"ccomp", "advcl", "conj", "xcomp", "relcl", "acl", "pcomp", "prep"})
_REFLEXIVES = frozenset({"himself", "herself"})


def genders() -> Mapping[str, str]:
    return values("pronoun")


def replies() -> frozenset[str]:
    return verb_forms("reply")


def resolve(pronoun: Token, attention: Attention, actor_of: dict[int, Actor]) -> Actor | None:
    """RETURNS: the actor that a third-person pronoun stands for, None where the text leaves it open.

    actor_of: actors by the token number of the heads of their mentions, those resolved so far among them. An actor
        whose gender was open takes that of a pronoun which can mean nobody else.
    """
    gender = genders()[pronoun.lower_]
    if gender == "n":
        return _body(pronoun, attention, actor_of)
    if pronoun.head.lower_ == "part" and pronoun.head.head.lower_ == "for":
        return None  # "for her part" means who comes next
    named = actor_of.get(pronoun.i - 1) if pronoun.lower_ in _REFLEXIVES else None
    if named is not None and named.is_person:
        return named  # "Okoro himself"
    likely = _clause_owner(pronoun)
    found = attention.best(
        pronoun,
        gender=gender,
        fits=_possible(pronoun, attention),
        margin=_MARGIN,
        favoured=actor_of.get(likely.i) if likely is not None else None,
    )
    if found is None:
        return None
    actor, lead = found
    if actor.gender is None and actor.leaning not in (None, gender):
        return None  # "he" once, not "she" now
    if lead >= _SURE and actor.gender is None:
        actor.gender = gender
    actor.leaning = actor.leaning or gender
    return actor


def _clause_owner(pronoun: Token) -> Token | None:
    """RETURNS: for a subject, the noun whose relative clause it stands deep in ("a clerk who left because he …"), else
    who says its clause.
    """
    if pronoun.dep_ not in ("nsubj", "nsubjpass"):
        return None
    above = pronoun.head
    for _ in range(_CLIMB):
        if above.dep_ == "relcl":
            return above.head if above != pronoun.head else None
        above = above.head
    return _speaker_above(pronoun.head)


def _possible(pronoun: Token, attention: Attention) -> Callable[[Seen], bool]:
    """RETURNS: whether the person of a mention may be meant by the pronoun, for all that the sentence says."""
    quoted = attention.quotation(pronoun)
    described = pronoun.head.head if pronoun.head.dep_ == "appos" else None  # "Ruiz, her grandson"
    apart = pronoun.tag_ != "PRP$" and pronoun.lower_ not in _REFLEXIVES
    verb = _verb(pronoun) if apart else None
    replied_to = _replied_to(pronoun, attention)

    def may_be_meant(seen: Seen) -> bool:
        if not seen.actor.is_person or seen.head == described or (quoted is not None and seen.quotation != quoted):
            return False
        if seen.actor is replied_to:
            return False
        return verb is None or not _argument_of(verb, seen.head)

    return may_be_meant


def _replied_to(pronoun: Token, attention: Attention) -> Actor | None:
    """RETURNS: for who replies, the speaker before, who spoke of somebody else: "Ruiz accused Okoro. He denied it." """
    if pronoun.dep_ != "nsubj" or pronoun.head.lower_ not in replies():
        return None
    before = attention.sentence(pronoun) - 1
    people = [
        seen for seen in takewhile(lambda seen: seen.sentence >= before, attention.recent()) if seen.actor.is_person
    ]
    speaker = next((seen.actor for seen in people if seen.sentence == before and seen.part is Part.SPEAKER), None)
    others = any(seen.actor is not speaker and seen.quotation is None for seen in people)
    return speaker if others else None


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


def _body(pronoun: Token, attention: Attention, actor_of: dict[int, Actor]) -> Actor | None:
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or attention.quotation(pronoun) is not None or _is_empty(pronoun):
        return None
    if part(pronoun) is Part.SPEAKER:
        return _last_speaker(pronoun, attention)
    speaker = _speaker_above(pronoun.head)
    if speaker is None or speaker.i >= pronoun.i or (pronoun.lower_ == "they" and _plural_between(speaker, pronoun)):
        return None
    actor = actor_of.get(speaker.i)
    return actor if actor is not None and not actor.is_person else None


def _plural_between(speaker: Token, pronoun: Token) -> bool:
    between = speaker.doc[max(speaker.i + 1, pronoun.i - _NEAR) : pronoun.i]
    return any(token.tag_ in ("NNS", "NNPS") for token in between)


def _is_empty(pronoun: Token) -> bool:
    """RETURNS: whether "it" only holds a place ("it is clear that …", "it is raining")."""
    if pronoun.lower_ != "it":
        return False
    children = {child.dep_ for child in right_children(pronoun.head)}
    clause = bool(children & {"ccomp", "xcomp", "csubj", "advcl"})
    return clause and (pronoun.dep_ == "nsubjpass" or bool(children & {"acomp", "attr"}))


def _speaker_above(verb: Token) -> Token | None:
    """RETURNS: the subject of the verb of speech in whose complement `verb` stands."""
    for _ in range(_CLIMB):
        if verb.dep_ not in _EMBEDDED or verb.head is verb:
            return None
        verb = verb.head
        if verb.lower_ in speech_verbs():
            return syntax.subject(verb)
    return None


def _last_speaker(pronoun: Token, attention: Attention) -> Actor | None:
    """RETURNS: the body that was subject last, in this or the previous paragraph, with no person between."""
    here, sentence = attention.paragraph(pronoun), attention.sentence(pronoun)
    for seen in attention.recent():
        if here - seen.paragraph > 1:
            return None
        if seen.quotation is None and seen.part is not Part.OTHER and seen.sentence < sentence:
            return None if seen.actor.is_person else seen.actor
    return None
