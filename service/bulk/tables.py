"""Parquet: the tables that come out, and those that go in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from schemas.requests import Article
from service.answers import Answer
from service.bulk.parts import Stretch

SCHEMA = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("facts", pa.string()),
        pa.field("problem", pa.string()),
        pa.field("input", pa.string(), nullable=False),
        pa.field("line", pa.int64(), nullable=False),
    ]
)
COLUMNS = tuple(Article().fields)
HELD_BYTES = 32 * 2**20
"""Answers that are held before they are written: what bounds the memory of a part."""
READ_ROWS = 64


def write(sink: Any, answers: Iterable[tuple[int, Answer]], source: str) -> None:
    """Writes the table of a part.

    answers: each with the number of its line.
    source: the address of the input.
    """
    with parquet.ParquetWriter(sink, SCHEMA, compression="zstd", use_dictionary=["input"]) as writer:
        for held in _held(answers):
            ids, facts, problems = zip(*((a.id, a.facts, a.problem) for _, a in held), strict=True)
            columns = (ids, facts, problems, [source] * len(held), [line for line, _ in held])
            arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
            writer.write_batch(pa.record_batch(arrays, schema=SCHEMA))


def _held(answers: Iterable[tuple[int, Answer]]) -> Iterator[list[tuple[int, Answer]]]:
    held: list[tuple[int, Answer]] = []
    size = 0
    for line, answer in answers:
        held.append((line, answer))
        size += len(answer.line)
        if size >= HELD_BYTES:
            yield held
            held, size = [], 0
    if held:
        yield held


def rows(file: BinaryIO) -> tuple[int, tuple[str, ...]]:
    """RETURNS: how many rows a Parquet file has, and the names of its columns."""
    table = parquet.ParquetFile(file)
    return table.metadata.num_rows, tuple(table.schema_arrow.names)


def rows_of(part: Stretch, file: BinaryIO) -> Iterator[tuple[int, dict[str, Any]]]:
    """RETURNS: each document of a part of rows, as a request, with the number of its row."""
    table = parquet.ParquetFile(file, pre_buffer=False, buffer_size=2**20)
    columns = [name for name in table.schema_arrow.names if name in COLUMNS]
    groups, first = _groups(table.metadata, part)
    batches = table.iter_batches(READ_ROWS, row_groups=groups, columns=columns)
    start = first
    for batch in batches:
        stop = start + batch.num_rows
        if stop > part.start:
            wanted = batch.slice(max(part.start - start, 0), min(part.stop, stop) - max(part.start, start))
            for number, row in enumerate(wanted.to_pylist(), max(part.start, start) + 1):
                yield number, _request(row)
        start = stop
        if start >= part.stop:
            return


def _groups(metadata: Any, part: Stretch) -> tuple[list[int], int]:
    """RETURNS: the row groups that a part lies in, and the number of their first row, from 0."""
    groups: list[int] = []
    first = start = 0
    for group in range(metadata.num_row_groups):
        stop = start + metadata.row_group(group).num_rows
        if start < part.stop and stop > part.start:
            first = first if groups else start
            groups.append(group)
        start = stop
    return groups, first


def _request(row: dict[str, Any]) -> dict[str, Any]:
    """RETURNS: the request of a row. What is null is not given; days and numbers are spelled as JSON has them."""
    return {name: _spelled(name, value) for name, value in row.items() if value is not None}


def _spelled(name: str, value: Any) -> Any:
    if isinstance(value, date):  # or a datetime, of which the day as written counts
        return value.isoformat()[:10]
    return str(value) if name == "id" and isinstance(value, int) else value
