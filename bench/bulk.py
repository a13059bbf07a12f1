"""`python -m bench.bulk`: the ways to the facts of many articles in turn, and raw spaCy, written into docs/bulk.md."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import psutil

from bench.articles import distinct, words
from bench.report import machine, splice

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "bulk.md"
PROCESSES = 2
FILES = 8
"""Of the corpus: Spark gives a small file to one process."""
SAMPLE = 0.1
"""Seconds between two looks at what the processes have spent."""
RAW = """
import json, pathlib, spacy
from bench.raw import MODEL
files = sorted(pathlib.Path("articles").glob("*.ndjson"))
texts = [json.loads(line)["text"] for file in files for line in file.open()]
for _ in spacy.load(MODEL).pipe(texts, n_process=2):
    pass
"""


def _raw(page: str) -> list[str]:
    return [sys.executable, "-c", RAW]


def _extract(page: str) -> list[str]:
    files = [f"articles/{number}.ndjson" for number in range(FILES)]
    return [sys.executable, "-m", "service", "extract", "--workers", "2", *files]


def _bulk(page: str) -> list[str]:
    options = ["--output", "tables", "--actors", "2", "--part-documents", "20"]
    return [sys.executable, "-m", "service", "bulk", "articles", *options]


def _spark(page: str) -> list[str]:
    (program,) = re.findall(r"^```python\n([^`]*pyspark.*?)^```$", page, re.DOTALL | re.MULTILINE)
    return [sys.executable, "-c", program]


WAYS: dict[str, Callable[[str], list[str]]] = {
    "raw `nlp.pipe`, `n_process=2`, without facts": _raw,
    "`newsfacts extract --workers 2`": _extract,
    "`newsfacts bulk --actors 2`": _bulk,
    "the pandas UDF, Spark `local[2]`": _spark,
}


@dataclass(frozen=True)
class Cost:
    """
    cpu: seconds of all processes per 1,000 words, once it has begun.
    words: a second, likewise.
    start: the seconds before, and after.
    """

    cpu: float
    words: float
    start: float


@click.command()
@click.option("--rounds", default=3, show_default=True, help="Of all ways in turn.")
@click.option("--articles", default=600, show_default=True, help="Distinct ones; a sixth of them to see the start.")
@click.option("--page", default=PAGE, type=click.Path(path_type=Path, exists=True), help="Where to write.")
def main(rounds: int, articles: int, page: Path) -> None:
    """Measure each way on two processes, with made articles, and write the figures between the page's markers."""
    load, text = os.getloadavg()[0], page.read_text("utf-8")
    costs: dict[str, list[Cost]] = {way: [] for way in WAYS}
    for number in range(rounds):
        for way, command in WAYS.items():
            click.echo(f"round {number + 1} of {rounds}: {way}", err=True)
            costs[way].append(_cost(command(PAGE.read_text("utf-8")), articles))
    page.write_text(splice(text, "\n".join(_render(costs, articles, load))), "utf-8")


def _cost(command: Sequence[str], count: int) -> Cost:
    """RETURNS: the cost of `count` articles, told apart from the start's by a run over a sixth of them."""
    many = list(distinct(count))
    few = many[: count // 6]
    (short, less), (long, more) = _run(command, few), _run(command, many)
    between = words(many) - words(few)
    pace = between / (long - short)
    return Cost((more - less) / between * 1_000, pace, short - words(few) / pace)


def _run(command: Sequence[str], articles: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """RETURNS: the seconds that it takes, and the CPU seconds of all its processes."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "articles").mkdir()
        for number in range(FILES):
            lines = "".join(json.dumps(article) + "\n" for article in articles[number::FILES])
            (Path(folder) / "articles" / f"{number}.ndjson").write_text(lines, "utf-8")
        chosen = {
            "PYTHONPATH": str(ROOT),
            "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_SUBMIT_ARGS": f"--master local[{PROCESSES}] pyspark-shell",
            "SPARK_LOCAL_IP": "127.0.0.1",
            **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        }
        start = time.monotonic()
        process = psutil.Popen(
            command, cwd=folder, env=os.environ | chosen, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        spent: dict[int, float] = {}
        while process.poll() is None:
            spent |= dict(_spent(process))
            time.sleep(SAMPLE)
        seconds = time.monotonic() - start
        if process.returncode:
            raise RuntimeError(f"{command} failed.")
        return seconds, sum(spent.values())


def _spent(process: psutil.Process) -> Iterator[tuple[int, float]]:
    """RETURNS: each process below this one, and itself, with its CPU seconds up to now."""
    with suppress(psutil.NoSuchProcess):
        for one in [process, *process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                yield one.pid, sum(one.cpu_times()[:2])


def _render(costs: dict[str, list[Cost]], articles: int, load: float) -> list[str]:
    (raw, *_) = costs.values()
    rows = []
    for way, found in costs.items():
        cpu = statistics.median(one.cpu for one in found)
        pace = statistics.median(one.words for one in found)
        start = statistics.median(one.start for one in found)
        ratio = statistics.median(one.cpu / ours.cpu for ours, one in zip(found, raw, strict=True))
        rows.append(f"| {way} | {cpu:.3f} | {ratio:.2f} | {pace:,.0f} | {start:.0f} s |")
    return [
        f"{articles} made articles of some 200 words on {machine()}, two processes each; medians of {len(raw)} in "
        f"turn. The load of the machine was {load:.1f} before it began.",
        "",
        "| | CPU seconds per 1,000 words | raw over it | words a second | start and end |",
        "|---|---|---|---|---|",
        *rows,
    ]


if __name__ == "__main__":
    main()
