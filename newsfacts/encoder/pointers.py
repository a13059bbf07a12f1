"""Where a span points in its window: to its source, its cue, or the piece before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from newsfacts.encoder.chain import Floats
from newsfacts.encoder.labels import RELATIONS
from newsfacts.encoder.network import Reading

Range = tuple[int, int]
"""Words of a window, end exclusive."""

NONE, ELSEWHERE, FIRST_TARGET = 0, 1, 2
"""Columns of what `pointed` returns."""


def pointed(reading: Reading, askers: Sequence[Range], targets: Mapping[str, Sequence[Range]]) -> dict[str, Floats]:
    """What each asking span says about its targets (dot-product attention; Vinyals et al. 2015, "Pointer Networks").

    All words of a span count; the first counts as much as all together, as in training.

    targets: by relation.
    RETURNS: for each relation, one row per asking span: the probability that there is no target, that it is outside the
    window, and that it is each of the targets.
    """
    if not askers:
        return {name: np.zeros((0, FIRST_TARGET + len(ranges)), dtype=np.float32) for name, ranges in targets.items()}
    relations = [RELATIONS.index(name) for name in targets]
    words = np.concatenate([np.arange(low, high) for low, high in askers])
    offsets = np.cumsum([0, *(high - low for low, high in askers[:-1])])
    lengths = np.array([high - low for low, high in askers], dtype=np.float32)[:, None]
    questions = reading.askers[reading.places[words]][:, relations].transpose(1, 0, 2)
    scores = questions @ reading.answerers[:, relations].transpose(1, 2, 0) / np.float32(np.sqrt(questions.shape[2]))
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    each = powers / np.add.reduce(powers, -1, keepdims=True)
    over_pieces = (each[:, offsets] + np.add.reduceat(each, offsets, 1) / lengths) / 2
    sums = np.zeros((*over_pieces.shape[:2], over_pieces.shape[2] + 1), dtype=np.float32)
    np.cumsum(over_pieces, -1, out=sums[..., 1:])
    places = np.append(reading.places, over_pieces.shape[2] - 1)
    return {
        name: np.concatenate([given[:, [0, -1]], upto[:, places[ends]] - upto[:, places[begins]]], 1)
        for (name, ranges), given, upto in zip(targets.items(), over_pieces, sums, strict=True)
        for begins, ends in (np.array(ranges, dtype=np.int64).reshape(-1, 2).T,)
    }
