"""Words that say that figures beside them are compared ("ratio", "odds") or are changes ("rose 5%")."""

from __future__ import annotations

from newsfacts.lexicon import words
from newsfacts.quantities.surroundings import Surroundings

REACH = 12
SENTENCE = 25
_COMPARED = frozenset({"ratio", "ratios", "odds", "split"})
_CHANGED = frozenset({"up", "down"})
_ENDS = frozenset({".", "!", "?", ";"})


def nearest_change(around: Surroundings, i: int) -> int:
    """RETURNS: the lexeme of the nearest word of change before lexeme `i` in its sentence; -1 if there is none."""
    stems, lexemes = tuple(words("change_stem")), around.lexemes
    for k in range(i - 1, max(-1, i - SENTENCE), -1):
        if lexemes.word(k) in _ENDS:
            break
        if lexemes.is_word[k] and lexemes.low[k].startswith(stems):
            return k
    return -1


def is_change(around: Surroundings, i: int) -> bool:
    """RETURNS: whether what begins at lexeme `i` is the size of a change that is over: "rose 5%", "cut it by $3m"."""
    at = i - 1
    if around.lexemes.word(at) == "by":
        at = nearest_change(around, at)
        return at >= 0 and around.tag(at) != "VB"
    word = around.lexemes.word(at)
    return word in _CHANGED or word.startswith(tuple(words("change_stem")))


def is_compared(around: Surroundings, i: int) -> bool:
    """RETURNS: whether such a word stands near lexeme `i`."""
    return not _COMPARED.isdisjoint(around.lexemes.low[max(0, i - REACH) : i + REACH])
