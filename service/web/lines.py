"""Reads a request's body line by line, each as soon as it has come.

A client of the stream may wait for the answer to one line before it sends the next, so a line must not wait for more of
the body. `service.web.wsgi.StreamedBody` gives what has come; the body of another server is read with `readline`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

PIECE = 65_536


class LineTooLong:
    """Stands for a line longer than the limit, which was thrown away."""


def lines(body: Any, limit: int) -> Iterator[bytes | LineTooLong]:
    """RETURNS: the lines of `body` without their ends, blank ones left out. Holds at most `limit` bytes and a piece.

    body: `wsgi.input`, untouched.
    limit: the most bytes of a line.
    RAISES: OSError, the body ended before it should, or its chunks are malformed.
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
    some: Callable[[], bytes] | None = getattr(body, "read_some", None)
    return some or (lambda: bytes(body.readline(PIECE)))
