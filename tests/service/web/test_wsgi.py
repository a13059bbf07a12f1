"""The WSGI environment: paths, headers, and whose word counts for the client's address."""

from __future__ import annotations

from typing import Any

import h11
import pytest

from service.settings import Settings
from service.web.wsgi import environ


def made(
    target: str = "/", headers: list[tuple[str, str]] | None = None, peer: str = "192.0.2.1", **settings: Any
) -> dict[str, Any]:
    request = h11.Request(method="GET", target=target, headers=[("Host", "x"), *(headers or [])])
    return environ(request, peer, ("127.0.0.1", 8000), "http", Settings(**settings))


@pytest.mark.parametrize(
    ("target", "path", "query"),
    [
        ("/", "/", ""),
        ("/v1/extract?a=b?c", "/v1/extract", "a=b?c"),
        ("//v1/extract", "//v1/extract", ""),
        ("/a%2Fb", "/a/b", ""),
        ("/caf%C3%A9", "/caf\xc3\xa9", ""),
        ("http://x/v1/extract?a", "/v1/extract", "a"),
        ("http://x", "/", ""),
        ("/?to=http://x/y", "/", "to=http://x/y"),
        ("*", "*", ""),
    ],
)
def test_targets(target: str, path: str, query: str) -> None:
    found = made(target)
    assert (found["PATH_INFO"], found["QUERY_STRING"], found["SCRIPT_NAME"]) == (path, query, "")


@pytest.mark.parametrize(
    ("target", "script", "path"),
    [("/nf/docs", "/nf", "/docs"), ("/nf", "/nf", ""), ("/nfx", "", "/nfx"), ("/docs", "", "/docs")],
)
def test_a_prefix_is_taken_off(target: str, script: str, path: str) -> None:
    found = made(target, prefix="/nf")
    assert (found["SCRIPT_NAME"], found["PATH_INFO"]) == (script, path)


def test_headers() -> None:
    found = made(headers=[("X-A", "1"), ("x-a", "2"), ("X_A", "3"), ("Content-Type", "text/plain")])
    assert (found["HTTP_X_A"], found["CONTENT_TYPE"]) == ("1,2", "text/plain")


@pytest.mark.parametrize(
    ("peer", "sent", "address", "scheme"),
    [
        pytest.param("192.0.2.1", "203.0.113.9", "192.0.2.1", "http", id="nobody set this proxy up"),
        pytest.param("10.1.2.3", "203.0.113.9", "203.0.113.9", "https", id="a proxy"),
        pytest.param("::ffff:10.1.2.3", "203.0.113.9", "203.0.113.9", "https", id="a proxy, mapped to IPv6"),
        pytest.param("10.1.2.3", "198.51.100.1, 203.0.113.9, 10.9.9.9", "203.0.113.9", "https", id="two proxies"),
        pytest.param("10.1.2.3", "198.51.100.1, evil", "10.1.2.3", "https", id="no address"),
        pytest.param("10.1.2.3", "2001:db8::1", "2001:db8::1", "https", id="IPv6"),
        pytest.param("10.1.2.3", "", "10.1.2.3", "https", id="nothing"),
        pytest.param("", "203.0.113.9", "", "http", id="a Unix socket"),
    ],
)
def test_only_trusted_proxies_are_believed(peer: str, sent: str, address: str, scheme: str) -> None:
    headers = [("X-Forwarded-For", sent), ("X-Forwarded-Proto", "https")]
    found = made(headers=headers, peer=peer, trusted_proxies=("10.0.0.0/8",))
    assert (found["REMOTE_ADDR"], found["wsgi.url_scheme"]) == (address, scheme)
