"""Headers that keep browsers from misusing an answer. The page's documents have a policy of their own."""

from __future__ import annotations

from flask import Flask, Response, request

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def install(app: Flask) -> None:
    """Sets `ALWAYS` where the route has not said otherwise, and keeps answers to articles out of caches."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    if request.method == "POST":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
