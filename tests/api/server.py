"""The service as a process of its own, and what tests do with it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
SETTINGS = {
    "WEB_CONCURRENCY": "2",
    "NEWSFACTS_HOST": "127.0.0.1",
    "NEWSFACTS_THREADS": "16",
    "NEWSFACTS_MAX_TEXT": "10000",
    "NEWSFACTS_MAX_HEADER_SECONDS": "0.5",
    "NEWSFACTS_MAX_BODY_SECONDS": "0.5",
    "NEWSFACTS_DRAIN_SECONDS": "0.5",
    "NEWSFACTS_LOG_LEVEL": "warning",
}


class Server:
    """gunicorn on the project's own configuration, over an extractor of the tests."""

    def __init__(
        self,
        application: str = "tests.api.fake:serve()",
        *,
        wait: bool = True,
        wait_at: str = "127.0.0.1",
        program: str = "gunicorn",
        options: Sequence[str] = (),
        log: IO[str] | None = None,
        **settings: str,
    ) -> None:
        """
        application: what to serve, over an extractor that takes no time unless said otherwise.
        wait: until it is ready.
        wait_at: the address that it listens on.
        program, options: the module that starts it, with its arguments.
        log: where standard error goes.
        settings: environment variables besides `SETTINGS`.
        """
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = wait_at
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSFACTS_", "PROMETHEUS_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", program, application, *options],
            cwd=ROOT,
            env={**kept, **SETTINGS, **settings, "PORT": str(self.port)},
            stderr=log,
        )
        if wait:
            wait_until(lambda: self.status("/readyz") == 200)

    @property
    def parent(self) -> int:
        """The process that holds the model and forks the workers."""
        (web,) = children(self.process.pid)
        (parent,) = children(web)
        return parent

    @property
    def workers(self) -> list[int]:
        return children(self.parent)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(self.address, self.port, timeout=10)
        content = json.dumps(body).encode() if body is not None else None
        connection.request(method, path, content, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()

    def status(self, path: str) -> int:
        try:
            return self.request("GET", path)[0]
        except OSError:
            return 0

    def raw(self, *pieces: bytes) -> tuple[int, str, bytes]:
        """Sends bytes as they are. RETURNS: the answer's status, media type and body."""
        with self.connect() as sock:
            for piece in pieces:
                sock.sendall(piece)
            answer = http.client.HTTPResponse(sock)
            answer.begin()
            return answer.status, answer.headers.get_content_type(), answer.read()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)


def children(parent: int) -> list[int]:
    """RETURNS: the processes that `parent` has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            state, owner = stat.read_text("ascii", "replace").rpartition(")")[2].split()[:2]
            if int(owner) == parent and state != "Z":
                found.append(int(stat.parent.name))
    return sorted(found)


def alive(pid: int) -> bool:
    """RETURNS: whether the process is there and is no zombie."""
    return state(pid) not in ("", "Z")


def state(pid: int) -> str:
    """RETURNS: the letter that Linux has for what a process is at: "S" it waits, "T" it was stopped; "" it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
    return ""


def head(path: str, *headers: str, media_type: str = "application/json") -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: x", f"Content-Type: {media_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def in_flight(server: Server) -> float:
    """RETURNS: the requests being answered, besides the one that asks."""
    return metric(server, "newsfacts_requests_in_flight") - 1


def metric(server: Server, name: str) -> float:
    metrics = server.request("GET", "/metrics")[1].decode()
    (line,) = [line for line in metrics.splitlines() if line.startswith(f"{name} ")]
    return float(line.split()[1])
