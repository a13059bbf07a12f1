"""What speaks for and against an anaphor's meaning an actor: features, which are there or not.

After the factors of Lappin and Leass (1994) and the ranking of Denis and Baldridge (2008): how near it was mentioned
and as what, how often, in what gender, whether in the same quotation, and for nouns how the words agree. All are
told apart by the kind of anaphor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from newsfacts import syntax
from newsfacts.coreference.actors import Actor
from newsfacts.coreference.anaphors import Anaphor, Kind
from newsfacts.coreference.attention import Attention, Part, Seen, part
from newsfacts.entities.descriptions import organisation_nouns, right_children, roles
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import values, words
from newsfacts.lexicon.folding import fold

_MOST = 10
_CALLED = frozenset({"called so", "noun in name"})
_UNFOUNDED = frozenset(
    {"field differs", *(f"noun={reach} public={public}" for reach in ("", "own") for public in (True, False))}
)
"""What tells that a noun was never used of a candidate: another field, a noun that its name would have to hold."""


class Candidate(NamedTuple):
    """An actor that an anaphor may mean: its latest mention, and how many other candidates were mentioned later."""

    actor: Actor
    seen: Seen
    rank: int


class Place(NamedTuple):
    """Where an anaphor stands, and which token.

    described: whom the relative clause describes that it stands in. saying: who says its clause, be it in quotation
    marks or not. speaker: who spoke last.
    """

    number: int
    paragraph: int
    sentence: int
    quotation: int | None
    part: Part
    opens: bool
    described: Actor | None
    saying: Actor | None
    speaker: Actor | None


def place(anaphor: Anaphor, attention: Attention, described: Actor | None, saying: Actor | None) -> Place:
    """RETURNS: where the anaphor stands."""
    token = anaphor.token
    return Place(
        token.i,
        attention.paragraph(token),
        attention.sentence(token),
        attention.quotation(token),
        part(token),
        attention.opens_paragraph(token),
        described,
        saying,
        attention.speaker,
    )


class Nearness(NamedTuple):
    """Where a candidate was mentioned, seen from the anaphor: few values, which repeat in every article."""

    sentences: int
    paragraphs: int
    rank: int
    part: Part
    own_part: Part
    quoted: bool
    same_quotation: bool
    headline: bool
    spoke_last: bool
    described: bool | None
    saying: bool | None
    adjacent: bool


class Standing(NamedTuple):
    """What a candidate is, and how often and as what it was mentioned."""

    label: str
    named: bool
    times: int
    plural: bool
    pronoun: str | None
    gender: str | None
    standing: int


def nearness(candidate: Candidate, where: Place) -> Nearness:
    """RETURNS: how near the candidate was mentioned."""
    seen = candidate.seen
    return Nearness(
        min(where.sentence - seen.sentence, 4),
        min(where.paragraph - seen.paragraph, 3),
        min(candidate.rank, 4),
        seen.part,
        where.part,
        where.quotation is not None,
        seen.quotation == where.quotation,
        seen.headline,
        where.speaker is candidate.actor,
        None if where.described is None else where.described is candidate.actor,
        None if where.saying is None else where.saying is candidate.actor,
        where.number - seen.head.i == 1,
    )


def standing(anaphor: Anaphor, candidate: Candidate) -> Standing:
    """RETURNS: what the candidate is."""
    actor, pronoun = candidate.actor, candidate.seen.pronoun
    gender = None
    if anaphor.gender is not None:
        known = actor.gender or actor.leaning
        sure = "known" if actor.gender else "leaning"
        gender = "unknown" if known is None else sure if known == anaphor.gender else f"{sure} against"
    return Standing(
        actor.label or "thing",
        actor.number is not None,
        min(actor.count, 5),
        actor.plural,
        None if pronoun is None else "same" if pronoun == anaphor.kind else "other",
        gender,
        actor.standing,
    )


def features(anaphor: Anaphor, candidate: Candidate, where: Place) -> list[str]:
    """RETURNS: the features of an anaphor's meaning a candidate."""
    kind = anaphor.kind
    return [
        *features_of_place(kind, nearness(candidate, where)),
        *features_of_actor(kind, standing(anaphor, candidate)),
        *features_of_words(anaphor, candidate.actor),
    ]


