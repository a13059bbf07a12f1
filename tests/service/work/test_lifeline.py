"""Processes that end with the first one."""

from __future__ import annotations

import re
import subprocess
import sys
import time

PROGRAM = r"""
import os, re, time
from service.work.lifeline import Lifeline

lifeline = Lifeline()
if not (pid := os.fork()):
    lifeline.hang_on(forked_by_first=True)
    os.write(1, b"on\n")
    re.match(r"(a+)+$", "a" * 40 + "b")  # runs for hours, in C, with Python's lock
os.write(1, b"%d\n" % pid)
time.sleep(60)
"""


def test_a_process_stuck_in_a_loop_of_c_code_ends_too() -> None:
    first = subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    lines = {first.stdout.readline().strip() for _ in range(2)}
    (pid,) = (int(line) for line in lines if re.fullmatch(r"\d+", line))
    first.kill()
    first.wait()
    deadline = time.monotonic() + 5
    while alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """RETURNS: whether the process is there and is no zombie."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
