"""What only a real server shows: conversations, dribbling clients, broken HTTP."""

from __future__ import annotations

import http.client
import json
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.api.server import Server, chunk, head, in_flight, metric, wait_until

CHUNKED = "Transfer-Encoding: chunked"
LINE = b'{"text":"abc","id":"%d"}\n'


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    assert server.stop() == 0


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
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 9_000 + b"\r\n\r\n", 431, id="long header"),
        pytest.param(b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414, id="long request line"),
        pytest.param(head("/v1/extract", CHUNKED) + b"zz\r\n", 400, id="chunk size"),
        pytest.param(head("/v1/extract", CHUNKED) + b"1\r\n{}\r\n", 400, id="chunk end"),
        pytest.param(head("/v1/extract", CHUNKED) + b"1;" + b"a" * 40_000, 400, id="endless chunk size"),
        pytest.param(head("/v1/extract", CHUNKED) + b"0" * 40_000 + b"1\r\n", 400, id="chunk size of zeros"),
        pytest.param(head("/v1/extract", CHUNKED) + b"-1\r\n{}\r\n0\r\n\r\n", 400, id="negative chunk size"),
        pytest.param(head("/v1/extract", CHUNKED) + b"2\n{}\n0\n\n", 408, id="bare line feeds"),
        pytest.param(head("/v1/extract", CHUNKED) + b"0\r\nA: " + b"b" * 900_000, 400, id="endless trailer"),
        pytest.param(
            head("/v1/extract", CHUNKED, "Content-Length: 2") + b"2\r\n{}\r\n0\r\n\r\n", 400, id="two framings"
        ),
        pytest.param(head("/v1/extract", "Transfer-Encoding: br") + b"0\r\n\r\n", 501, id="transfer coding"),
        pytest.param(head("/v1/extract", "Expect: a miracle", "Content-Length: 2") + b"{}", 417, id="expectation"),
        pytest.param(b"POST http://x HTTP/1.1\r\nHost: x\r\n\r\n", 405, id="no path"),
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


def test_clients_that_do_not_close_do_not_stop_others(server: Server) -> None:
    open_ones = [server.connect() for _ in range(6)]
    for sock in open_ones:
        sock.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert sock.recv(100)
    start = time.monotonic()
    assert server.request("GET", "/readyz")[0] == 200
    assert time.monotonic() - start < 0.4
    for sock in open_ones:
        sock.close()


def test_a_problem_reaches_who_goes_on_sending(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(head("/v1/extract", CHUNKED) + b"1;")
        with suppress(OSError):
            for _ in range(400):
                sock.sendall(b"a" * 10_000)
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        assert answer.status == 400
        assert json.loads(answer.read())["type"] == "urn:newsfacts:problem:bad-request"


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
        time.sleep(2)
        received = 0
        with suppress(ConnectionError):
            while piece := sock.recv(1 << 20):
                received += len(piece)
    assert 0 < received < 8_000_000


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
