"""The routes for operators. None of them waits for an analysis."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, request

from service.documents import spell
from service.problems import METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, NOT_READY, ProblemError
from service.web.operations import operation

blueprint = Blueprint("probes", __name__)

_ALWAYS = (METHOD_NOT_ALLOWED, NOT_ACCEPTABLE)


@dataclass(slots=True)
class Readiness:
    """Whether this process takes requests: as soon as the model is loaded, until it stops."""

    draining: bool = False


@blueprint.get("/healthz")
@operation(
    id="getHealth",
    tag="operations",
    summary="Whether the process is up",
    answer="Status",
    answered="It is up.",
    problems=_ALWAYS,
)
def healthz() -> Response:
    return _status("ok")


@blueprint.get("/readyz")
@operation(
    id="getReadiness",
    tag="operations",
    summary="Whether the service takes requests",
    answer="Status",
    answered="It takes requests.",
    problems=(*_ALWAYS, NOT_READY),
)
def readyz() -> Response:
    if current_app.extensions["newsfacts.readiness"].draining:
        raise ProblemError(NOT_READY, "The service is stopping.", headers={"Retry-After": "5"})
    if not current_app.extensions["newsfacts"].analyses.ready:
        raise ProblemError(NOT_READY, "The service is starting.", headers={"Retry-After": "1"})
    return _status("ready")


@blueprint.get("/metrics")
@operation(
    id="getMetrics",
    tag="operations",
    summary="Metrics in Prometheus's text format, or as OpenMetrics",
    gives="text/plain",
    also=("application/openmetrics-text",),
    answered="The metrics of all workers.",
    problems=_ALWAYS,
)
def metrics() -> Response:
    accept = request.headers.get("Accept", "")
    exposition, media_type = current_app.extensions["newsfacts"].metrics.exposition(accept)
    return Response(exposition, content_type=media_type, headers={"Cache-Control": "no-store", "Vary": "Accept"})


def _status(status: str) -> Response:
    return Response(spell({"status": status}), mimetype="application/json", headers={"Cache-Control": "no-store"})
