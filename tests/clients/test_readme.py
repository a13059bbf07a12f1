"""Each program of the README's section on clients compiles, runs, and gives what the README says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.clients import programs

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SECTION = README.partition("\n## Clients\n")[2].partition("\n## ")[0]
PROGRAMS = dict(re.findall(r"^```(\w+)\n(.*?)^```$", SECTION, re.DOTALL | re.MULTILINE))
SAID = "Amina Wekesa: “We have waited since October,”\n"
PRINTS_QUOTES, PRINTS_ANSWER = ("python", "typescript", "go"), ("java", "sh")


def run(language: str, folder: Path, clients: Path, service: str) -> str:
    source = PROGRAMS[language]
    assert "http://localhost:8000" in source
    return getattr(programs, language)(source.replace("http://localhost:8000", service), folder, clients)


def test_all_programs_are_run() -> None:
    assert set(PROGRAMS) == {*PRINTS_QUOTES, *PRINTS_ANSWER}
    assert SAID.strip() in SECTION


@pytest.mark.slow
@pytest.mark.parametrize("language", PRINTS_QUOTES)
def test_quotes_are_sliced_from_the_text(language: str, tmp_path: Path, clients: Path, service: str) -> None:
    assert run(language, tmp_path, clients, service) == SAID


@pytest.mark.slow
@pytest.mark.parametrize("language", PRINTS_ANSWER)
def test_answers_are_printed(language: str, tmp_path: Path, clients: Path, service: str) -> None:
    (quote,) = json.loads(run(language, tmp_path, clients, service))["quotes"]
    assert f"{quote['speaker']['name']}: {quote['text']}\n" == SAID
