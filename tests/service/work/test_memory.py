"""Memory that is given back shows in the process's own figures."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from service.work import memory


def test_what_is_alive_is_passed_over_by_the_collector() -> None:
    before = gc.get_freeze_count()
    kept = [[number] for number in range(1_000)]
    try:
        memory.share()
        assert gc.get_freeze_count() >= before + len(kept)
    finally:
        gc.unfreeze()


def test_a_c_library_without_trimming_is_none_the_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.give_back()
    monkeypatch.setattr(memory, "_trim", None)
    memory.give_back()


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_forgotten_code_is_there_when_it_is_needed() -> None:
    """In a process of its own, where nothing else maps pages meanwhile."""
    program = (
        "import numpy\n"
        "from service.work import memory\n"
        "def mapped():\n"
        "    lines = open('/proc/self/smaps_rollup').read().splitlines()\n"
        "    return int(next(line for line in lines if line.startswith('Rss:')).split()[1])\n"
        "before = mapped()\n"
        "memory.forget_code()\n"
        "after = mapped()\n"
        "assert numpy.linalg.norm(numpy.ones(4)) == 2.0\n"
        "print(before - after)\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True)
    assert int(ran.stdout) > 1000
