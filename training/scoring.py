"""When an answer counts as right, for all that scores answers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsfacts.facts import Party

LEAST_OVERLAP = 0.5
"""Of the words of two contents, that both must have: intersection over union."""
DETERMINERS = frozenset(
    "a an the this that these those some any each every no another other his her its their our my your s".split()
)
_WORD = re.compile(r"\w+")

Places = frozenset[int]


class Tally(NamedTuple):
    """What was right, what was found and what there is to be found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def plus(self, other: Tally) -> Tally:
        """RETURNS: both together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """RETURNS: how much of what was found is right, in per cent."""
        return 100 * self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """RETURNS: how much of what there is was found, in per cent."""
        return 100 * self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """RETURNS: the harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / max(1, self.found + self.wanted)


def words(text: str, spans: Iterable[Iterable[int]]) -> Places:
    """RETURNS: where the words of the spans begin."""
    return frozenset(word.start() for start, end in spans for word in _WORD.finditer(text, start, end))


def paired(ours: Sequence[Places], theirs: Sequence[Places]) -> dict[int, int]:
    """
    ours, theirs: the words of each content.
    RETURNS: of ours those that are one of theirs, by their numbers, one to one; the most alike were paired first.
    """
    holding: dict[int, list[int]] = defaultdict(list)
    for number, content in enumerate(theirs):
        for word in content:
            holding[word].append(number)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, other, number in sorted(_alike(ours, theirs, holding)):
        if number not in pairs and other not in taken:
            pairs[number] = other
            taken.add(other)
    return pairs


def _alike(
    ours: Sequence[Places], theirs: Sequence[Places], holding: dict[int, list[int]]
) -> Iterator[tuple[float, int, int]]:
    for number, content in enumerate(ours):
        shared = Counter(other for word in content for other in holding.get(word, ()))
        for other, count in shared.items():
            overlap = count / len(content | theirs[other])
            if overlap >= LEAST_OVERLAP:
                yield -overlap, other, number


def speaker_right(text: str, source: Sequence[Sequence[int]], speaker: Party | None) -> bool:
    """
    source: the spans of the annotated source, none where there is none.
    RETURNS: whether the speaker is it: by a word of the span, else by the last of the name.
    """
    if not source or speaker is None:
        return not source and speaker is None
    theirs = words(text, source)
    firm = {start for start in theirs if _word(text, start) not in DETERMINERS} or theirs
    if speaker.start is not None and speaker.end is not None:
        ours = words(text, [(speaker.start, speaker.end)])
        if ours & firm and len(ours) <= 3 * len(theirs) + 10:
            return True
    named = [word for word in _WORD.findall((speaker.name or "").lower()) if word not in DETERMINERS]
    return bool(named) and named[-1] in {_word(text, start) for start in theirs}


def _word(text: str, start: int) -> str:
    found = _WORD.match(text, start)
    assert found is not None
    return found.group().lower()
