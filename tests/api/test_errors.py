"""Every error has one shape. Here is that shape, and each producer of errors is held to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import default_exceptions

from service.logs import JsonFormatter
from service.problems import KINDS
from service.settings import Settings
from service.web.connection import REFUSALS

CANONICAL = {
    "type": "urn:newsfacts:problem:invalid-request",
    "title": "The body does not fit its schema",
    "status": 422,
    "detail": "#/text: Must have 1 to 10000 characters.",
    "errors": [{"detail": "Must have 1 to 10000 characters.", "pointer": "#/text"}],
}
JSON = "application/json"
DEEP = b"[" * 100_000


def test_canonical_shape(client: FlaskClient) -> None:
    answer = client.post("/v1/extract", json={"text": ""})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert json.loads(answer.data) == CANONICAL


@pytest.mark.parametrize("status", sorted(default_exceptions))
def test_every_http_exception_is_a_problem(app: Flask, status: int) -> None:
    app.add_url_rule("/abort", view_func=lambda: abort(status))
    answer = app.test_client().get("/abort")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        pytest.param(b"", "Expecting value, at line 1, column 1.", id="empty"),
        pytest.param(b"{", "Expecting property name enclosed in double quotes, at line 1, column 2.", id="cut off"),
        pytest.param(b'{"text": "a"} x', "Extra data, at line 1, column 15.", id="trailing data"),
        pytest.param(b'{"text": "\xff"}', "Not UTF-8, at byte 10.", id="bad UTF-8"),
        pytest.param(b'{"text": "\xed\xa0\xbd"}', "Not UTF-8, at byte 10.", id="surrogate in UTF-8"),
        pytest.param('{"text": "a"}'.encode("utf-16"), "Not UTF-8, at byte 0.", id="UTF-16"),
        pytest.param(b'{"text": NaN}', "NaN and Infinity are not JSON.", id="NaN"),
        pytest.param(b'{"text": -Infinity}', "NaN and Infinity are not JSON.", id="infinity"),
        pytest.param(b'{"text": "a", "text": "b"}', "An object names the same member twice.", id="duplicate member"),
        pytest.param(b'{"id": ' + b"9" * 5_000 + b"}", "An integer has too many digits.", id="huge integer"),
        pytest.param(DEEP, "Nested too deeply.", id="deep arrays"),
        pytest.param(b'{"a":' * 20_000, "Nested too deeply.", id="deep objects"),
        pytest.param(b'{"text": "a\nb"}', "Invalid control character, at line 1, column 12.", id="raw line break"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/extract", "/v1/extract/batch"])
def test_what_is_no_json(client: FlaskClient, path: str, body: bytes, detail: str) -> None:
    answer = client.post(path, data=body, content_type=JSON)
    problem = json.loads(answer.data)
    assert (problem["status"], problem["type"]) == (400, "urn:newsfacts:problem:malformed-json")
    assert problem["detail"] == detail


@pytest.mark.parametrize(
    ("document", "pointers"),
    [
        pytest.param([], ["#"], id="an array"),
        pytest.param(None, ["#"], id="null"),
        pytest.param({}, ["#/text"], id="no text"),
        pytest.param({"text": 5}, ["#/text"], id="text is a number"),
        pytest.param({"text": "a" * 10_001}, ["#/text"], id="text too long"),
        pytest.param({"text": "\ud83d"}, ["#/text"], id="lone surrogate"),
        pytest.param({"text": "a", "id": "\udc00"}, ["#/id"], id="lone surrogate in id"),
        pytest.param({"text": "a", "id": "x" * 257}, ["#/id"], id="long id"),
        pytest.param({"text": "a", "id": 7}, ["#/id"], id="id is a number"),
        pytest.param({"text": None}, ["#/text"], id="null text"),
        pytest.param({"text": "a", "txet": 1, "b/c~": 2}, ["#/b~1c~0", "#/txet"], id="unknown members"),
        pytest.param({"text": "a", "include": ["quotes"] * 17}, ["#/include"], id="too many"),
        pytest.param({"text": "a", "include": ["quotes", "facts", 1]}, ["#/include/1", "#/include/2"], id="no kinds"),
        pytest.param({"text": "a", "include": "quotes"}, ["#/include"], id="include is a string"),
        pytest.param({"text": "a", "offset_unit": "utf8"}, ["#/offset_unit"], id="no unit"),
        pytest.param({"text": "a", "published_at": "12/09/2019"}, ["#/published_at"], id="other date"),
        pytest.param({"text": "a", "published_at": "2019-02-29"}, ["#/published_at"], id="no such day"),
        pytest.param({"text": "a", "published_at": "2019-02-28T24:10:00Z"}, ["#/published_at"], id="no such time"),
        pytest.param({"text": "a", "published_at": 1568246400}, ["#/published_at"], id="seconds"),
        pytest.param({"text": "a", "min_confidence": 2}, ["#/min_confidence"], id="beyond 1"),
        pytest.param({"text": "a", "explain": "yes"}, ["#/explain"], id="no boolean"),
    ],
)
def test_what_does_not_fit_the_schema(client: FlaskClient, document: object, pointers: list[str]) -> None:
    answer = client.post("/v1/extract", data=json.dumps(document), content_type=JSON)
    assert answer.status_code == 422
    assert [error["pointer"] for error in json.loads(answer.data)["errors"]] == pointers


def test_errors_are_bounded(client: FlaskClient) -> None:
    answer = client.post("/v1/extract", json={f"{number}unknown" * 50: 1 for number in range(200)})
    assert len(json.loads(answer.data)["errors"]) == 50
    assert len(answer.data) < 20_000


@pytest.mark.parametrize("text", ["the secret \ud83d", "the secret " * 5_000])
def test_problems_never_repeat_the_text(client: FlaskClient, text: str) -> None:
    answer = client.post("/v1/extract", data=json.dumps({"text": text}), content_type=JSON)
    assert b"secret" not in answer.data


@pytest.mark.parametrize(
    ("headers", "slug"),
    [
        pytest.param({"Content-Type": "text/plain"}, "unsupported-media-type", id="text"),
        pytest.param({"Content-Type": ""}, "unsupported-media-type", id="none"),
        pytest.param({"Content-Type": "application/json; charset=latin-1"}, "unsupported-media-type", id="charset"),
        pytest.param({"Content-Type": JSON, "Content-Encoding": "gzip"}, "unsupported-media-type", id="compressed"),
        pytest.param({"Content-Type": JSON, "Accept": "text/html"}, "not-acceptable", id="HTML only"),
        pytest.param({"Content-Type": JSON, "Accept": "application/json;q=0"}, "not-acceptable", id="q=0"),
        pytest.param({"Content-Type": JSON, "Accept": "*/*, application/json;q=0"}, "not-acceptable", id="all but it"),
        pytest.param(
            {"Content-Type": JSON, "Accept": "application/json;charset=latin-1"}, "not-acceptable", id="Latin-1"
        ),
    ],
)
def test_negotiation(client: FlaskClient, headers: dict[str, str], slug: str) -> None:
    answer = client.post("/v1/extract", data=b'{"text": "a"}', headers=headers)
    assert json.loads(answer.data)["type"] == f"urn:newsfacts:problem:{slug}"


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "application/*",
        "application/json",
        "text/html, application/json;q=0.1",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8, text/plain",
        "application/json;odata=verbose",
        "application/json; indent=2; q=0.5",
        "*/*;q=0, application/json",
        "text/html;level=1, */*;q=0.1",
    ],
)
def test_what_is_acceptable(client: FlaskClient, accept: str) -> None:
    answer = client.post("/v1/extract", json={"text": "a"}, headers={"Accept": accept})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", "/v1/extract", {"POST", "OPTIONS"}),
        ("PUT", "/v1/extract/batch", {"POST", "OPTIONS"}),
        ("POST", "/healthz", {"GET", "HEAD", "OPTIONS"}),
        ("DELETE", "/openapi.yaml", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_method_not_allowed(client: FlaskClient, method: str, path: str, allow: set[str]) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == allow


def test_nothing_is_redirected(client: FlaskClient) -> None:
    assert client.post("//v1/extract", json={"text": "a"}).status_code == 404
    assert client.post("/v1/extract/", json={"text": "a"}).status_code == 404
    assert client.post("/v1//extract", json={"text": "a"}).status_code == 404


def test_a_byte_order_mark_is_no_error(client: FlaskClient) -> None:
    answer = client.post("/v1/extract", data=b'\xef\xbb\xbf{"text": "abc"}', content_type=JSON)
    assert answer.status_code == 200
    lines = b'\xef\xbb\xbf{"text": "abc"}\n{"text": "abc"}\n'
    answer = client.post("/v1/extract/stream", data=lines, content_type="application/x-ndjson")
    assert answer.data.count(b'"problem":null') == 2


def test_a_body_beyond_the_limit(client: FlaskClient, settings: Settings) -> None:
    answer = client.post("/v1/extract", data=b" " * (settings.max_body + 1), content_type=JSON)
    assert answer.status_code == 413


def test_a_legal_text_in_its_longest_spelling_passes(client: FlaskClient) -> None:
    body = json.dumps({"text": "\U0001f600" * 10_000})
    assert len(body) > 120_000
    assert client.post("/v1/extract", data=body, content_type=JSON).status_code == 200


def test_a_bug_is_a_500_that_does_not_quote_the_article(client: FlaskClient, log: pytest.LogCaptureFixture) -> None:
    answer = client.post("/v1/extract", json={"text": "fail"})
    assert answer.status_code == 500
    assert json.loads(answer.data)["type"] == "urn:newsfacts:problem:internal-error"
    lines = [JsonFormatter().format(record) for record in log.records]
    assert len(lines) == 2
    assert '"error": "RuntimeError"' in lines[0]
    assert "quotes the article" not in answer.text + "".join(lines)


def test_a_failure_that_flask_does_not_see_is_a_500(app: Flask, client: FlaskClient) -> None:
    def broken(environ: object, start_response: object) -> list[bytes]:
        raise RuntimeError

    app.wsgi_app.app = broken  # type: ignore[attr-defined]
    assert client.get("/healthz").status_code == 500


def test_every_kind_of_problem_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    missing = [kind.slug for kind in (*KINDS, *REFUSALS.values()) if f"`{kind.slug}`" not in page]
    assert not missing
