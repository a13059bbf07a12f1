"""OpenTelemetry: a span for a request, in it one for each document, in it one for the wait and each step.

On where the `otel` extra is installed and the environment says where spans go (`OTEL_EXPORTER_OTLP_ENDPOINT`,
`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, or `OTEL_TRACES_EXPORTER`). Sampling, headers and the rest are OpenTelemetry's own
variables. No article text, no title and no id goes into a span.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from newsfacts import __version__

WHERE = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER")
EXPORTER = "opentelemetry.exporter"


def wanted(environment: Mapping[str, str] = os.environ) -> bool:
    """RETURNS: whether the environment asks for traces."""
    off = environment.get("OTEL_SDK_DISABLED", "").lower() == "true" or environment.get(WHERE[2]) == "none"
    return not off and any(environment.get(name) for name in WHERE)


def installed() -> bool:
    """RETURNS: whether the `otel` extra is there."""
    return find_spec("opentelemetry") is not None and find_spec(EXPORTER) is not None


class Tracing:
    """Where spans go. Make it in the process that answers: a thread sends them."""

    def __init__(self, exporter: Any = None) -> None:
        """
        exporter: takes the spans; what the environment says when None.
        RAISES: ImportError, the `otel` extra is not installed.
        """
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

        named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "newsfacts"}
        provider = TracerProvider(resource=Resource.create({**named, "service.version": __version__}))
        if exporter is None:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

            provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        else:
            provider.add_span_processor(SimpleSpanProcessor(exporter))
        self.tracer = provider.get_tracer("newsfacts", __version__)

    def begin(self, method: str, traceparent: str | None) -> RequestSpan:
        """RETURNS: a request's span, which has begun, under the caller's if `traceparent` names one."""
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        parent = TraceContextTextMapPropagator().extract({"traceparent": traceparent or ""})
        return RequestSpan(self.tracer, self.tracer.start_span(method, parent, SpanKind.SERVER))


class RequestSpan:
    """The span of one request."""

    def __init__(self, tracer: Any, span: Any) -> None:
        self._tracer = tracer
        self._span = span

    def analysed(self, steps: Mapping[str, float]) -> None:
        """Adds a document that is done just now. `steps` are the seconds of each step, in their order."""
        from opentelemetry.trace import set_span_in_context

        at = time.time_ns() - int(sum(steps.values()) * 1e9)
        document = self._tracer.start_span("document", set_span_in_context(self._span), start_time=at)
        for step, seconds in steps.items():
            span = self._tracer.start_span(step, set_span_in_context(document), start_time=at)
            at += int(seconds * 1e9)
            span.end(at)
        document.end(at)

    def end(self, name: str, status: int, attributes: Mapping[str, str | int]) -> None:
        """Ends it. `status` is the answer's."""
        from opentelemetry.trace import StatusCode

        self._span.update_name(name)
        self._span.set_attributes({**attributes, "http.response.status_code": status})
        if status >= 500:
            self._span.set_status(StatusCode.ERROR)
        self._span.end()
