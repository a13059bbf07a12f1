"""What a client is told when something is wrong (RFC 9457)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from marshmallow import fields

from schemas.fields import Answer

MAX_ERRORS = 50
LONGEST_KEY = 64


class ProblemError(Answer):
    """One thing wrong with a request's body."""

    detail = fields.String(required=True, metadata={"description": "What is wrong, in words."})
    pointer = fields.String(
        required=True,
        metadata={"description": "JSON Pointer (RFC 6901) to the offending value, as a URI fragment."},
    )


class Problem(Answer):
    """Why a request was not answered (RFC 9457, `application/problem+json`)."""

    type = fields.String(
        required=True,
        metadata={"description": "A stable name of the kind of problem; `docs/operations.md` lists them."},
    )
    title = fields.String(required=True, metadata={"description": "The kind of problem in words."})
    status = fields.Integer(
        required=True, strict=True, metadata={"minimum": 400, "maximum": 599, "description": "The HTTP status."}
    )
    detail = fields.String(required=True, metadata={"description": "What was wrong this time."})
    errors = fields.List(
        fields.Nested(ProblemError),
        metadata={
            "maxItems": MAX_ERRORS,
            "description": f"For a body that does not fit its schema: each thing wrong, at most {MAX_ERRORS}.",
        },
    )


def pointers(messages: Any) -> list[dict[str, str]]:
    """RETURNS: marshmallow's nested messages as `ProblemError`s in the order of their pointers, `MAX_ERRORS` at most.

    messages: `ValidationError.messages`.
    """
    found = ({"detail": detail, "pointer": pointer} for pointer, detail in _walk(messages, "#"))
    return sorted(found, key=lambda error: error["pointer"])[:MAX_ERRORS]


def _walk(messages: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            yield from _walk(inner, pointer if key == "_schema" else f"{pointer}/{_escaped(str(key))}")
    elif isinstance(messages, list):
        for message in messages:
            yield from _walk(message, pointer)
    else:
        yield pointer, str(messages)


def _escaped(key: str) -> str:
    """A key as a reference token of a pointer in a URI fragment. An unknown key may be anything, so it is cut."""
    shown = key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…"
    return quote(shown.replace("~", "~0").replace("/", "~1"), safe="~!$&'()*+,;=:@-._", errors="replace")
