"""What only a real server shows: conversations, dribbling clients, broken HTTP, several workers, stopping."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LINE = b'{"text":"abc","id":"%d"}\n'
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
    """gunicorn on the project's own configuration, over an extractor that takes no time."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSFACTS_", "PROMETHEUS_"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "tests.api.fake:serve()"],
            cwd=ROOT,
            env={**kept, **SETTINGS, "PORT": str(self.port)},
        )
        deadline = time.monotonic() + 30
        while self.status("/readyz") != 200:
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def request(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
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


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    assert server.stop() == 0


def head(path: str, *headers: str, media_type: str = "application/json") -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: x", f"Content-Type: {media_type}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


@pytest.mark.parametrize("framing", ["chunked", "sized"])
@pytest.mark.parametrize("size", [1, 5_000], ids=["short lines", "long lines"])
def test_a_client_may_wait_for_each_answer(server: Server, framing: str, size: int) -> None:
    lines = [json.dumps({"text": "a" * size, "id": str(number)}).encode() + b"\n" for number in range(4)]
    how = "Transfer-Encoding: chunked" if framing == "chunked" else f"Content-Length: {sum(map(len, lines))}"
    with server.connect() as sock:
        sock.sendall(head("/v1/extract/stream", how, media_type="application/x-ndjson"))
        answer = None
        for number, line in enumerate(lines):
            sock.sendall(chunk(line) if framing == "chunked" else line)
            if answer is None:
                answer = http.client.HTTPResponse(sock)
                answer.begin()
            assert json.loads(answer.readline())["facts"]["id"] == str(number)
        if framing == "chunked":
            sock.sendall(b"0\r\n\r\n")
        assert answer is not None
        assert answer.read() == b""


def test_several_lines_in_a_piece_and_a_line_in_several(server: Server) -> None:
    body = b"".join(LINE % number for number in range(5)) + b"x" * 300_000 + b"\n" + LINE % 5
    pieces = [body[start : start + 7_000] for start in range(0, len(body), 7_000)]
    status, _, content = server.raw(
        head("/v1/extract/stream", "Transfer-Encoding: chunked", media_type="application/x-ndjson"),
        *map(chunk, pieces),
        b"0\r\n\r\n",
    )
    results = [json.loads(line) for line in content.splitlines()]
    assert status == 200
    assert [result["facts"] and result["facts"]["id"] for result in results] == ["0", "1", "2", "3", "4", None, "5"]


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        pytest.param(b"NONSENSE\r\n\r\n", 400, id="request line"),
        pytest.param(b"GET / HTTP/1.1\r\nbad header\r\n\r\n", 400, id="header"),
        pytest.param(b"GET / HTTP/1.1\r\nA: " + b"a" * 9_000 + b"\r\n\r\n", 431, id="long header"),
        pytest.param(b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\n\r\n", 414, id="long request line"),
        pytest.param(head("/v1/extract", "Transfer-Encoding: chunked") + b"zz\r\n", 400, id="chunk size"),
        pytest.param(head("/v1/extract", "Transfer-Encoding: chunked") + b"1\r\n{}\r\n", 400, id="chunk end"),
        pytest.param(head("/v1/extract", "Content-Length: -1"), 400, id="negative length"),
        pytest.param(head("/v1/extract", "Content-Length: 2", "Content-Length: 3") + b"{}", 400, id="two lengths"),
        pytest.param(head("/v1/extract", "Content-Length: 999999999") + b"{}", 413, id="too long"),
        pytest.param(head("/v1/extract") + b"", 400, id="no body"),
    ],
)
def test_broken_http_is_a_problem(server: Server, request_bytes: bytes, status: int) -> None:
    found, media_type, content = server.raw(request_bytes)
    assert (found, media_type) == (status, "application/problem+json")
    assert json.loads(content)["status"] == status


