"""Reads a request's body whole, and says what is wrong when it does not come."""

from __future__ import annotations

from typing import Any

from flask import Request
from gunicorn.http.errors import ParseException

from service.problems import BAD_REQUEST, BODY_TIMEOUT, TOO_LARGE, ProblemError

UNREADABLE = (OSError, ParseException)
"""What reading a body raises when it ends before it should, or its chunks are malformed."""


def read(request: Request, limit: int) -> bytes:
    """RETURNS: the body.

    limit: the most bytes that it may have.
    RAISES: ProblemError, it has more, came too slowly, ended too early, or its chunks are malformed.
    """
    announced = request.content_length
    if announced is not None and announced > limit:
        raise _too_large(limit)
    body = request.environ["wsgi.input"]
    try:
        raw = body.read(limit + 1 if announced is None else announced)
    except UNREADABLE as error:
        raise broken(body) from error
    if len(raw) > limit:
        raise _too_large(limit)
    if announced is not None and len(raw) < announced:
        raise broken(body)
    return bytes(raw)


def watch_of(body: Any) -> Any:
    """RETURNS: the `service.web.worker.Watch` over this body, or None under another server."""
    return getattr(getattr(body, "reader", None), "watch", None)


def broken(body: Any) -> ProblemError:
    """RETURNS: the problem of a body that could not be read to its end."""
    watch = watch_of(body)
    if watch is not None and watch.expired:
        return ProblemError(BODY_TIMEOUT, "The body did not arrive in time.")
    return ProblemError(BAD_REQUEST, "The request ended before its body did, or its chunks are malformed.")


def _too_large(limit: int) -> ProblemError:
    return ProblemError(TOO_LARGE, f"The body has more than {limit} bytes.")
