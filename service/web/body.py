"""A request's body, and what is wrong with it when it can't be read.

`service.web.connection` reads bodies whole before it calls the application, and hands over what there is: a body, or an
object that raises what kept it from coming. The stream's body comes piece by piece.
"""

from __future__ import annotations

from flask import Request

from service.problems import BAD_REQUEST, BODY_TIMEOUT, OVERLOADED, TOO_LARGE, ProblemError, RefusalError

PENDING = "newsfacts.body_pending"
"""Set in the WSGI environment while the body has not been read: whether it will be depends on what is known so far."""
CROWDED = "newsfacts.crowded"
"""Set while all threads for analyses are taken."""
RETRY_SECONDS = 5
"""The seconds of `Retry-After` when bodies take too much memory: most will be answered by then."""


class SlowBodyError(OSError):
    """The body did not come in time."""


class HeldTooMuchError(OSError):
    """There is no memory for the body."""


class Unreadable:
    """Stands for a body that did not come."""

    def __init__(self, error: OSError) -> None:
        self._error = error

    def read(self, size: int = -1) -> bytes:
        raise self._error


def read(request: Request, limit: int) -> bytes:
    """RETURNS: the body.

    limit: the most bytes that it may have.
    RAISES: ProblemError, it has more, came too slowly, ended too early, or its chunks are malformed.
    """
    announced = request.content_length
    check_length(request, limit)
    try:
        raw = bytes(request.environ["wsgi.input"].read(limit + 1 if announced is None else announced))
    except OSError as error:
        raise problem(error) from error
    if len(raw) > limit:
        raise too_large(limit)
    if announced is not None and len(raw) < announced:
        raise problem(OSError())
    return raw


def check_length(request: Request, limit: int) -> None:
    """RAISES: ProblemError, the body is announced to have more than `limit` bytes."""
    if request.content_length is not None and request.content_length > limit:
        raise too_large(limit)


def problem(error: OSError) -> ProblemError:
    """RETURNS: the problem of a body that could not be read to its end."""
    if isinstance(error, SlowBodyError):
        return ProblemError(BODY_TIMEOUT, "The body did not arrive in time.")
    if isinstance(error, HeldTooMuchError):
        return overloaded("Other requests take all the memory for bodies.", RETRY_SECONDS)
    return ProblemError(BAD_REQUEST, "The request ended before its body did, or its chunks are malformed.")


def too_large(limit: int) -> ProblemError:
    return ProblemError(TOO_LARGE, f"The body has more than {limit} bytes.")


def overloaded(why: str, retry_after: int) -> RefusalError:
    """RETURNS: the problem of a request that there is no room for."""
    return RefusalError(OVERLOADED, f"{why} Try again in {retry_after} s.", headers={"Retry-After": str(retry_after)})
