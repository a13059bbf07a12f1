"""The command as a process of its own, and what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def start(*arguments: object, address: str = "local") -> subprocess.Popen[str]:
    """RETURNS: `newsfacts` with these arguments; Ray's address is in its environment."""
    command = [sys.executable, "-m", "service", *map(str, arguments)]
    environment = {**os.environ, "RAY_ADDRESS": address}
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def run(*arguments: object, address: str = "local") -> tuple[int, str, str]:
    """RETURNS: the exit code, and what was said to standard output and standard error."""
    process = start(*arguments, address=address)
    said, told = process.communicate(timeout=300)
    return process.returncode, said, told


def table(folder: Path) -> list[dict[str, Any]]:
    """RETURNS: the rows of an output, those of each part in their order."""
    from pyarrow import parquet

    parts = sorted(folder.glob("*.parquet"))
    return [row for part in parts for row in parquet.read_table(part).to_pylist()]


def lines(rows: Iterable[dict[str, Any]]) -> list[str]:
    """RETURNS: each row's answer as the stream gives it."""
    return [f'{{"facts":{row["facts"] or "null"},"problem":{row["problem"] or "null"}}}' for row in rows]


def write(file: Path, articles: Iterable[dict[str, Any]]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(article) + "\n" for article in articles), "utf-8")
    return file
