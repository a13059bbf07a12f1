"""Every kind of error that the service reports, in one shape (RFC 9457). Knows no HTTP library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MEDIA_TYPE = "application/problem+json"
TYPES = "urn:newsfacts:problem:"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: `slug` is its stable name, the end of `type`. `example` and `errors` are for the document."""

    slug: str
    status: int
    title: str
    example: str = ""
    errors: tuple[Mapping[str, str], ...] = ()


_UNKNOWN_FIELD = {"detail": "Unknown field.", "pointer": "#/txt"}

KINDS = (
    MALFORMED := Kind("malformed-json", 400, "The body is not JSON", "Expecting value, at line 1, column 1."),
    BAD_REQUEST := Kind("bad-request", 400, "The request is malformed", "The request ended before its body did."),
    UNAUTHORIZED := Kind(
        "unauthorized", 401, "A key is needed", "Send a key: `Authorization: Bearer …` or `X-API-Key`."
    ),
    FORBIDDEN := Kind("forbidden", 403, "Unknown key", "The service does not know this key."),
    NOT_FOUND := Kind("not-found", 404, "Not found", "No resource has this path."),
    METHOD_NOT_ALLOWED := Kind("method-not-allowed", 405, "Method not allowed", "GET is not allowed here."),
    NOT_ACCEPTABLE := Kind(
        "not-acceptable",
        406,
        "No acceptable media type",
        "The answer is application/json, which the Accept header rules out.",
    ),
    BODY_TIMEOUT := Kind(
        "request-timeout", 408, "The request took too long to arrive", "The body did not arrive within 60 s."
    ),
    TOO_LARGE := Kind("too-large", 413, "The request is too large", "The body has more than 12065536 bytes."),
    UNSUPPORTED := Kind(
        "unsupported-media-type",
        415,
        "Unsupported media type",
        "The Content-Type must be application/json.",
    ),
    INVALID := Kind(
        "invalid-request", 422, "The body does not fit its schema", "#/txt: Unknown field.", (_UNKNOWN_FIELD,)
    ),
    FAILED := Kind(
        "internal-error",
        500,
        "The service failed",
        "The service failed to answer. Its log has the cause, under this request's id.",
    ),
    TIMED_OUT := Kind("analysis-timeout", 500, "The analysis took too long", "The analysis was stopped after 12 s."),
    OVERLOADED := Kind("overloaded", 503, "Overloaded", "Too many analyses are waiting. Try again in 2 s."),
    NOT_READY := Kind("not-ready", 503, "Not ready for requests", "The service is stopping."),
)


LEFT = Kind("client-left", 499, "The client closed the connection")
"""Never sent: for the log and the metrics."""


@dataclass(slots=True)
class ProblemError(Exception):
    """Raised anywhere in a request to end it with a problem."""

    kind: Kind
    detail: str
    errors: Sequence[Mapping[str, str]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """RETURNS: the problem as the `Problem` schema has it."""
        return body(self.kind, self.detail, errors=self.errors)


class RefusalError(ProblemError):
    """There is too much to do, or the client has left. It ends the request as a whole, with all its documents."""


def body(kind: Kind, detail: str, *, errors: Sequence[Mapping[str, str]] = ()) -> dict[str, Any]:
    """RETURNS: a problem of `kind` as the `Problem` schema has it."""
    found: dict[str, Any] = {
        "type": f"{TYPES}{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
    }
    if errors:
        found["errors"] = [dict(error) for error in errors]
    return found
