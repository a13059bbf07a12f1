"""From the tags and pointers of quotes to attributions: contents in pieces, each with its cue and its source.

This only puts together what the network says. The quotes component pairs contents with quotation marks, names speakers
and carries them over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsfacts.encoder.chain import SCORE_DIGITS, Chain, Floats
from newsfacts.encoder.labels import QUOTE_TAGS
from newsfacts.encoder.network import Reading
from newsfacts.encoder.pointers import ELSEWHERE, FIRST_TARGET, NONE, Range, pointed
from newsfacts.encoder.tagging import means, tag_set

_PARTS = ("CONTENT", "CUE", "SOURCE")
_TAGS = tag_set(QUOTE_TAGS)
_B_CONTENT, _R_CONTENT = QUOTE_TAGS.index("B-CONTENT"), QUOTE_TAGS.index("R-CONTENT")


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Tokens `start` to `end` (exclusive), and the probability of the network's tags for them, 0 to 1."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a pointer chose.

    `probability` is that of `span`, or that there is no target if `span` is None. `elsewhere` is the probability of a
    target outside the window.
    """

    span: TokenSpan | None
    probability: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content in one or more pieces, in text order, with the cue and the source that the network points to.

    `continues`: the first piece continues the content of the attribution before, from an earlier window.
    """

    pieces: tuple[TokenSpan, ...]
    cue: Pointed
    source: Pointed
    continues: bool


def attributions(readings: Sequence[Reading], chain: Chain) -> list[Attribution]:
    """RETURNS: the attributions of a text in the order of their first pieces."""
    tagged = zip(readings, chain.decode([reading.quotes for reading in readings]), strict=True)
    return [attribution for reading, decoded in tagged for attribution in _in_window(reading, *decoded)]


def _in_window(reading: Reading, tags: NDArray[np.int64], likely: Floats) -> Iterator[Attribution]:
    ranges: dict[str, list[Range]] = {part: [] for part in _PARTS}
    for low, high, part in _TAGS.spans(tags):
        ranges[part].append((low, high))
    contents, cues, sources = ranges.values()
    if not contents:
        return
    content_spans, cue_spans, source_spans = (_spans(reading, likely, part, found) for part, found in ranges.items())
    of_contents = pointed(reading, contents, {"cue": cues, "source": sources, "previous": contents})
    to_cue = of_contents["cue"]
    from_cue = pointed(reading, cues, {"cue_source": sources})["cue_source"]
    to_source = _through_cues(of_contents["source"], to_cue, from_cue)
    one_cue = np.sqrt(to_cue) @ np.sqrt(to_cue).T
    for members, continues in _joined(contents, of_contents["previous"], likely, one_cue):
        yield Attribution(
            pieces=tuple(content_spans[member] for member in members),
            cue=_choice(to_cue[members], cue_spans),
            source=_choice(to_source[members], source_spans),
            continues=continues,
        )


def _through_cues(to_source: Floats, to_cue: Floats, from_cue: Floats) -> Floats:
    """RETURNS: each content's pointer to its source: a weighted mean of its own and those of its cues."""
    share = to_cue[:, FIRST_TARGET:] / 2
    found: Floats = to_source * (1 - share.sum(1, keepdims=True)) + share @ from_cue
    return found


def _joined(
    contents: Sequence[Range], previous: Floats, likely: Floats, one_cue: Floats
) -> list[tuple[list[int], bool]]:
    """Decides by tag and pointer whether a piece begins a content or continues an earlier piece.

    one_cue: pieces × pieces, how far two point to the same cue (the Bhattacharyya coefficient), as those of one do.
    RETURNS: the pieces of each content, and whether it continues one of an earlier window.
    """
    found: list[tuple[list[int], bool]] = []
    home: list[list[int]] = []  # of each piece
    for number, (low, _) in enumerate(contents):
        begins, goes_on = (float(likely[low, tag]) + 1e-6 for tag in (_B_CONTENT, _R_CONTENT))
        chances = goes_on * previous[number, : FIRST_TARGET + number]
        chances[FIRST_TARGET:] *= one_cue[number, :number]
        chances[NONE] = begins * previous[number, NONE]
        best = int(chances.argmax())
        if best >= FIRST_TARGET:
            home.append(home[best - FIRST_TARGET])
            home[-1].append(number)
        else:
            home.append([number])
            found.append((home[-1], best == ELSEWHERE))
    return found


def _choice(given: Floats, spans: Sequence[TokenSpan]) -> Pointed:
    """RETURNS: what the most certain piece points to; if no piece points to a span, the first piece's answer."""
    best = given.argmax(1)
    pointing = np.flatnonzero(best >= FIRST_TARGET)
    row = int(pointing[given[pointing].max(1).argmax()]) if len(pointing) else 0
    column = int(best[row])
    none, elsewhere, chosen = (round(float(given[row, n]), SCORE_DIGITS) for n in (NONE, ELSEWHERE, column))
    if column < FIRST_TARGET:
        return Pointed(None, none, elsewhere)
    return Pointed(spans[column - FIRST_TARGET], chosen, elsewhere)


def _spans(reading: Reading, likely: Floats, part: str, ranges: Sequence[Range]) -> list[TokenSpan]:
    columns = [number for number, tag in enumerate(QUOTE_TAGS) if tag.endswith("-" + part)]
    return [
        TokenSpan(int(reading.tokens[low]), int(reading.tokens[high - 1]) + 1, round(sure, SCORE_DIGITS))
        for (low, high), sure in zip(ranges, means(likely[:, columns].sum(1), ranges).tolist(), strict=True)
    ]
