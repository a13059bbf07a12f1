"""What keeps a run from beginning: exit code 2, a message that says why, and nothing changed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import main

pytestmark = pytest.mark.bulk

ARTICLE = b'{"text":"abc"}\n'


def corpus(folder: Path) -> list[str]:
    (folder / "in").mkdir()
    (folder / "in" / "a.ndjson").write_bytes(ARTICLE)
    return ["in"]


def no_such(folder: Path) -> list[str]:
    return ["in"]


def empty(folder: Path) -> list[str]:
    (folder / "in").mkdir()
    (folder / "in" / "_hidden.ndjson").write_bytes(ARTICLE)
    (folder / "in" / ".parts").mkdir()
    (folder / "in" / ".parts" / "a.ndjson").write_bytes(ARTICLE)
    return ["in"]


def another_kind(folder: Path) -> list[str]:
    (folder / "a.csv").write_bytes(b"text\nabc\n")
    return ["a.csv"]


def unknown_address(folder: Path) -> list[str]:
    return ["nowhere://in/a.ndjson"]


def cut_short(folder: Path) -> list[str]:
    (folder / "a.ndjson.gz").write_bytes(gzip.compress(ARTICLE * 1000)[:-10])
    return ["a.ndjson.gz"]


def not_compressed(folder: Path) -> list[str]:
    (folder / "a.ndjson.gz").write_bytes(ARTICLE)
    return ["a.ndjson.gz"]


def no_parquet(folder: Path) -> list[str]:
    (folder / "a.parquet").write_bytes(ARTICLE)
    return ["a.parquet"]


def no_text(folder: Path) -> list[str]:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"body": ["abc"]}), folder / "a.parquet")
    return ["a.parquet"]


def something_else(folder: Path) -> list[str]:
    (folder / "out").mkdir()
    (folder / "out" / "part-000000.parquet").write_bytes(b"")
    return corpus(folder)


def a_file(folder: Path) -> list[str]:
    (folder / "out").write_bytes(b"")
    return corpus(folder)


def around(folder: Path) -> list[str]:
    corpus(folder)
    return ["."]


def another_version(folder: Path) -> list[str]:
    (folder / "out").mkdir()
    (folder / "out" / "_newsfacts.json").write_text('{"version":"0.0.1","inputs":[]}')
    return corpus(folder)


def changed(folder: Path) -> list[str]:
    inputs = corpus(folder)
    source = {"name": str(folder / "in" / "a.ndjson"), "size": 99, "modified": 0}
    (folder / "out").mkdir()
    (folder / "out" / "_newsfacts.json").write_text(json.dumps({"version": "0.1.0", "inputs": [[source, []]]}))
    return inputs


@pytest.mark.parametrize(
    ("prepared", "said"),
    [
        (no_such, "in does not exist"),
        (empty, "in holds no file that is .ndjson, .jsonl"),
        (another_kind, "a.csv is none of .ndjson, .jsonl"),
        (unknown_address, "nowhere://in/a.ndjson: "),
        (cut_short, "a.ndjson.gz can't be read: EOFError"),
        (not_compressed, "a.ndjson.gz can't be read: BadGzipFile"),
        (no_parquet, "a.parquet can't be read: ArrowInvalid"),
        (no_text, "a.parquet has no column named text"),
        (something_else, "out holds something else"),
        (a_file, "out is a file"),
        (around, "the output and . are one inside the other"),
        (another_version, "the output holds answers of newsfacts 0.0.1, and this is 0.1.0"),
        (changed, "a.ndjson has changed since it was begun"),
    ],
)
def test_refusals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prepared: Callable[[Path], list[str]], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    inputs = prepared(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = CliRunner().invoke(main, ["bulk", *inputs, "--output", "out"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("address", ["127.0.0.1:9", "ray://127.0.0.1:9", "nowhere.invalid:6379", "127.0.0.1:x"])
def test_a_cluster_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["bulk", *corpus(tmp_path), "--output", "out", "--address", address])
    assert result.exit_code == 2
    assert f"no Ray cluster answers at {address}" in " ".join(result.stderr.split())
