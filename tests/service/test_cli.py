"""The command line, on an extractor that knows its answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from service import cli
from tests.api.contract import Contract
from tests.api.fake import FakeExtractor

LINES = '{"text":"abc","id":"1"}\n\n{\n{"text":""}\n{"text":"fail"}\n{"text":"xyz","id":"2"}\n'


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "default", FakeExtractor)


def extract(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(cli.main, ["extract", *arguments], input=given)


def results(result: Result) -> list[Any]:
    found = [json.loads(line) for line in result.stdout.splitlines()]
    contract = Contract.from_file()
    for line in found:
        contract.validate("BatchResult", line)
    return found


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_line_in_a_line_out(tmp_path: Path, workers: str) -> None:
    (tmp_path / "in.ndjson").write_text(LINES)
    result = extract("--workers", workers, str(tmp_path / "in.ndjson"))
    statuses = [line["problem"] and line["problem"]["status"] for line in results(result)]
    assert statuses == [None, 400, 422, 500, None]
    assert result.exit_code == 1


def test_a_worker_that_dies_takes_one_document_with_it(tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(100)]
    texts[40] = texts[41] = "die"
    lines = [json.dumps({"text": text, "id": str(number)}) for number, text in enumerate(texts)]
    (tmp_path / "in.ndjson").write_text("\n".join(lines))
    result = extract("--workers", "2", str(tmp_path / "in.ndjson"))
    found = [line["facts"] and line["facts"]["id"] for line in results(result)]
    assert found == [None if number in (40, 41) else str(number) for number in range(100)]
    assert result.exit_code == 1


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_input_that_breaks_off_is_told(tmp_path: Path, workers: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(file: str) -> Iterator[bytes]:
        yield b'{"text":"abc","id":"1"}'
        raise OSError("the disk is gone")

    monkeypatch.setattr(cli, "_documents", broken)
    result = extract("--workers", workers)
    assert [line["facts"]["id"] for line in results(result)] == ["1"]
    assert isinstance(result.exception, OSError)


def test_standard_input_is_the_default() -> None:
    result = extract(given='{"text":"abc","id":"1"}')
    assert [line["facts"]["id"] for line in results(result)] == ["1"]
    assert result.exit_code == 0


def test_other_files_are_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Añb\r\n".encode())
    (tmp_path / "b.txt").write_bytes(b"bad \xff")
    first, second = results(extract(str(tmp_path / "a.txt"), str(tmp_path / "b.txt")))
    assert (first["facts"]["id"], first["facts"]["length"]) == ("a.txt", 5)
    assert second["problem"]["errors"][0]["pointer"] == "#/text"
