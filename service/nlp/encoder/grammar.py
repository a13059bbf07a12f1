"""From the grammar's scores to a tag, a head and a relation for every token: one tree a sentence.

A sentence begins where the layout says so or the network does. The word that its scores most want for a root is its
root; every other word takes the head that it likes best. Where that gives no tree, or one whose branches cross, the
best projective tree is found instead (Eisner 1996); most sentences do not need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.nlp.encoder.chain import Floats
from service.nlp.encoder.labels import DEPENDENCIES, PARTS_OF_SPEECH
from service.nlp.encoder.network import Reading

Numbers = NDArray[np.int64]

_ROOT, _LOOSE = DEPENDENCIES.index("ROOT"), DEPENDENCIES.index("dep")
_SPACE = PARTS_OF_SPEECH.index("_SP")
_AT_ONCE = 8  # sentences: enough that the loop costs little for each, few enough that memory is bounded


class Parse:
    """Of each token: the number of its tag and of its relation, and the token that it hangs on, itself for a root.

    White space hangs on what stands before it.
    """

    def __init__(self, begins: NDArray[np.bool_]) -> None:
        """
        begins: for each token of a text, whether a sentence must begin with it.
        """
        numbers = np.arange(len(begins))
        self._begins = begins
        self.heads = np.where(begins, numbers, np.maximum(numbers - 1, 0))
        self.relations = np.where(begins, _ROOT, _LOOSE)
        self.tags = np.full(len(begins), _SPACE)

    def add(self, readings: Sequence[Reading]) -> None:
        """Parses the words of some windows."""
        forests = [_forest(reading, self._begins[reading.tokens]) for reading in readings if len(reading.tokens)]
        _mend([tree for forest in forests for tree in forest.crossed])
        for forest in forests:
            reading, heads = forest.reading, forest.heads
            scores = reading.as_dependent + reading.as_governor[heads]
            scores[:, _ROOT] = np.where(heads == np.arange(len(heads)), np.inf, -np.inf)
            self.heads[reading.tokens] = reading.tokens[heads]
            self.relations[reading.tokens] = scores.argmax(1)
            self.tags[reading.tokens] = reading.parts.argmax(1)


class _Tree(NamedTuple):
    """A sentence that wants a better tree: its first word, its words' heads and their scores, and its root."""

    start: int
    heads: Numbers
    scores: Floats
    root: int


class _Forest(NamedTuple):
    """A window's words, the heads that they like best, and the sentences where these make no projective tree."""

    reading: Reading
    heads: Numbers
    crossed: list[_Tree]


def _forest(reading: Reading, begins: NDArray[np.bool_]) -> _Forest:
    """
    begins: for each word, whether a sentence must begin with it.
    """
    starts = begins | (reading.starts[:, 1] > reading.starts[:, 0])
    starts[0] = True
    count = len(starts)
    sentence = np.cumsum(starts) - 1
    scores = np.where(sentence[:, None] == sentence, reading.arcs, -np.inf)
    np.fill_diagonal(scores, -np.inf)
    heads: Numbers = scores.argmax(1)
    eager = reading.arcs.diagonal() - scores[np.arange(count), heads]  # to be a root rather than to hang on another
    edges = np.flatnonzero(starts)
    bounds = list(zip(edges.tolist(), [*edges[1:].tolist(), count], strict=True))
    roots = np.array([start + int(eager[start:end].argmax()) for start, end in bounds], dtype=np.int64)
    heads[roots] = roots
    return _Forest(
        reading,
        heads,
        [
            _Tree(start, heads[start:end], scores[start:end, start:end], int(roots[number]) - start)
            for number in np.unique(sentence[_amiss(heads, roots[sentence])]).tolist()
            for start, end in (bounds[number],)
        ],
    )


def _amiss(heads: Numbers, roots: Numbers) -> NDArray[np.bool_]:
    """RETURNS: of each word, whether no way leads up from it to its root, or its arc crosses another or the root."""
    count = len(heads)
    words = np.arange(count)
    above = heads
    for _ in range(count.bit_length()):
        above = above[above]
    low, high = np.minimum(heads, words)[:, None], np.maximum(heads, words)[:, None]
    ends = np.where(heads == words, -1, heads)  # a root's arc comes from outside
    crossed = (low < words) & (words < high) & ((ends < low) | (ends > high))
    found: NDArray[np.bool_] = (above != roots) | crossed.any(1)
    return found


