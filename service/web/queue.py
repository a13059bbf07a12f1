"""The queue for analyses: first come, first served, and a refusal at once for those that would wait too long."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from service.work.pace import Pace

LOOK_SECONDS = 0.5
"""Seconds between two looks whether somebody still waits."""
STRICT_SECONDS = 5.0
"""How long after a refusal the queue is shorter."""


class OverloadedError(Exception):
    """The queue is full, or the wait is too long. `retry_after` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class LeftError(Exception):
    """The client has left."""


@dataclass(slots=True)
class _Waiter:
    size: int
    patient: bool
    left: Callable[[], bool]
    called: threading.Event = field(default_factory=threading.Event)


class Queue:
    """A few places, given in the order of arrival, with a bound on how many wait and for how long.

    The number that may wait bounds the wait for requests of the usual length. The expected seconds, from the
    characters in front and the recent pace, bound it where a few very long texts are in front. Both are known on
    arrival, so a refusal comes at once.

    A full queue may be a burst, or as many clients as there is room for, each waiting for its answer: both are served.
    Only a refusal shows that there is more to do than can be done. Then it is better to refuse a few more than to let
    everyone wait as long as the full queue takes, so for a while only one for each place may wait.
    """

    def __init__(self, *, places: int, max_waiting: int, max_seconds: float, pace: Pace) -> None:
        """
        places: how many are served at a time.
        max_waiting: how many may wait besides them, patient ones not counted.
        max_seconds: how long one may wait.
        pace: of the analyses.
        """
        self.max_waiting = max_waiting
        self.max_seconds = max_seconds
        self._places = self._free = places
        self._guard = threading.Lock()
        self._queue: deque[_Waiter] = deque()
        self._impatient = 0
        self._strict_until = 0.0
        self._ahead = 0
        self._pace = pace

    @property
    def waiting(self) -> int:
        """How many wait now, the patient ones included."""
        return len(self._queue)

    @property
    def full(self) -> bool:
        """Whether one more would be refused."""
        with self._guard:
            return not self._free and self._too_long()

    @property
    def retry_after(self) -> int:
        """The seconds until everything here now is done, in whole seconds."""
        with self._guard:
            return self._retry_after()

    @contextmanager
    def place(
        self, size: int = 1, *, patient: bool = False, left: Callable[[], bool] = lambda: False
    ) -> Iterator[float]:
        """Waits for a place and holds it.

        size: what there is to do, in characters.
        patient: wait as long as it takes. For work that has been accepted already: the later documents of a batch.
        left: whether the client has left.
        RETURNS: the seconds waited.
        RAISES: OverloadedError, the queue is full or the wait is too long (never when `patient`). LeftError.
        """
        start = time.perf_counter()
        self._acquire(_Waiter(size, patient, left))
        served = time.perf_counter()
        try:
            yield served - start
        finally:
            self._release(size)

    def _acquire(self, mine: _Waiter) -> None:
        with self._guard:
            if self._free:
                self._free -= 1
                self._ahead += mine.size
                return
            if not mine.patient and self._too_long():
                self._strict_until = time.monotonic() + STRICT_SECONDS
                raise OverloadedError(self._retry_after())
            self._ahead += mine.size
            self._queue.append(mine)
            self._impatient += not mine.patient
        self._wait(mine)
        with self._guard:
            if mine.called.is_set():  # perhaps after the end of the wait
                return
            self._queue.remove(mine)
            self._impatient -= not mine.patient
            self._ahead -= mine.size
            if mine.left():
                raise LeftError
            raise OverloadedError(self._retry_after())

    def _wait(self, mine: _Waiter) -> None:
        """Ends when the waiter is called, when it has waited for long enough, or when it has left."""
        deadline = math.inf if mine.patient else time.monotonic() + self.max_seconds
        while (rest := deadline - time.monotonic()) > 0 and not mine.called.wait(min(rest, LOOK_SECONDS)):
            if mine.left():
                return

    def _too_long(self) -> bool:
        return self._impatient >= self._room() or self._expected() > self.max_seconds

    def _release(self, size: int) -> None:
        with self._guard:
            self._ahead -= size
            if self._queue:
                following = self._queue.popleft()
                self._impatient -= not following.patient
                following.called.set()
            else:
                self._free += 1

    def _room(self) -> int:
        """RETURNS: how many may wait now."""
        strict = time.monotonic() < self._strict_until
        return min(self.max_waiting, self._places) if strict else self.max_waiting

    def _expected(self) -> float:
        """RETURNS: the seconds until everything here now is done. What runs counts in full."""
        return self._pace.seconds(self._ahead) / self._places

    def _retry_after(self) -> int:
        return max(1, math.ceil(self._expected()))
