"""The programs of docs/bulk.md run as they stand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

import newsfacts
from bench.articles import samples
from service.answers import shipped
from tests.bulk.running import ROOT, table, write

pytestmark = pytest.mark.bulk

PAGE = (ROOT / "docs" / "bulk.md").read_text("utf-8")
PANDAS, SPARK = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RETURNS: a folder with what the program on Spark made of its `articles`."""
    folder = tmp_path_factory.mktemp("spark")
    write(folder / "articles" / "a.ndjson", [{**article, "id": str(n)} for n, article in enumerate(samples())])
    write(folder / "articles" / "b.ndjson", [{"text": "Police said 5 people were hurt.", "id": "“\U0001f600”\n"}])
    execute(SPARK, folder)
    return folder


def execute(program: str, folder: Path) -> str:
    (folder / "program.py").write_text(program, "utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell",
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    ran = subprocess.run(
        [sys.executable, "program.py"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return ran.stdout


def test_spark_needs_java() -> None:
    assert shutil.which("java"), "apt-get install default-jdk-headless"


def test_facts_on_spark_are_those_of_the_library(folder: Path) -> None:
    extractor = newsfacts.load()
    articles = [json.loads(line) for file in (folder / "articles").iterdir() for line in file.read_text().splitlines()]
    wanted = {
        article["id"]: extractor.extract(
            newsfacts.Article(
                text=article["text"],
                published_at=date.fromisoformat(article["published_at"]) if "published_at" in article else None,
            )
        )
        for article in articles
    }
    found = {row["id"]: row for row in table(folder / "facts")}
    assert {id: row["facts"] for id, row in found.items()} == {
        id: json.dumps(asdict(facts), default=str) for id, facts in wanted.items()
    }
    assert {row["error"] for row in found.values()} == {None}


def test_pandas_reads_the_facts(tmp_path: Path) -> None:
    from service.bulk.tables import write as write_table

    (tmp_path / "facts").mkdir()
    documents = [{"text": "Police said 5 people were hurt.", "id": "a"}, {"text": ""}]
    answers = [(line, shipped().answer(document)) for line, document in enumerate(documents, 1)]
    with (tmp_path / "facts" / "part-000000.parquet").open("wb") as sink:
        write_table(sink, answers, "a.ndjson")
    header, row = execute(PANDAS, tmp_path).splitlines()
    assert header.split() == ["id", "claim", "value"]
    assert row.split() == ["0", "a", "5", "people", "were", "hurt", "5"]
