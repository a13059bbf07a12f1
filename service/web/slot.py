"""One analysis at a time, and an honest no to whoever would wait too long."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil

SMOOTHING = 0.2


class OverloadedError(Exception):
    """The queue is full, or a turn did not come in time. `retry_after` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class AnalysisSlot:
    """A lock that serves in the order of arrival, with a bound on how many wait and for how long.

    spaCy's memory zone is not safe under threads, and a processor core gains nothing from two analyses at once: so a
    process does one, and everything that needs no analysis goes on beside it.
    """

    def __init__(self, *, max_waiting: int, max_seconds: float) -> None:
        """
        max_waiting: how many may wait besides the one that is served, the patient not counted.
        max_seconds: how long one may wait.
        """
        self.max_waiting = max_waiting
        self.max_seconds = max_seconds
        self._guard = threading.Lock()
        self._taken = False
        self._queue: deque[threading.Event] = deque()
        self._impatient = 0
        self._usual = 0.0

    @property
    def waiting(self) -> int:
        """How many wait now, the patient among them."""
        return len(self._queue)

    @contextmanager
    def turn(self, *, patient: bool = False) -> Iterator[float]:
        """Waits for the slot and holds it.

        patient: wait however long it takes. For work that has been accepted already: the later documents of a batch.
        RETURNS: the seconds waited.
        RAISES: OverloadedError, the queue is full or the wait was too long (never when `patient`).
        """
        start = time.perf_counter()
        self._acquire(patient)
        served = time.perf_counter()
        try:
            yield served - start
        finally:
            self._release(time.perf_counter() - served)

    def _acquire(self, patient: bool) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            if not patient and self._impatient >= self.max_waiting:
                raise OverloadedError(self._retry_after())
            mine = threading.Event()
            self._queue.append(mine)
            self._impatient += not patient
        came = mine.wait(None if patient else self.max_seconds)
        with self._guard:
            self._impatient -= not patient
            if came or mine.is_set():  # it may come between the end of the wait and here
                return
            self._queue.remove(mine)
            raise OverloadedError(self._retry_after())

    def _release(self, seconds: float) -> None:
        with self._guard:
            self._usual += SMOOTHING * (seconds - self._usual)
            if self._queue:
                self._queue.popleft().set()
            else:
                self._taken = False

    def _retry_after(self) -> int:
        return max(1, ceil(self._usual * (len(self._queue) + 1)))