def _mend(trees: Sequence[_Tree]) -> None:
    """Gives sentences the best projective tree, some of like length at once."""
    by_length = sorted(trees, key=lambda tree: len(tree.heads))
    for first in range(0, len(by_length), _AT_ONCE):
        some = by_length[first : first + _AT_ONCE]
        for tree, heads in zip(some, projective([(tree.scores, tree.root) for tree in some]), strict=True):
            tree.heads[:] = tree.start + heads


def projective(sentences: Sequence[tuple[Floats, int]]) -> Iterator[Numbers]:
    """The best projective trees, by dynamic programming over spans (Eisner 1996): cubic in the words.

    sentences: for each its scores, word × head, and the word that shall be its root.
    RETURNS: for each the head of each word, the root's its own.
    """
    longest = max(len(scores) for scores, _ in sentences)
    padded = np.full((len(sentences), longest, longest), -np.inf, dtype=np.float32)
    for number, (scores, _) in enumerate(sentences):
        padded[number, : len(scores), : len(scores)] = scores
    joints = _joints(padded)
    for number, (scores, root) in enumerate(sentences):
        yield _heads(len(scores), root, *(each[number] for each in joints))


def _heads(count: int, root: int, meets: Numbers, to_right: Numbers, to_left: Numbers) -> Numbers:
    heads = np.full(count, root)
    whole = [(root, count - 1, True), (0, root, False)]  # a span, and whether its first word heads it
    while whole:
        low, high, rightwards = whole.pop()
        if low == high:
            continue
        if rightwards:
            end = low + 1 + int(to_right[low, high - low])
            heads[end] = low
            whole.append((end, high, True))
        else:
            start, end = low + int(to_left[low, high - low]), high
            heads[start] = end
            whole.append((low, start, False))
            low = start
        middle = low + int(meets[low, end - low])
        whole += [(low, middle, True), (middle + 1, end, False)]
    return heads


def _joints(scores: Floats) -> tuple[Numbers, Numbers, Numbers]:
    """Of the best trees over all spans, where they are put together.

    A tree over words i to j that i heads goes right, one that j heads goes left. It is one with an arc between i and
    the end of a part, and the rest; the former is two trees that meet, and the arc. Spans are kept by their first word
    and their length, and by their last word and their length, so that all of a length are computed from slices.

    scores: sentence × word × head, of which those that are shorter do not use all.
    RETURNS: by sentence and a span's first word and length: after how many words the two trees below its arc meet,
    after how many its first word's last child stands, less one, and after how many its last word's first child.
    """
    sentences, count, _ = scores.shape
    shape = (6, sentences, count, count)
    right, left, right_by_end, left_by_end, arc_right, arc_left_by_end = np.zeros(shape, dtype=np.float32)
    meets, to_right, to_left = np.zeros((3, *shape[1:]), dtype=np.int64)
    for length in range(1, count):
        first, last = slice(0, count - length), slice(length, count)
        below = right[:, first, :length] + left_by_end[:, last, length - 1 :: -1]
        meets[:, first, length] = below.argmax(2)
        best = np.maximum.reduce(below, 2)
        arc_right[:, first, length] = best + scores.diagonal(-length, 1, 2)
        arc_left_by_end[:, last, length] = best + scores.diagonal(length, 1, 2)
        tails = arc_right[:, first, 1 : length + 1] + right_by_end[:, last, length - 1 :: -1]
        to_right[:, first, length] = tails.argmax(2)
        right[:, first, length] = right_by_end[:, last, length] = np.maximum.reduce(tails, 2)
        tails = left[:, first, :length] + arc_left_by_end[:, last, length:0:-1]
        to_left[:, first, length] = tails.argmax(2)
        left[:, first, length] = left_by_end[:, last, length] = np.maximum.reduce(tails, 2)
    return meets, to_right, to_left
