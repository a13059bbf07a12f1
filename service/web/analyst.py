"""The web side's way to the analyses: waits for its turn, measures, and gives what goes on the wire."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from newsfacts.facts import Article
from schemas import requests
from service.answers import FAILURE, result
from service.documents import read, spell
from service.problems import FAILED, OVERLOADED, ProblemError, body
from service.settings import Settings
from service.web.account import Account
from service.web.metrics import Metrics
from service.web.telemetry import log_failure
from service.web.turns import OverloadedError, Turns
from service.work.analysis import Analyses, AnalysisFailedError

STREAM_RETRY = 5


class Analyst:
    """Answers requests that are read already, each in its turn."""

    def __init__(self, analyses: Analyses, settings: Settings, metrics: Metrics) -> None:
        self.settings = settings
        self.metrics = metrics
        self.analyses = analyses
        self.turns = Turns(
            places=analyses.places,
            max_waiting=settings.max_queue * analyses.places,
            max_seconds=settings.max_queue_seconds,
        )
        self._streams = threading.Semaphore(settings.max_streams)
        self._schema = requests.Article(max_text=settings.max_text)

    def article(self, value: Any) -> Article:
        """RETURNS: the article that a JSON value asks about.

        RAISES: ProblemError, it does not fit the schema.
        """
        return read(value, self._schema)

    def facts(self, article: Article, account: Account, *, patient: bool = False) -> bytes:
        """RETURNS: the facts of one article, as JSON in UTF-8.

        account: gets what it took.
        patient: wait for the turn however long it takes.
        RAISES: ProblemError, there is too much to do, or the analysis failed in another process.
        """
        size = len(article.text)
        try:
            with self.metrics.pending.track_inprogress(), self.turns.turn(size, patient=patient) as waited:
                found = self.analyses.analyse(article, account.request_id)
        except OverloadedError as error:
            self.metrics.refused.inc()
            raise _overloaded("Too many analyses are waiting.", error.retry_after) from error
        except AnalysisFailedError as error:
            raise ProblemError(FAILED, FAILURE) from error
        self.metrics.queue_seconds.observe(waited)
        self.metrics.analysed(found)
        account.analysed(size, {"queue": waited, **found.steps})
        return found.answer

    def result(self, article: Callable[[], Article], account: Account, *, patient: bool) -> tuple[bytes, bool]:
        """RETURNS: one document's facts or its problem, as a `BatchResult` in JSON, and whether it is facts.

        article: gives the document's article, or raises ProblemError.
        RAISES: ProblemError, there is too much to do (never when `patient`).
        """
        try:
            facts = self.facts(article(), account, patient=patient)
        except ProblemError as error:
            if error.kind is OVERLOADED:
                raise
            return result(problem=spell(error.body())), False
        except Exception as error:  # one document's failure is not the others'
            log_failure(error, account.request_id)
            return result(problem=spell(body(FAILED, FAILURE))), False
        return result(facts=facts), True

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
