"""What is learnt from each corpus."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from training.corpora import ANNOTATED, articles, held_out, read_jsonl


def attribution(content: list[int], **more: Any) -> dict[str, Any]:
    return {"source": [[0, 2]], "cue": [[3, 5]], "content": [content]} | more


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "rows.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_gzipped_and_plain_files_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "å"}\n\n', encoding="utf-8")
    assert read_jsonl(tmp_path / "rows.jsonl") == read_jsonl(written(tmp_path, {"id": "å"})) == [{"id": "å"}]


def test_about_a_twentieth_is_held_out_always_the_same() -> None:
    chosen = [number for number in range(2000) if held_out(f"article-{number}")]
    assert 70 < len(chosen) < 130
    assert chosen == [number for number in range(2000) if held_out(f"article-{number}")]


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([attribution([10, 20]), attribution([20, 30])], [[10, 20], [20, 30]]),
        ([attribution([10, 20]), attribution([19, 30])], [[10, 20]]),
        ([attribution([12, 15], optional=True), attribution([10, 20])], [[10, 20]]),
        ([attribution([30, 40], optional=True), attribution([10, 20])], [[10, 20], [30, 40]]),
        ([attribution([30, 40], optional=True, cue=[], source=[])], []),
        ([attribution([30, 40], cue=[], source=[])], [[30, 40]]),
    ],
)
def test_of_the_genres_what_is_required_goes_first_and_no_word_is_in_two(
    tmp_path: Path, found: list[dict[str, Any]], kept: list[list[int]]
) -> None:
    path = written(tmp_path, {"id": "a", "text": "", "attributions": found})
    assert [a["content"][0] for a in articles("genres", path)[0]["attributions"]] == kept


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("It rains,", "“It rains,”"),
        ("It rains", "“It rains,”"),
        ("Go.", "Go."),
        ("that it", "that it"),
    ],
)
def test_contents_reach_to_the_marks_around_them(tmp_path: Path, content: str, read: str) -> None:
    text = "“It rains,” she said, that it 'Go.' again"
    start = text.index(content)
    path = written(tmp_path, {"id": "a", "text": text, "attributions": [attribution([start, start + len(content)])]})
    low, high = articles("genres", path)[0]["attributions"][0]["content"][0]
    assert text[low:high] == read


def test_annotations_of_another_text_are_refused(tmp_path: Path) -> None:
    known = read_jsonl(ANNOTATED)[0]["id"]
    path = written(tmp_path, {"id": known, "text": "Another text."}, {"id": "nobody", "text": "No annotation."})
    with pytest.raises(ValueError, match="has changed since"):
        articles("annotated", path)
    assert [row["id"] for row in articles("unlabelled", path)] == ["nobody"]


def test_of_gum_only_running_text_is_read_and_only_what_is_annotated_nowhere_else(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "genre": "bio", "gold_genres": None, "attributions": [attribution([10, 20], nested=True), attribution([5, 30])]},
        {"id": "2", "genre": "vlog", "gold_genres": None, "attributions": []},
        {"id": "3", "genre": "news", "gold_genres": "dev", "attributions": []},
        {"id": "4", "genre": "news", "gold_genres": "train", "attributions": []},
    ]  # fmt: skip
    found = articles("gum", written(tmp_path, *rows))
    assert [(row["id"], [a["content"] for a in row["attributions"]]) for row in found] == [("1", [[[5, 30]]])]


def test_articles_annotated_to_measure_by_are_kept_aside() -> None:
    rows = read_jsonl(ANNOTATED)
    aside = [row["id"] for row in rows if row.get("aside")]
    assert len(aside) == 54
    assert all(map(held_out, aside))
    assert not all(held_out(row["id"]) for row in rows)
