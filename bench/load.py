"""Clients that send articles one after another, each when it has its answer to the one before."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Latencies:
    """How long answers took."""

    seconds: Sequence[float]

    def percentile(self, percent: float) -> float:
        """RETURNS: the seconds within which `percent` of the answers came: one of those measured (nearest rank)."""
        ranked = sorted(self.seconds)
        return ranked[max(0, -int(-len(ranked) * percent // 100) - 1)]


def send(port: int, articles: Iterable[dict[str, Any]], *, clients: int = 1) -> Latencies:
    """Sends all articles to the service on `port`, shared out among `clients` that each keep one connection.

    RAISES: RuntimeError, an answer is not 200.
    """
    bodies = _Shared(json.dumps(article).encode() for article in articles)
    with ThreadPoolExecutor(clients) as threads:
        taken = list(threads.map(lambda _: list(_answers(port, bodies)), range(clients)))
    return Latencies([seconds for client in taken for seconds in client])


class _Shared(Iterator[bytes]):
    """An iterator that several threads may draw from."""

    def __init__(self, items: Iterator[bytes]) -> None:
        self._items = items
        self._lock = threading.Lock()

    def __next__(self) -> bytes:
        with self._lock:
            return next(self._items)


def _answers(port: int, bodies: Iterable[bytes]) -> Iterator[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    for body in bodies:
        start = time.perf_counter()
        connection.request("POST", "/v1/extract", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"The service answered {answer.status}.")
        yield time.perf_counter() - start
    connection.close()
