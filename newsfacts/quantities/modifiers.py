"""Words before and after a figure that bound or soften it, from modifiers.tsv."""

from __future__ import annotations

from functools import cache

from newsfacts.facts import Modifier
from newsfacts.lexicon import rows
from newsfacts.quantities.lexemes import Gap, Lexemes

LONGEST = 6
_ARTICLES = frozenset({"a", "an"})
_TAKING = frozenset({"take", "takes", "taking", "took", "taken", "hand", "hands", "handed", "handing"})
_REVISED = frozenset({"revised", "raised", "lifted", "moved", "edged", "went", "rose", "inched", "crept", "pushed"})

_Table = dict[str, dict[tuple[str, ...], Modifier]]


@cache
def table() -> _Table:
    """RETURNS: phrases, as lexemes, and what they say, by side."""
    made: _Table = {"before": {}, "after": {}, "verb": {}}
    for written, side, modifier in rows("modifiers"):
        made[side][tuple(written.split())] = Modifier(modifier)
    return made


@cache
def _edges() -> frozenset[str]:
    """RETURNS: the words that phrases end or begin with on the figure's side: most neighbours are none of them."""
    made = table()
    inner = [phrase[-1] for side in ("before", "verb") for phrase in made[side]]
    return frozenset(inner + [phrase[0] for phrase in made["after"]])


def before(lexemes: Lexemes, i: int) -> tuple[Modifier | None, int]:
    """RETURNS: what stands right before lexeme `i`, and where the quantity then begins.

    Of two ("about at least 5") the bound says more than the approximation. A verb that bounds ("exceeded 5") stays
    outside.
    """
    found: Modifier | None = None
    for _ in range(2):
        match = _longest(lexemes, i, table()["before"])
        if match is None and found is None and lexemes.word(i - 1) in _ARTICLES and lexemes.word(i - 2) != "over":
            match = _longest(lexemes, i - 1, table()["before"])  # "about a 20-minute walk"
        if match is None:
            break
        modifier, i = match
        found = modifier if found in {None, Modifier.APPROXIMATELY} else found
    if found is None:
        verb = _longest(lexemes, i, table()["verb"])
        found = verb[0] if verb else None
    return found, i


def _longest(lexemes: Lexemes, end: int, phrases: dict[tuple[str, ...], Modifier]) -> tuple[Modifier, int] | None:
    if not lexemes.near(end) or lexemes.word(end - 1) not in _edges():
        return None
    for first in range(max(0, end - LONGEST), end):
        modifier = phrases.get(tuple(lexemes.low[first:end]))
        if modifier and _governs(lexemes, first) and all(lexemes.gap[k] < Gap.PARAGRAPH for k in range(first + 1, end)):
            return modifier, first
    return None


def _governs(lexemes: Lexemes, first: int) -> bool:
    """RETURNS: whether the phrase is no part of something else: "150 over 95", "take over 2 plants", "raised up to"."""
    word, before = lexemes.low[first], lexemes.word(first - 1)
    if before == "-" and lexemes.tight(first - 1):
        return False  # "shot a 2-under 69"
    if word == "over":
        return before not in _TAKING and not lexemes.digits(first - 1)
    return not (word == "up" and lexemes.word(first + 1) == "to" and before in _REVISED)


def after(lexemes: Lexemes, i: int) -> tuple[Modifier, int] | None:
    """RETURNS: what stands at lexeme `i` right after a figure ("or so", "as a maximum", "+"), and the lexeme after."""
    if not lexemes.near(i) or lexemes.low[i] not in _edges():
        return None
    for end in range(min(len(lexemes), i + LONGEST), i, -1):
        modifier = table()["after"].get(tuple(lexemes.low[i:end]))
        if modifier and all(lexemes.gap[k] < Gap.PARAGRAPH for k in range(i + 1, end)):
            glued = lexemes.raw[i] in "+-"
            noun = end < len(lexemes) and lexemes.is_word[end] and lexemes.raw[i] == "+"  # "20 + versions"
            return (modifier, end) if not glued or noun or lexemes.gap[i] == Gap.NONE else None
    return None
