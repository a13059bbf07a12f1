"""An application on an extractor that knows its answers, and a client that holds each answer against openapi.yaml."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.app import create_app
from service.settings import Settings
from tests.api.contract import Contract
from tests.api.fake import FakeExtractor


class CheckedClient(FlaskClient):
    """Fails the test whose answer is not as openapi.yaml says."""

    contract: Contract

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)  # reads and closes the answer, as a server does
        answer = super().open(*args, **kwargs)
        self.contract.check(answer)
        return answer


@pytest.fixture(scope="session")
def contract() -> Contract:
    return Contract.from_file()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    """What the service logs."""
    monkeypatch.setattr(logging.getLogger("newsfacts"), "propagate", True)
    caplog.set_level(logging.INFO, "newsfacts")
    return caplog


@pytest.fixture
def fake() -> FakeExtractor:
    return FakeExtractor()


@pytest.fixture
def settings() -> Settings:
    """What the application is made with; a module or a test may override it."""
    return Settings(max_text=10_000, max_documents=4)


@pytest.fixture
def app(settings: Settings, fake: FakeExtractor, contract: Contract) -> Flask:
    app = create_app(settings, fake)
    app.test_client_class = type("Client", (CheckedClient,), {"contract": contract})
    return app


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client
