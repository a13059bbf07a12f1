"""From an HTTP request to the application and back (PEP 3333)."""

from __future__ import annotations

import asyncio
import ipaddress
import sys
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

import h11

from service.settings import Settings

LEFT = "newsfacts.left"
"""In the WSGI environment: a function that says whether the client has left."""
NO_CONTENT = (204, 304)

Header = tuple[bytes, bytes]


@dataclass(slots=True)
class Answer:
    """An answer whose content is known as a whole."""

    status: int
    headers: list[Header]
    content: bytes


class StreamedBody:
    """A body that comes while the application answers. For the thread that runs the application.

    read_some: gives what has come, or waits for it; b"" at the body's end. RAISES: OSError.
    restart: allows the full time for a body again.
    """

    def __init__(
        self,
        piece: Callable[[], Coroutine[Any, Any, bytes]],
        loop: asyncio.AbstractEventLoop,
        restart: Callable[[], None],
    ) -> None:
        self.restart = restart
        self._piece = piece
        self._loop = loop

    def read_some(self) -> bytes:
        return asyncio.run_coroutine_threadsafe(self._piece(), self._loop).result()


def environ(
    request: h11.Request, peer: str, server: tuple[str, int], scheme: str, settings: Settings
) -> dict[str, Any]:
    """RETURNS: the WSGI environment, without a body.

    peer: the address that the connection comes from; empty for a Unix socket.
    server: the address that it came to.
    """
    target = request.target.decode("latin-1")
    if "://" in target.partition("?")[0] and not target.startswith("/"):  # a proxy's form
        target = "/" + target.partition("://")[2].partition("/")[2]
    path, _, query = target.partition("?")
    path = unquote_to_bytes(path).decode("latin-1")
    prefix = settings.prefix if path == settings.prefix or path.startswith(f"{settings.prefix}/") else ""
    found: dict[str, Any] = {
        "REQUEST_METHOD": request.method.decode("ascii"),
        "SCRIPT_NAME": prefix,
        "PATH_INFO": path.removeprefix(prefix),
        "QUERY_STRING": query,
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{request.http_version.decode('ascii')}",
        "REMOTE_ADDR": peer,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in _merged(request.headers):
        found[name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"] = value
    if _trusted(peer, settings.trusted_proxies):
        found |= _forwarded(found, settings.trusted_proxies)
    return found


def _merged(headers: Iterable[Header]) -> list[tuple[str, str]]:
    """RETURNS: headers as WSGI names them. A name with an underscore is left out: it could pass for another one."""
    merged: dict[str, str] = {}
    for raw, value in headers:
        if b"_" in raw:
            continue
        name = raw.decode("ascii").upper().replace("-", "_")
        text = value.decode("latin-1")
        merged[name] = f"{merged[name]},{text}" if name in merged and name != "CONTENT_LENGTH" else text
    return list(merged.items())


def _trusted(address: str, proxies: Sequence[str]) -> bool:
    """RETURNS: whether the address is one of the proxies, or in one of their networks."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped:
        known = known.ipv4_mapped
    return any(known in ipaddress.ip_network(proxy) for proxy in proxies)


def _forwarded(found: dict[str, Any], proxies: Sequence[str]) -> dict[str, str]:
    """RETURNS: what a trusted proxy says of its client: the last address that is no proxy's, and the scheme."""
    said: dict[str, str] = {}
    hops = [hop.strip() for hop in found.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    others = [hop for hop in hops if hop and not _trusted(hop, proxies)]
    with suppress(IndexError, ValueError):
        said["REMOTE_ADDR"] = str(ipaddress.ip_address(others[-1]))
    if (scheme := found.get("HTTP_X_FORWARDED_PROTO")) in ("http", "https"):
        said["wsgi.url_scheme"] = scheme
    return said


def call(
    app: Any, environ: dict[str, Any], send: Callable[[int, list[Header], Iterable[bytes]], None]
) -> Answer | None:
    """Runs the application, in a thread.

    send: takes an answer whose length is not known, and sends it as it comes.
    RETURNS: an answer whose length is known; None after `send`.
    """
    head: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        head[:] = int(status[:3]), [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers]

    pieces = app(environ, start)
    try:
        first = next((piece for piece in pieces if piece), b"")  # the head is there from here on
        status, headers = head
        if environ["REQUEST_METHOD"] == "HEAD" or status in NO_CONTENT:
            return Answer(status, headers, b"")
        if any(name.lower() == b"content-length" for name, _ in headers):
            return Answer(status, headers, first + b"".join(pieces))
        send(status, headers, _chain(first, pieces))
        return None
    finally:
        if hasattr(pieces, "close"):
            pieces.close()


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterable[bytes]:
    yield first
    yield from rest
