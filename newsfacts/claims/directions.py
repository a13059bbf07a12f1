"""Where verbs and nouns of change lead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from newsfacts.facts import Direction
from newsfacts.lexicon import values


@cache
def directions() -> Mapping[str, Direction]:
    """RETURNS: the direction that a verb's base form or a noun's singular gives to a figure."""
    return {word: Direction(direction) for word, direction in values("direction").items()}
