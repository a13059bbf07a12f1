"""Who may ask: API keys, pages of other origins, and what browsers may do."""

from __future__ import annotations

import json
import logging

import pytest
from flask.testing import FlaskClient

from service.logs import JsonFormatter
from service.settings import Settings

KEYS = ("first-key", "Second.key_2==")
ARTICLE = {"text": "abc"}
OPEN = ["/", "/docs", "/openapi.yaml", "/openapi.json", "/healthz", "/readyz", "/metrics", "/static/js/app.js"]
PAGE = "https://desk.example.org"


@pytest.fixture
def settings() -> Settings:
    return Settings(api_keys=KEYS, cors_origins=(PAGE, "http://localhost:3000"))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 401, id="none"),
        pytest.param({"Authorization": ""}, 401, id="empty"),
        pytest.param({"Authorization": "Basic Zmlyc3Q6a2V5"}, 401, id="another scheme"),
        pytest.param({"Authorization": "Bearer"}, 401, id="no token"),
        pytest.param({"X-API-Key": ""}, 401, id="empty key"),
        pytest.param({"Authorization": "Bearer first-ke"}, 403, id="a key's beginning"),
        pytest.param({"Authorization": "Bearer first-key2"}, 403, id="more than a key"),
        pytest.param({"X-API-Key": "first-key,Second.key_2=="}, 403, id="the whole list"),
        pytest.param({"X-API-Key": "FIRST-KEY"}, 403, id="another case"),
        pytest.param({"X-API-Key": "schlüssel"}, 403, id="beyond ASCII"),
        pytest.param({"Authorization": "Bearer first-key"}, 200, id="bearer"),
        pytest.param({"Authorization": "bearer Second.key_2=="}, 200, id="bearer in lower case"),
        pytest.param({"X-API-Key": "Second.key_2=="}, 200, id="header"),
        pytest.param({"Authorization": "Basic Zmlyc3Q6a2V5", "X-API-Key": "first-key"}, 200, id="beside a proxy's own"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/extract", "/v1/extract/batch", "/v1/extract/stream"])
def test_analyses_need_a_key(client: FlaskClient, path: str, headers: dict[str, str], status: int) -> None:
    body = {"documents": [ARTICLE]} if path.endswith("batch") else ARTICLE
    media_type = "application/x-ndjson" if path.endswith("stream") else "application/json"
    answer = client.post(path, data=json.dumps(body), content_type=media_type, headers=headers)
    assert answer.status_code == status
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)


def test_without_a_key_nothing_else_is_told(client: FlaskClient) -> None:
    assert client.post("/v1/extract", data=b"no JSON").status_code == 401
    assert client.get("/v1/extract").status_code == 401
    assert client.get("/v1/elsewhere").status_code == 401


@pytest.mark.parametrize("path", OPEN)
def test_the_rest_is_open(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_keys_are_in_no_log_and_no_problem(
    client: FlaskClient, log: pytest.LogCaptureFixture, settings: Settings
) -> None:
    log.set_level(logging.DEBUG)
    answers = [
        client.post("/v1/extract", json=ARTICLE, headers={"X-API-Key": key}) for key in ("first-key", "a-wrong-key")
    ]
    logged = "".join(JsonFormatter().format(record) for record in log.records) + answers[1].text + repr(settings)
    assert "/v1/extract" in logged
    assert not [key for key in (*KEYS, "a-wrong-key") if key in logged]


@pytest.mark.parametrize("origin", [PAGE, "http://localhost:3000"])
@pytest.mark.parametrize("key", ["first-key", "wrong", None], ids=["answer", "403", "401"])
def test_pages_of_allowed_origins_read_answers_and_problems(client: FlaskClient, origin: str, key: str | None) -> None:
    headers = {"Origin": origin, **({"X-API-Key": key} if key else {})}
    answer = client.post("/v1/extract", json=ARTICLE, headers=headers)
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert {"Server-Timing", "X-Request-Id", "Retry-After"} <= set(
        answer.headers["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.vary


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example",
        f"{PAGE}.evil.example",
        "https://desk.example.org:8443",
        "http://desk.example.org",
        "",
    ],
)
def test_pages_of_other_origins_do_not(client: FlaskClient, origin: str) -> None:
    answer = client.post("/v1/extract", json=ARTICLE, headers={"Origin": origin, "X-API-Key": "first-key"})
    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in answer.vary


def test_a_preflight_needs_no_key(client: FlaskClient) -> None:
    asked = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }
    answer = client.options("/v1/extract", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == PAGE
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    allowed = answer.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"authorization", "content-type", "x-api-key"} <= set(allowed)
    assert int(answer.headers["Access-Control-Max-Age"]) > 0
    refused = client.options("/v1/extract", headers={**asked, "Origin": "https://evil.example"})
    assert not [name for name, _ in refused.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("path", ["/", "/metrics", "/static/js/app.js"])
def test_what_is_no_api_is_for_no_other_page(client: FlaskClient, path: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": PAGE}).headers


class TestByDefault:
    @pytest.fixture
    def settings(self) -> Settings:
        return Settings()

    def test_no_key_is_needed_and_one_does_not_matter(self, client: FlaskClient) -> None:
        assert client.post("/v1/extract", json=ARTICLE).status_code == 200
        assert client.post("/v1/extract", json=ARTICLE, headers={"X-API-Key": "any"}).status_code == 200

    def test_no_other_page_may_read(self, client: FlaskClient) -> None:
        answer = client.post("/v1/extract", json=ARTICLE, headers={"Origin": PAGE})
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]


class TestAnyOrigin:
    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(cors_origins=("*",))

    def test_is_never_allowed_credentials(self, client: FlaskClient) -> None:
        answer = client.post("/v1/extract", json=ARTICLE, headers={"Origin": "https://any.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("path", [*OPEN, "/v1/extract", "/nothing/here"])
def test_browsers_are_told_what_not_to_do(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "://" not in policy


def test_answers_to_articles_are_not_kept(client: FlaskClient) -> None:
    assert (
        client.post("/v1/extract", json=ARTICLE, headers={"X-API-Key": KEYS[0]}).headers["Cache-Control"] == "no-store"
    )
