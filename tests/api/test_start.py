"""How the service starts, and what keeps it from starting."""

from __future__ import annotations

import http.client
import os
import re
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.api.server import ROOT, Server, head

CERTIFICATE = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]


def start(*arguments: str, **settings: str) -> tuple[int, str]:
    """RETURNS: the exit code of a service that does not start, and what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFACTS_")}
    environment = {**kept, "PORT": "18999", "NEWSFACTS_HOST": "127.0.0.1", **settings}
    done = subprocess.run(
        [sys.executable, "-m", "service.serve", "tests.api.fake:serve()", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("WEB_CONCURRENCY", "abc"),
        ("WEB_CONCURRENCY", "-1"),
        ("PORT", "http"),
        ("NEWSFACTS_HOST", ":::"),
        ("NEWSFACTS_MAX_TXT", "5"),
    ],
)
def test_a_senseless_setting_is_named_in_one_line(variable: str, value: str) -> None:
    code, said = start(**{variable: value})
    assert code == 2
    assert said.startswith(variable)
    assert said.count("\n") == 1


@pytest.mark.parametrize("arguments", [("-k", "sync"), ("-k", "gthread"), ("-w", "2")])
def test_options_that_would_break_it_are_refused(arguments: tuple[str, ...]) -> None:
    code, said = start(*arguments)
    assert code != 0
    assert "newsfacts needs" in said


def test_an_error_of_gunicorn_is_logged_with_its_place() -> None:
    code, said = start("--worker-tmp-dir", "/nonexistent")
    assert code != 0
    assert '"error": "RuntimeError"' in said
    assert "workertmp.py" in said


def test_empty_settings_have_their_defaults() -> None:
    server = Server(program="service.serve", WEB_CONCURRENCY="", NEWSFACTS_MAX_QUEUE="")
    assert len(server.workers) == 2
    assert server.stop() == 0


def test_ipv6() -> None:
    server = Server(program="service.serve", NEWSFACTS_HOST="::1", wait_at="::1")
    connection = http.client.HTTPConnection("::1", server.port, timeout=10)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    assert server.stop() == 0


def test_tls_has_the_same_limits(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", *CERTIFICATE, "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    server = Server(options=["--certfile", str(certificate), "--keyfile", str(key)], wait=False)
    context = ssl.create_default_context(cafile=certificate)
    context.check_hostname = False
    deadline = time.monotonic() + 20
    while True:
        try:
            with context.wrap_socket(server.connect()) as sock:
                sock.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                if b" 200 " in sock.recv(100):
                    break
        except OSError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.1)
    for beginning, answer in (
        (b"POST /v1/extract HTTP/1.1\r\nHost: x\r\nA: ", None),
        (head("/v1/extract", "Content-Length: 99") + b"{", 408),
    ):
        with context.wrap_socket(server.connect()) as sock:
            sock.sendall(beginning)
            began = time.monotonic()
            received = sock.recv(100)
            assert time.monotonic() - began < 2
            assert received == b"" if answer is None else re.match(rb"HTTP/1.1 408 ", received)
    with server.connect() as half_a_hello:
        half_a_hello.sendall(b"\x16\x03\x01\x02")
        began = time.monotonic()
        assert half_a_hello.recv(100) == b""
        assert time.monotonic() - began < 2
    assert server.stop() == 0
