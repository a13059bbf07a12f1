"""The decoder against trying every sequence of tags."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from newsfacts.encoder.chain import Chain
from newsfacts.encoder.labels import NAME_TAGS, QUOTE_TAGS, bio, legal, legal_start
from newsfacts.encoder.tagging import tag_set

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
    for scores, (found, likely) in zip(windows, chain.decode(windows), strict=True):
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
    for scores, (tags, likely) in zip(windows, chain.decode(windows), strict=True):
        [(alone, likely_alone)] = chain.decode([scores])
        assert (alone == tags).all()
        np.testing.assert_allclose(likely_alone, likely, atol=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_beyond_doubt_is_decoded_as_in_doubt(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chain, windows = random_case(seed, (40, 1, 17, 3))
    dice = np.random.default_rng(seed)
    for window in windows:
        sure = np.flatnonzero(dice.random(len(window)) < 0.7)
        window[sure, dice.integers(TAGS, size=len(sure))] += 20
    found = chain.decode(windows)
    monkeypatch.setattr("newsfacts.encoder.chain.NO_DOUBT", np.inf)
    for (tags, likely), (all_tags, all_likely) in zip(found, chain.decode(windows), strict=True):
        assert (tags == all_tags).all()
        np.testing.assert_allclose(likely, all_likely, atol=1e-4)


def test_tags_that_cannot_follow_each_other_are_in_doubt() -> None:
    tables = np.where(legal(NAME_TAGS), 0, -1e4).astype(np.float32), np.where(legal_start(NAME_TAGS), 0, -1e4)
    chain = Chain(tables[0], tables[1].astype(np.float32), np.zeros(len(NAME_TAGS), dtype=np.float32))
    scores = np.zeros((3, len(NAME_TAGS)), dtype=np.float32)
    inner, begin = NAME_TAGS.index("I-Person"), NAME_TAGS.index("B-Person")
    scores[[0, 2], inner] = 30  # neither may begin a window, nor follow O
    scores[1, NAME_TAGS.index("O")] = 12
    scores[1, inner] = 1
    scores[[0, 2], begin] = 10
    [(tags, _)] = chain.decode([scores])
    assert [NAME_TAGS[tag] for tag in tags] == ["B-Person", "I-Person", "I-Person"]


def test_nothing_to_decode() -> None:
    assert random_case(1, (3,))[0].decode([]) == []


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
