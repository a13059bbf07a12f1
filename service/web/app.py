"""Puts the web side together."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from flask import Flask, request

from service.logs import log_failure, to_stderr
from service.settings import Settings
from service.web import extraction, headers, keys, operations, origins, page, probes, problems, specification
from service.web.analyses import Service
from service.web.metrics import Metrics
from service.web.request_log import request_log
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

    def log_exception(self, exc_info: object) -> None:
        """Flask would log the message too, which may quote the article."""
        error = sys.exc_info()[1]
        if error is not None:
            log_failure(error, request_log().request_id)


def _name_route() -> None:
    if request.url_rule:
        request_log().route = request.url_rule.rule