def features_of_none(anaphor: Anaphor, candidates: Sequence[Candidate], where: Place) -> list[str]:
    """RETURNS: the features of an anaphor's meaning none of its candidates."""
    named = sum(candidate.actor.number is not None for candidate in candidates)
    found = ["none", f"none named={min(named, 3)}", f"none part={where.part}"]
    if where.quotation is not None:
        found.append("none quoted")
    if where.opens:
        found.append("none opens")
    if not anaphor.is_pronoun:
        found += _of_noun_alone(anaphor)
    return [f"{anaphor.kind}/{name}" for name in found]


def features_of_place(kind: Kind, near: Nearness) -> list[str]:
    """RETURNS: what nearness tells."""
    found = [
        f"sentences={near.sentences}",
        f"paragraphs={near.paragraphs}",
        f"rank={near.rank}",
        f"part={near.part}",
        f"parts={near.part}>{near.own_part} {min(near.sentences, 2)}",
    ]
    if near.paragraphs:
        found.append(f"part={near.part} paragraphs={near.paragraphs}")
    if not near.same_quotation:
        found.append("out of quotation" if near.quoted else "in another quotation")
    elif near.quoted:
        found.append("same quotation")
    if near.headline:
        found.append("headline")
    if near.spoke_last:
        found += [f"spoke last, part={near.own_part}", "spoke last, quoted" if near.quoted else "spoke last"]
    if near.described is not None:
        found.append("described" if near.described else "not described")
    if near.saying is not None:
        found.append(f"{'' if near.saying else 'not '}saying{' quoted' * near.quoted}")
    if near.adjacent:
        found.append("right before")
    return [f"{kind}/{name}" for name in found]


def features_of_actor(kind: Kind, actor: Standing) -> list[str]:
    """RETURNS: what the candidate's standing tells."""
    found = [f"label={actor.label} {'named' if actor.named else 'nameless'}", f"count={actor.times}"]
    if actor.named:
        found.append(f"standing={actor.standing}")
    if actor.pronoun is not None:
        found.append(f"{actor.pronoun} pronoun")
    if actor.gender is not None:
        found.append(f"gender {actor.gender}")
    if actor.plural:
        found.append("plural")
    return [f"{kind}/{name}" for name in found]


def features_of_words(anaphor: Anaphor, actor: Actor) -> list[str]:
    """RETURNS: for a noun, how its words agree with what is known of the candidate."""
    return [] if anaphor.is_pronoun else [f"{anaphor.kind}/{name}" for name in _of_words(anaphor, actor)]


def is_called(anaphor: Anaphor, actor: Actor) -> bool:
    """RETURNS: whether a noun and all words before it are in what the article called the actor by name or description
    ("the court" after "the High Court"). Not for places: an article on another city names New York City, too.
    """
    if anaphor.is_pronoun or anaphor.age is not None or anaphor.kind is Kind.PLACE:
        return False
    noun = anaphor.token.lower_
    role = roles().get(noun)
    if (role.office if role else noun) not in actor.nouns and (actor.number is None or fold(noun) != actor.noun):
        return False
    return set(anaphor.modifiers) <= actor.words | actor.told


def is_founded(anaphor: Anaphor, actor: Actor, *, alone: bool) -> bool:
    """
    alone: whether it is the only candidate; it may then be called what anybody can be ("the father-of-three").
    RETURNS: whether the article gives a reason to call the actor by a noun: it does so elsewhere, the noun suits
    anybody, or it is of their field. Words before it that nothing said of them may only be adjectives of such a noun:
    "the Vermont senator" is no senator of elsewhere.
    """
    if anaphor.kind not in (Kind.ROLE, Kind.BODY):
        return True
    found = frozenset(_of_words(anaphor, actor))
    plain = alone and anaphor.kind is Kind.ROLE and roles()[anaphor.token.lower_].field == "plain"
    special = "special role" in found and "field agrees" not in found
    if not plain and (special or found & _UNFOUNDED):
        return False
    return "modifiers new" not in found or (bool(found & _CALLED) and not _is_told_apart(anaphor))


