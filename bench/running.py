"""The service, started as an operator would, and what all of its processes take."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
DEADLINE = 60


class Service:
    """The service on a free port, without the settings of this environment. A context manager: it ends with it."""

    def __init__(self, *, workers: int) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSFACTS_")}
        chosen = {
            "PORT": str(self.port),
            "NEWSFACTS_HOST": "127.0.0.1",
            "NEWSFACTS_LOG_LEVEL": "warning",
            "WEB_CONCURRENCY": str(workers),
        }
        start = time.monotonic()
        self._process = subprocess.Popen([sys.executable, "-m", "service.serve"], cwd=ROOT, env=kept | chosen)
        self._tree = psutil.Process(self._process.pid)
        self._wait()
        self.start_seconds = time.monotonic() - start
        self.start_cpu_seconds = self.cpu_seconds()

    def _wait(self) -> None:
        deadline = time.monotonic() + DEADLINE
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise RuntimeError("The service does not become ready.")
            time.sleep(0.01)

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:  # not listening yet, or 503
            return False

    def _processes(self) -> list[psutil.Process]:
        return [self._tree, *self._tree.children(recursive=True)]

    def cpu_seconds(self) -> float:
        """RETURNS: the CPU seconds that all processes have taken so far, those that have ended too."""
        return sum(sum(process.cpu_times()[:4]) for process in self._processes())

    def mebibytes(self) -> float:
        """RETURNS: the memory of all processes, shared pages counted once (PSS)."""
        return float(sum(process.memory_full_info().pss for process in self._processes())) / 2**20

    def __enter__(self) -> Service:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(DEADLINE)
