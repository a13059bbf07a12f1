"""Parts on a cluster, over an extractor that knows its answers: whatever a document does, the others are answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from service.bulk import BulkError
from service.bulk.parts import Part
from tests.api.fake import FakeExtractor
from tests.bulk.running import table, write

pytestmark = pytest.mark.bulk


@pytest.fixture(scope="module")
def joined(cluster: str) -> Iterator[int]:
    from service.bulk.engine import cluster as join

    with join(cluster, None) as actors:
        yield actors


def part(file: Path, documents: int, number: int = 0) -> Part:
    size = file.stat().st_size if file.exists() else 1
    return Part(1, 0, size, documents, f"part-{number:06}.parquet", str(file))


def statuses(rows: list[Mapping[str, Any]]) -> list[tuple[str, int | None]]:
    return [(row["id"], json.loads(row["problem"])["status"] if row["problem"] else None) for row in rows]


def test_there_is_an_actor_for_each_processor(joined: int) -> None:
    assert joined == 2


def test_a_document_that_kills_its_process_costs_itself(tmp_path: Path, joined: int) -> None:
    from service.bulk.engine import Outcome, run

    texts = ["abc", "die", "", "fail", "x" * 1_000_000, "xyz", "x" * 1_000_001, "die", "abc"]
    file = write(tmp_path / "a.ndjson", ({"id": f"ü{n}", "text": text} for n, text in enumerate(texts)))
    outcomes = list(run([part(file, 9)], str(tmp_path / "out"), actors=joined, load=FakeExtractor))
    expected = [None, 500, 422, 500, None, None, 422, 500, None]
    assert outcomes == [Outcome("part-000000.parquet", 9, failed=5)]
    assert statuses(table(tmp_path / "out")) == [(f"ü{n}", status) for n, status in enumerate(expected)]
    assert [row["line"] for row in table(tmp_path / "out")] == list(range(1, 10))


def test_a_part_that_can_not_be_read_costs_itself(tmp_path: Path, joined: int) -> None:
    from service.bulk.engine import run

    file = write(tmp_path / "a.ndjson", [{"text": "abc"}])
    parts = [part(tmp_path / "gone.ndjson", 5), *(part(file, 1, number) for number in range(1, 6))]
    outcomes = {outcome.part: outcome for outcome in run(parts, str(tmp_path), actors=joined, load=FakeExtractor)}
    assert len(outcomes) == 6
    assert "gone.ndjson" in outcomes.pop("part-000000.parquet").error
    assert all(outcome.error == "" and outcome.failed == 0 for outcome in outcomes.values())
    assert sorted(path.name for path in tmp_path.glob("*.parquet")) == sorted(outcomes)


def test_a_part_that_ends_early_is_not_put_in_place(tmp_path: Path, joined: int) -> None:
    from service.bulk.engine import run

    file = write(tmp_path / "a.ndjson", [{"text": "abc"}])
    longer = Part(1, 0, file.stat().st_size + 1, 2, "part-000000.parquet", str(file))
    (outcome,) = run([longer], str(tmp_path), actors=joined, load=FakeExtractor)
    assert outcome.error == "EOFError"
    assert not list(tmp_path.glob("*.parquet"))


def no_model() -> FakeExtractor:
    raise FileNotFoundError


def test_a_model_that_can_not_be_loaded_ends_the_run(tmp_path: Path, joined: int) -> None:
    from service.bulk.engine import run

    file = write(tmp_path / "a.ndjson", [{"text": "abc"}])
    with pytest.raises(BulkError, match="Ray gave up"):
        list(run([part(file, 1)], str(tmp_path), actors=joined, load=no_model))
