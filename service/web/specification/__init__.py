"""Serves the OpenAPI document. `service.web.specification.build` makes it, from the schemas and the routes."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as BaseResponse

blueprint = Blueprint("specification", __name__)

MEDIA_TYPES = {"openapi.yaml": "application/yaml", "openapi.json": "application/json"}


@blueprint.get("/openapi.yaml")
@blueprint.get("/openapi.json")
def document() -> BaseResponse:
    name = request.path.removeprefix("/")
    answer = Response(_content(name), mimetype=MEDIA_TYPES[name])
    answer.add_etag()
    answer.headers["Cache-Control"] = "no-cache"
    return answer.make_conditional(request)


@cache
def _content(name: str) -> bytes:
    return files(__name__).joinpath(name).read_bytes()