def _is_told_apart(anaphor: Anaphor) -> bool:
    """RETURNS: whether a name or whose it is narrows the noun down."""
    before = anaphor.token.doc[anaphor.start : anaphor.token.i]
    return any(token.dep_ == "poss" or token.tag_ in ("PRP$", *syntax.PROPER_TAGS) for token in before)


def _of_words(anaphor: Anaphor, actor: Actor) -> Iterator[str]:
    noun = anaphor.token.lower_
    role = roles().get(noun)
    office = role.office if role else noun
    nouns = actor.nouns
    if nouns:
        by_end = any(known.endswith(noun) for known in nouns)  # a newspaper is a paper
        yield "called so" if office in nouns else "called so by its end" if by_end else "called otherwise"
    named = fold(noun) == actor.noun
    if named:
        yield "noun in name"
    yield from _of_modifiers(anaphor, actor, named)
    if anaphor.kind is Kind.PLACE:
        yield f"{values('place_kind')[noun]} for {actor.label}"
        yield f"noun={noun}"
    elif role is None and not named:
        yield f"noun={organisation_nouns().get(noun, '')} public={_is_public(actor)}"
    elif role is not None and office not in nouns:
        fields = {roles()[noun].field for noun in nouns if noun in roles()} - {"plain"}
        yield "field unknown" if not fields else "field agrees" if role.field in fields else "field differs"
        yield "generic role" if office in words("generic_role") else "special role"


def _of_modifiers(anaphor: Anaphor, actor: Actor, named: bool) -> Iterator[str]:
    """named: whether the noun is a word of the candidate's name."""
    own = [word for word in anaphor.modifiers if word not in ("year", "old", anaphor.age)]
    known = actor.words | actor.told if own else frozenset()
    held = sum(word in known for word in own)
    if own:
        yield "modifiers known" if held == len(own) else "some modifiers known" if held else "modifiers new"
    if named and held == len(own):
        yield "all in name" if own else "bare noun in name"


def _of_noun_alone(anaphor: Anaphor) -> Iterator[str]:
    noun = anaphor.token.lower_
    role = roles().get(noun)
    yield "none modified" if anaphor.modifiers else "none bare"
    if any(child.dep_ == "prep" for child in right_children(anaphor.token)):
        yield "none with preposition"
    if role is not None:
        yield f"none field={role.field}"
        yield "none generic" if role.office in words("generic_role") else "none special"
    elif anaphor.kind is Kind.BODY:
        yield f"none noun={organisation_nouns().get(noun, '')}"
    else:
        yield f"none noun={noun}"


def _is_public(actor: Actor) -> bool:
    return actor.label is EntityLabel.GPE or any(
        word in words("organisation") and word not in words("legal_form") for word in actor.words
    )


def ranked(seen: Iterable[Seen], quotation: int | None) -> list[Candidate]:
    """RETURNS: each actor once, at most ten, by its latest mention. For an anaphor outside of quotations that is the
    latest outside of them; who was only spoken of within them comes last.

    seen: mentions, the latest first. quotation: that of the anaphor.
    """
    within: dict[Actor, Seen] = {}
    others: dict[Actor, Seen] = {}
    for mention in seen:
        told_apart = quotation is None and mention.quotation is not None
        (others if told_apart else within).setdefault(mention.actor, mention)
    latest = {**within, **{actor: mention for actor, mention in others.items() if actor not in within}}
    first = islice(latest.items(), _MOST)
    return [Candidate(actor, mention, rank) for rank, (actor, mention) in enumerate(first)]
