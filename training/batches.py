"""Windows of examples as padded arrays, with everything the losses ask."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsfacts.encoder.labels import NAME_TAGS, QUOTE_TAGS, RELATIONS
from newsfacts.encoder.windows import LIMIT, windows
from training.augment import recased
from training.examples import IGNORED, NONE, Example, restarted

_SHORTEST = 64
_MASKED = 0.04

INPUTS = ("ids", "casing", "spacing", "quoting", "mask")
LABELS = ("first", "names", "fine", "quotes", "parts", "relations", "heads", "starts")


class Window(NamedTuple):
    """Pieces `start` to `end` of an example."""

    example: Example
    start: int
    end: int


Arrays = dict[str, NDArray[np.int64] | NDArray[np.bool_]]
"""By the names of the fields of `training.tensors.Batch`, which tell their shapes."""


def epoch(
    examples: Sequence[Example], size: int, dice: random.Random, *, pool: int = 24, whole: bool = False
) -> Iterator[list[Window]]:
    """RETURNS: all windows of the examples once, in batches of about `size` windows of like length.

    The limit on a window's length varies from example to example, so that paragraphs meet in different company.
    """
    cut = []
    for example in examples:
        limit = LIMIT if whole or dice.random() < 0.6 else dice.randint(_SHORTEST, LIMIT)
        cut += [Window(example, *window) for window in windows(example.pieces, limit)]
    dice.shuffle(cut)
    for start in range(0, len(cut), size * pool):
        group = sorted(cut[start : start + size * pool], key=lambda window: window.end - window.start)
        batches = []
        batch: list[Window] = []
        for window in group:
            if batch and (len(batch) + 1) * (window.end - window.start + 2) > size * (LIMIT + 2):
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
        dice.shuffle(batches)
        yield from batches


def collate(chosen: Sequence[Window], special: tuple[int, int, int], dice: np.random.Generator | None = None) -> Arrays:
    """
    special: the numbers of the pieces CLS, SEP and MASK. dice: augments with it, where given.
    RETURNS: the windows as arrays.
    """
    length = max(window.end - window.start for window in chosen) + 2
    inputs = np.zeros((len(INPUTS), len(chosen), length), dtype=np.int64)
    rows = []
    asked: list[tuple[int, int, int, int, int]] = []
    for number, window in enumerate(chosen):
        _fill(inputs[:, number], window, special, dice)
        low, high = _tokens(window.example, window.start, window.end)
        rows.append(_labels(window, low, high))
        asked += _asked(window.example, number, low, high, window.start)
    widest = max(len(row[0]) for row in rows)
    labels = np.full((len(LABELS), len(chosen), widest), IGNORED, dtype=np.int64)
    labels[0] = 0
    words = np.zeros((len(chosen), widest), dtype=np.bool_)
    for number, row in enumerate(rows):
        words[number, : len(row[0])] = True
        for kind, values in enumerate(row):
            labels[kind, number, : len(values)] = values
    return {
        **dict(zip(INPUTS, inputs, strict=True)),
        **dict(zip(LABELS, labels, strict=True)),
        "words": words,
        "asked": np.array(asked, dtype=np.int64).reshape(-1, 5),
    }


def _fill(
    inputs: NDArray[np.int64], window: Window, special: tuple[int, int, int], dice: np.random.Generator | None
) -> None:
    """inputs: a row of each of `INPUTS`."""
    cls, sep, masked = special
    (example, start, end), count = window, window.end - window.start
    ids, casing, spacing, quoting, mask = inputs
    ids[0], ids[count + 1] = cls, sep
    mask[: count + 2] = 1
    inside = slice(1, count + 1)
    pieces = example.pieces
    ids[inside], casing[inside] = pieces.ids[start:end], pieces.casing[start:end]
    spacing[inside], quoting[inside] = pieces.spacing[start:end], pieces.quoting[start:end]
    if dice is not None:
        _disturb(ids, casing, spacing, inside, masked, dice)


def _labels(window: Window, low: int, high: int) -> tuple[NDArray[np.int64], ...]:
    """
    low, high: the tokens of the window.
    RETURNS: of its words, each of `LABELS`.
    """
    example = window.example
    tokens = np.arange(low, high)[example.pieces.first[low:high] >= 0]
    return (
        example.pieces.first[tokens] - window.start + 1,
        restarted(example.names[tokens], NAME_TAGS),
        example.fine[tokens],
        restarted(example.quotes[tokens], QUOTE_TAGS),
        example.parts[tokens],
        example.relations[tokens],
        _heads(example.heads[tokens], tokens),
        example.starts[tokens],
    )


def _tokens(example: Example, start: int, end: int) -> tuple[int, int]:
    """RETURNS: the range of tokens whose first pieces lie in pieces `start` to `end`."""
    firsts = _filled(example)
    return int(np.searchsorted(firsts, start)), int(np.searchsorted(firsts, end))


def _heads(heads: NDArray[np.int64], tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """RETURNS: the heads' numbers among `tokens`, `IGNORED` for those outside."""
    places = np.searchsorted(tokens, heads)
    inside = (heads >= 0) & (places < len(tokens))
    inside &= tokens[np.where(inside, places, 0)] == heads
    return np.where(inside, places, IGNORED)


def _filled(example: Example) -> NDArray[np.int64]:
    first = example.pieces.first
    return np.maximum.accumulate(first)


def _disturb(
    ids: NDArray[np.int64],
    casing: NDArray[np.int64],
    spacing: NDArray[np.int64],
    inside: slice,
    masked: int,
    dice: np.random.Generator,
) -> None:
    """Masks pieces, and rewrites the case of a window or of its first paragraph."""
    hidden = dice.random(inside.stop - 1) < _MASKED
    ids[inside] = np.where(hidden, masked, ids[inside])
    chance = dice.random()
    if chance < 0.12:
        style = ("upper", "title", "lower")[int(dice.integers(3))]
        reach = inside.stop
        if chance < 0.07:
            breaks = np.flatnonzero(spacing[2 : inside.stop] == 2)
            reach = int(breaks[0]) + 2 if len(breaks) else reach
        casing[1:reach] = recased(casing[1:reach], style, dice)


def _asked(example: Example, number: int, low: int, high: int, start: int) -> Iterator[tuple[int, int, int, int, int]]:
    """A target that the article does not hold is CLS (0); one outside the window is SEP (-1, resolved by the loss)."""
    first = example.pieces.first

    def target(token: int) -> int:
        if token == NONE:
            return 0
        return int(first[token]) - start + 1 if low <= token < high else -1

    begin = bisect_left([content.end for content in example.contents], low + 1)
    for content in example.contents[begin:]:
        if content.start >= high:
            break
        cut_off = content.start < low  # the window begins within the piece: a piece before it lies elsewhere
        targets = (
            (RELATIONS.index("source"), target(content.source)),
            (RELATIONS.index("cue"), target(content.cue)),
            (RELATIONS.index("previous"), -1 if cut_off else target(content.previous)),
        )
        at_start = 1
        for token in range(max(content.start, low), min(content.end, high)):
            if first[token] < 0:
                continue
            for relation, goal in targets:
                yield number, int(first[token]) - start + 1, relation, goal, at_start
            at_start = 0
    for cue_low, cue_high, source in example.cues:
        for token in range(max(cue_low, low), min(cue_high, high)):
            if first[token] >= 0:
                yield number, int(first[token]) - start + 1, RELATIONS.index("cue_source"), target(source), 1
