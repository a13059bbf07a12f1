"""From the tags of names to labelled spans in OntoNotes' labels.

The names' head, trained on newswire from all over the world, says where names are and their broad kind. The fine head
gives the finer label (a country, a river or a building), and times and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsfacts.encoder.chain import SCORE_DIGITS, Chain, Floats
from newsfacts.encoder.labels import FINE_LABELS, FINE_TAGS, NAME_LABELS, NAME_TAGS
from newsfacts.encoder.network import Reading
from newsfacts.encoder.tagging import means, tag_set

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
_NAME_TAGS, _FINE_TAGS = tag_set(NAME_TAGS), tag_set(FINE_TAGS)
_LEAST = 0.001
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
    tagged = zip(readings, chain.decode([reading.names for reading in readings]), strict=True)
    return [span for reading, decoded in tagged for span in _in_window(reading, *decoded)]


def _in_window(reading: Reading, tags: NDArray[np.int64], likely: Floats) -> list[NameSpan]:
    broad, fine = _by_label(likely), _by_label(_softmax(reading.fine))
    names: list[NameSpan] = []
    spare: list[NameSpan] = []  # times and money by the names' head: its convention is narrower than OntoNotes'
    ranges = _NAME_TAGS.spans(tags)
    for (low, high, label), row in zip(ranges, _scores(ranges, broad, fine), strict=True):
        start, end = int(reading.tokens[low]), int(reading.tokens[high - 1]) + 1
        best = max(_FINER[label], key=lambda option: row[FINE_LABELS.index(option)])
        scores = tuple(
            (option, round(score, SCORE_DIGITS))
            for option, score in zip(FINE_LABELS, row, strict=True)
            if score > _LEAST
        )
        (spare if best in _BY_FINE_HEAD else names).append(NameSpan(start, end, best, scores))
    found: list[NameSpan] = []
    taken: set[int] = set()
    for span in (*names, *_temporal_and_numeric(reading, fine), *spare):
        tokens = range(span.start, span.end)
        if taken.isdisjoint(tokens):
            found.append(span)
            taken.update(tokens)
    return list(_joined_times(sorted(found, key=lambda span: span.start)))


def _joined_times(spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Joins dates that touch: the heads' conventions differ, and "last" and "Saturday" may come from one each."""
    last: NameSpan | None = None
    for span in spans:
        if last is not None and last.label == span.label == "DATE" and last.end == span.start:
            last = NameSpan(last.start, span.end, last.label, last.scores)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _scores(ranges: Sequence[tuple[int, int, str]], broad: Floats, fine: Floats) -> list[list[float]]:
    """RETURNS: for each span the probability of each fine label: its broad kind's, divided up by the fine head."""
    of_broad, of_fine = (means(each, [(low, high) for low, high, _ in ranges]) for each in (broad, fine + 1e-6))
    rows: list[list[float]] = ((of_broad / (of_fine @ _MAY_BE.T)) @ _MAY_BE * of_fine).tolist()
    return rows


def _temporal_and_numeric(reading: Reading, fine: Floats) -> Iterator[NameSpan]:
    for low, high, label in _FINE_TAGS.spans(reading.fine.argmax(-1)):
        if label in _BY_FINE_HEAD:
            sure = round(float(fine[low:high, FINE_LABELS.index(label)].mean()), SCORE_DIGITS)
            yield NameSpan(int(reading.tokens[low]), int(reading.tokens[high - 1]) + 1, label, ((label, sure),))


def _by_label(likely: Floats) -> Floats:
    """RETURNS: the probability of each label at each word, from that of its tags `B-` and `I-`."""
    found: Floats = likely[:, 1::2] + likely[:, 2::2]
    return found


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    found: Floats = powers / powers.sum(-1, keepdims=True)
    return found
