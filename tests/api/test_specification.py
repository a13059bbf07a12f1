"""openapi.yaml is what the code says, and is fit for generators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from jsonschema import ValidationError
from openapi_spec_validator import validate

from schemas.requests import Article, Batch
from service.web import operations
from service.web.specification import build
from tests.api.contract import Contract

NOT_DESCRIBED = {"/", "/docs", "/openapi.json", "/openapi.yaml", "/static/<path:filename>"}


@pytest.fixture
def document(app: Flask) -> dict[str, Any]:
    return build.build(app)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def test_the_files_are_not_stale(document: dict[str, Any]) -> None:
    for name, content in build.render(document).items():
        assert (build.HERE / name).read_text(encoding="utf-8") == content, "run `make spec`"


def test_it_is_valid(document: dict[str, Any]) -> None:
    validate(document)


def test_every_route_is_described(app: Flask, document: dict[str, Any]) -> None:
    routes = {rule.rule for rule in app.url_map.iter_rules()}
    assert routes - set(document["paths"]) == NOT_DESCRIBED
    assert set(document["paths"]) <= routes


def test_every_object_and_enum_is_a_component(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"].values()
    for node in nodes(document):
        if (node.get("type") == "object" and "properties" in node) or "enum" in node:
            assert any(node is schema for schema in schemas), node


def test_there_are_no_unions_but_with_null(document: dict[str, Any]) -> None:
    for node in nodes(document):
        assert not {"oneOf", "allOf", "nullable"} & set(node)
        if "anyOf" in node:
            reference, null = node["anyOf"]
            assert set(reference) == {"$ref"}
            assert null == {"type": "null"}


def test_every_operation_has_a_name_and_every_schema_a_description(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(set(names)) == len(names) == len(document["paths"])
    assert all(schema["description"] for schema in document["components"]["schemas"].values())


def test_examples_are_what_they_show(app: Flask, contract: Contract) -> None:
    for endpoint in app.view_functions:
        described = operations.of(app, endpoint)
        for example in described.examples.values() if described and described.request else ():
            contract.validate(described.request, example)
            {"Article": Article, "Batch": Batch}[described.request]().load(example)
    for response in contract.document["components"]["responses"].values():
        for example in response["content"]["application/problem+json"]["examples"].values():
            contract.validate("Problem", example["value"])


def test_the_checks_of_this_suite_can_fail(contract: Contract) -> None:
    with pytest.raises(ValidationError):
        contract.validate("Status", {"status": "ok", "more": 1})
