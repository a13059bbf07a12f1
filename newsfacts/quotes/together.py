"""Several who speak together: "Ray and Sund said", "the mayor and two engineers warned"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.facts import EntityLabel
from newsfacts.layers import char_end
from newsfacts.quotes.candidates import Phrase
from newsfacts.quotes.context import Context

_MOST = 8
_DETERMINED = ("det", "poss", "nummod")


def speaking_together(context: Context, source: Phrase) -> list[Phrase]:
    """RETURNS: the source's phrase, or where it joins several with "and", the phrase of each in text order."""
    first = context.doc[source.head]
    heads = [first]
    for token in context.tokens(char_end(first), source.end) if _is_somebody(context, first) else ():
        if len(heads) < _MOST and token.head in heads and _is_another(context, first, token):
            heads.append(token)
    if all(head.dep_ != "conj" for head in heads[1:]):
        return [source]
    places = [syntax.base_phrase(head)[0] for head in heads[1:]]
    starts = [source.start, *(context.doc[place].idx for place in places)]
    ends = [*(_end_before(context.doc, place) for place in places), source.end]
    return [Phrase(start, end, head.i) for start, end, head in zip(starts, ends, heads, strict=True)]


def _is_another(context: Context, first: Token, joined: Token) -> bool:
    """RETURNS: whether a conjunct is somebody else, and no part of the first ("the head of the bank and **the fund**").

    In a list of names, those before the last may hang there like appositions.
    """
    entity, known = context.mentions.of(joined), context.mentions.of(first)
    person = entity is not None and entity.label is EntityLabel.PERSON
    if joined.dep_ == "appos":
        return person and entity != known and joined.head.tag_ in syntax.PROPER_TAGS and syntax.is_noun(joined)
    if joined.dep_ != "conj" or (entity is not None and entity == known):
        return False
    between = any(c.dep_ == "prep" and c.i < joined.i for c in syntax.rights(joined.head))
    return person if between else _is_somebody(context, joined)


def _is_somebody(context: Context, head: Token) -> bool:
    """RETURNS: whether a noun names somebody of their own, as "director" in "the founder and director" does not."""
    entity = context.mentions.of(head)
    named = entity is not None and entity.label in (EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.GPE)
    determined = any(child.dep_ in _DETERMINED for child in syntax.lefts(head))
    return named or head.tag_ in ("NNS", "PRP") or (syntax.is_noun(head) and determined)


def _end_before(doc: Doc, place: int) -> int:
    """RETURNS: where the phrase before a conjunct's first token ends, without the comma and the "and" between them."""
    while doc[place - 1].is_punct or doc[place - 1].is_space or doc[place - 1].dep_ == "cc":
        place -= 1
    return char_end(doc[place - 1])
