"""Reads a request's body line by line, each as soon as it has come.

A client of the stream may wait for the answer to one line before it sends the next. gunicorn's file-like body reads at
least a kilobyte ahead and would wait for it; below it, its reader and unreader know what has come already. They are no
public interface, so they are used only where they look as expected (gunicorn is pinned, and a test holds a
conversation with a real one); anything else is read with `readline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from gunicorn.http.errors import NoMoreData

PIECE = 65_536


class LineTooLong:
    """Stands for a line longer than the bound, which was thrown away."""


def lines(body: Any, limit: int) -> Iterator[bytes | LineTooLong]:
    """RETURNS: the lines of `body` without their ends, blank ones left out. Holds `limit` bytes and a piece at most.

    body: `wsgi.input`, untouched.
    limit: the most bytes of a line.
    RAISES: OSError, ParseException, the body ended before it should, or its chunks are malformed.
    """
    held = bytearray()
    dropping = False
    for piece in iter(_reader(body), b""):
        start = 0
        while (end := piece.find(b"\n", start)) >= 0:
            line = bytes(held) + piece[start:end]
            held.clear()
            start = end + 1
            if dropping or len(line) > limit:
                dropping = False
                yield LineTooLong()
            elif line.strip():
                yield line
        if not dropping:
            held += piece[start:]
            if len(held) > limit:
                held.clear()
                dropping = True
    if dropping:
        yield LineTooLong()
    elif held.strip():
        yield bytes(held)


def _reader(body: Any) -> Callable[[], bytes]:
    """RETURNS: gives the next piece of the body as soon as there is any, b"" at its end."""
    reader = getattr(body, "reader", None)
    if hasattr(reader, "parser") and hasattr(reader, "buf"):
        return lambda: _chunked_piece(reader)
    if hasattr(reader, "length") and hasattr(getattr(reader, "unreader", None), "buf"):
        return lambda: _sized_piece(reader)
    return lambda: bytes(body.readline(PIECE))


def _chunked_piece(reader: Any) -> bytes:
    """gunicorn's ChunkedReader: `buf` holds what has come of the chunk."""
    first = reader.read(1)
    return bytes(first + reader.read(reader.buf.tell())) if first else b""


def _sized_piece(reader: Any) -> bytes:
    """gunicorn's LengthReader: its unreader's `buf` holds what has come, never beyond the body's end."""
    announced = reader.length
    first = reader.read(1)
    if announced and not first:
        raise NoMoreData
    return bytes(first + reader.read(reader.unreader.buf.tell())) if first else b""
