"""Reads a request's body whole, and says what is wrong when it does not come."""

from __future__ import annotations

from typing import Any

from flask import Request
from gunicorn.http.errors import ParseException

from service.problems import BAD_REQUEST, BODY_TIMEOUT, TOO_LARGE, ProblemError


def read(request: Request, limit: int) -> bytes:
    """RETURNS: the body.

    limit: the most bytes that it may have.
    RAISES: ProblemError, it has more, came too slowly, ended too early, or its chunks are malformed.
    """
    announced = request.content_length
    if announced is not None and announced > limit:
        raise _too_large(limit)
    try:
        raw = request.environ["wsgi.input"].read(limit + 1 if announced is None else announced)
    except (OSError, ParseException) as error:
        raise _broken(request) from error
    if len(raw) > limit:
        raise _too_large(limit)
    if announced is not None and len(raw) < announced:
        raise _broken(request)
    return bytes(raw)


def watch_of(body: Any) -> Any:
    """RETURNS: the `service.web.worker.Watch` over this body, or None under another server."""
    return getattr(getattr(body, "reader", None), "watch", None)


def _broken(request: Request) -> ProblemError:
    watch = watch_of(request.environ["wsgi.input"])
    if watch is not None and watch.expired:
        return ProblemError(BODY_TIMEOUT, "The body did not arrive in time.")
    return ProblemError(BAD_REQUEST, "The request ended before its body did, or its chunks are malformed.")


def _too_large(limit: int) -> ProblemError:
    return ProblemError(TOO_LARGE, f"The body has more than {limit} bytes.")
