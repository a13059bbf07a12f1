"""Whole runs of the command on the shipped pipeline."""

from __future__ import annotations

import gzip
import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bench.articles import samples
from tests.bulk.running import lines, run, start, table, write

pytestmark = pytest.mark.bulk

SAMPLES = len(samples())
PARTS = 8
ODD = [
    b"\n",
    b'{"text":"Police said 5 people were hurt.","id":"\\u201c\\ud83d\\ude00\\u201d\\n","offset_unit":"utf16"}\r\n',
    b"{\n",
    b'{"text":""}\n',
    b"\xff\n",
    b'{"text":"Ten were hurt.","id":"last","include":["quantities"]}',
]
PROGRESS = re.compile(r"^\d+ of \d+ documents, \d+ with a problem, [\d.]+ a second$")


def articles() -> list[dict[str, Any]]:
    return [{**article, "id": str(n)} for n, article in enumerate(samples())]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RETURNS: a folder of every kind of input: plain, compressed, a table, nothing at all, and what is no input."""
    import pyarrow as pa
    from pyarrow import parquet

    folder = tmp_path_factory.mktemp("corpus")
    plain = write(folder / "a.ndjson", articles())
    plain.write_bytes(plain.read_bytes() + b"".join(ODD))
    (folder / "deep").mkdir()
    (folder / "deep" / "b ü.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    rows = [{**a, "id": int(a["id"]), "published_at": date.fromisoformat(a["published_at"][:10])} for a in articles()]
    parquet.write_table(
        pa.Table.from_pylist([{**row, "url": "https://example.org"} for row in rows]), folder / "c.parquet"
    )
    (folder / "d.ndjson").write_bytes(b"")
    (folder / "README.txt").write_text("no input")
    return folder


@pytest.fixture(scope="module")
def done(corpus: Path, cluster: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, str, str]:
    """RETURNS: the output of a run over `corpus`, its exit code, and what it said."""
    output = tmp_path_factory.mktemp("done") / "facts"
    return output, *run("bulk", corpus, "-o", output, "--part-documents", 5, address=cluster)


def test_answers_are_the_bytes_of_the_command_line(corpus: Path, done: tuple[Path, int, str, str]) -> None:
    _, stream, _ = run("extract", corpus / "a.ndjson")
    expected = stream.splitlines()
    rows = {str(file): [] for file in sorted(corpus.rglob("*.*"))}
    for row in table(done[0]):
        rows[row["input"]].append(row)
    plain, compressed = (rows[str(corpus / name)] for name in ("a.ndjson", "deep/b ü.jsonl.gz"))
    assert lines(plain) == lines(compressed) == expected
    assert lines(rows[str(corpus / "c.parquet")]) == expected[: len(articles())]
    assert not rows[str(corpus / "README.txt")]


def test_each_row_says_where_it_comes_from(corpus: Path, done: tuple[Path, int, str, str]) -> None:
    rows = [row for row in table(done[0]) if row["input"] == str(corpus / "a.ndjson")]
    count = len(articles())
    blank = count + 1
    assert [row["line"] for row in rows] == [*range(1, blank), *range(blank + 1, blank + len(ODD))]
    assert [row["id"] for row in rows] == [*map(str, range(count)), "“\U0001f600”\n", None, None, None, "last"]
    problems = [row["problem"] and json.loads(row["problem"])["status"] for row in rows[count:]]
    assert problems == [None, 400, 422, 400, None]


def test_it_tells_what_it_did(done: tuple[Path, int, str, str]) -> None:
    output, code, said, told = done
    assert (code, said) == (1, "")
    assert "\x1b" not in told
    assert "\r" not in told
    assert PROGRESS.match([line for line in told.splitlines() if " of " in line][-1])
    assert sorted(path.name for path in output.glob("[!p]*")) == ["_SUCCESS", "_newsfacts.json"]


def test_what_is_done_is_not_done_again(corpus: Path, done: tuple[Path, int, str, str]) -> None:
    output, *_ = done
    before = {path: path.stat().st_mtime_ns for path in output.iterdir()}
    code, _, told = run("bulk", corpus, "-o", output, address="127.0.0.1:9")  # no cluster is needed for it
    assert code == 0
    assert "0 are to be made" in told
    assert {path: path.stat().st_mtime_ns for path in output.iterdir()} == before


def test_after_a_kill_only_what_is_missing_is_done(tmp_path: Path) -> None:
    source = write(tmp_path / "in" / "a.ndjson", [{**a, "id": str(n)} for n, a in enumerate(samples() * PARTS)])
    output = tmp_path / "facts"
    arguments = ("bulk", source.parent, "-o", output, "--part-documents", SAMPLES, "--actors", 2)
    process = start(*arguments)
    while len(parts := sorted(output.glob("*.parquet"))) < 3:
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.communicate()
    made = {part: part.stat().st_mtime_ns for part in parts}
    code, _, told = run(*arguments)
    assert code == 0, told
    left = int(re.search(r"of which (\d+) are to be made", told)[1])
    assert 0 < left <= PARTS - len(made)
    assert [row["id"] for row in table(output)] == [str(n) for n in range(SAMPLES * PARTS)]
    assert {part: part.stat().st_mtime_ns for part in made} == made
    assert sorted(path.name for path in output.glob("_*")) == ["_SUCCESS", "_newsfacts.json"]


def test_an_empty_input_gives_an_empty_table_and_new_ones_are_added(tmp_path: Path, cluster: str) -> None:
    write(tmp_path / "in" / "b.ndjson", [])
    arguments = ("bulk", f"file://{tmp_path}/in/", "-o", f"file://{tmp_path}/facts")
    assert run(*arguments, address=cluster)[0] == 0
    assert [path.name for path in (tmp_path / "facts").glob("*.parquet")] == ["part-000000.parquet"]
    assert table(tmp_path / "facts") == []
    write(tmp_path / "in" / "a.ndjson", [{"text": "Nobody was hurt.", "id": "a"}])
    assert run(*arguments, address="127.0.0.1:9")[0] == 2
    assert not (tmp_path / "facts" / "_SUCCESS").exists()
    code, _, told = run(*arguments, address=cluster)
    assert (code, "of which 1 are to be made" in told) == (0, True)
    assert (tmp_path / "facts" / "_SUCCESS").exists()
    assert [(row["id"], row["input"]) for row in table(tmp_path / "facts")] == [("a", f"file://{tmp_path}/in/a.ndjson")]
