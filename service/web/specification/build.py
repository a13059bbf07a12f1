"""Makes the OpenAPI document from the schemas and the routes: `make spec`.

Needs apispec and PyYAML, which the service itself does not.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from marshmallow import Schema, fields

from schemas import facts, problems, requests, status
from service import __version__
from service.web import operations
from service.web.operations import Operation
from service.web.problems import KINDS, MEDIA_TYPE, TYPES, Kind

DESCRIPTION = """\
Article text in; entities, quotes with their speakers, and numeric claims out, with exact offsets.

Every error is `application/problem+json` (RFC 9457). `X-Request-Id` is taken from the request or made, and stands on
every answer and in the log."""

TAGS = [
    {"name": "extraction", "description": "From articles to facts."},
    {"name": "operations", "description": "For those who run the service."},
]
SCHEMAS: tuple[type[Schema], ...] = (
    requests.ExtractRequest,
    requests.BatchRequest,
    facts.Facts,
    facts.BatchResponse,
    problems.Problem,
    status.Status,
)


def build(app: Flask) -> dict[str, Any]:
    """RETURNS: the document of the application's marked routes, as JSON types."""
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _named(schema).__name__)
    spec = APISpec(
        title="newsfacts",
        version=__version__,
        openapi_version="3.1.0",
        info={
            "summary": "Facts from news articles",
            "description": DESCRIPTION,
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        servers=[{"url": "/", "description": "Wherever the service runs"}],
        tags=TAGS,
        plugins=[plugin],
    )
    converter = plugin.converter
    assert converter is not None
    converter.add_attribute_function(_enum_by_name)
    enums: dict[str, Any] = {}
    converter.newsfacts_enums = enums
    for schema in SCHEMAS:
        if schema.__name__ not in spec.components.schemas:
            spec.components.schema(schema.__name__, schema=schema)
    for name, definition in sorted(enums.items()):
        spec.components.schema(name, definition)
    for kind in KINDS:
        spec.components.response(_response_name(kind.status), _problem_response(kind.status))
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        marked = operations.of(app, rule.endpoint)
        if marked:
            method = "post" if "POST" in (rule.methods or ()) else "get"
            spec.path(rule.rule, operations={method: _operation(marked)})
    document: dict[str, Any] = json.loads(json.dumps(spec.to_dict()))
    _describe(document)
    return document
