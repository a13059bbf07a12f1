"""What an operator sees in Prometheus. Right under several workers, through files that they share."""

from __future__ import annotations

import os
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from service.nlp.facts import Facts

DIRECTORY = "PROMETHEUS_MULTIPROC_DIR"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
CHARACTERS = (250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)


class Metrics:
    """The service's metrics: one set an application."""

    def __init__(self, *, load_seconds: float = 0.0) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "newsfacts_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "newsfacts_request_seconds", "Time to answer.", ("route",), buckets=SECONDS, registry=self._registry
        )
        self.in_flight = self._gauge("newsfacts_requests_in_flight", "Requests being answered.")
        self.pending = self._gauge("newsfacts_analyses_pending", "Analyses that run or wait for their turn.")
        self.refused = Counter("newsfacts_refused", "Analyses refused for load.", registry=self._registry)
        self.queue_seconds = Histogram(
            "newsfacts_queue_seconds", "Time that an analysis waited.", buckets=SECONDS, registry=self._registry
        )
        self.step_seconds = Counter(
            "newsfacts_analysis_seconds", "Time spent in each step of the analysis.", ("step",), registry=self._registry
        )
        self.characters = Histogram(
            "newsfacts_text_characters", "Length of analysed texts.", buckets=CHARACTERS, registry=self._registry
        )
        self.facts = Counter("newsfacts_facts", "Facts found.", ("kind",), registry=self._registry)
        self._gauge("newsfacts_model_load_seconds", "Time to load the model.", mode="livemax").set(load_seconds)

    def _gauge(self, name: str, text: str, mode: str = "livesum") -> Gauge:
        return Gauge(name, text, multiprocess_mode=mode, registry=self._registry)  # type: ignore[arg-type]

    def analysed(self, found: Facts, timings: Mapping[str, float]) -> None:
        """Counts one analysis."""
        self.characters.observe(found.length)
        for step, seconds in timings.items():
            self.step_seconds.labels(step).inc(seconds)
        for kind in ("entities", "quotes", "claims", "quantities"):
            self.facts.labels(kind).inc(len(getattr(found, kind)))

    def exposition(self) -> bytes:
        """RETURNS: all workers' metrics in Prometheus's text format."""
        if not os.environ.get(DIRECTORY):
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
