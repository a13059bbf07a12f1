"""deploy/nginx.conf in a real nginx, in front of a real service."""

from __future__ import annotations

import http.client
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.api.server import ROOT, Server, chunk, head

pytestmark = pytest.mark.slow
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/sbin")
STRIPPED = "location /stripped/ { proxy_pass http://newsfacts/; }\n    location /kept/ { proxy_pass http://newsfacts; }\n\n    "
LOG = "nginx.log"


class Proxy:
    """nginx on the project's configuration, with the ports of a test."""

    def __init__(self, server: Server, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        conf = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
        conf = conf.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}").replace(
            "listen 8080", f"listen 127.0.0.1:{self.port}"
        )
        conf = conf.replace("location / {", STRIPPED + "location / {")
        paths = " ".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        conf = conf.replace("http {", f"http {{ access_log off; {paths}")
        (folder / "nginx.conf").write_text(
            f"user root; daemon off; pid {folder}/pid; error_log {folder}/{LOG};\n{conf}", "utf-8"
        )
        assert NGINX, "apt-get install nginx-light"
        self.process = subprocess.Popen(
            [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / LOG)]
        )
        deadline = time.monotonic() + 10
        while True:
            with suppress(OSError):
                self.connect().close()
                return
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def request(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, body, {"Content-Type": "application/json", "X-Forwarded-For": "203.0.113.9"})
        answer = connection.getresponse()
        return answer.status, answer.read()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("service") / "log"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[Server]:
    settings = {
        "NEWSFACTS_TRUSTED_PROXIES": "127.0.0.1",
        "NEWSFACTS_PREFIX": "/kept",
        "NEWSFACTS_MAX_TEXT": "1000000",
        "NEWSFACTS_LOG_LEVEL": "info",
        "NEWSFACTS_MAX_BODY_SECONDS": "10",
    }
    with log.open("w") as file:
        server = Server(log=file, **settings)
        yield server
        assert server.stop() == 0


@pytest.fixture(scope="module")
def proxy(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    proxy = Proxy(server, tmp_path_factory.mktemp("nginx"))
    yield proxy
    proxy.process.terminate()
    proxy.process.wait(10)


def test_the_longest_legal_body_passes(proxy: Proxy) -> None:
    text = json.dumps({"text": "\U0001f600" * 1_000_000}).encode()
    assert len(text) > 12_000_000
    assert proxy.request("POST", "/v1/extract", text)[0] == 200


def test_a_body_that_is_too_long_is_the_services_problem(proxy: Proxy) -> None:
    status, content = proxy.request("POST", "/v1/extract", b" " * 12_200_000)
    assert status == 413
    assert json.loads(content)["type"] == "urn:newsfacts:problem:too-large"


def test_a_client_of_the_stream_may_wait_for_each_answer(proxy: Proxy) -> None:
    with proxy.connect() as sock:
        sock.sendall(head("/v1/extract/stream", "Transfer-Encoding: chunked", media_type="application/x-ndjson"))
        answer = None
        for number in range(3):
            sock.sendall(chunk(b'{"text":"abc","id":"%d"}\n' % number))
            if answer is None:
                answer = http.client.HTTPResponse(sock)
                answer.begin()
            assert json.loads(answer.readline())["facts"]["id"] == str(number)
        sock.sendall(b"0\r\n\r\n")


@pytest.mark.parametrize("prefix", ["/stripped", "/kept"])
def test_a_path_in_front(proxy: Proxy, prefix: str) -> None:
    assert proxy.request("POST", f"{prefix}/v1/extract", b'{"text":"abc"}')[0] == 200
    for path in ("/", "/docs", "/openapi.json", "/readyz"):
        assert proxy.request("GET", prefix + path)[0] == 200
    document = json.loads(proxy.request("GET", f"{prefix}/openapi.json")[1])
    assert document["servers"][0]["url"] == "."


def test_the_client_is_logged(proxy: Proxy, log: Path) -> None:
    """nginx adds its client, 127.0.0.1, which is a proxy here: what stands before it counts."""
    assert proxy.request("GET", "/docs")[0] == 200
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {line["client"] for line in lines if line.get("path") == "/docs"} == {"203.0.113.9"}
