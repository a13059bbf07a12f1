"""The web side's way to the extractor: waits for its turn, measures, and gives what goes on the wire."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, MutableMapping
from typing import Any, Protocol

from schemas import requests
from schemas.facts import dump
from service import problems
from service.documents import read
from service.nlp.facts import Article, Facts, Meta
from service.problems import FAILED, OVERLOADED, ProblemError
from service.settings import Settings
from service.web.metrics import Metrics
from service.web.slot import AnalysisSlot, OverloadedError
from service.web.telemetry import log_failure

STREAM_RETRY = 5


class Extracts(Protocol):
    """What the web side needs of an extractor (`service.nlp.extractor.Extractor`, or a test's)."""

    @property
    def meta(self) -> Meta: ...

    def extract(self, article: Article, *, timings: MutableMapping[str, float] | None = None) -> Facts: ...


class Analyst:
    """Answers requests that are read already, one analysis at a time."""

    def __init__(self, extractor: Extracts, settings: Settings, metrics: Metrics) -> None:
        self.settings = settings
        self.metrics = metrics
        self.slot = AnalysisSlot(max_waiting=settings.max_queue, max_seconds=settings.max_queue_seconds)
        self._streams = threading.Semaphore(settings.max_streams)
        self._extractor = extractor
        self._schema = requests.Article(max_text=settings.max_text)

    def article(self, value: Any) -> Article:
        """RETURNS: the article that a JSON value asks about.

        RAISES: ProblemError, it does not fit the schema.
        """
        return read(value, self._schema)

    def facts(
        self, article: Article, *, patient: bool = False, timings: MutableMapping[str, float] | None = None
    ) -> dict[str, Any]:
        """RETURNS: the facts of one article, as JSON types.

        patient: wait for the turn however long it takes.
        timings: added to, in seconds by step, the wait among them.
        RAISES: ProblemError, there is too much to do.
        """
        steps: dict[str, float] = {}
        try:
            with self.metrics.pending.track_inprogress(), self.slot.turn(patient=patient) as waited:
                found = self._extractor.extract(article, timings=steps)
        except OverloadedError as error:
            self.metrics.refused.inc()
            raise _overloaded("Too many analyses are waiting.", error.retry_after) from error
        self.metrics.queue_seconds.observe(waited)
        start = time.perf_counter()
        dumped = dump(found)
        steps["dump"] = time.perf_counter() - start
        self.metrics.analysed(found, steps)
        if timings is not None:
            for step, seconds in {"queue": waited, **steps}.items():
                timings[step] = timings.get(step, 0.0) + seconds
        return dumped

    def result(
        self, article: Callable[[], Article], *, patient: bool, timings: MutableMapping[str, float] | None = None
    ) -> dict[str, Any]:
        """RETURNS: one document's facts or its problem, as a `BatchResult`.

        article: gives the document's article, or raises ProblemError.
        RAISES: ProblemError, there is too much to do (never when `patient`).
        """
        try:
            facts = self.facts(article(), patient=patient, timings=timings)
        except ProblemError as error:
            if error.kind is OVERLOADED:
                raise
            return {"facts": None, "problem": error.body()}
        except Exception as error:  # one document's failure is not the others'
            log_failure(error)
            return {"facts": None, "problem": problems.body(FAILED, "The service failed on this document.")}
        return {"facts": facts, "problem": None}

    def take_stream(self) -> Callable[[], None]:
        """Takes one of the places for streams. RETURNS: gives it back.

        RAISES: ProblemError, all are taken.
        """
        if not self._streams.acquire(blocking=False):
            self.metrics.refused.inc()
            raise _overloaded("Too many streams are open.", STREAM_RETRY)
        return self._streams.release


def _overloaded(why: str, retry_after: int) -> ProblemError:
    return ProblemError(OVERLOADED, f"{why} Try again in {retry_after} s.", headers={"Retry-After": str(retry_after)})
