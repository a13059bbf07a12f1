"""What the README shows is true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from schemas.facts import dump
from schemas.requests import Article

if TYPE_CHECKING:
    from newsfacts.extractor import Extractor

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/bulk.md")


def _settings(page: str) -> list[tuple[str, str, str]]:
    """RETURNS: variable, default and meaning of each row of the table of settings."""
    return re.findall(r"^\| `([A-Z_]+)` \| (\S+) \| ([^|]+?) \|", page, re.MULTILINE)


def test_settings_are_those_of_the_operations_page() -> None:
    assert _settings(README)
    assert _settings(README) == _settings(OPERATIONS)


def test_example_answer_is_what_the_service_gives(extractor: Extractor) -> None:
    request, shown = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, re.DOTALL))
    answer = dump(extractor.extract(Article().load(request)))
    for kind, facts in shown.items():
        for fact in facts:
            assert fact in [_as_shown(given) for given in answer[kind]]


def _as_shown(fact: dict[str, Any]) -> dict[str, Any]:
    """RETURNS: a fact without what the README leaves out."""
    return {name: value for name, value in fact.items() if name not in ("confidence", "explanation")}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_and_paths_lead_somewhere(document: str) -> None:
    page = (ROOT / document).read_text("utf-8")
    folder = (ROOT / document).parent
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", page) if "://" not in link]
    paths = re.findall(r"`((?:service|schemas|tests|docs|deploy|requirements)/[\w./-]*)`", page)
    assert [link for link in links if not (folder / link).exists()] == []
    assert [path for path in paths if not (ROOT / path).exists()] == []
