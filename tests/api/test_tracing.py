"""Traces, into an exporter that keeps them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from flask import Flask
from flask.testing import FlaskClient
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from service.web import tracing
from service.web.tracing import Tracing, wanted

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
STEPS = ["queue", "parse", "dump"]


@pytest.fixture
def exporter(app: Flask) -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    app.wsgi_app.tracing = Tracing(exporter)  # type: ignore[attr-defined]
    return exporter


def names(spans: Sequence[ReadableSpan]) -> list[str]:
    return [span.name for span in spans]


def test_a_span_for_the_request_the_document_and_each_step(client: FlaskClient, exporter: InMemorySpanExporter) -> None:
    client.post("/v1/extract", json={"text": "abc"}, headers={"traceparent": PARENT, "X-Request-Id": "r1"})
    *steps, document, request = exporter.get_finished_spans()
    assert names([request, document, *steps]) == ["POST /v1/extract", "document", *STEPS]
    assert format(request.context.trace_id, "032x") == PARENT[3:35]
    assert format(request.parent.span_id, "016x") == PARENT[36:52]
    assert request.kind == SpanKind.SERVER
    assert request.attributes["http.response.status_code"] == 200
    assert request.attributes["newsfacts.request_id"] == "r1"
    assert (request.attributes["newsfacts.documents"], request.attributes["newsfacts.characters"]) == (1, 3)
    assert document.parent.span_id == request.context.span_id
    assert {step.parent.span_id for step in steps} == {document.context.span_id}
    assert all(span.start_time <= span.end_time for span in (request, document, *steps))
    assert [before.end_time for before in steps[:-1]] == [after.start_time for after in steps[1:]]


@pytest.mark.parametrize("path", ["/v1/extract/batch", "/v1/extract/stream"])
def test_a_span_for_each_of_several_documents(client: FlaskClient, exporter: InMemorySpanExporter, path: str) -> None:
    documents = [{"text": "abc"}, {"text": ""}, {"text": "abcd"}]
    if path.endswith("batch"):
        client.post(path, json={"documents": documents})
    else:
        client.post(path, data="\n".join(map(json.dumps, documents)), content_type="application/x-ndjson")
    spans = exporter.get_finished_spans()
    assert names(spans).count("document") == 2
    assert spans[-1].attributes["newsfacts.documents"] == 2


@pytest.mark.parametrize(
    ("path", "text", "name", "status"),
    [("/v1/extract", "fail", "POST /v1/extract", 500), ("/nothing", "a", "POST", 404)],
)
def test_failures(
    client: FlaskClient, exporter: InMemorySpanExporter, path: str, text: str, name: str, status: int
) -> None:
    client.post(path, json={"text": text})
    (request,) = exporter.get_finished_spans()
    assert (request.name, request.attributes["http.response.status_code"]) == (name, status)
    assert (request.status.status_code == StatusCode.ERROR) == (status >= 500)


def test_nothing_of_the_article_is_traced(client: FlaskClient, exporter: InMemorySpanExporter) -> None:
    client.post("/v1/extract", json={"text": "a secret", "title": "a secret", "id": "a secret"})
    assert not [span for span in exporter.get_finished_spans() if "secret" in span.to_json()]


@pytest.mark.parametrize(
    ("environment", "on"),
    [
        ({}, False),
        ({"OTEL_SERVICE_NAME": "facts"}, False),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://c:4318/v1/traces"}, True),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, True),
        ({"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, False),
        ({"OTEL_SDK_DISABLED": "TRUE", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://c:4318"}, False),
    ],
)
def test_only_where_the_environment_asks_for_it(environment: dict[str, str], on: bool) -> None:
    assert wanted(environment) is on


@pytest.mark.parametrize("there", [True, False], ids=["installed", "not installed"])
def test_it_begins_with_the_first_request(
    app: Flask, client: FlaskClient, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "always_off")  # nothing to send
    monkeypatch.setattr(tracing, "EXPORTER", "opentelemetry.exporter" if there else "opentelemetry.nowhere")
    app.wsgi_app._traces = wanted()  # type: ignore[attr-defined]
    for _ in range(2):
        assert client.get("/healthz").status_code == 200
    assert isinstance(app.wsgi_app.tracing, Tracing) is there  # type: ignore[attr-defined]
    assert sum("OpenTelemetry is not" in record.getMessage() for record in log.records) == (not there)
