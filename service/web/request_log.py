"""What is known of a request: collected while it is answered, written at its end to the log and to a trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import request

from service.web.tracing import RequestSpan

REQUEST_LOG = "newsfacts.request_log"


@dataclass(slots=True)
class RequestLog:
    """One request.

    documents, characters: those analysed so far, and the length of their texts in code points.
    seconds: by step, added up over the documents. The wait in the queue is a step.
    span: the request's span, where it is traced.
    """

    request_id: str
    traceparent: str | None
    method: str
    path: str
    client: str | None
    bytes_in: str | None
    route: str = "none"
    documents: int = 0
    characters: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    span: RequestSpan | None = None

    def analysed(self, characters: int, steps: Mapping[str, float]) -> None:
        """Adds one document."""
        self.documents += 1
        self.characters += characters
        for step, seconds in steps.items():
            self.seconds[step] = self.seconds.get(step, 0.0) + seconds
        if self.span is not None:
            self.span.analysed(steps)

    def fields(self) -> dict[str, Any]:
        """RETURNS: the members of its log line."""
        found: dict[str, Any] = {
            "request_id": self.request_id,
            "traceparent": self.traceparent,
            "method": self.method,
            "path": self.path,
            "client": self.client,
            "route": self.route,
            "bytes_in": self.bytes_in,
        }
        if self.documents:
            steps = {step: round(seconds * 1000, 1) for step, seconds in self.seconds.items()}
            found |= {"documents": self.documents, "characters": self.characters, "milliseconds": steps}
        return {name: value for name, value in found.items() if value is not None}

    def end_span(self, status: int) -> None:
        """Ends the request's span, if it has one. `status` is the answer's."""
        if self.span is None:
            return
        attributes: dict[str, str | int] = {
            "http.request.method": self.method,
            "url.path": self.path,
            "newsfacts.request_id": self.request_id,
            "newsfacts.documents": self.documents,
            "newsfacts.characters": self.characters,
        }
        if self.route == "none":
            self.span.end(self.method, status, attributes)
        else:
            self.span.end(f"{self.method} {self.route}", status, {**attributes, "http.route": self.route})


def request_log() -> RequestLog:
    """RETURNS: that of the current request."""
    found: RequestLog = request.environ[REQUEST_LOG]
    return found
