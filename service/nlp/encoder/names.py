"""From the tags of names to labelled spans in OntoNotes' labels.

Where a name stands and its broad kind come from the names' head, trained on newswire from all over the world; the finer
label (a country, a river or a building), and times and numbers, from the fine head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.nlp.encoder.chain import SCORE_DIGITS, Chain, Floats
from service.nlp.encoder.labels import FINE_LABELS, FINE_TAGS, NAME_LABELS, NAME_TAGS
from service.nlp.encoder.network import Reading

_FINER = {
    "Person": ("PERSON",),
    "Organization": ("ORG",),
    "NORP": ("NORP",),
    "Location": ("GPE", "LOC", "FAC"),
    "Facility": ("FAC",),
    "Product": ("PRODUCT",),
    "Misc": ("EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE"),
    "Date": ("DATE",),
    "Money": ("MONEY",),
}
_MAY_BE = np.array([[label in _FINER[broad] for label in FINE_LABELS] for broad in NAME_LABELS], dtype=np.float32)
_BY_FINE_HEAD = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Tokens `start` to `end` (exclusive), their OntoNotes label, and the probability of each label that competed."""

    start: int
    end: int
    label: str
    scores: tuple[tuple[str, float], ...]


def name_spans(readings: Sequence[Reading], chain: Chain) -> list[NameSpan]:
    """RETURNS: names, times and numbers in text order, not overlapping."""
    if not readings:
        return []
    tagged = zip(
        readings,
        chain.best([reading.names for reading in readings]),
        chain.marginals([reading.names for reading in readings]),
        strict=True,
    )
    return [span for reading, tags, likely in tagged for span in _in_window(reading, tags, likely)]


def _in_window(reading: Reading, tags: NDArray[np.int64], likely: Floats) -> list[NameSpan]:
    broad, fine = _by_label(likely), _by_label(_softmax(reading.fine))
    names: list[NameSpan] = []
    spare: list[NameSpan] = []  # times and money by the names' head: its convention is narrower than OntoNotes'
    for low, high, label in _spans([NAME_TAGS[tag] for tag in tags]):
        start, end = int(reading.tokens[low]), int(reading.tokens[high - 1]) + 1
        scores = _scores(broad[low:high], fine[low:high])
        options = dict(scores)
        best = max(_FINER[label], key=lambda option: options.get(option, 0.0))
        (spare if best in _BY_FINE_HEAD else names).append(NameSpan(start, end, best, scores))
    found: list[NameSpan] = []
    taken: set[int] = set()
    for span in (*names, *_temporal_and_numeric(reading, fine), *spare):
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            found.append(span)
            taken.update(tokens)
    return sorted(found, key=lambda span: span.start)


def _scores(broad: Floats, fine: Floats) -> tuple[tuple[str, float], ...]:
    """RETURNS: the probability of each label over a span: that of the broad kind, shared out by the fine head."""
    open_to = broad.mean(0) @ (_MAY_BE * (fine.mean(0) + 1e-6) / (_MAY_BE @ (fine.mean(0) + 1e-6))[:, None])
    rounded = zip(FINE_LABELS, np.round(open_to.astype(float), SCORE_DIGITS), strict=True)
    return tuple((label, float(score)) for label, score in rounded if score)


def _temporal_and_numeric(reading: Reading, fine: Floats) -> Iterator[NameSpan]:
    for low, high, label in _spans([FINE_TAGS[tag] for tag in reading.fine.argmax(-1)]):
        if label in _BY_FINE_HEAD:
            sure = round(float(fine[low:high, FINE_LABELS.index(label)].mean()), SCORE_DIGITS)
            yield NameSpan(int(reading.tokens[low]), int(reading.tokens[high - 1]) + 1, label, ((label, sure),))


def _by_label(likely: Floats) -> Floats:
    """RETURNS: the probability of each label at each word, from that of its tags `B-` and `I-`."""
    found: Floats = likely[:, 1::2] + likely[:, 2::2]
    return found


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """RETURNS: the spans that the tags make, as (first, end, label); an `I-` after nothing of its label begins one."""
    start, label = 0, ""
    for number, tag in enumerate([*tags, "O"]):
        if label and tag != "I-" + label:
            yield start, number, label
            label = ""
        if tag != "O" and not label:
            start, label = number, tag[2:]


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = powers / powers.sum(-1, keepdims=True)
    return found
