"""Where in its window a span points: to its source, its cue, the piece before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.nlp.encoder.chain import Floats
from service.nlp.encoder.labels import RELATIONS
from service.nlp.encoder.network import Reading

Range = tuple[int, int]
"""Words of a window, end exclusive."""

NONE, ELSEWHERE, FIRST_TARGET = 0, 1, 2
"""Columns of what `pointed` returns."""


def pointed(reading: Reading, relation: str, askers: Sequence[Range], targets: Sequence[Range]) -> Floats:
    """What each asking span says about its target (dot-product attention; Vinyals et al. 2015, "Pointer Networks").

    A span speaks through all its words; the first counts as much as all together, as in training.

    RETURNS: a row an asker: the probability that there is no target, that it lies outside the window, and that it is
    each of `targets`.
    """
    width = FIRST_TARGET + len(targets)
    if not askers:
        return np.zeros((0, width), dtype=np.float32)
    number = RELATIONS.index(relation)
    words = np.concatenate([np.arange(low, high) for low, high in askers])
    offsets = np.cumsum([0, *(high - low for low, high in askers[:-1])])
    lengths = np.array([high - low for low, high in askers], dtype=np.float32)[:, None]
    questions = reading.askers[reading.places[words], number]
    scores = questions @ reading.answerers[:, number].T / np.float32(np.sqrt(questions.shape[1]))
    powers = np.exp(scores - scores.max(1, keepdims=True))
    each = powers / powers.sum(1, keepdims=True)
    over_pieces = (each[offsets] + np.add.reduceat(each, offsets) / lengths) / 2
    found = np.empty((len(askers), width), dtype=np.float32)
    found[:, NONE], found[:, ELSEWHERE] = over_pieces[:, 0], over_pieces[:, -1]
    if targets:
        places = np.append(reading.places, over_pieces.shape[1] - 1)
        sums = np.zeros((len(askers), over_pieces.shape[1] + 1), dtype=np.float32)
        np.cumsum(over_pieces, 1, out=sums[:, 1:])
        lows, highs = np.array(targets).T
        found[:, FIRST_TARGET:] = sums[:, places[highs]] - sums[:, places[lows]]
    return found
