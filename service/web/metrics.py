"""What an operator sees in Prometheus. The web process counts, whichever process analyses."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import choose_encoder

from service.work.analysis import Analysis

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
CHARACTERS = (250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)


class Metrics:
    """The service's metrics: one set an application."""

    def __init__(self, load_seconds: Callable[[], float]) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "newsfacts_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "newsfacts_request_seconds", "Time to answer.", ("route",), buckets=SECONDS, registry=self._registry
        )
        self.in_flight = Gauge("newsfacts_requests_in_flight", "Requests being answered.", registry=self._registry)
        self.pending = Gauge("newsfacts_analyses_pending", "Analyses that run or wait.", registry=self._registry)
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
        loaded = Gauge("newsfacts_model_load_seconds", "Time to load the model.", registry=self._registry)
        loaded.set_function(load_seconds)

    def analysed(self, found: Analysis) -> None:
        """Counts one analysis."""
        self.characters.observe(found.length)
        for step, seconds in found.steps.items():
            self.step_seconds.labels(step).inc(seconds)
        for kind, count in found.counts.items():
            self.facts.labels(kind).inc(count)

    def exposition(self, accept: str) -> tuple[bytes, str]:
        """
        accept: the request's Accept header.
        RETURNS: the metrics, in Prometheus's text format or, where asked for, as OpenMetrics; and their media type.
        """
        try:
            encode, media_type = choose_encoder(accept)
        except (ValueError, TypeError):  # a version that is no number
            encode, media_type = choose_encoder("")
        return encode(self._registry), media_type
