"""Puts the web side together."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from flask import Flask, request
from werkzeug.exceptions import HTTPException, NotFound

from service.logs import log_failure, to_stderr
from service.problems import ProblemError
from service.settings import Settings
from service.web import extraction, headers, keys, operations, origins, page, probes, problems, specification
from service.web.analyses import Service
from service.web.metrics import Metrics
from service.web.request_log import REQUEST_LOG, request_log
from service.web.telemetry import StartResponse, Telemetry
from service.work.analysis import Analyses


def make(settings: Settings, analyses: Analyses) -> Flask:
    """RETURNS: the application.

    analyses: where articles are analysed.
    """
    app = _Application("service", static_folder=None)
    app.url_map.merge_slashes = False  # a redirect helps no client: "//v1/extract" is not found
    metrics = Metrics(lambda: analyses.load_seconds)
    app.extensions["newsfacts"] = Service(analyses, settings, metrics)
    app.extensions["newsfacts.readiness"] = probes.Readiness()
    problems.install(app)
    app.before_request(_name_route)
    origins.install(app, settings.cors_origins)
    headers.install(app)
    keys.install(app, settings.api_keys)
    operations.install(app)
    for part in (extraction, probes, specification, page):
        app.register_blueprint(part.blueprint)
    app.wsgi_app = Telemetry(app.wsgi_app, metrics)  # type: ignore[method-assign]
    to_stderr(settings.log_level)
    return app


class _Application(Flask):
    def wsgi_app(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """An empty path is "/" (RFC 9110, 4.2.3), which Flask would redirect to."""
        if not environ.get("PATH_INFO") and not environ.get("SCRIPT_NAME"):
            environ["PATH_INFO"] = "/"
        return super().wsgi_app(environ, start_response)

    def refuses(self, environ: dict[str, Any]) -> bool:
        """RETURNS: whether a request is refused by its head alone, so that its body need not be read."""
        with self.request_context(dict(environ)):
            if request.routing_exception is not None:
                return True
            try:
                return self.preprocess_request() is not None
            except (HTTPException, ProblemError):
                return True

    def log_exception(self, exc_info: object) -> None:
        """Flask would log the message too, which may quote the article."""
        error = sys.exc_info()[1]
        if error is not None:
            log_failure(error, request_log().request_id)


def _name_route() -> None:
    if request.environ.get("PATH_INFO", "").startswith("//"):  # werkzeug would take it for one slash
        raise NotFound
    if request.url_rule and REQUEST_LOG in request.environ:
        request_log().route = request.url_rule.rule
