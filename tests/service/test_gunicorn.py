"""How gunicorn is told to run the service."""

from __future__ import annotations

import gc
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


class Arbiter:
    """What gunicorn hands to its hooks, as far as ours look at it."""

    def __init__(self) -> None:
        self.log = self
        self.said: list[str] = []

    def info(self, message: str, *values: object) -> None:
        self.said.append(message % values)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    for name in ("NEWSFACTS_HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    yield monkeypatch
    gc.enable()


def configuration() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "gunicorn.conf.py"))


def test_only_this_machine_is_served_and_told_what_to_open(settings: pytest.MonkeyPatch) -> None:
    configured = configuration()
    arbiter = Arbiter()
    configured["when_ready"](arbiter)
    assert configured["bind"] == "127.0.0.1:8000"
    assert arbiter.said == ["Open http://localhost:8000/ in a browser"]


def test_another_address_is_told_as_it_is(settings: pytest.MonkeyPatch) -> None:
    settings.setenv("NEWSFACTS_HOST", "desk.example.org")
    settings.setenv("PORT", "8080")
    arbiter = Arbiter()
    configuration()["when_ready"](arbiter)
    assert arbiter.said == ["Open http://desk.example.org:8080/ in a browser"]


def test_the_image_listens_on_all_addresses() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    assert re.search(r"^ENV .*\bNEWSFACTS_HOST=0\.0\.0\.0$", dockerfile, re.MULTILINE)
