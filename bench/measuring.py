"""What is measured, and in which order."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psutil

from bench import raw
from bench.articles import distinct, samples, words
from bench.load import Latencies, send
from bench.running import Service

SUBSETS = (
    ("entities",),
    ("quotes",),
    ("claims",),
    ("quantities",),
    ("entities", "quotes"),
    ("entities", "quotes", "claims"),
    ("entities", "quotes", "claims", "quantities"),
)
CLIENTS_A_WORKER = 4
"""As many as are never refused: one is served and three wait."""
STARTS = 3


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All that was measured. CPU is in seconds per 1,000 words, over all processes of the service.

    articles: distinct ones that were sent to see memory grow.
    words: of the articles that all other figures are of.
    """

    workers: int
    articles: int
    words: int
    raw: Sequence[float]
    service: Sequence[float]
    subsets: dict[tuple[str, ...], float]
    alone: Latencies
    together: Latencies
    clients: int
    words_a_second: float
    others: float
    """The cores that were busy with something else while latencies were measured."""
    ready_mebibytes: float
    half_mebibytes: float
    full_mebibytes: float
    start_seconds: float
    start_cpu_seconds: float

    @property
    def of_raw(self) -> float:
        """Raw's cost over the service's, the median of the rounds: above 1, the service is the cheaper one."""
        return statistics.median(raw / ours for raw, ours in zip(self.raw, self.service, strict=True))

    @property
    def growth(self) -> float:
        """MiB per 1,000 distinct articles, over the second half of them."""
        return (self.full_mebibytes - self.half_mebibytes) / (self.articles / 2) * 1_000


def measure(*, workers: int, rounds: int, articles: int, say: Callable[[str], None]) -> Figures:
    """
    workers: of the service.
    rounds: of raw spaCy and service in turn, so that both meet the same machine.
    articles: distinct ones that are sent to see memory grow; the other figures are of a tenth of them.
    say: gets a line for each step.
    """
    few = (samples() * articles)[: max(articles // 10, 1)]
    clients = workers * CLIENTS_A_WORKER
    say("starts")
    starts = [_start(workers) for _ in range(STARTS)]
    with Service(workers=workers) as service:
        ready = service.mebibytes()
        send(service.port, few, clients=clients)  # warm
        raws, ours = [], []
        for number in range(rounds):
            say(f"round {number + 1} of {rounds}")
            raws.append(raw.cpu_seconds(few) / words(few) * 1_000)
            ours.append(_cost(service, few, clients))
        say("latencies")
        latencies = _latencies(service, few, clients)
        subsets: dict[tuple[str, ...], float] = {}
        for subset in SUBSETS:
            say(f"include {', '.join(subset)}")
            subsets[subset] = _cost(service, [{**article, "include": list(subset)} for article in few], clients)
        say(f"{articles} distinct articles")
        half, full = _memory(service, articles, clients)
    return Figures(
        workers=workers,
        clients=clients,
        articles=articles,
        words=words(few),
        raw=raws,
        service=ours,
        subsets=subsets,
        **latencies,
        ready_mebibytes=ready,
        half_mebibytes=half,
        full_mebibytes=full,
        start_seconds=statistics.median(seconds for seconds, _ in starts),
        start_cpu_seconds=statistics.median(cpu for _, cpu in starts),
    )


def _latencies(service: Service, articles: list[dict[str, Any]], clients: int) -> dict[str, Any]:
    """RETURNS: what `Figures` has of one client and of several, of throughput, and of what else the machine did."""
    busy, used, start = _busy(), service.cpu_seconds(), time.monotonic()
    alone = send(service.port, articles)
    middle = time.monotonic()
    together = send(service.port, articles, clients=clients)
    end = time.monotonic()
    others = (_busy() - busy - (service.cpu_seconds() - used)) / (end - start)
    return {
        "alone": alone,
        "together": together,
        "words_a_second": words(articles) / (end - middle),
        "others": max(others, 0.0),
    }


def _memory(service: Service, count: int, clients: int) -> tuple[float, float]:
    """RETURNS: the MiB that the service has after half of `count` distinct articles, and after all."""
    articles = list(distinct(count))
    send(service.port, articles[: count // 2], clients=clients)
    half = service.mebibytes()
    send(service.port, articles[count // 2 :], clients=clients)
    return half, service.mebibytes()


def _start(workers: int) -> tuple[float, float]:
    with Service(workers=workers) as service:
        return service.start_seconds, service.start_cpu_seconds


def _cost(service: Service, articles: list[dict[str, Any]], clients: int) -> float:
    """RETURNS: the service's CPU seconds per 1,000 words of `articles`."""
    before = service.cpu_seconds()
    send(service.port, articles, clients=clients)
    return (service.cpu_seconds() - before) / words(articles) * 1_000


def _busy() -> float:
    """RETURNS: the CPU seconds that all cores have been busy with others than this process."""
    times, own = psutil.cpu_times(), psutil.Process().cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq - own.user - own.system)
