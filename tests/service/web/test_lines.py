"""Lines of a body, whatever pieces it comes in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.lines import LineTooLong, lines

LIMIT = 20
BODIES = st.lists(st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")), max_size=8).map(b"\n".join)


class Pieces:
    """A body as the web process gives it: what has come, piece by piece."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)

    def read_some(self) -> bytes:
        return next(self._pieces, b"")


def cut(body: bytes, sizes: list[int]) -> Pieces:
    pieces, start = [], 0
    for size in sizes:
        pieces.append(body[start : start + size])
        start += size
    return Pieces(piece for piece in (*pieces, body[start:]) if piece)


def expected(body: bytes) -> list[bytes | None]:
    return [None if len(line) > LIMIT else line for line in body.split(b"\n") if len(line) > LIMIT or line.strip()]


@given(body=BODIES, sizes=st.lists(st.integers(1, 40), max_size=10))
@pytest.mark.parametrize("framed", [cut, lambda body, sizes: io.BytesIO(body)], ids=["pieces", "file"])
def test_lines_do_not_depend_on_pieces(framed: object, body: bytes, sizes: list[int]) -> None:
    found = lines(framed(body, sizes), LIMIT)  # type: ignore[operator]
    assert [None if isinstance(line, LineTooLong) else line for line in found] == expected(body)


def test_a_line_is_given_before_the_next_comes() -> None:
    """The conversation fails the test when more is asked for than was sent."""

    def conversation() -> Iterator[bytes]:
        yield b"one"
        yield b"\n"
        assert given == [b"one"]
        yield b"two\n"

    given: list[bytes | LineTooLong] = []
    for line in lines(Pieces(conversation()), LIMIT):
        given.append(line)
    assert given == [b"one", b"two"]


def test_a_line_without_end_is_not_held() -> None:
    reader = io.BytesIO(b"x" * 5_000_000 + b"\nok")
    assert [type(line) for line in lines(reader, 1_000)] == [LineTooLong, bytes]
