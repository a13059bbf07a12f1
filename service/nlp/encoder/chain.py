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

        scores: an array words × tags a window, none of them empty.
        RETURNS: the tags' numbers, an array a window.
        """
        padded, lengths = _padded(scores)
        count, longest, tags = padded.shape
        arriving = np.ascontiguousarray(self.between.T)[None]  # to × from: the maximum runs over adjacent memory
        states = np.empty((longest, count, tags), dtype=np.float32)
        backs = np.zeros((longest, count, tags), dtype=np.int64)
        states[0] = padded[:, 0] + self.start
        for step in range(1, longest):
            moves = states[step - 1][:, None, :] + arriving
            moves.argmax(-1, out=backs[step])
            np.add(moves.max(-1), padded[:, step], out=states[step])
        found = np.zeros((count, longest), dtype=np.int64)
        rows = np.arange(count)
        tag = (states[lengths - 1, rows] + self.end).argmax(-1)
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
        behind[lengths - 1, np.arange(count)] = end
        shortest = int(lengths.min())
        for step in range(longest - 2, -1, -1):
            state = (behind[step + 1] * local[:, step + 1]) @ between.T
            state = state / state.sum(-1, keepdims=True)
            behind[step] = (
                state if step + 1 < shortest else np.where((lengths > step + 1)[:, None], state, behind[step])
            )
        joint = (ahead * behind).transpose(1, 0, 2)
        joint = joint / joint.sum(-1, keepdims=True)
        return [joint[row, :length].astype(np.float32) for row, length in enumerate(lengths)]


def _padded(scores: Sequence[Floats]) -> tuple[Floats, NDArray[np.int64]]:
    lengths = np.array([len(window) for window in scores], dtype=np.int64)
    padded = np.zeros((len(scores), int(lengths.max(initial=0)), scores[0].shape[1]), dtype=np.float32)
    for row, window in enumerate(scores):
        padded[row, : len(window)] = window
    return padded, lengths
