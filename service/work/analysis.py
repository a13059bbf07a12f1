"""One analysis, from an article to the bytes of its answer, in this process or in another."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from newsfacts.facts import Article
from service.answers import FAILURE, Extracts, spell_facts
from service.logs import log_failure
from service.problems import FAILED, ProblemError
from service.work.pace import Pace

KINDS = ("entities", "quotes", "claims", "quantities")


@dataclass(frozen=True, slots=True)
class Analysis:
    """The result for one article.

    answer: its facts as JSON in UTF-8.
    length: of the text, in the request's offset unit.
    counts: the number of facts found, by kind.
    steps: the seconds that each step took, in order.
    """

    answer: bytes
    length: int
    counts: Mapping[str, int]
    steps: Mapping[str, float]


def analyse(extractor: Extracts, article: Article) -> Analysis:
    """RETURNS: the analysis of `article`. Equal articles give equal bytes."""
    steps: dict[str, float] = {}
    found = extractor.extract(article, timings=steps)
    start = time.perf_counter()
    answer = spell_facts(found)
    steps["dump"] = time.perf_counter() - start
    return Analysis(answer, found.length, {kind: len(getattr(found, kind)) for kind in KINDS}, steps)


class Analyses(Protocol):
    """Where articles are analysed."""

    @property
    def places(self) -> int:
        """How many run at a time. More callers than that wait for each other."""

    @property
    def pace(self) -> Pace:
        """How long analyses take."""

    @property
    def ready(self) -> bool:
        """Whether the model is loaded, and an article would be analysed."""

    @property
    def load_seconds(self) -> float:
        """How long the model took to load; 0 before it is."""

    def analyse(self, article: Article, request_id: str | None, left: Callable[[], bool] = lambda: False) -> Analysis:
        """RETURNS: the article's analysis.

        request_id: for the log, should it fail.
        left: whether the client has left. A long analysis may then be stopped.
        RAISES: ProblemError, the analysis failed. The log has the cause.
        """


class InProcess:
    """Analyses in this process, one at a time: spaCy's memory zone is not safe under threads."""

    places = 1
    ready = True

    def __init__(self, extractor: Extracts, load_seconds: float = 0.0) -> None:
        self.load_seconds = load_seconds
        self._extractor = extractor
        self.pace = Pace()
        self._lock = threading.Lock()

    def analyse(self, article: Article, request_id: str | None, left: Callable[[], bool] = lambda: False) -> Analysis:
        try:
            with self._lock:
                start = time.perf_counter()
                found = analyse(self._extractor, article)
                self.pace.note(len(article.text), time.perf_counter() - start)
                return found
        except Exception as error:
            log_failure(error, request_id)
            raise ProblemError(FAILED, FAILURE) from error
