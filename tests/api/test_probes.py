"""The routes for operators, and what is logged of a request."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.logs import JsonFormatter

OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"


def test_up_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ready"}


def test_not_ready_while_stopping(app: Flask, client: FlaskClient) -> None:
    app.extensions["newsfacts.readiness"].draining = True
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert client.get("/healthz").status_code == 200
    assert client.post("/v1/extract", json={"text": "a"}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/openapi.yaml", "/openapi.json", "/", "/docs"])
def test_head_is_get_without_a_body(client: FlaskClient, path: str) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.data) == (200, b"")


def test_options_name_the_methods(client: FlaskClient) -> None:
    answer = client.options("/v1/extract")
    assert set(answer.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}


def test_metrics_count(client: FlaskClient) -> None:
    client.post("/v1/extract", json={"text": "abc"})
    client.post("/v1/extract", json={"text": ""})
    client.get("/nothing/here")
    metrics = client.get("/metrics").text
    for line in (
        'newsfacts_requests_total{method="POST",route="/v1/extract",status="200"} 1.0',
        'newsfacts_requests_total{method="POST",route="/v1/extract",status="422"} 1.0',
        'newsfacts_requests_total{method="any",route="none",status="404"} 1.0',
        'newsfacts_facts_total{kind="quotes"} 1.0',
        "newsfacts_text_characters_sum 3.0",
        "newsfacts_requests_in_flight 1.0",
        "newsfacts_analyses_pending 0.0",
    ):
        assert line in metrics


PROMETHEUS = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
TELEGRAF = (
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,"
    "text/plain;version=0.0.4;q=0.3"
)


@pytest.mark.parametrize(
    ("accept", "media_type", "version"),
    [
        ("*/*", "text/plain", "0.0.4"),
        ("text/plain", "text/plain", "0.0.4"),
        ("text/plain;version=0.0.4", "text/plain", "0.0.4"),
        (TELEGRAF, "text/plain", "0.0.4"),
        (PROMETHEUS, "application/openmetrics-text", "1.0.0"),
        ("application/openmetrics-text; version=1.0.0", "application/openmetrics-text", "1.0.0"),
        ("application/openmetrics-text;version=0.0.1,text/plain;version=0.0.4", "text/plain", "0.0.4"),
        ("text/plain;version=none", "text/plain", "0.0.4"),
    ],
)
def test_scrapers_get_a_format_that_they_take(client: FlaskClient, accept: str, media_type: str, version: str) -> None:
    answer = client.get("/metrics", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype, answer.mimetype_params["version"]) == (200, media_type, version)
    assert answer.text.endswith("# EOF\n") == (media_type != "text/plain")


def test_every_metric_is_documented(client: FlaskClient) -> None:
    names = re.findall(r"^# HELP (\w+)", client.get("/metrics").text, re.MULTILINE)
    page = OPERATIONS.read_text(encoding="utf-8")
    missing = [name for name in names if f"`{name}`" not in page and not name.endswith("_created")]
    assert names
    assert not missing


@pytest.mark.parametrize(
    ("sent", "taken"), [("a-1.b:c_2", True), ("", False), ("x" * 129, False), ('a"b', False), ("a b", False)]
)
def test_request_id_is_taken_or_made(client: FlaskClient, sent: str, taken: bool) -> None:
    given = client.get("/healthz", headers={"X-Request-Id": sent}).headers["X-Request-Id"]
    assert (given == sent) is taken
    assert taken or re.fullmatch("[0-9a-f]{32}", given)


def test_one_log_line_a_request_without_the_text(client: FlaskClient, log: pytest.LogCaptureFixture) -> None:
    parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    client.post("/v1/extract", json={"text": "a secret"}, headers={"X-Request-Id": "r1", "traceparent": parent})
    (record,) = log.records
    line = JsonFormatter().format(record)
    logged = json.loads(line)
    assert (logged["request_id"], logged["traceparent"], logged["status"]) == ("r1", parent, 200)
    assert set(logged["milliseconds"]) == {"queue", "parse", "dump"}
    assert "secret" not in line


@pytest.mark.parametrize(
    ("path", "logged"),
    [("/caf%C3%A9", "/café"), ("/%9b31m%7f", "/\ufffd31m\x7f"), ("/a%0ab%1b[2J", "/a\nb\x1b[2J")],
)
def test_a_path_is_logged_as_text(client: FlaskClient, log: pytest.LogCaptureFixture, path: str, logged: str) -> None:
    client.get(path)
    line = JsonFormatter().format(log.records[-1])
    assert line.isprintable()
    assert json.loads(line)["path"] == logged


def test_the_document_is_served_as_it_is(client: FlaskClient) -> None:
    root = Path(__file__).parents[2]
    yaml = client.get("/openapi.yaml")
    assert yaml.data == (root / "openapi.yaml").read_bytes()
    assert yaml.mimetype == "application/yaml"
    assert client.get("/openapi.json").json["openapi"] == "3.1.0"
    assert client.get("/openapi.yaml", headers={"If-None-Match": yaml.headers["ETag"]}).status_code == 304
