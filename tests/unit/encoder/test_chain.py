"""The decoder against trying every sequence of tags."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from service.nlp.encoder.chain import Chain
from service.nlp.encoder.labels import NAME_TAGS, QUOTE_TAGS, bio, legal, legal_start
from service.nlp.encoder.tagging import tag_set

TAGS = 4


def random_case(seed: int, lengths: tuple[int, ...]) -> tuple[Chain, list[np.ndarray]]:
    dice = np.random.default_rng(seed)
    tables = (dice.normal(size=shape).astype(np.float32) for shape in ((TAGS, TAGS), (TAGS,), (TAGS,)))
    return Chain(*tables), [dice.normal(size=(length, TAGS)).astype(np.float32) for length in lengths]


def score(chain: Chain, scores: np.ndarray, tags: tuple[int, ...]) -> float:
    total = chain.start[tags[0]] + chain.end[tags[-1]] + sum(scores[n, tag] for n, tag in enumerate(tags))
    return float(total + sum(chain.between[before, after] for before, after in itertools.pairwise(tags)))


@pytest.mark.parametrize("seed", range(5))
def test_best_and_marginals_are_those_of_all_sequences(seed: int) -> None:
    chain, windows = random_case(seed, (1, 5, 3))
    best, marginals = chain.best(windows), chain.marginals(windows)
    for scores, found, likely in zip(windows, best, marginals, strict=True):
        every = list(itertools.product(range(TAGS), repeat=len(scores)))
        values = np.array([score(chain, scores, tags) for tags in every])
        assert tuple(found) == every[int(values.argmax())]
        weights = np.exp(values - values.max())
        expected = np.zeros_like(scores)
        for tags, weight in zip(every, weights / weights.sum(), strict=True):
            expected[np.arange(len(tags)), tags] += weight
        np.testing.assert_allclose(likely, expected, atol=1e-4)


def test_a_window_is_decoded_alike_alone_and_in_company() -> None:
    chain, windows = random_case(7, (6, 2, 9))
    together = zip(chain.best(windows), chain.marginals(windows), strict=True)
    for scores, (tags, likely) in zip(windows, together, strict=True):
        assert (chain.best([scores])[0] == tags).all()
        np.testing.assert_allclose(chain.marginals([scores])[0], likely, atol=1e-6)


@pytest.mark.parametrize("tags", [NAME_TAGS, QUOTE_TAGS, bio(("X",))])
def test_an_inner_tag_follows_its_own_kind_only(tags: tuple[str, ...]) -> None:
    allowed = legal(tags)
    for column, tag in enumerate(tags):
        before = {tags[row] for row in range(len(tags)) if allowed[row, column]}
        assert before == ({t for t in tags if t[1:] == tag[1:] and t != "O"} if tag.startswith("I-") else set(tags))
    assert [tag for tag, ok in zip(tags, legal_start(tags), strict=True) if not ok] == [
        t for t in tags if t[:2] == "I-"
    ]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("O O", []),
        ("B-X", [(0, 1, "X")]),
        ("O B-X I-X O", [(1, 3, "X")]),
        ("B-X B-X", [(0, 1, "X"), (1, 2, "X")]),
        ("B-X I-Y", [(0, 1, "X"), (1, 2, "Y")]),
        ("I-X I-X O R-X I-X", [(0, 2, "X"), (3, 5, "X")]),
        ("", []),
    ],
)
def test_spans_of_tags(tags: str, expected: list[tuple[int, int, str]]) -> None:
    names = ("O", "B-X", "R-X", "I-X", "B-Y", "I-Y")
    numbers = np.array([names.index(tag) for tag in tags.split()], dtype=np.int64)
    assert tag_set(names).spans(numbers) == expected
