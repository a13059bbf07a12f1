"""HTTP as clients and proxies speak it: connections that stay open, pipelines, continuation, old versions."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator

import pytest

from tests.api.server import Server, chunk, head

BODY = b'{"text":"abc"}'
POST = head("/v1/extract", f"Content-Length: {len(BODY)}") + BODY
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server(NEWSFACTS_KEEPALIVE_SECONDS="1", NEWSFACTS_MAX_BODY_SECONDS="10", NEWSFACTS_MAX_HEADER_SECONDS="10")
    yield server
    assert server.stop() == 0


def answers(sock: socket.socket, count: int) -> list[tuple[int, bytes]]:
    """Reads answers one after the other, each with a length."""
    found = []
    with sock.makefile("rb") as file:
        for _ in range(count):
            status = int(file.readline().split()[1])
            length = 0
            while (line := file.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            found.append((status, file.read(length)))
    return found


def test_a_connection_stays_open_for_as_long_as_set(server: Server) -> None:
    with server.connect() as sock:
        for request in (GET, POST, GET):
            sock.sendall(request)
            assert answers(sock, 1)[0][0] == 200
            time.sleep(0.3)
        start = time.monotonic()
        assert sock.recv(1) == b""
        assert 0.4 < time.monotonic() - start < 1.5


def test_requests_may_follow_without_waiting(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(
            POST + GET + POST + head("/v1/extract", "Transfer-Encoding: chunked") + chunk(BODY) + b"0\r\n\r\n" + GET
        )
        found = answers(sock, 5)
    assert [status for status, _ in found] == [200] * 5
    assert found[0] == found[2] == found[3]
    assert found[1] == found[4]


def test_a_body_is_asked_for_where_the_client_waits(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(head("/v1/extract", f"Content-Length: {len(BODY)}", "Expect: 100-continue"))
        assert sock.recv(100).startswith(b"HTTP/1.1 100 ")
        sock.sendall(BODY)
        assert answers(sock, 1)[0][0] == 200


def test_it_is_not_asked_for_where_the_head_is_refused(server: Server) -> None:
    sent = head("/v1/extract", f"Content-Length: {len(BODY)}", "Expect: 100-continue", media_type="text/plain")
    with server.connect() as sock:
        sock.sendall(sent)
        assert answers(sock, 1)[0][0] == 415
        assert sock.recv(1) == b""


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/extract/stream"])
def test_an_old_version_gets_its_answer_and_an_end(server: Server, path: str) -> None:
    media_type = "application/x-ndjson" if path.endswith("stream") else "application/json"
    lines = [f"POST {path} HTTP/1.0", f"Content-Type: {media_type}", f"Content-Length: {len(BODY)}"]
    with server.connect() as sock:
        sock.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + BODY)
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        assert answer.status == 200
        assert b'"text":"abc"' in answer.read()
        assert sock.recv(1) == b""


def test_head_has_no_body(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(b"HEAD /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" + GET)
        with sock.makefile("rb") as file:
            while file.readline() != b"\r\n":
                pass
            assert file.readline().startswith(b"HTTP/1.1 200")


def test_a_body_that_nobody_reads_ends_the_connection(server: Server) -> None:
    """Else its bytes would be taken for a request: they are one here, which must not be answered."""
    with server.connect() as sock:
        sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n" + GET)
        received = b""
        while piece := sock.recv(10_000):
            received += piece
    assert received.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in received.lower()


@pytest.mark.parametrize(
    "smuggled",
    [
        pytest.param(b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n", id="two framings"),
        pytest.param(b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", id="unknown coding"),
        pytest.param(b"Content-Length: +5\r\n\r\n12345", id="a sign"),
        pytest.param(b"Content-Length: 5, 6\r\n\r\n12345", id="two values"),
        pytest.param(b"Content-Length : 5\r\n\r\n12345", id="a space before the colon"),
    ],
)
def test_ambiguous_lengths_are_refused(server: Server, smuggled: bytes) -> None:
    request = b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + smuggled
    status, _, content = server.raw(request)
    assert status in (400, 501)
    assert json.loads(content)["status"] == status
