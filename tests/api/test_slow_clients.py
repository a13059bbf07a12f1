"""Slow, idle and leaving clients cost others nothing."""

from __future__ import annotations

import http.client
import os
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from service.problems import MEDIA_TYPE
from tests.api.server import Server, children, head, metric, wait_until

BEGINNINGS = {
    "nothing": b"",
    "half a head": b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nA: ",
    "half a body": head("/v1/extract", "Content-Length: 99") + b"{",
    "half a batch": head("/v1/extract/batch", "Content-Length: 99") + b"{",
    "half a chunk": head("/v1/extract", "Transfer-Encoding: chunked") + b"9\r\n{",
    "a GET with half a body": b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{",
}
PATIENT = {
    "NEWSFACTS_MAX_HEADER_SECONDS": "30",
    "NEWSFACTS_MAX_BODY_SECONDS": "30",
    "NEWSFACTS_STOP_SECONDS": "1",
    "NEWSFACTS_DRAIN_SECONDS": "0",
}


@contextmanager
def held(server: Server, count: int, beginning: bytes) -> Iterator[list[socket.socket]]:
    """Connections that send the beginning of a request and then nothing."""
    with ExitStack() as stack:
        yield open_ones(stack, server, count, beginning)


def open_ones(stack: ExitStack, server: Server, count: int, beginning: bytes) -> list[socket.socket]:
    found = []
    for _ in range(count):
        sock = stack.enter_context(server.connect())
        if beginning:
            sock.sendall(beginning)
        found.append(sock)
    return found


def worst(server: Server, times: int) -> float:
    """RETURNS: the longest that a probe, a refusal or a short text took."""
    longest = 0.0
    for _ in range(times):
        for method, path, document, status in (
            ("GET", "/healthz", None, 200),
            ("GET", "/readyz", None, 200),
            ("GET", "/v1/extract", None, 405),
            ("POST", "/v1/extract", {"text": ""}, 422),
            ("POST", "/v1/extract", {"text": "abc"}, 200),
        ):
            start = time.monotonic()
            assert server.request(method, path, document)[0] == status
            longest = max(longest, time.monotonic() - start)
    return longest


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_others_are_answered_at_once(kind: str) -> None:
    server = Server(**PATIENT)
    with held(server, 150, BEGINNINGS[kind]):
        time.sleep(0.3)
        assert worst(server, 5) < 0.5  # 250 ms, and as much for a busy machine
    assert server.stop() == 0


@pytest.mark.slow
def test_a_thousand_slow_and_idle_clients() -> None:
    server = Server(**PATIENT)
    with ExitStack() as stack:
        for beginning in BEGINNINGS.values():
            open_ones(stack, server, 200, beginning)
        time.sleep(1)
        assert worst(server, 20) < 0.25
    assert server.stop() == 0


def memory(pid: int) -> int:
    """RETURNS: a process's resident memory, in MiB."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def test_bodies_take_no_more_memory_than_allowed() -> None:
    server = Server(NEWSFACTS_MAX_TEXT="1000000", NEWSFACTS_MAX_HELD_MIB="64", **PATIENT)
    (web,) = children(server.process.pid)
    before = memory(web)
    size = 8_000_000
    with ExitStack() as stack:
        for _ in range(20):
            sock = stack.enter_context(server.connect())
            sock.settimeout(0.5)
            with suppress(OSError):  # refused meanwhile
                sock.sendall(head("/v1/extract/batch", f"Content-Length: {size}") + b" " * (size - 1))
        assert memory(web) - before < 64 + 48
        assert server.request("POST", "/v1/extract", {"text": "a" * 100_000})[0] in (200, 503)
        assert server.status("/healthz") == 200
    wait_until(lambda: server.request("POST", "/v1/extract", {"text": "abc"})[0] == 200)
    assert server.stop() == 0


def test_a_body_beyond_the_budget_is_refused_at_once() -> None:
    server = Server(NEWSFACTS_MAX_TEXT="1000000", NEWSFACTS_MAX_HELD_MIB="16", **PATIENT)
    size = 11_000_000
    with held(server, 1, head("/v1/extract", f"Content-Length: {size}") + b" " * (size - 1)):
        time.sleep(0.5)
        start = time.monotonic()
        status, _, content = server.raw(head("/v1/extract", f"Content-Length: {size}") + b" " * (size - 1))
        assert status == 503
        assert b"urn:newsfacts:problem:overloaded" in content
        assert time.monotonic() - start < 2
    assert server.stop() == 0


def pending(server: Server) -> float:
    return metric(server, "newsfacts_analyses_pending")


def test_a_full_queue_is_told_before_the_body_is_read() -> None:
    server = Server(NEWSFACTS_MAX_QUEUE="0", **PATIENT)
    with ThreadPoolExecutor(2) as clients:
        running = [clients.submit(server.request, "POST", "/v1/extract", {"text": "slow"}) for _ in range(2)]
        wait_until(lambda: pending(server) == 2)
        start = time.monotonic()
        assert server.raw(head("/v1/extract", "Content-Length: 99"))[0] == 503
        assert server.raw(head("/v1/extract", "Content-Length: 99", media_type="text/plain"))[0] == 415
        assert time.monotonic() - start < 0.5
        assert [answer.result()[0] for answer in running] == [200, 200]
    assert server.stop() == 0


def test_clients_that_have_left_are_dropped_from_the_queue() -> None:
    server = Server(WEB_CONCURRENCY="1", **PATIENT)
    document = b'{"text":"slow"}'
    with held(server, 4, head("/v1/extract", f"Content-Length: {len(document)}") + document):
        wait_until(lambda: pending(server) == 4)
    left = time.monotonic()
    wait_until(lambda: pending(server) <= 1)
    assert time.monotonic() - left < 1.2
    assert server.request("POST", "/v1/extract", {"text": "abc"})[0] == 200
    assert server.stop() == 0


SLOW = {
    "/v1/extract": ("application/json", b'{"text":"slow"}'),
    "/v1/extract/batch": ("application/json", b'{"documents":[{"text":"slow"},{"text":"slow"}]}'),
    "/v1/extract/stream": ("application/x-ndjson", b'{"text":"slow"}\n{"text":"slow"}\n'),
}


@pytest.mark.parametrize(("path", "version"), [*((path, "1.1") for path in SLOW), ("/v1/extract/stream", "1.0")])
def test_clients_that_have_ended_their_half_are_answered(path: str, version: str) -> None:
    media_type, content = SLOW[path]
    server = Server(WEB_CONCURRENCY="1", **PATIENT)
    request = head(path, f"Content-Length: {len(content)}", media_type=media_type) + content
    with server.connect() as first, server.connect() as waiting:
        for sock in (first, waiting):
            sock.sendall(request.replace(b"HTTP/1.1", b"HTTP/" + version.encode()))
            sock.shutdown(socket.SHUT_WR)
        for sock in (first, waiting):
            answer = http.client.HTTPResponse(sock)
            answer.begin()
            assert answer.status == 200
            assert answer.read().count(b'"length":4') == content.count(b"slow")
            assert sock.recv(1) == b""
    assert server.stop() == 0


def test_with_http_1_0_only_a_quick_answer_reaches_who_has_ended_their_half() -> None:
    server = Server(WEB_CONCURRENCY="1", **PATIENT)
    for path, text, status in (("extract", b"abc", 200), ("extract", b"hang", 499), ("extract/batch", b"hang", 499)):
        content = b'{"text":"%b"}' % text
        if path.endswith("batch"):
            content = b'{"documents":[%b]}' % content
        request = head(f"/v1/{path}", f"Content-Length: {len(content)}") + content
        with server.connect() as sock:
            sock.sendall(request.replace(b"HTTP/1.1", b"HTTP/1.0"))
            sock.shutdown(socket.SHUT_WR)
            answer = http.client.HTTPResponse(sock)
            answer.begin()
            assert answer.status == status
            assert answer.headers.get_content_type() == ("application/json" if status == 200 else MEDIA_TYPE)
    assert server.stop() == 0


@pytest.mark.parametrize(
    ("version", "ends_half_first"),
    [
        pytest.param("1.1", False, id="leaves"),
        pytest.param("1.0", False, id="leaves, of HTTP/1.0"),
        pytest.param("1.1", True, id="ends its half, leaves later"),
    ],
)
def test_an_analysis_that_nobody_waits_for_is_stopped(version: str, ends_half_first: bool) -> None:
    server = Server(WEB_CONCURRENCY="1", **PATIENT)
    document = b'{"text":"hang"}'
    request = head("/v1/extract", f"Content-Length: {len(document)}") + document
    with held(server, 1, request.replace(b"HTTP/1.1", b"HTTP/" + version.encode())) as (sock,):
        wait_until(lambda: pending(server) == 1)
        if ends_half_first:
            sock.shutdown(socket.SHUT_WR)
            time.sleep(1.5)
            assert pending(server) == 1
    left = time.monotonic()
    assert server.request("POST", "/v1/extract", {"text": "abc"})[0] == 200
    assert time.monotonic() - left < 3
    assert server.stop() == 0


def test_two_slashes_are_another_path() -> None:
    server = Server(**PATIENT)
    assert server.raw(head("//v1/extract", "Content-Length: 14") + b'{"text":"abc"}')[0] == 404
    assert server.stop() == 0
