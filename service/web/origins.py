"""CORS: pages of the origins that an operator lists may call the service from a browser.

Cookies play no part here, so credentials in CORS's sense are never allowed; keys go in headers that scripts set.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request

from service.web.keys import HEADER

OPEN = ("/v1/", "/openapi.")
ANY = "*"
TAKEN = f"Content-Type, Authorization, {HEADER}, X-Request-Id, traceparent"
EXPOSED = "Retry-After, Server-Timing, WWW-Authenticate, X-Request-Id"
MAX_AGE = "600"


def install(app: Flask, origins: Sequence[str]) -> None:
    """Lets pages of `origins` read what the API answers, errors too. "*" among them means all. None: no page may."""

    def allow(response: Response) -> Response:
        if not request.path.startswith(OPEN):
            return response
        response.vary.add("Origin")
        origin = request.headers.get("Origin")
        if origin is None or (origin not in origins and ANY not in origins):
            return response
        response.headers["Access-Control-Allow-Origin"] = ANY if ANY in origins else origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response.vary.update(("Access-Control-Request-Method", "Access-Control-Request-Headers"))
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "")
            response.headers["Access-Control-Allow-Headers"] = TAKEN
            response.headers["Access-Control-Max-Age"] = MAX_AGE
        return response

    if origins:
        app.after_request(allow)
