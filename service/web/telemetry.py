"""Each request's id, log line, metrics and trace. Never its text.

`Telemetry` wraps the whole WSGI application, so that it sees every answer, streams to their end, and errors that no
handler inside saw.
"""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from werkzeug.wsgi import ClosingIterator

from service.documents import spell
from service.logs import log_failure, logger
from service.problems import FAILED, MEDIA_TYPE, body
from service.web import tracing
from service.web.metrics import Metrics
from service.web.request_log import REQUEST_LOG, RequestLog
from service.web.tracing import Tracing

_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_LONGEST_PATH = 200

StartResponse = Callable[..., Any]
Wsgi = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Telemetry:
    """WSGI middleware."""

    def __init__(self, app: Wsgi, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics
        self.tracing: Tracing | None = None
        self._traces = tracing.wanted()
        self._guard = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if self._traces:
            self._begin_tracing()
        watched = _Watched(environ, start_response, self.metrics, self.tracing)
        try:
            answer = self.app(environ, watched.start)
        except Exception as error:  # what no handler inside has seen
            log_failure(error, watched.log.request_id)
            answer = watched.fail()
        return ClosingIterator(answer, [watched.end])

    def _begin_tracing(self) -> None:
        """Runs at the first request. Before it, the process may still fork."""
        with self._guard:
            if self._traces and tracing.installed():
                self.tracing = Tracing()
            elif self._traces:
                logger.warning("traces are asked for, but OpenTelemetry is not installed")
            self._traces = False


class _Watched:
    """One request, from its arrival to the end of its answer."""

    def __init__(
        self, environ: dict[str, Any], start_response: StartResponse, metrics: Metrics, traces: Tracing | None
    ) -> None:
        self._start_response = start_response
        self._metrics = metrics
        self._began = time.perf_counter()
        self._status = 0
        self.log = RequestLog(
            request_id=_taken(environ, "HTTP_X_REQUEST_ID", _REQUEST_ID) or uuid.uuid4().hex,
            traceparent=_taken(environ, "HTTP_TRACEPARENT", _TRACEPARENT),
            method=environ["REQUEST_METHOD"],
            path=_path(environ.get("PATH_INFO", "")),
            client=environ.get("REMOTE_ADDR") or None,
            bytes_in=environ.get("CONTENT_LENGTH") or None,
        )
        if traces:
            self.log.span = traces.begin(self.log.method, self.log.traceparent)
        environ[REQUEST_LOG] = self.log
        metrics.in_flight.inc()

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        self._status = int(status[:3])
        return self._start_response(status, [*headers, ("X-Request-Id", self.log.request_id)], exc_info)

    def fail(self) -> list[bytes]:
        answer = spell(body(FAILED, "The service failed to answer."))
        headers = [("Content-Type", MEDIA_TYPE), ("Content-Length", str(len(answer)))]
        self.start("500 Internal Server Error", headers)
        return [answer]

    def end(self) -> None:
        seconds = time.perf_counter() - self._began
        route, method = self.log.route, self.log.method if self.log.route != "none" else "any"
        self._metrics.in_flight.dec()
        self._metrics.requests.labels(method, route, self._status).inc()
        self._metrics.seconds.labels(route).observe(seconds)
        fields = {**self.log.fields(), "status": self._status, "seconds": round(seconds, 4)}
        logger.info("request", extra={"fields": fields})
        self.log.end_span(self._status)


def _path(info: str) -> str:
    """RETURNS: a path as text. WSGI has its bytes as Latin-1."""
    return info.encode("latin-1", "replace").decode("utf-8", "replace")[:_LONGEST_PATH]


def _taken(environ: Mapping[str, Any], header: str, pattern: re.Pattern[str]) -> str | None:
    value = environ.get(header, "")
    return value if pattern.fullmatch(value) else None


def server_timing(timings: Mapping[str, float]) -> str:
    """RETURNS: the `Server-Timing` header's value. `timings` are in seconds, the header in milliseconds."""
    return ", ".join(f"{step};dur={seconds * 1000:.1f}" for step, seconds in timings.items())
