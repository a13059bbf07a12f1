"""Decoding of tag sequences under a linear chain: the best sequence, and how sure it is.

Runs over many windows at once, so that the loop in Python is as long as the longest window only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
        emitted, lengths = _steps(scores)
        longest, count, tags = emitted.shape
        arriving = np.ascontiguousarray(self.between.T)[None]  # to × from: the maximum runs over adjacent memory
        moves = np.empty((count, tags, tags), dtype=np.float32)
        states = np.empty((longest, count, tags), dtype=np.float32)
        backs = np.zeros((longest, count, tags), dtype=np.int64)
        states[0] = emitted[0] + self.start
        for step in range(1, longest):
            np.add(states[step - 1][:, None, :], arriving, out=moves)
            moves.argmax(-1, out=backs[step])
            np.add(np.maximum.reduce(moves, -1), emitted[step], out=states[step])
        found = []
        for row, length in enumerate(lengths.tolist()):
            tag = (states[length - 1, row] + self.end).argmax()
            path = [tag]
            for back in backs[length - 1 : 0 : -1, row]:
                tag = back[tag]
                path.append(tag)
            found.append(np.array(path[::-1], dtype=np.int64))
        return found

    def marginals(self, scores: Sequence[Floats]) -> list[Floats]:
        """RETURNS: the probability of each tag at each word, given the whole window (forward-backward)."""
        emitted, lengths = _steps(scores)
        longest, count, tags = emitted.shape
        local = np.exp(emitted - emitted.max(-1, keepdims=True, initial=-np.inf))
        between, start, end = (np.exp(table) for table in (self.between, self.start, self.end))
        ahead = np.empty((longest, count, tags), dtype=np.float32)
        behind = np.ones((longest, count, tags), dtype=np.float32)
        _normalise(start * local[0], ahead[0])
        for step in range(1, longest):
            _normalise((ahead[step - 1] @ between) * local[step], ahead[step])
        behind[lengths - 1, np.arange(count)] = end
        going_on = np.arange(1, longest)[:, None, None] < lengths[:, None]
        for step in range(longest - 2, -1, -1):
            _normalise((behind[step + 1] * local[step + 1]) @ between.T, behind[step], where=going_on[step])
        joint = (ahead * behind).transpose(1, 0, 2)
        joint = joint / joint.sum(-1, keepdims=True)
        return [joint[row, :length].astype(np.float32) for row, length in enumerate(lengths)]


def _steps(scores: Sequence[Floats]) -> tuple[Floats, NDArray[np.int64]]:
    """RETURNS: the scores as step × window × tag, zero where a window has ended, and the windows' lengths."""
    lengths = np.array([len(window) for window in scores], dtype=np.int64)
    steps = np.zeros((int(lengths.max(initial=0)), len(scores), scores[0].shape[1]), dtype=np.float32)
    for row, window in enumerate(scores):
        steps[: len(window), row] = window
    return steps, lengths


def _normalise(state: Floats, out: Floats, where: Any = True) -> None:
    """Writes the state with a sum of 1 in each window. `sum` would do more about adding up than it adds up here."""
    np.divide(state, np.add.reduce(state, -1, keepdims=True), out=out, where=where)