def test_a_body_that_dribbles_is_a_408(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(head("/v1/extract", "Content-Length: 100"))
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        assert answer.status == 408
        assert json.loads(answer.read())["type"] == "urn:newsfacts:problem:request-timeout"


@pytest.mark.parametrize(
    ("framing", "rest", "slug"),
    [
        pytest.param("Transfer-Encoding: chunked", b"zz\r\n", "bad-request", id="malformed chunk"),
        pytest.param("Transfer-Encoding: chunked", None, "bad-request", id="chunks end early"),
        pytest.param("Content-Length: 500", None, "bad-request", id="length ends early"),
        pytest.param("Transfer-Encoding: chunked", b"", "request-timeout", id="chunks stand still"),
        pytest.param("Content-Length: 500", b"", "request-timeout", id="length stands still"),
    ],
)
def test_a_stream_that_breaks_off_ends_with_its_problem(
    server: Server, framing: str, rest: bytes | None, slug: str
) -> None:
    with server.connect() as sock:
        sock.sendall(head("/v1/extract/stream", framing, media_type="application/x-ndjson"))
        sock.sendall(chunk(LINE % 1) if "chunked" in framing else LINE % 1)
        if rest is None:
            sock.shutdown(socket.SHUT_WR)
        else:
            sock.sendall(rest)
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        first, last = (json.loads(line) for line in answer.read().splitlines())
    assert first["facts"]["id"] == "1"
    assert last["problem"]["type"] == f"urn:newsfacts:problem:{slug}"


def test_a_head_that_dribbles_is_cut_off(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(b"POST /v1/extract HTTP/1.1\r\n")
        assert sock.recv(100) == b""


def test_dribbling_clients_do_not_stop_others(server: Server) -> None:
    slow = [server.connect() for _ in range(6)]
    for sock in slow:
        sock.sendall(head("/v1/extract", "Content-Length: 100"))
    start = time.monotonic()
    assert server.request("POST", "/v1/extract", {"text": "abc"})[0] == 200
    assert time.monotonic() - start < 0.4
    for sock in slow:
        sock.close()


def test_a_client_that_does_not_read_is_cut_off(server: Server) -> None:
    request = b"GET /static/vendor/swagger_ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.connect(("127.0.0.1", server.port))
        sock.sendall(request * 8)  # more than the system's own buffers hold
        wait_until(lambda: in_flight(server) == 1)
        wait_until(lambda: in_flight(server) == 0)


def test_clients_that_vanish_give_their_places_back(server: Server) -> None:
    for _ in range(3):
        gone = [server.connect() for _ in range(40)]
        for sock in gone:
            sock.sendall(head("/v1/extract/stream", "Transfer-Encoding: chunked", media_type="application/x-ndjson"))
            sock.sendall(chunk(LINE % 1))
        for sock in gone:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, not an end
            sock.close()
    wait_until(lambda: in_flight(server) == 0)
    assert server.request("POST", "/v1/extract/stream", None, **{"Content-Type": "application/x-ndjson"})[0] == 200


def test_metrics_add_up_over_workers(server: Server) -> None:
    wait_until(lambda: in_flight(server) == 0)
    before = metric(server, "newsfacts_text_characters_count")
    for _ in range(10):
        server.request("POST", "/v1/extract", {"text": "abc"}, Connection="close")
    assert metric(server, "newsfacts_text_characters_count") - before == 10


def in_flight(server: Server) -> float:
    """RETURNS: the requests being answered, besides the one that asks."""
    return metric(server, "newsfacts_requests_in_flight") - 1


def metric(server: Server, name: str) -> float:
    metrics = server.request("GET", "/metrics")[1].decode()
    (line,) = [line for line in metrics.splitlines() if line.startswith(f"{name} ")]
    return float(line.split()[1])


def test_stopping_answers_what_was_accepted() -> None:
    server = Server()
    answers: list[tuple[int, bytes]] = []
    client = threading.Thread(target=lambda: answers.append(server.request("POST", "/v1/extract", {"text": "slow"})))
    client.start()
    time.sleep(0.3)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    assert server.status("/readyz") == 503
    assert server.status("/healthz") == 200
    client.join()
    assert [status for status, _ in answers] == [200]
    assert server.process.wait(20) == 0
