"""Windows of examples as padded tensors, with everything the losses ask."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from newsfacts.encoder.labels import NAME_TAGS, QUOTE_TAGS, RELATIONS
from newsfacts.encoder.windows import LIMIT, windows
from training.augment import recased
from training.examples import IGNORED, NONE, Example, restarted

_SHORTEST = 64
_MASKED = 0.04


class Window(NamedTuple):
    """Pieces `start` to `end` of an example."""

    example: Example
    start: int
    end: int


@dataclass(slots=True)
class Batch:
    """`first` (batch × words) holds the place of each word's first piece; the tags run over words, `heads` are words.

    `asked` holds a row (batch, piece, relation, target piece, weight of the row's kind) a pointer.
    """

    inputs: tuple[Tensor, ...]
    mask: Tensor
    first: Tensor
    words: Tensor
    names: Tensor
    fine: Tensor
    quotes: Tensor
    parts: Tensor
    relations: Tensor
    heads: Tensor
    starts: Tensor
    asked: Tensor


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


def collate(chosen: Sequence[Window], special: tuple[int, int, int], dice: np.random.Generator | None = None) -> Batch:
    """special: the numbers of the pieces CLS, SEP and MASK. dice: augments with it, where given.

    RETURNS: the windows as tensors.
    """
    cls, sep, masked = special
    length = max(window.end - window.start for window in chosen) + 2
    inputs = np.zeros((5, len(chosen), length), dtype=np.int64)
    rows = []
    asked: list[tuple[int, int, int, int, int]] = []
    for number, (example, start, end) in enumerate(chosen):
        count = end - start
        ids, casing, spacing, quoting, mask = inputs[:, number]
        ids[0], ids[count + 1] = cls, sep
        mask[: count + 2] = 1
        inside = slice(1, count + 1)
        pieces = example.pieces
        ids[inside], casing[inside] = pieces.ids[start:end], pieces.casing[start:end]
        spacing[inside], quoting[inside] = pieces.spacing[start:end], pieces.quoting[start:end]
        if dice is not None:
            _disturb(ids, casing, spacing, inside, masked, dice)
        low, high = _tokens(example, start, end)
        tokens = np.arange(low, high)[pieces.first[low:high] >= 0]
        names = restarted(example.names[tokens], NAME_TAGS)
        quotes = restarted(example.quotes[tokens], QUOTE_TAGS)
        parse = (
            *(example.parts[tokens], example.relations[tokens], _heads(example.heads[tokens], tokens)),
            example.starts[tokens],
        )
        rows.append((pieces.first[tokens] - start + 1, names, example.fine[tokens], quotes, *parse))
        asked += _asked(example, number, low, high, start)
    widest = max(len(row[0]) for row in rows)
    out = np.full((8, len(chosen), widest), IGNORED, dtype=np.int64)
    out[0] = 0
    words = np.zeros((len(chosen), widest), dtype=bool)
    for number, row in enumerate(rows):
        words[number, : len(row[0])] = True
        for kind, values in enumerate(row):
            out[kind, number, : len(values)] = values
    tensors = [torch.from_numpy(array) for array in (*inputs, words, *out)]
    return Batch(
        inputs=tuple(tensors[:4]),
        mask=tensors[4],
        words=tensors[5],
        first=tensors[6],
        names=tensors[7],
        fine=tensors[8],
        quotes=tensors[9],
        parts=tensors[10],
        relations=tensors[11],
        heads=tensors[12],
        starts=tensors[13],
        asked=torch.tensor(asked, dtype=torch.long).reshape(-1, 5),
    )


def _tokens(example: Example, start: int, end: int) -> tuple[int, int]:
    """RETURNS: the range of tokens whose first pieces lie in pieces `start` to `end`."""
    firsts = _filled(example)
    return int(np.searchsorted(firsts, start)), int(np.searchsorted(firsts, end))


def _heads(heads: np.ndarray, tokens: np.ndarray) -> np.ndarray:
    """RETURNS: the heads' numbers among `tokens`, `IGNORED` for those outside."""
    places = np.searchsorted(tokens, heads)
    inside = (heads >= 0) & (places < len(tokens))
    inside &= tokens[np.where(inside, places, 0)] == heads
    return np.where(inside, places, IGNORED)


def _filled(example: Example) -> np.ndarray:
    first = example.pieces.first
    return np.maximum.accumulate(first)


def _disturb(
    ids: np.ndarray, casing: np.ndarray, spacing: np.ndarray, inside: slice, masked: int, dice: np.random.Generator
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
