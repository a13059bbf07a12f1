"""The command line, on an extractor that knows its answers."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newsfacts.facts import Article, Facts
from service import cli
from service.tables import cells
from tests.api.contract import Contract
from tests.api.fake import FakeExtractor
from tests.browser.recorded import TEXT, RecordedExtractor

LINES = '{"text":"abc","id":"1"}\n\n{\n{"text":""}\n{"text":"fail"}\n{"text":"xyz","id":"2"}\n'


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "load", FakeExtractor)


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
    def broken(*_: object) -> Iterator[bytes]:
        yield b'{"text":"abc","id":"1"}'
        raise OSError("the disk is gone")

    monkeypatch.setattr(cli._Input, "documents", broken)
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
    assert second["problem"]["detail"] == "The text is not UTF-8, at byte 4."


def test_standard_input_may_be_a_text() -> None:
    (line,) = results(extract("--text", given="Two\nlines"))
    assert line["facts"]["length"] == 9


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """The articles that the extractor was asked about."""
    seen: list[Article] = []

    class Watched(FakeExtractor):
        def extract(self, article: Article, **kwargs: Any) -> Facts:
            seen.append(article)
            return super().extract(article, **kwargs)

    monkeypatch.setattr(cli, "load", Watched)
    return seen


def test_title_and_date_go_with_a_text(tmp_path: Path, asked: list[Article]) -> None:
    (tmp_path / "a.txt").write_text("abc")
    extract("--title", "A headline", "--published-at", "2024-03-14", str(tmp_path / "a.txt"))
    assert [(article.title, article.published_at) for article in asked] == [("A headline", date(2024, 3, 14))]


@pytest.mark.parametrize(
    ("files", "options"),
    [(["a.txt", "b.txt"], ["--title", "A headline"]), (["a.json"], ["--published-at", "2024-03-14"])],
    ids=["two texts", "a request"],
)
def test_title_and_date_without_their_text_are_refused(tmp_path: Path, files: list[str], options: list[str]) -> None:
    for file in files:
        (tmp_path / file).write_text("{}")
    assert extract(*options, *(str(tmp_path / file) for file in files)).exit_code == 2


@pytest.mark.parametrize("name", ["a.json", "a.json.gz", "a.ndjson.gz", "a.txt.gz"])
def test_requests_and_packed_files(tmp_path: Path, name: str) -> None:
    content = b"abc" if ".txt" in name else b'{"text":"abc","id":"1"}'
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    (line,) = results(extract(str(tmp_path / name)))
    assert (line["facts"]["id"], line["facts"]["length"]) == (name if ".txt" in name else "1", 3)


def test_a_table_has_one_header_and_tells_problems_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "load", RecordedExtractor)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "c.txt").write_bytes(b"\xff")
    result = extract("--csv", "quotes", *(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")))
    table = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["article"], row["id"], row["speaker"]) for row in table[:2]] == [
        ("a.txt", "q1", "Aino Laine"),
        ("a.txt", "q2", "Aino Laine"),
    ]
    assert len(table) == 6
    assert all(TEXT[int(row["start"]) : int(row["end"])].startswith(row["text"][:10]) for row in table)
    assert result.stderr == "c.txt: The text is not UTF-8, at byte 0.\n"
    assert result.exit_code == 1


@pytest.mark.parametrize("kind", ["claims", "entities"])
def test_other_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(cli, "load", RecordedExtractor)
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    table = list(csv.DictReader(io.StringIO(extract("--csv", kind, str(tmp_path / "a.txt")).stdout)))
    assert all(TEXT[int(row["start"]) : int(row["end"])] == row.get("mention", row.get("text")) for row in table)
    assert len(table) == {"claims": 1, "entities": 6}[kind]


def test_a_text_is_no_formula() -> None:
    assert cells({"text": "=1+1", "value": -4, "none": None}) == ["'=1+1", -4, None]


@pytest.mark.parametrize(
    ("name", "options", "form"),
    [("a.html", (), "html"), ("a.txt", ("--format", "html"), "html"), ("a.html", ("--format", "text"), "text")],
)
def test_files_may_be_web_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, options: tuple[str, ...], form: str
) -> None:
    fake = FakeExtractor()
    monkeypatch.setattr(cli, "load", lambda: fake)
    (tmp_path / name).write_text("<p>abc</p>", encoding="utf-8")
    assert extract(str(tmp_path / name), *options).exit_code == 0
    assert [article.format for article in fake.seen] == [form]
