"""What the rules are worth, on a made-up folder of data with scorers of its own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench.rules import analysed, main
from training.corpora import held_out

ARTICLE = "The bridge in Kano is 12 metres long, police said. It will open in ten days."
ASIDE = next(f"a{number}" for number in range(1000) if held_out(f"a{number}"))
SCORERS = {
    "quotes": """
def evaluate(gold, answers, assertions=False):
    found = [quote for answer in answers for quote in answer["quotes"]]
    named = sum(quote["speaker"] is not None for quote in found) / max(len(found), 1)
    return {"rows": {"all": {"end_to_end": {"f1": len(found) / 10}, "name_accuracy": named}}}
""",
    "claims": """
def score(gold, answers):
    found = [claim for answer in answers.values() for claim in answer["claims"]]
    subjects = sum(claim["subject"] is not None for claim in found)
    sources = sum(claim["source"] is not None for claim in found)
    return {"full": {"f1": subjects / 2}, "detection": {"f1": len(found) / 2}, "on_detected": {"source": sources / 2}}
""",
    "entities": """
def score(gold, answers, texts):
    return {"core": {"exact": {"f": 100.0 if next(iter(answers.values()))["entities"] else 0.0}}}, None
""",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    def write(name: str, row: dict[str, Any]) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(row) + "\n"
        path.write_bytes(gzip.compress(line.encode()) if path.suffix == ".gz" else line.encode())

    for name in ("polnear/train", "worldwide/train", "genres/unlabelled"):
        write(f"data/{name}.jsonl.gz", {"id": ASIDE, "text": ARTICLE})
    for name in ("genres/quotes.train", "genres/claims.train", "claims"):
        write(f"gold/{name}.jsonl", {"id": "a", "text": ARTICLE})
    for kind, program in SCORERS.items():
        (tmp_path / "bench" / kind).mkdir(parents=True)
        (tmp_path / "bench" / kind / "score.py").write_text(program)
    return tmp_path


def test_the_page_says_what_each_score_loses_without_a_rule(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "rules.md"
    ran = CliRunner().invoke(main, [str(data), "--page", str(page), "--processes", "1"], catch_exceptions=False)
    assert ran.exit_code == 0
    lines = page.read_text("utf-8").splitlines()
    columns = next(line for line in lines if line.startswith("| rule |")).split(" | ")
    assert "| wire sources | of the claims found there, those with the right source | 50.00 |" in lines
    against = next(line for line in lines if line.startswith("| `against/when` |")).split(" | ")
    assert against[columns.index("decided")] == "1"
    assert against[columns.index("figures")] == "-50.00"
    assert against[columns.index("worldwide")] == ""


def test_an_article_is_analysed_without_each_rule_that_decides_something_in_it() -> None:
    found = analysed({"id": "a", "text": ARTICLE})
    assert found.fired["against/when"] == 1
    assert len(found.answer["claims"]) == 1
    assert len(found.without["against/when"]["claims"]) == 2
    assert set(found.without) <= set(found.fired)
