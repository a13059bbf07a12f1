"""API keys: where some are set, a request for an analysis must send one.

Probes, metrics, the page, the reference and the document stay open: they show nothing of anyone's articles, and their
callers (load balancers, Prometheus, browsers) have no place for a key. The page asks for one.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Sequence
from hashlib import sha256

from flask import Flask, Request, request

from service.problems import FORBIDDEN, UNAUTHORIZED, ProblemError

HEADER = "X-API-Key"
GUARDED = "/v1/"
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="newsfacts"'}


def install(app: Flask, keys: Sequence[str]) -> None:
    """Refuses requests for analyses without one of `keys`, before anything else is looked at. No keys: all may."""
    known = [_digest(key) for key in keys]

    def check() -> None:
        if not request.path.startswith(GUARDED) or request.method == "OPTIONS":  # which browsers ask without a key
            return
        sent = [_digest(key) for key in _sent(request)]
        if not sent:
            raise ProblemError(UNAUTHORIZED, f"Send a key: `Authorization: Bearer …` or `{HEADER}`.", headers=CHALLENGE)
        if not _any_equal(sent, known):
            raise ProblemError(FORBIDDEN, "The service does not know this key.")

    if known:
        app.before_request(check)


def _sent(request: Request) -> Iterator[str]:
    """RETURNS: the keys that came, in either header."""
    authorization = request.authorization
    if authorization and authorization.type == "bearer" and authorization.token:
        yield authorization.token
    if request.headers.get(HEADER):
        yield request.headers[HEADER]


def _digest(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogateescape")).digest()


def _any_equal(sent: Sequence[bytes], known: Sequence[bytes]) -> bool:
    """Compares all with all, digests of equal length to their ends, so the time shows nothing of how near one was."""
    found = False
    for one in sent:
        for other in known:
            found |= hmac.compare_digest(one, other)
    return found
