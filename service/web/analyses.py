"""The web side's way to an analysis: takes a place in the queue, measures, and gives what is sent."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from newsfacts.facts import Article
from schemas import requests
from service.answers import Answers
from service.problems import LEFT, RefusalError
from service.settings import Settings
from service.web.body import CROWDED, PENDING, overloaded
from service.web.budget import Budget
from service.web.metrics import Metrics
from service.web.queue import LeftError, OverloadedError, Queue
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
        self.budget = Budget(settings.max_held << 20)
        self.schema = requests.Article(max_text=settings.max_text)
        self._streams = threading.Semaphore(settings.max_streams)

    def check_room(self, environ: Mapping[str, Any]) -> None:
        """Before a body is read. It need not be where there is no room for its analysis.

        RAISES: RefusalError.
        """
        if environ.get(CROWDED) or (environ.get(PENDING) and self.queue.full):
            raise overloaded("Too many analyses are waiting.", self.queue.retry_after)

    def answers(self, log: RequestLog, *, left: Callable[[], bool] = lambda: False, accepted: bool = False) -> Answers:
        """RETURNS: the answers to one request's documents.

        log: gets what each analysis took.
        left: whether the client has left.
        accepted: whether the request has been accepted already, so that no document of it is refused.
        """
        return Answers(_Request(self, log, left, accepted).facts, self.schema)

    def take_stream(self) -> Callable[[], None]:
        """Takes one of the places for streams. RETURNS: a function that gives it back.

        RAISES: RefusalError, all are taken.
        """
        if not self._streams.acquire(blocking=False):
            raise overloaded("Too many streams are open.", STREAM_RETRY)
        return self._streams.release


@dataclass(slots=True)
class _Request:
    """One request's analyses.

    accepted: whether one of its documents has been analysed: the later ones then wait as long as it takes.
    """

    service: Service
    log: RequestLog
    left: Callable[[], bool]
    accepted: bool

    def facts(self, article: Article) -> bytes:
        """RETURNS: the facts of one article, as JSON in UTF-8.

        RAISES: RefusalError, there is too much to do (never once accepted). ProblemError, the analysis failed.
        """
        service, metrics, size = self.service, self.service.metrics, len(article.text)
        try:
            place = service.queue.place(size, patient=self.accepted, left=self.left)
            with metrics.pending.track_inprogress(), place as waited:
                found = service.analyses.analyse(article, self.log.request_id, self.left)
        except LeftError as error:
            raise RefusalError(LEFT, "The client has left.") from error
        except OverloadedError as error:
            raise overloaded("Too many analyses are waiting.", error.retry_after) from error
        self.accepted = True
        metrics.queue_seconds.observe(waited)
        metrics.analysed(found)
        self.log.analysed(size, {"queue": waited, **found.steps})
        return found.answer
