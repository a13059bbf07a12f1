"""Decoding of tag sequences under a linear chain: the best sequence, and how sure it is.

Runs over many windows at once, so that the loop in Python is as long as the longest window only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SCORE_DIGITS = 3
"""Decimals of what is reported: the last bits of a probability depend on how many windows are decoded at once."""


@dataclass(frozen=True, slots=True)
class Chain:
    """`between` (from × to), `start` and `end` are added to the scores of the tags; impossible is a large minus."""

    between: Floats
    start: Floats
    end: Floats

    def best(self, scores: Sequence[Floats]) -> list[NDArray[np.int64]]:
        """The most likely tags (Viterbi 1967).

        scores: an array words × tags a window.
        RETURNS: the tags' numbers, an array a window.
        """
        padded, lengths = _padded(scores)
        count, longest, tags = padded.shape
        arriving = np.ascontiguousarray(self.between.T)[None]  # to × from: the maximum runs over adjacent memory
        state = padded[:, 0] + self.start if longest else np.zeros((count, tags), np.float32)
        backs = np.zeros((longest, count, tags), dtype=np.int64)
        last = np.where((lengths == 1)[:, None], state, 0)
        for step in range(1, longest):
            moves = state[:, None, :] + arriving
            backs[step] = moves.argmax(-1)
            state = np.take_along_axis(moves, backs[step][:, :, None], -1)[:, :, 0] + padded[:, step]
            last = np.where((lengths == step + 1)[:, None], state, last)
        found = np.zeros((count, longest), dtype=np.int64)
        rows = np.arange(count)
        tag = (last + self.end).argmax(-1)
        for step in range(longest - 1, -1, -1):
            found[:, step] = tag
            tag = np.where(step < lengths, backs[step][rows, tag], tag)
        return [found[row, :length] for row, length in enumerate(lengths)]

    def marginals(self, scores: Sequence[Floats]) -> list[Floats]:
        """RETURNS: the probability of each tag at each word, given the whole window (forward-backward)."""
        padded, lengths = _padded(scores)
        count, longest, tags = padded.shape
        local = np.exp(padded - padded.max(-1, keepdims=True, initial=-np.inf))
        between, start, end = (np.exp(table) for table in (self.between, self.start, self.end))
        ahead = np.zeros((longest, count, tags), dtype=np.float32)
        behind = np.ones((longest, count, tags), dtype=np.float32)
        state = np.broadcast_to(start, (count, tags))
        for step in range(longest):
            state = (state if step == 0 else state @ between) * local[:, step]
            state = state / state.sum(-1, keepdims=True)
            ahead[step] = state
        for step in range(longest - 1, -1, -1):
            ends_here = (lengths == step + 1)[:, None]
            if step + 1 < longest:
                state = (behind[step + 1] * local[:, step + 1]) @ between.T
                state = state / state.sum(-1, keepdims=True)
            else:
                state = np.ones((count, tags), dtype=np.float32)
            behind[step] = np.where(ends_here, end, state)
        joint = (ahead * behind).transpose(1, 0, 2)
        joint = joint / joint.sum(-1, keepdims=True)
        return [joint[row, :length].astype(np.float32) for row, length in enumerate(lengths)]


def _padded(scores: Sequence[Floats]) -> tuple[Floats, NDArray[np.int64]]:
    lengths = np.array([len(window) for window in scores], dtype=np.int64)
    padded = np.zeros((len(scores), int(lengths.max(initial=0)), scores[0].shape[1]), dtype=np.float32)
    for row, window in enumerate(scores):
        padded[row, : len(window)] = window
    return padded, lengths
