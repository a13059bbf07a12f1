"""Words that say that figures beside them are compared: "ratio", "odds"."""

from __future__ import annotations

from newsfacts.quantities.surroundings import Surroundings

REACH = 12
_COMPARED = frozenset({"ratio", "ratios", "odds", "split"})


def is_compared(around: Surroundings, i: int) -> bool:
    """RETURNS: whether such a word stands near lexeme `i`."""
    return not _COMPARED.isdisjoint(around.lexemes.low[max(0, i - REACH) : i + REACH])
