"""What the README shows is true."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
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
PICTURES = 300_000
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")))


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


@pytest.mark.slow
def test_commands_without_the_service_run(tmp_path: Path) -> None:
    (block,) = [block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "newsfacts extract" in block]
    commands = block.replace(".venv/bin/newsfacts", f"{sys.executable} -m service")
    ran = subprocess.run(
        ["sh", "-ec", commands],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    answer, header, row = ran.stdout.splitlines()
    assert json.loads(answer)["facts"]["quotes"][0]["speaker"]["name"] == "Rosa Quispe"
    assert header.startswith("article,id,kind,type,speaker,")
    assert row.startswith("article.txt,q1,direct,assertion,Rosa Quispe,")


def test_pictures_are_there_and_small() -> None:
    pictures = [ROOT / path for path in re.findall(r'(?:src|srcset)="([^"]+)"', README)]
    assert pictures
    assert all(path.stat().st_size <= PICTURES for path in pictures)


def test_contents_lead_to_their_headings() -> None:
    headings = [
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^## (.+)$", README, re.MULTILINE)
    ]
    assert re.findall(r"^- \[.+\]\(#(.+)\)$", README, re.MULTILINE) == headings
