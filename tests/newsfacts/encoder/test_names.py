"""From the heads' tags to labelled spans, with scores made up so that each head is sure of itself."""

from __future__ import annotations

import numpy as np
import pytest

from newsfacts.encoder.chain import Chain
from newsfacts.encoder.labels import FINE_TAGS, NAME_TAGS, legal, legal_start
from newsfacts.encoder.names import name_spans
from newsfacts.encoder.network import Reading

SURE, IMPOSSIBLE = 12.0, -1e4
CHAIN = Chain(
    np.where(legal(NAME_TAGS), 0, IMPOSSIBLE).astype(np.float32),
    np.where(legal_start(NAME_TAGS), 0, IMPOSSIBLE).astype(np.float32),
    np.zeros(len(NAME_TAGS), dtype=np.float32),
)


def scores(tags: list[str], names: tuple[str, ...]) -> np.ndarray:
    return np.array([[SURE * (tag == name) for name in names] for tag in tags], dtype=np.float32)


def reading(names: str, fine: str) -> Reading:
    count = len(names.split())
    nothing = np.zeros((count, 0), dtype=np.float32)
    return Reading(
        tokens=np.arange(count),
        places=np.arange(count) + 1,
        names=scores(names.split(), NAME_TAGS),
        fine=scores(fine.split(), FINE_TAGS),
        quotes=nothing,
        askers=nothing,
        answerers=nothing,
        parts=nothing,
        starts=nothing,
        arcs=nothing,
        as_dependent=nothing,
        as_governor=nothing,
    )


@pytest.mark.parametrize(
    ("names", "fine", "expected"),
    [
        pytest.param("B-Person I-Person O", "B-ORG I-ORG O", [(0, 2, "PERSON")], id="the names' head has the word"),
        pytest.param("B-Location", "B-GPE", [(0, 1, "GPE")], id="a place that governs"),
        pytest.param("B-Location I-Location", "B-LOC I-LOC", [(0, 2, "LOC")], id="a place that does not"),
        pytest.param("B-Misc I-Misc", "B-LAW I-LAW", [(0, 2, "LAW")], id="the rest is told apart"),
        pytest.param("O O", "B-ORG I-ORG", [], id="the fine head alone names nothing"),
        pytest.param("O O O", "B-DATE I-DATE I-DATE", [(0, 3, "DATE")], id="times come from the fine head"),
        pytest.param("B-Date O", "O O", [(0, 1, "DATE")], id="or from the names' head where it says nothing"),
        pytest.param("O B-Date", "B-DATE O", [(0, 2, "DATE")], id="dates that touch are one"),
        pytest.param("B-Organization I-Organization", "B-DATE O", [(0, 2, "ORG")], id="a name outdoes a time"),
        pytest.param("B-Money I-Money", "B-CARDINAL I-CARDINAL", [(0, 2, "CARDINAL")], id="numbers by the fine head"),
    ],
)
def test_spans(names: str, fine: str, expected: list[tuple[int, int, str]]) -> None:
    found = name_spans([reading(names, fine)], CHAIN)
    assert [(span.start, span.end, span.label) for span in found] == expected


def test_scores_tell_how_sure_the_label_is() -> None:
    (found,) = name_spans([reading("B-Location", "B-GPE")], CHAIN)
    chances = dict(found.scores)
    assert max(chances, key=lambda label: chances[label]) == "GPE"
    assert chances["GPE"] > 0.9
