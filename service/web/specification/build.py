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
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from flask import Flask
from marshmallow import Schema, fields

from newsfacts import __version__
from schemas import facts, requests, status
from service.app import create_app
from service.problems import FAILED, KINDS, MEDIA_TYPE, UNAUTHORIZED, Kind, body
from service.settings import Settings
from service.web import operations
from service.web.keys import HEADER
from service.web.operations import Operation
from service.web.specification.enums import DESCRIPTIONS

HERE = Path(__file__).parent
PUBLISHED = HERE.parents[2] / "openapi.yaml"
"""The copy at the top of the repository, a real file: people fetch it by its address and generate clients from it."""
ANSWERS: dict[str, Any] = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
"""What the service answers to the example requests: `answers.py` writes it, a test holds it to the shipped pipeline."""
DESCRIPTION = """\
Send the text of a news article; get its entities, its quotes with their speakers, and its numeric claims, with exact
offsets.

Every error is `application/problem+json` (RFC 9457). `X-Request-Id` is echoed, or generated where the request has none;
every response has it, and so does the service's log.

The guides to the answer, field by field with examples, are `docs/entities.md`, `docs/quotes.md`, `docs/claims.md` and
`docs/times.md` of the project."""
TAGS = [
    {"name": "extraction", "description": "Articles in, facts out."},
    {"name": "operations", "description": "Probes and metrics, for operators."},
]
SECURITY = {
    "bearerKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "One of the service's keys, if it has any.",
    },
    "headerKey": {"type": "apiKey", "in": "header", "name": HEADER, "description": "The same key in another header."},
}
"""Asked for at the top of the document, with none as the first choice: a key stays optional in what generators make."""
SCHEMAS: tuple[type[Schema], ...] = (
    requests.Article,
    requests.Batch,
    facts.BatchResults,
    status.Status,
)


def build(app: Flask) -> dict[str, Any]:
    """RETURNS: the document of the application's marked routes, as JSON types."""
    plugin = _Plugin(schema_name_resolver=_schema_name)
    spec = APISpec(
        title="newsfacts",
        version=__version__,
        openapi_version="3.1.0",
        info={
            "summary": "Facts from news articles",
            "description": DESCRIPTION,
            "license": {"name": "MIT License", "identifier": "MIT"},
        },
        servers=[{"url": ".", "description": "This service."}],
        tags=TAGS,
        security=[{}, *({name: []} for name in SECURITY)],
        plugins=[plugin],
    )
    for name, scheme in SECURITY.items():
        spec.components.security_scheme(name, scheme)
    for schema in SCHEMAS:
        spec.components.schema(schema.__name__, schema=schema)
    for name, definition in plugin.enums.items():
        spec.components.schema(name, definition)
    for kinds in _by_status().values():
        spec.components.response(_response_name(kinds[0]), _problem_response(kinds))
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        marked = operations.of(app, rule.endpoint)
        if marked:
            method = "post" if "POST" in (rule.methods or ()) else "get"
            spec.path(rule.rule, operations={method: _operation(marked)})
    document: dict[str, Any] = json.loads(json.dumps(spec.to_dict()))
    document["components"]["schemas"] = dict(sorted(document["components"]["schemas"].items()))
    return {"openapi": document.pop("openapi"), "info": document.pop("info"), **document}


