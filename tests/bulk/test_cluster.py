"""A cluster of two nodes: both make parts, and a run that was killed is gone on with."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.articles import samples
from tests.bulk.conftest import free_port, node
from tests.bulk.running import run, start, table, write

pytestmark = pytest.mark.bulk

PARTS = 8


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """RETURNS: the address of two nodes of one processor each; the second knows nothing of the first's folder."""
    address = f"127.0.0.1:{free_port()}"
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    head = ("--head", f"--port={address.rpartition(':')[2]}", "--include-dashboard=false", "--num-cpus=1")
    with node(*head), node(f"--address={address}", "--num-cpus=1", folder=elsewhere):
        yield address


def busy_nodes() -> set[int]:
    """RETURNS: the raylets that have an actor of ours."""
    found = set()
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if command.read_bytes().startswith(b"ray::") and b"_Maker" in command.read_bytes():
                stat = command.with_name("stat").read_text("ascii", "replace")
                found.add(int(stat.rpartition(")")[2].split()[1]))
        except OSError:  # it has ended meanwhile
            continue
    return found


def test_both_nodes_work_and_a_killed_run_goes_on(tmp_path: Path, nodes: str) -> None:
    articles = [{**article, "id": str(number)} for number, article in enumerate(samples() * PARTS)]
    source, output = write(tmp_path / "in" / "a.ndjson", articles), tmp_path / "facts"
    arguments = ("bulk", source.parent, "-o", output, "--part-documents", len(samples()))
    process = start(*arguments, address=nodes)
    busy: set[int] = set()
    while len(parts := sorted(output.glob("*.parquet"))) < 3 or len(busy) < 2:
        assert process.poll() is None
        busy |= busy_nodes()
        time.sleep(0.02)
    process.kill()
    process.communicate()
    made = {part: part.stat().st_mtime_ns for part in parts}
    code, _, told = run(*arguments, address=nodes)
    assert code == 0, told
    assert [row["id"] for row in table(output)] == [article["id"] for article in articles]
    assert {part: part.stat().st_mtime_ns for part in made} == made
