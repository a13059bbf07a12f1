"""Where a figure moves: verbs and nouns of change, "up" and "down", and what is compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.figure import Figure, clause_verb, climb, similar
from newsfacts.facts import Direction, Quantity, QuantityKind
from newsfacts.lexicon import values
from newsfacts.lexicon.lemmas import Lemmas

_CARRIERS = frozenset({"by", "to", "of", "at", "in"})
_NEAR = 4
_UP_OR_DOWN = {"up": Direction.INCREASE, "down": Direction.DECREASE}
_MORE = frozenset({"higher", "more", "larger", "bigger", "above"})
_LESS = frozenset({"lower", "less", "fewer", "smaller", "below"})
_POINTS = frozenset({"point", "points"})
_MOVING = frozenset({"fall", "drop", "plunge", "sink", "tumble", "slide", "slip", "climb", "leap", "jump", "raise"})
"""Verbs of change that may also only move a thing, by a length, or raise a sum of money."""


@cache
def directions() -> Mapping[str, Direction]:
    """RETURNS: the direction that a verb's base form or a noun's singular gives to a figure."""
    return {word: Direction(direction) for word, direction in values("direction").items()}


def direction(figure: Figure, lemmas: Lemmas) -> Direction | None:
    """RETURNS: where the figure moves ("rose by 20 percent", "up 3 percent", "12 percent fewer"), if it does."""
    if said := _by_words(figure):
        return said
    verb = clause_verb(figure.root) if figure.in_brackets() else None
    if verb is not None and lemmas.verb(verb.lower_) in directions():
        return directions()[lemmas.verb(verb.lower_)]
    token = figure.root
    for steps, head in enumerate(climb(figure.root)):
        if steps >= _NEAR or not _carries(token, figure):
            return None
        word = lemmas.verb(head.lower_) if syntax.is_verb(head) else lemmas.noun(head.lower_)
        if word in directions() and (syntax.is_verb(head) or syntax.is_noun(head)):
            return None if _only_moves(word, token, figure) else directions()[word]
        token = head
    return None


def _by_words(figure: Figure) -> Direction | None:
    """RETURNS: what "up", "down" or a comparative right beside the figure says, or where it goes "from 900 to 640"."""
    before, two, after = figure.left(), figure.left(2), figure.right()
    if before is not None and before.dep_ != "prt" and before.lower_ in _UP_OR_DOWN:
        return _UP_OR_DOWN[before.lower_]
    if before is not None and two is not None and before.lower_ in ("to", "by") and two.lower_ in _UP_OR_DOWN:
        return _UP_OR_DOWN[two.lower_]
    if figure.kind is QuantityKind.PERCENT and after is not None and after.lower_ in _MORE | _LESS:
        return Direction.INCREASE if after.lower_ in _MORE else Direction.DECREASE
    origin = figure.before[-1] if figure.before else None
    if origin is None or before is None or before.lower_ != "to" or before.i != origin.last:
        return None
    opens = origin.left()
    if opens is None or opens.lower_ != "from" or not similar(origin.quantity, figure.quantity):
        return None
    return _between(origin.quantity, figure.quantity)


def _between(origin: Quantity, end: Quantity) -> Direction | None:
    same_unit = (origin.unit and origin.unit.name) == (end.unit and end.unit.name)
    if not same_unit or origin.value is None or end.value is None or origin.value == end.value:
        return None
    return Direction.INCREASE if end.value > origin.value else Direction.DECREASE


def _only_moves(word: str, token: Token, figure: Figure) -> bool:
    """RETURNS: whether a thing falls so far, or so much money is raised, and no level changes."""
    unit = figure.quantity.unit
    if word not in _MOVING or not figure.covers(token) or token.dep_ not in ("dobj", "npadvmod"):
        return False
    if word == "raise":
        return figure.kind is QuantityKind.MONEY
    return unit is not None and unit.dimension == "length"


def _carries(token: Token, figure: Figure) -> bool:
    """RETURNS: whether what is above the token may still speak of the figure's change."""
    if token.dep_ == "prep" and token.lower_ == "from":
        before = figure.left()
        return before is not None and before.lower_ == "to"  # "from 9 to 7": the parse hangs "to" on "from"
    if token.dep_ in ("prep", "agent"):
        return token.lower_ in _CARRIERS
    if token.dep_ in ("dobj", "nummod"):
        measured = figure.quantity.unit is not None or figure.kind is QuantityKind.RATIO
        points = token.lower_ in _POINTS or token.head.lower_ in _POINTS
        return points or (figure.covers(token) and measured)
    return token.dep_ in ("pobj", "npadvmod", "compound", "nmod", "amod", "quantmod", "advmod", "conj")
