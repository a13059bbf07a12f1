"""Holds an answer against openapi.yaml: its status, media type, headers and body."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from werkzeug.test import TestResponse

FILE = Path(__file__).parents[2] / "openapi.yaml"
PROBLEM = "application/problem+json"
NDJSON = "application/x-ndjson"
ROOT = "urn:openapi"


class Contract:
    """openapi.yaml, stricter by one thing: an answer must have no member that it does not describe."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        for schema in document["components"]["schemas"].values():
            if schema.get("type") == "object":
                schema["additionalProperties"] = False
        resource = Resource.from_contents(document, default_specification=DRAFT202012)
        self._registry: Registry[Any] = Registry().with_resource(ROOT, resource)

    @classmethod
    def from_file(cls) -> Contract:
        return cls(yaml.safe_load(FILE.read_text(encoding="utf-8")))

    def validate(self, name: str, value: Any) -> None:
        """RAISES: jsonschema.ValidationError, `value` is not as the schema `name` says."""
        schema = {"$ref": f"{ROOT}#/components/schemas/{name}"}
        Draft202012Validator(schema, registry=self._registry).validate(value)

    def check(self, answer: TestResponse) -> None:
        """Fails an answer that is not described, or not as described."""
        assert answer.headers.get("X-Request-Id")
        if answer.status_code >= 400:
            self._check_problem(answer)
        operation = self.document["paths"].get(answer.request.path, {}).get(answer.request.method.lower())
        if operation is None:
            return
        described = operation["responses"].get(str(answer.status_code))
        assert described, f"{answer.status_code} is not described for {answer.request.path}"
        if answer.status_code == 200:
            self._check_answer(answer, described["content"])

    def _check_problem(self, answer: TestResponse) -> None:
        assert answer.mimetype == PROBLEM
        if answer.request.method == "HEAD":
            return
        problem = json.loads(answer.get_data())
        self.validate("Problem", problem)
        assert problem["status"] == answer.status_code

    def _check_answer(self, answer: TestResponse, content: dict[str, Any]) -> None:
        assert answer.mimetype in content
        if answer.mimetype == NDJSON:
            for line in answer.get_data().splitlines():
                self.validate("BatchResult", json.loads(line))
        elif answer.mimetype == "application/json":
            name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
            self.validate(name, json.loads(answer.get_data()))
