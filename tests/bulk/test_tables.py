"""Parquet as input, and the table that comes out."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from service.answers import Answer
from service.bulk.parts import of_rows

pytestmark = pytest.mark.bulk


@pytest.mark.parametrize("rows", [0, 1, 9, 200])
@pytest.mark.parametrize("row_group_size", [1, 4, 1000])
@pytest.mark.parametrize("at_most", [1, 3, 100, 1000])
def test_each_row_is_in_one_part(tmp_path: Path, rows: int, row_group_size: int, at_most: int) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    from service.bulk import tables

    file = tmp_path / "a.parquet"
    given = pa.table({"text": [f"row {n}" for n in range(rows)], "other": [{"a": 1}] * rows})
    parquet.write_table(given, file, row_group_size=row_group_size)
    with file.open("rb") as opened:
        count, columns = tables.rows(opened)
        found = [row for part in of_rows(count, at_most) for row in tables.rows_of(part, opened)]
    assert (count, columns) == (rows, ("text", "other"))
    assert found == [(n + 1, {"text": f"row {n}"}) for n in range(rows)]


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("id", [7, None], [{"id": "7"}, {}]),
        ("id", ["007", ""], [{"id": "007"}, {"id": ""}]),
        ("published_at", [date(2024, 2, 29), None], [{"published_at": "2024-02-29"}, {}]),
        ("published_at", [datetime(2024, 2, 29, 23, 59, 59, 5)], [{"published_at": "2024-02-29"}]),
        (
            "published_at",
            [datetime(2024, 2, 29, 23, 59, tzinfo=timezone(timedelta(hours=-5)))],
            [{"published_at": "2024-02-29"}],
        ),
        ("published_at", ["2024-02-29T23:59:59Z"], [{"published_at": "2024-02-29T23:59:59Z"}]),
        ("include", [["quotes"], None], [{"include": ["quotes"]}, {}]),
    ],
)
def test_cells_are_spelled_as_a_request_has_them(
    tmp_path: Path, column: str, values: list[Any], expected: list[dict[str, Any]]
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    from service.bulk import tables

    file = tmp_path / "a.parquet"
    parquet.write_table(pa.table({column: values}), file)
    with file.open("rb") as opened:
        (part,) = of_rows(len(values), 10)
        assert [request for _, request in tables.rows_of(part, opened)] == expected


def test_what_is_held_before_it_is_written_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyarrow import parquet

    from service.bulk import tables

    monkeypatch.setattr(tables, "HELD_BYTES", 1000)
    answers = [(n, Answer(str(n), facts=b'"%b"' % (b"x" * 300))) for n in range(1, 11)]
    with (tmp_path / "a.parquet").open("wb") as sink:
        tables.write(sink, answers, "in")
    written = parquet.ParquetFile(tmp_path / "a.parquet")
    assert [written.metadata.row_group(n).num_rows for n in range(written.num_row_groups)] == [4, 4, 2]
    assert [row["line"] for row in written.read().to_pylist()] == list(range(1, 11))
    assert written.schema_arrow == tables.SCHEMA
