"""Articles written otherwise: offsets follow the text."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest

from newsfacts.encoder.features import Casing
from tests.training.articles import named, quoted
from training.augment import recased, with_other_marks
from training.other_names import Geography, OtherNames
from training.rewriting import Edit, rewritten

SEEDS = range(30)
WORD = re.compile(r"\w+")


def parts(row: dict, kind: str) -> list[str]:
    return [row["text"][start:end] for a in row["attributions"] for start, end in a[kind]]


def test_annotations_move_along_with_the_text() -> None:
    row = quoted()[0]
    new = rewritten(row, [Edit(0, 3, "An acting"), Edit(row["text"].index("two"), row["text"].index("two") + 3, "3")])
    assert new["text"].startswith("An acting mayor said that the bridge will reopen in 3 weeks.")
    assert parts(new, "source") == ["An acting mayor"]
    assert parts(new, "content") == ["the bridge will reopen in 3 weeks"]


def test_what_loses_all_its_characters_is_dropped() -> None:
    row = quoted()[0]
    start, end = row["attributions"][0]["content"][0]
    assert rewritten(row, [Edit(start, end, "")])["attributions"] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_other_marks_leave_the_words_and_their_annotations(seed: int) -> None:
    for row in quoted():
        new = with_other_marks(row, random.Random(seed))
        assert WORD.findall(new["text"]) == WORD.findall(row["text"])
        assert parts(new, "source") == parts(row, "source")
        assert parts(new, "cue") == parts(row, "cue")


def test_marks_are_lost_now_and_then() -> None:
    row = quoted()[1]
    texts = {with_other_marks(row, random.Random(seed))["text"] for seed in SEEDS}
    assert any(text.startswith("The rice") for text in texts)
    assert any(text[0] not in "T“" for text in texts)


def donors() -> OtherNames:
    return OtherNames(named(), Geography(["Chad", "Peru"], [["Moundou", "Sarh"], ["Tacna", "Cusco"]]))


@pytest.mark.parametrize("seed", SEEDS)
def test_other_names_stand_where_the_old_ones_stood(seed: int) -> None:
    for row in named():
        new = donors().rewrite(row | {"fine": []}, random.Random(seed))
        assert [e["label"] for e in new["entities"]] == [e["label"] for e in row["entities"]]
        ends = [0] + [e["end"] for e in sorted(row["entities"], key=lambda e: e["start"])]
        starts = [e["start"] for e in sorted(row["entities"], key=lambda e: e["start"])] + [len(row["text"])]
        between = [row["text"][end:start] for end, start in zip(ends, starts, strict=True)]
        place = 0
        for words in between:
            place = new["text"].index(words, place) + len(words)


def test_names_do_change() -> None:
    row = named()[1] | {"fine": []}
    found = {donors().rewrite(row, random.Random(seed))["text"] for seed in SEEDS}
    assert len(found) > 5


@pytest.mark.parametrize(("style", "casing"), [("upper", Casing.UPPER), ("lower", Casing.LOWER)])
def test_a_window_is_rewritten_in_another_case(style: str, casing: Casing) -> None:
    before = np.array([Casing.TITLE, Casing.LOWER, Casing.DIGITS])
    assert recased(before, style, np.random.default_rng(1)).tolist() == [casing, casing, Casing.DIGITS]
