"""The programs of docs/bulk.md run as they stand, and give what the command line gives."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.articles import samples
from service.answers import shipped
from tests.bulk.running import ROOT, lines, run, table, write

pytestmark = pytest.mark.bulk

PAGE = (ROOT / "docs" / "bulk.md").read_text("utf-8")
PANDAS, SPARK = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
ODD = ['{"text":"Police said 5 people were hurt.","id":"“\U0001f600”\\n"}\r\n', "\n", "{\n", '{"text":""}\n']


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RETURNS: a folder with what the program on Spark made of its `articles`."""
    folder = tmp_path_factory.mktemp("spark")
    write(folder / "articles" / "a.ndjson", [{**article, "id": str(n)} for n, article in enumerate(samples())])
    (folder / "articles" / "b.ndjson").write_text("".join(ODD), "utf-8", newline="")
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


def test_answers_on_spark_are_the_bytes_of_the_command_line(folder: Path) -> None:
    _, stream, _ = run("extract", *sorted((folder / "articles").glob("*.ndjson")))
    assert sorted(lines(table(folder / "facts"))) == sorted(stream.splitlines())


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
