"""Writes `answers.json`: what the service answers to the document's own example requests. Part of `make spec`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Flask

from newsfacts import load
from service.app import create_app
from service.settings import Settings
from service.web import operations
from service.web.operations import JSON

FILE = Path(__file__).parent / "answers.json"


def answers(app: Flask) -> dict[str, Any]:
    """RETURNS: for each operation that takes a body, the answer to its first example: JSON, or lines of it as text."""
    client = app.test_client()
    found: dict[str, Any] = {}
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        marked = operations.of(app, rule.endpoint)
        if marked and marked.takes and marked.examples:
            example = next(iter(marked.examples.values()))
            body = json.dumps(example) if marked.takes == JSON else example
            answer = client.post(rule.rule, data=body, content_type=marked.takes)
            found[marked.id] = answer.json if marked.gives == JSON else answer.text
    return found


def main() -> None:
    found = answers(create_app(Settings(), load()))
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
