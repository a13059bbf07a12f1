"""What the encoder found, completed by what the quotation marks show.

The encoder decides what is attributed, how far it reaches and to whom. The marks add what it cannot know or overlooked:
speech that runs on over paragraphs, further quotations, addressee and outlet, and what was repaired in the marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Evidence, Phrase

Extent = tuple[int, int]

_LEAST_STRENGTH = 0.6  # of what the parse alone shows; weaker ones cost more than they gain on articles kept aside


def completed(evidence: Evidence, encoded: Iterable[Candidate], ruled: Iterable[Candidate]) -> list[Candidate]:
    """
    evidence: where the quotation marks stand.
    encoded: what the encoder found; contents do not overlap.
    ruled: what the marks and the rules found; contents do not overlap either.
    RETURNS: candidates in text order that do not overlap.
    """
    found: dict[int, Candidate] = dict(enumerate(encoded))
    cues = {candidate.cue.start for candidate in found.values() if candidate.cue is not None}
    extents = [(extent, number) for number, candidate in found.items() for extent in candidate.contents]
    places = _Places((extent for extent, _ in extents), [number for _, number in extents])
    added: list[Candidate] = []
    for candidate in ruled:
        met = [number for number in places.met(candidate.contents) if number in found]
        if candidate.marked and met and _one_speech(evidence, [found[number] for number in met], candidate):
            added.append(_whole([found.pop(number) for number in met], candidate))
        elif len(met) == 1 and _passed_on(found[met[0]], candidate):
            del found[met[0]]
            added.append(candidate)
        elif len(met) == 1:
            found[met[0]] = _supplemented(found[met[0]], candidate, places)
        elif not met and _sure(candidate) and (candidate.cue is None or candidate.cue.start not in cues):
            added.append(candidate)
    return sorted([*found.values(), *added], key=lambda candidate: (candidate.start, candidate.end))


def beside(
    laid_out: Sequence[Candidate], others: Iterable[Candidate], *, unsaid: Iterable[Extent] = ()
) -> list[Candidate]:
    """
    laid_out: what the page's layout attributes beyond doubt.
    unsaid: what nobody says.
    RETURNS: these, and of the others what stands beside them, in text order.
    """
    taken = _Places([*(extent for candidate in laid_out for extent in _parts(candidate)), *unsaid])
    found = list(laid_out)
    for candidate in others:
        contents = tuple(extent for extent in candidate.contents if taken.free(extent))
        cue = candidate.cue
        if len(contents) == len(candidate.contents):
            kept: Candidate | None = candidate
        else:
            kept = replace(candidate, contents=contents) if contents else None
        if kept is not None and (cue is None or taken.free((cue.start, cue.end))):
            found.append(kept)
    return sorted(found, key=lambda candidate: (candidate.start, candidate.end))


def _parts(candidate: Candidate) -> Iterator[Extent]:
    """RETURNS: contents, source and cue."""
    yield from candidate.contents
    for phrase in (candidate.source, candidate.cue):
        if phrase is not None:
            yield phrase.start, phrase.end


def _one_speech(evidence: Evidence, parts: Sequence[Candidate], marked: Candidate) -> bool:
    """RETURNS: whether the marks show as one speech what the encoder saw in parts.

    So it is where the parts do not reach beyond the marks, and no two of them have cues of their own beside it. How
    much of the words before the marks is said too, the encoder knows better; unless the page lost the opening mark.
    """
    if marked.cue is not None and any(evidence.quotation_at(start) is None for start, _ in marked.contents):
        return False
    cues = {
        part.cue.start for part in parts if part.cue is not None and not _holds(marked, part.cue.start, part.cue.end)
    }
    return len(cues) <= 1 and all(_holds(marked, *extent) for part in parts for extent in part.contents)


def _sure(candidate: Candidate) -> bool:
    """RETURNS: whether what the encoder overlooked is worth telling: the marks show it, or a usual cue."""
    return candidate.marked or candidate.strength >= _LEAST_STRENGTH


def _holds(candidate: Candidate, start: int, end: int) -> bool:
    return any(low <= start and end <= high for low, high in candidate.contents)


def _passed_on(encoded: Candidate, ruled: Candidate) -> bool:
    """RETURNS: whether the encoder's source only passes on what the rules found ("X believes that …, Y reported")."""
    outlet, source = ruled.reported_by, encoded.source
    return outlet is not None and ruled.source is not None and source is not None and _overlap(source, outlet)


def _whole(parts: Sequence[Candidate], marked: Candidate) -> Candidate:
    """RETURNS: the marked speech, with cue and source as the encoder sees them where they stand beside it."""
    beside = [p for p in parts if p.cue is not None and not _holds(marked, p.cue.start, p.cue.end)]
    if not beside:
        return marked
    return replace(
        marked,
        cue=beside[0].cue,
        source=beside[0].source or marked.source,
        type=beside[0].type,
        strength=max(marked.strength, beside[0].strength),
        encoded=True,
        addressee=marked.addressee or beside[0].addressee,
        reported_by=marked.reported_by or beside[0].reported_by,
    )


class _Places:
    """Which of many extents stand where."""

    def __init__(self, extents: Iterable[Extent], owners: Sequence[int] = ()) -> None:
        """
        owners: a number an extent; its place among the extents unless given.
        """
        numbered = enumerate(extents)
        self._placed = sorted((start, end, owners[n] if owners else n) for n, (start, end) in numbered)
        self._starts = [start for start, _, _ in self._placed]

    def met(self, contents: Iterable[Extent]) -> list[int]:
        """RETURNS: the numbers of the owners that share a code point with `contents`, in order of place."""
        return list(dict.fromkeys(number for extent in contents for number in self._at(extent)))

    def free(self, extent: Extent) -> bool:
        return next(self._at(extent), None) is None

    def _at(self, extent: Extent) -> Iterator[int]:
        place = max(0, bisect_right(self._starts, extent[0]) - 1)
        for start, end, number in self._placed[place : bisect_right(self._starts, extent[1] - 1)]:
            if end > extent[0] and start < extent[1]:
                yield number


def _supplemented(encoded: Candidate, marked: Candidate, places: _Places) -> Candidate:
    """RETURNS: the encoder's candidate with what the marks add to it.

    A source is the cue's: that of another cue than the encoder's is not taken over.
    """
    new = [extent for extent in marked.contents if places.free(extent)]
    contents = tuple(sorted((*encoded.contents, *new)))
    same_cue = encoded.cue is None or (marked.cue is not None and _overlap(encoded.cue, marked.cue))
    return replace(
        encoded,
        contents=contents if len(contents) <= MOST_PIECES else encoded.contents,
        cue=encoded.cue or marked.cue,
        source=encoded.source or (marked.source if same_cue else None),
        addressee=encoded.addressee or marked.addressee,
        reported_by=encoded.reported_by or marked.reported_by,
        issues=tuple(dict.fromkeys((*encoded.issues, *marked.issues))),
    )


def _overlap(first: Phrase, second: Phrase) -> bool:
    return first.start < second.end and second.start < first.end
