"""Clients that send articles one after another, each when it has its answer to the one before."""

from __future__ import annotations

import http.client
import json
import math
import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

STEP = re.compile(r"([\w-]+);dur=([\d.]+)")


@dataclass(frozen=True)
class Answer:
    """
    seconds: from sending the article to having read the answer.
    timing: what the service says of it, its `Server-Timing`.
    """

    seconds: float
    timing: str


@dataclass(frozen=True)
class Latencies:
    """How long answers took."""

    answers: Sequence[Answer]

    def percentile(self, percent: float) -> float:
        """RETURNS: the seconds within which `percent` of the answers came: one of those measured (nearest rank)."""
        ranked = sorted(answer.seconds for answer in self.answers)
        return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]

    def steps(self) -> dict[str, float]:
        """RETURNS: the seconds that the service says each step of the analyses took, all answers together."""
        total: dict[str, float] = {}
        for answer in self.answers:
            for step, milliseconds in STEP.findall(answer.timing):
                total[step] = total.get(step, 0.0) + float(milliseconds) / 1_000
        return total


def send(port: int, articles: Iterable[dict[str, Any]], *, clients: int = 1) -> Latencies:
    """Sends all articles to the service on `port`, shared out among `clients` that each keep one connection.

    RAISES: RuntimeError, an answer is not 200.
    """
    bodies = _Shared(json.dumps(article).encode() for article in articles)
    with ThreadPoolExecutor(clients) as threads:
        taken = list(threads.map(lambda _: list(_answers(port, bodies)), range(clients)))
    return Latencies([answer for client in taken for answer in client])


class _Shared(Iterator[bytes]):
    """An iterator that several threads may draw from."""

    def __init__(self, items: Iterator[bytes]) -> None:
        self._items = items
        self._lock = threading.Lock()

    def __next__(self) -> bytes:
        with self._lock:
            return next(self._items)


def _answers(port: int, bodies: Iterable[bytes]) -> Iterator[Answer]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    for body in bodies:
        start = time.perf_counter()
        connection.request("POST", "/v1/extract", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The service answered {answer.status}.")
        yield Answer(time.perf_counter() - start, answer.headers["Server-Timing"])
    connection.close()
