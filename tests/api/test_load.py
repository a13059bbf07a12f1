"""Too much to do: a refusal at once, and everything else goes on."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from service.settings import Settings


@pytest.fixture
def settings() -> Settings:
    return Settings(max_queue=0, max_streams=1)


@contextmanager
def busy(app: Flask) -> Iterator[None]:
    """Another thread's analysis."""
    held, done = threading.Event(), threading.Event()

    def analyse() -> None:
        with app.extensions["newsfacts"].queue.place():
            held.set()
            done.wait(10)

    thread = threading.Thread(target=analyse)
    thread.start()
    held.wait(10)
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize(
    ("path", "body"), [("/v1/extract", {"text": "a"}), ("/v1/extract/batch", {"documents": [{"text": "a"}]})]
)
def test_a_full_queue_is_a_503(app: Flask, client: FlaskClient, path: str, body: object) -> None:
    with busy(app):
        answer = client.post(path, json=body)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) >= 1
    assert json.loads(answer.data)["type"] == "urn:newsfacts:problem:overloaded"
    assert client.post(path, json=body).status_code == 200


def test_what_cannot_be_read_is_told_so_even_then(app: Flask, client: FlaskClient) -> None:
    with busy(app):
        assert client.post("/v1/extract", json={"text": ""}).status_code == 422


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/openapi.json"])
def test_probes_do_not_wait(app: Flask, client: FlaskClient, path: str) -> None:
    with busy(app):
        assert client.get(path).status_code == 200


def test_streams_have_their_own_places(app: Flask, client: FlaskClient) -> None:
    stream = {"path": "/v1/extract/stream", "data": b'{"text":"a"}', "content_type": "application/x-ndjson"}
    open_one = FlaskClient(app, Response).post(**stream, buffered=False)
    refused = client.post(**stream)
    assert refused.status_code == 503
    assert json.loads(refused.data)["detail"] == "Too many streams are open. Try again in 5 s."
    assert client.post("/v1/extract", json={"text": "a"}).status_code == 200
    open_one.close()
    assert client.post(**stream).status_code == 200
