"""The generated clients, built once, and a live service on the shipped pipeline."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.server import Server

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def clients() -> Path:
    """RETURNS: where `make clients` has put the clients, compiled as far as their languages do."""
    subprocess.run(["make", "--no-print-directory", "clients"], cwd=ROOT, check=True)
    return ROOT / "build" / "clients"


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """RETURNS: the URL of a service."""
    server = Server("service:create_service()")
    yield f"http://127.0.0.1:{server.port}"
    assert server.stop() == 0
