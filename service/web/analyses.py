"""The web side's way to an analysis: takes a place in the queue, measures, and gives what is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from newsfacts.facts import Article
from schemas import requests
from service.answers import Answers
from service.problems import OVERLOADED, RefusalError
from service.settings import Settings
from service.web.metrics import Metrics
from service.web.queue import OverloadedError, Queue
from service.web.request_log import RequestLog
from service.work.analysis import Analyses

STREAM_RETRY = 5
"""The seconds of `Retry-After` when all places for streams are taken: streams last as long as clients like."""


class Service:
    """What all requests share."""

    def __init__(self, analyses: Analyses, settings: Settings, metrics: Metrics) -> None:
        self.settings = settings
        self.metrics = metrics
        self.analyses = analyses
        self.queue = Queue(
            places=analyses.places,
            max_waiting=settings.max_queue * analyses.places,
            max_seconds=settings.max_queue_seconds,
            pace=analyses.pace,
        )
        self.schema = requests.Article(max_text=settings.max_text)
        self._streams = threading.Semaphore(settings.max_streams)

    def answers(self, log: RequestLog, *, accepted: bool = False) -> Answers:
        """RETURNS: the answers to one request's documents.

        log: gets what each analysis took.
        accepted: whether the request has been accepted already, so that no document of it is refused.
        """
        return Answers(_Request(self, log, accepted).facts, self.schema)

    def take_stream(self) -> Callable[[], None]:
        """Takes one of the places for streams. RETURNS: a function that gives it back.

        RAISES: RefusalError, all are taken.
        """
        if not self._streams.acquire(blocking=False):
            self.metrics.refused.inc()
            raise _overloaded("Too many streams are open.", STREAM_RETRY)
        return self._streams.release


@dataclass(slots=True)
class _Request:
    """One request's analyses.

    accepted: whether one of its documents has been analysed: the later ones then wait as long as it takes.
    """

    service: Service
    log: RequestLog
    accepted: bool

    def facts(self, article: Article) -> bytes:
        """RETURNS: the facts of one article, as JSON in UTF-8.

        RAISES: RefusalError, there is too much to do (never once accepted). ProblemError, the analysis failed.
        """
        metrics, size = self.service.metrics, len(article.text)
        try:
            with metrics.pending.track_inprogress(), self.service.queue.place(size, patient=self.accepted) as waited:
                found = self.service.analyses.analyse(article, self.log.request_id)
        except OverloadedError as error:
            metrics.refused.inc()
            raise _overloaded("Too many analyses are waiting.", error.retry_after) from error
        self.accepted = True
        metrics.queue_seconds.observe(waited)
        metrics.analysed(found)
        self.log.analysed(size, {"queue": waited, **found.steps})
        return found.answer


def _overloaded(why: str, retry_after: int) -> RefusalError:
    return RefusalError(OVERLOADED, f"{why} Try again in {retry_after} s.", headers={"Retry-After": str(retry_after)})
