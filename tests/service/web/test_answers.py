"""The answers that the document shows are what the shipped service gives."""

from __future__ import annotations

import json
from typing import Any

import pytest

from newsfacts import facts
from newsfacts.extractor import Extractor
from service.app import create_app
from service.settings import Settings
from service.web.specification.answers import FILE, answers
from service.web.specification.enums import VALUES

SHOWN = json.loads(FILE.read_text(encoding="utf-8"))


def without(value: Any, *names: str) -> Any:
    """RETURNS: a JSON value without the members that a new version of the network changes."""
    if isinstance(value, dict):
        return {name: without(inner, *names) for name, inner in value.items() if name not in names}
    return [without(inner, *names) for inner in value] if isinstance(value, list) else value


def parsed(answer: Any) -> Any:
    return [json.loads(line) for line in answer.splitlines()] if isinstance(answer, str) else answer


def test_answers_are_what_the_service_gives(extractor: Extractor) -> None:
    given = answers(create_app(Settings(), extractor))
    assert given.keys() == SHOWN.keys() == {"extract", "extractBatch", "extractStream"}
    for name, answer in given.items():
        assert without(parsed(answer), "confidence", "meta") == without(parsed(SHOWN[name]), "confidence", "meta"), (
            "make spec"
        )


@pytest.mark.parametrize("name", VALUES)
def test_every_value_of_an_enum_is_described(name: str) -> None:
    assert list(VALUES[name][1]) == [str(value) for value in getattr(facts, name)]
