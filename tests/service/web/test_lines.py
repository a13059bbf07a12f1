"""Lines of a body, whatever pieces it comes in."""

from __future__ import annotations

import io

import pytest
from gunicorn.http.body import Body, ChunkedReader, LengthReader
from gunicorn.http.unreader import IterUnreader
from hypothesis import given
from hypothesis import strategies as st

from service.web.lines import LineTooLong, lines

LIMIT = 20
BODIES = st.lists(st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")), max_size=8).map(b"\n".join)


class Request:
    """What gunicorn's chunked reader asks of its request."""

    limit_request_field_size = 8190
    max_buffer_headers = 8190


def chunked(body: bytes, sizes: list[int]) -> Body:
    chunks, start = [], 0
    for size in sizes:
        piece = body[start : start + size]
        start += size
        if piece:
            chunks.append(b"%x\r\n%s\r\n" % (len(piece), piece))
    rest = body[start:]
    chunks.append((b"%x\r\n%s\r\n" % (len(rest), rest) if rest else b"") + b"0\r\n\r\n")
    return Body(ChunkedReader(Request(), IterUnreader(chunks)))


def sized(body: bytes, sizes: list[int]) -> Body:
    pieces, start = [], 0
    for size in sizes:
        pieces.append(body[start : start + size])
        start += size
    pieces.append(body[start:])
    return Body(LengthReader(IterUnreader([piece for piece in pieces if piece]), len(body)))


def expected(body: bytes) -> list[bytes | None]:
    return [None if len(line) > LIMIT else line for line in body.split(b"\n") if len(line) > LIMIT or line.strip()]


@given(body=BODIES, sizes=st.lists(st.integers(1, 40), max_size=10))
@pytest.mark.parametrize(
    "framed", [chunked, sized, lambda body, sizes: io.BytesIO(body)], ids=["chunks", "length", "file"]
)
def test_lines_do_not_depend_on_pieces(framed: object, body: bytes, sizes: list[int]) -> None:
    found = lines(framed(body, sizes), LIMIT)  # type: ignore[operator]
    assert [None if isinstance(line, LineTooLong) else line for line in found] == expected(body)


def test_a_line_is_given_before_the_next_comes() -> None:
    """The unreader fails the test when it is asked for more than was sent."""

    def conversation() -> object:
        yield b"3\r\none\r\n1\r\n\n\r\n"
        assert given == [b"one"]
        yield b"4\r\ntwo\n\r\n0\r\n\r\n"

    given: list[bytes | LineTooLong] = []
    for line in lines(Body(ChunkedReader(Request(), IterUnreader(conversation()))), LIMIT):
        given.append(line)
    assert given == [b"one", b"two"]


def test_a_line_without_end_is_not_held() -> None:
    reader = io.BytesIO(b"x" * 5_000_000 + b"\nok")
    assert [type(line) for line in lines(reader, 1_000)] == [LineTooLong, bytes]
