"""Spans from tags, and means over spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class TagSet:
    """Tags by number: the kind of span that each belongs to (0 for none), and whether it begins one."""

    kinds: tuple[str, ...]
    kind_of: NDArray[np.int64]
    begins: NDArray[np.bool_]

    def spans(self, tags: NDArray[np.int64]) -> list[tuple[int, int, str]]:
        """RETURNS: (first, end, kind) of each span, end exclusive. An `I-` tag that continues nothing begins one."""
        kinds, begins = self.kind_of[tags], self.begins[tags]
        begins[1:] |= kinds[1:] != kinds[:-1]
        begins[:1] = True
        edges = np.flatnonzero(begins)
        numbers = kinds[edges].tolist()
        return [
            (low, high, self.kinds[kind])
            for (low, high), kind in zip(pairwise([*edges.tolist(), len(tags)]), numbers, strict=True)
            if kind
        ]


def tag_set(tags: Sequence[str]) -> TagSet:
    """RETURNS: the set of `tags`: each is `O`, or `I-` and a kind, which continues a span, or another prefix."""
    kinds = ("", *dict.fromkeys(tag[2:] for tag in tags if tag != "O"))
    kind_of = np.array([kinds.index(tag[2:]) for tag in tags], dtype=np.int64)
    return TagSet(kinds, kind_of, np.array([tag != "O" and not tag.startswith("I-") for tag in tags]))


def means(values: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """
    values: one row per word.
    RETURNS: for each range, the mean of its words' rows.
    """
    sums = np.zeros((len(values) + 1, *values.shape[1:]))
    np.cumsum(values, 0, out=sums[1:])
    low, high = np.array(ranges, dtype=np.int64).reshape(-1, 2).T
    found: NDArray[np.float64] = ((sums[high] - sums[low]).T / (high - low)).T
    return found
