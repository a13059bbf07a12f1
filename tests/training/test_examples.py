"""Articles as arrays: tags, pointers, windows, batches."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest

from newsfacts.encoder.labels import NAME_TAGS, QUOTE_TAGS
from newsfacts.encoder.wordpiece import CLS, MASK, SEP, WordPieces
from tests.training.articles import VOCABULARY, named, quoted
from training.batches import INPUTS, LABELS, Window, collate, epoch
from training.examples import IGNORED, NONE, Example, example, restarted
from training.rounds import Rounds

WORDPIECES = WordPieces(VOCABULARY)
SPECIAL = (WORDPIECES.numbers[CLS], WORDPIECES.numbers[SEP], WORDPIECES.numbers[MASK])


def tagged(made: Example, tags: np.ndarray, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(made.tokens[at], names[tag]) for at, tag in enumerate(tags) if tag > 0]


def quotes_of(text: str, *attributions: dict[str, Any]) -> Example:
    return example({"id": "q", "text": text, "attributions": list(attributions)}, WORDPIECES)


def span(text: str, part: str) -> list[list[int]]:
    return [[text.index(part), text.index(part) + len(part)]]


def test_names_are_tagged_and_nothing_is_said_of_quotes() -> None:
    made = example(named()[1], WORDPIECES)
    assert tagged(made, made.names, NAME_TAGS) == [
        ("Dhaka", "B-Location"),
        ("Farida", "B-Person"),
        ("Rahman", "I-Person"),
        ("Harbour", "B-Organization"),
        ("Council", "I-Organization"),
    ]
    assert set(made.quotes) == {IGNORED}


def test_an_attribution_has_its_tags_and_its_pointers() -> None:
    made = example(quoted()[1], WORDPIECES)
    assert tagged(made, made.quotes, QUOTE_TAGS) == [
        ("“", "B-CONTENT"),
        *((word, "I-CONTENT") for word in ("The", "rice", "is", "in", "the", "port", ",", "”")),
        ("Farida", "B-SOURCE"),
        ("Rahman", "I-SOURCE"),
        ("told", "B-CUE"),
        ("reporters", "I-CUE"),
    ]
    (content,) = made.contents
    assert (made.tokens[content.source], made.tokens[content.cue], content.previous) == ("Farida", "told", NONE)
    assert [(made.tokens[low], made.tokens[source]) for low, _, source in made.cues] == [("told", "Farida")]


def test_a_content_that_its_cue_interrupts_points_back_to_its_beginning() -> None:
    text = "“We wait,” the mayor said, “for rain.”"
    contents = span(text, "“We wait,”") + span(text, "“for rain.”")
    made = quotes_of(text, {"source": span(text, "the mayor"), "cue": span(text, "said"), "content": contents})
    first, second = made.contents
    assert (first.previous, second.previous) == (NONE, first.start)
    assert QUOTE_TAGS[made.quotes[second.start]] == "R-CONTENT"


def test_a_content_over_paragraphs_is_cut_where_they_begin() -> None:
    text = "The union said: “We wait.\n\n“Rain will come.”"
    made = quotes_of(text, {"source": span(text, "The union"), "cue": span(text, "said"), "content": [[16, len(text)]]})
    assert [QUOTE_TAGS[made.quotes[content.start]] for content in made.contents] == ["B-CONTENT", "R-CONTENT"]


def test_a_parse_is_taken_over_and_every_root_begins_a_sentence() -> None:
    row = {"id": "p", "text": "Ships left. Rain fell."}
    parse = {"tags": [1] * 6, "relations": [2] * 6, "heads": [1, 1, 1, 4, 4, 4]}
    made = example(row, WORDPIECES, parse=parse)
    assert made.heads.tolist() == parse["heads"]
    assert made.starts.tolist() == [1, 0, 0, 1, 0, 0]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        (["I-CONTENT", "I-CONTENT"], ["R-CONTENT", "I-CONTENT"]),
        (["I-SOURCE", "O", "B-CUE"], ["B-SOURCE", "O", "B-CUE"]),
        (["B-CUE", "I-CUE"], ["B-CUE", "I-CUE"]),
    ],
)
def test_what_a_window_cuts_off_begins_again(cut: list[str], whole: list[str]) -> None:
    tags = np.array([QUOTE_TAGS.index(tag) for tag in cut])
    assert [QUOTE_TAGS[tag] for tag in restarted(tags, QUOTE_TAGS)] == whole


def test_a_batch_has_a_row_a_window_and_says_where_words_begin() -> None:
    made = [example(row, WORDPIECES) for row in named()]
    batch = collate([Window(each, 0, len(each.pieces.ids)) for each in made], SPECIAL)
    assert set(batch) == {*INPUTS, *LABELS, "words", "asked"}
    assert (batch["ids"][:, 0] == SPECIAL[0]).all()
    lengths = batch["mask"].sum(1)
    assert [len(each.pieces.ids) + 2 for each in made] == lengths.tolist()
    assert all(batch["ids"][row, length - 1] == SPECIAL[1] for row, length in enumerate(lengths))
    for row, each in enumerate(made):
        words = batch["words"][row]
        assert batch["first"][row][words].tolist() == [first + 1 for first in each.pieces.first if first >= 0]
        assert (batch["names"][row][~words] == IGNORED).all()


def test_pointers_go_to_pieces_and_to_cls_for_what_is_not_there() -> None:
    text = "“We will wait.”"
    made = quotes_of(text, {"source": [], "cue": [], "content": [[0, len(text)]]})
    batch = collate([Window(made, 0, len(made.pieces.ids))], SPECIAL)
    assert {tuple(row) for row in batch["asked"][:, 2:4].tolist()} == {(0, 0), (1, 0), (2, 0)}
    assert batch["asked"][:, 4].sum() == 3


def test_a_target_outside_the_window_is_sep() -> None:
    made = example(quoted()[1], WORDPIECES)
    low, high = int(made.pieces.first[0]), int(made.pieces.first[made.contents[0].end])
    batch = collate([Window(made, low, high)], SPECIAL)
    assert set(batch["asked"][batch["asked"][:, 2] < 2][:, 3].tolist()) == {-1}


def test_an_epoch_has_every_piece_once() -> None:
    made = [example(row, WORDPIECES) for row in named() * 3]
    windows = [window for batch in epoch(made, 2, random.Random(1)) for window in batch]
    for each in made:
        ours = sorted((window.start, window.end) for window in windows if window.example is each)
        assert [ours[0][0], *(end for _, end in ours)] == [*(start for start, _ in ours), len(each.pieces.ids)]


def rounds(seed: int = 1, times: int = 1) -> Rounds:
    return Rounds([(named(), 1), (quoted(), times)], WORDPIECES, parses=[], donors=None, batch=1, seed=seed)


def shape(batches: list[list[Window]]) -> list[list[tuple[str, int, int]]]:
    return [[(window.example.id, window.start, window.end) for window in batch] for batch in batches]


def test_a_round_can_be_had_again_and_the_next_is_another() -> None:
    first = [shape(rounds(times=3)(number)) for number in range(4)]
    assert first == [shape(rounds(times=3)(number)) for number in range(4)]
    assert first != [shape(rounds(seed=2, times=3)(number)) for number in range(4)]
    assert len({str(batches) for batches in first}) == 4


def test_a_round_reads_a_corpus_as_often_as_it_says_and_mixes_no_batch() -> None:
    batches = shape(rounds(times=3)(0))
    pieces = sum(end - start for batch in batches for name, start, end in batch if name == "quoted-0")
    assert pieces == 3 * len(example(quoted()[0], WORDPIECES).pieces.ids)
    assert all(len({name.split("-")[0] for name, _, _ in batch}) == 1 for batch in batches)