class _Converter(OpenAPIConverter):
    """Names each enum once, describes each schema by its docstring, and lets unknown members of answers pass."""

    enums: dict[str, dict[str, Any]]

    def enum2properties(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        if not isinstance(field, fields.Enum):
            return {}
        name = field.enum.__name__
        self.enums[name] = {
            "type": "string",
            "enum": [str(value) for value in field.enum],
            "description": DESCRIPTIONS[name],
        }
        kwargs["ret"].pop("type", None)
        return {"$ref": f"#/components/schemas/{name}"}

    def field2default(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        """None: some generators take a member with a default for one that must be there. The description tells it."""
        return {}

    def schema2jsonschema(self, schema: Any) -> dict[str, Any]:
        definition: dict[str, Any] = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        return {"description": " ".join((type(schema).__doc__ or "").split()), **definition}


class _Plugin(MarshmallowPlugin):
    Converter = _Converter

    def init_spec(self, spec: APISpec) -> None:
        super().init_spec(spec)
        self.enums: dict[str, dict[str, Any]] = {}
        self.converter.enums = self.enums  # type: ignore[union-attr]


def _schema_name(schema: Any) -> str:
    cls = schema if isinstance(schema, type) else type(schema)
    return str(cls.__name__)


def _operation(marked: Operation) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{marked.answer}"} if marked.answer else {"type": "string"}
    responses: dict[str, Any] = {
        "200": {
            "description": marked.answered,
            "content": {gives: {"schema": schema, **_answer_example(marked)} for gives in (marked.gives, *marked.also)},
        },
    }
    for kind in sorted((*marked.problems, FAILED), key=lambda kind: kind.status):
        responses[str(kind.status)] = {"$ref": f"#/components/responses/{_response_name(kind)}"}
    found = {
        "operationId": marked.id,
        "tags": [marked.tag],
        "summary": marked.summary,
        "description": marked.description,
        "requestBody": _request_body(marked),
        "responses": responses,
    }
    given = {key: value for key, value in found.items() if value}
    return given if UNAUTHORIZED in marked.problems else {**given, "security": []}


def _answer_example(marked: Operation) -> dict[str, Any]:
    """RETURNS: the answer to the operation's first example request, under the same name."""
    if marked.id not in ANSWERS:
        return {}
    return {"examples": {next(iter(marked.examples)): {"value": ANSWERS[marked.id]}}}


def _request_body(marked: Operation) -> dict[str, Any] | None:
    if not marked.takes:
        return None
    schema = {"$ref": f"#/components/schemas/{marked.request}"} if marked.request else {"type": "string"}
    examples = {name: {"value": value} for name, value in marked.examples.items()}
    return {"required": True, "content": {marked.takes: {"schema": schema, "examples": examples}}}


def _by_status() -> dict[int, list[Kind]]:
    found: dict[int, list[Kind]] = {}
    for kind in KINDS:
        found.setdefault(kind.status, []).append(kind)
    return found


def _response_name(kind: Kind) -> str:
    """`unsupported-media-type` → `UnsupportedMediaType`, by the first kind of the status."""
    slug = _by_status()[kind.status][0].slug
    return re.sub(r"(?:^|-)([a-z])", lambda match: match.group(1).upper(), slug)


def _problem_response(kinds: list[Kind]) -> dict[str, Any]:
    response: dict[str, Any] = {
        "description": ", or: ".join(f"{kind.title} (`{kind.slug}`)" for kind in kinds) + ".",
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "examples": {kind.slug: {"value": body(kind, kind.example, errors=kind.errors)} for kind in kinds},
            }
        },
    }
    header = {
        401: ("WWW-Authenticate", "How to send a key."),
        405: ("Allow", "The methods that are allowed."),
        503: ("Retry-After", "Seconds to wait before trying again."),
    }.get(kinds[0].status)
    if header:
        response["headers"] = {header[0]: {"description": header[1], "schema": {"type": "string"}}}
    return response


def render(document: dict[str, Any]) -> dict[str, str]:
    """RETURNS: the content of each file that holds the document, by name."""
    return {
        "openapi.yaml": yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120),
        "openapi.json": json.dumps(document, ensure_ascii=False, indent=1) + "\n",
    }


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """Anchors and aliases stop some generators."""
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data.strip() else None)


_Dumper.add_representer(str, _Dumper.represent_str)


class _NoExtractor:
    """The document needs routes, not facts."""


def main() -> None:
    document = build(create_app(Settings(), _NoExtractor()))  # type: ignore[arg-type]
    for name, content in render(document).items():
        (HERE / name).write_text(content, encoding="utf-8")
        if name == PUBLISHED.name:
            PUBLISHED.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
