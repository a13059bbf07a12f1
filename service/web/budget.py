"""Memory that requests hold in the web process: received bodies and unread answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Budget:
    """A bound on the bytes held at a time, over all requests."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held = 0
        self._guard = threading.Lock()

    @property
    def held(self) -> int:
        """The bytes held now."""
        return self._held

    @contextmanager
    def hold(self) -> Iterator[Hold]:
        """Holds nothing at first; at its end everything is given back."""
        hold = Hold(self)
        try:
            yield hold
        finally:
            hold.add(-hold.size)

    def change(self, size: int) -> bool:
        """RETURNS: whether all that is held is within the limit."""
        with self._guard:
            self._held += size
            return self._held <= self._limit


class Hold:
    """One request's share."""

    def __init__(self, budget: Budget) -> None:
        self.size = 0
        self._budget = budget

    def add(self, size: int) -> bool:
        """RETURNS: whether all requests' bytes, these included, are within the budget. They count in any case."""
        self.size += size
        return self._budget.change(size)
