"""Cuts inputs into parts. Knows no engine and no file system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of an input.

    line: its first line, or row, from 1.
    start, stop: where it lies, `stop` exclusive: in lines bytes, after decompression; in a table rows.
    documents: how many there are in it; blank lines are none.
    """

    line: int
    start: int
    stop: int
    documents: int


@dataclass(frozen=True, slots=True)
class Part(Stretch):
    """A stretch with its input's address, and the name of the file that it becomes."""

    name: str
    input: str


def of_lines(lines: Iterable[bytes], at_most: int) -> Iterator[Stretch]:
    """
    lines: with their ends.
    RETURNS: stretches of `at_most` documents that together are all lines; at least one.
    """
    line, start, position, documents = 1, 0, 0, 0
    for number, content in enumerate(lines, 1):
        is_document = not content.isspace()
        if is_document and documents == at_most:
            yield Stretch(line, start, position, documents)
            line, start, documents = number, position, 0
        position += len(content)
        documents += is_document
    yield Stretch(line, start, position, documents)


def of_rows(rows: int, at_most: int) -> Iterator[Stretch]:
    """RETURNS: stretches of `at_most` rows that together are all of them; at least one."""
    for start in range(0, max(rows, 1), at_most):
        stop = min(start + at_most, rows)
        yield Stretch(start + 1, start, stop, stop - start)


def lines_of(part: Stretch, file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """RETURNS: each document of a part of lines, with the number of its line, and without the line's end.

    file: can seek.
    RAISES: EOFError, the file ends before the part does.
    """
    file.seek(part.start)
    line, position = part.line, part.start
    while position < part.stop:
        content = file.readline()
        if not content:
            raise EOFError
        if not content.isspace():
            yield line, content.removesuffix(b"\n")
        line += 1
        position += len(content)
