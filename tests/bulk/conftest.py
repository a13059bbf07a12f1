"""A Ray cluster of two processors, for all tests that do not start their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def _token() -> None:
    """A token for the clusters of these tests. Ray looks for it when it is imported."""
    os.environ.update(RAY_AUTH_MODE="token", RAY_AUTH_TOKEN=token_hex(32))


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """RETURNS: the address of a cluster."""
    port = free_port()
    with node("--head", f"--port={port}", "--include-dashboard=false", "--num-cpus=2"):
        yield f"127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def node(*options: str, folder: Path = ROOT) -> Iterator[None]:
    """A node of a cluster, started in `folder`."""
    ray = Path(sys.executable).with_name("ray")
    common = ("--block", "--object-store-memory=80000000", "--node-ip-address=127.0.0.1", "--disable-usage-stats")
    command = [ray, "start", *options, *common]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    while "--block" not in (line := process.stdout.readline()):  # what it says once it is up
        assert line, "Ray does not start."
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # it would take half a minute to say goodbye
        process.communicate(timeout=60)
