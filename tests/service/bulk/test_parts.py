"""How inputs are cut, and parts read again."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.bulk.parts import Stretch, lines_of, of_lines, of_rows

LINES = st.lists(st.sampled_from([b"{}\n", b"\n", b"  \r\n", b'{"text":"a"}\r\n', b"\xff\n", b"x" * 100 + b"\n"]))
LAST = st.sampled_from([b"", b" ", b"{}"])


@pytest.mark.parametrize(
    ("content", "at_most", "expected"),
    [
        (b"", 2, [Stretch(1, 0, 0, 0)]),
        (b"a\n", 2, [Stretch(1, 0, 2, 1)]),
        (b"a\nb", 2, [Stretch(1, 0, 3, 2)]),
        (b"a\nb\nc\n", 2, [Stretch(1, 0, 4, 2), Stretch(3, 4, 6, 1)]),
        (b"\na\n\nb\n\n", 1, [Stretch(1, 0, 4, 1), Stretch(4, 4, 7, 1)]),
        (b"\n\n", 1, [Stretch(1, 0, 2, 0)]),
    ],
)
def test_lines_are_cut_before_the_next_line(content: bytes, at_most: int, expected: list[Stretch]) -> None:
    assert list(of_lines(io.BytesIO(content), at_most)) == expected


@given(LINES, LAST, st.integers(1, 4), st.booleans())
def test_each_document_is_in_one_part_with_its_line(
    lines: list[bytes], last: bytes, at_most: int, compressed: bool
) -> None:
    content = b"".join([*lines, last])
    stretches = list(of_lines(io.BytesIO(content), at_most))
    file = gzip.GzipFile(fileobj=io.BytesIO(gzip.compress(content))) if compressed else io.BytesIO(content)
    parts = [list(lines_of(stretch, file)) for stretch in reversed(stretches)]
    found = [document for part in reversed(parts) for document in part]
    assert found == [(n, line.removesuffix(b"\n")) for n, line in enumerate(io.BytesIO(content), 1) if line.strip()]
    assert [len(part) for part in reversed(parts)] == [stretch.documents for stretch in stretches]
    assert all(stretch.documents == at_most for stretch in stretches[:-1])


def test_an_input_that_has_become_shorter_is_noticed() -> None:
    with pytest.raises(EOFError):
        list(lines_of(Stretch(1, 0, 10, 2), io.BytesIO(b"a\nb\n")))


@pytest.mark.parametrize(
    ("rows", "at_most", "expected"),
    [
        (0, 2, [Stretch(1, 0, 0, 0)]),
        (2, 2, [Stretch(1, 0, 2, 2)]),
        (5, 2, [Stretch(1, 0, 2, 2), Stretch(3, 2, 4, 2), Stretch(5, 4, 5, 1)]),
    ],
)
def test_rows_are_cut(rows: int, at_most: int, expected: list[Stretch]) -> None:
    assert list(of_rows(rows, at_most)) == expected
