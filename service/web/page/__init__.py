"""What people open in a browser: the page at `/` and the API reference at `/docs`.

Both are static files that call the service like any client. Every address in them is relative, so that they work
behind a proxy that adds a path, and nothing is fetched from another origin.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

FOLDER = Path(__file__).parent / "static"

_SELF_ONLY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
PAGE_POLICY = f"{_SELF_ONLY}; require-trusted-types-for 'script'; trusted-types 'none'"
DOCS_POLICY = f"{_SELF_ONLY}; img-src 'self' data:"  # Swagger UI's style sheet holds its icons as data

blueprint = Blueprint("page", __name__, static_folder=str(FOLDER), static_url_path="/static")


@blueprint.get("/")
def index() -> Response:
    return _document("index.html", PAGE_POLICY)


@blueprint.get("/docs")
def docs() -> Response:
    return _document("docs.html", DOCS_POLICY)


@blueprint.after_request
def _keep_to_ourselves(response: Response) -> Response:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _document(name: str, policy: str) -> Response:
    response = send_from_directory(FOLDER, name, max_age=0)
    response.headers["Content-Security-Policy"] = policy
    return response
