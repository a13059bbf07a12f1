"""What finders hand on: possible attributions, and how those of the page's layout and of the encoder go together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from newsfacts.facts import AttributionType, Entity, QuoteIssue

MOST_PIECES = 500
"""The most spans a quote has; a longer speech is given as several quotes."""

SURE = 0.95
"""The confidence of what the page's layout attributes."""

Extent = tuple[int, int]
"""Code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Code points `start` to `end`; `head` is the number of the token that the phrase hangs on."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution. `contents` are in text order and do not overlap.

    by: what found it: "encoder", "layout/turn" or the like, or the rule that found the inner attribution.
    confidence: how probable it is to the one who found it, 0 to 1.
    speaker: who it was, where the page says so in no phrase beside it.
    widened: whether a content was widened to its quotation marks.
    issues: what was repaired in the marks.
    """

    contents: tuple[Extent, ...]
    by: str
    cue: Phrase | None = None
    source: Phrase | None = None
    type: AttributionType = AttributionType.ASSERTION
    confidence: float = SURE
    addressee: Phrase | None = None
    reported_by: Phrase | None = None
    speaker: Entity | None = None
    widened: bool = False
    issues: tuple[QuoteIssue, ...] = field(default=())

    @property
    def start(self) -> int:
        return self.contents[0][0]

    @property
    def end(self) -> int:
        return self.contents[-1][1]

    @property
    def laid_out(self) -> bool:
        """Whether the page's layout attributes it."""
        return self.by.startswith("layout/")


def beside(
    laid_out: Sequence[Candidate], others: Iterable[Candidate], *, unsaid: Iterable[Extent] = ()
) -> list[Candidate]:
    """
    laid_out: what the page's layout attributes beyond doubt.
    unsaid: what nobody says.
    RETURNS: these, and of the others what stands beside them, in text order.
    """
    taken = _Taken([*(extent for candidate in laid_out for extent in _parts(candidate)), *unsaid])
    found = list(laid_out)
    for candidate in others:
        contents = tuple(extent for extent in candidate.contents if taken.free(extent))
        cue = candidate.cue
        if contents and (cue is None or taken.free((cue.start, cue.end))):
            found.append(replace(candidate, contents=contents))
    return sorted(found, key=lambda candidate: (candidate.start, candidate.end))


def _parts(candidate: Candidate) -> Iterator[Extent]:
    """RETURNS: contents, source and cue."""
    yield from candidate.contents
    for phrase in (candidate.source, candidate.cue):
        if phrase is not None:
            yield phrase.start, phrase.end


class _Taken:
    """Extents that do not overlap, found by place."""

    def __init__(self, extents: Iterable[Extent]) -> None:
        self._extents = sorted(extents)
        self._starts = [start for start, _ in self._extents]

    def free(self, extent: Extent) -> bool:
        number = bisect_right(self._starts, extent[1] - 1) - 1
        return number < 0 or self._extents[number][1] <= extent[0]
