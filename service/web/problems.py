"""Gives every error of the application the shape of a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from service.documents import spell
from service.problems import BAD_REQUEST, KINDS, MEDIA_TYPE, OVERLOADED, Kind, ProblemError, body

_BY_STATUS = {kind.status: kind for kind in reversed(KINDS)} | {400: BAD_REQUEST}


def response(found: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    """RETURNS: the problem as an HTTP answer. The request's id is in a header, so equal problems are equal bytes."""
    answer = Response(spell(found), found["status"], headers, content_type=MEDIA_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def install(app: Flask) -> None:
    """Gives every error of `app` this shape."""
    app.register_error_handler(ProblemError, _of_problem)
    app.register_error_handler(HTTPException, _of_http)


def _of_problem(error: ProblemError) -> Response:
    if error.kind is OVERLOADED:
        current_app.extensions["newsfacts"].metrics.refused.inc()
    return response(error.body(), error.headers)


def _of_http(error: HTTPException) -> Response:
    """Flask's own errors, the 500 for an unhandled exception among them. A redirect needs no words."""
    status = error.code or 500
    if status < 400:
        return Response(status=status, headers={"Location": error.get_response().headers["Location"]})
    kind = _BY_STATUS.get(status) or Kind(error.name.lower().replace(" ", "-"), status, error.name)
    kept = {name: value for name, value in error.get_headers() if not name.lower().startswith("content-")}
    return response(body(kind, _details(status, error)), kept)


def _details(status: int, error: HTTPException) -> str:
    if status == 404:
        return "No resource has this path."
    if status == 405:
        return f"{request.method} is not allowed here."
    if status >= 500:
        return "The service failed to answer. Its log has the cause, under this request's id."
    return error.description or error.name
