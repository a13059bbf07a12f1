"""How long analyses take, by the length of their texts."""

from __future__ import annotations

import threading

USUAL, WEIGHT = 4e-5, 20_000
"""Seconds a character on the machine of docs/performance.md, and the characters that this counts for at the start."""
FORGETTING = 0.95
"""How much the pace so far counts after each analysis."""


class Pace:
    """The recent pace: a mean that follows the machine, its load and the texts."""

    def __init__(self) -> None:
        self._characters, self._seconds = float(WEIGHT), WEIGHT * USUAL
        self._guard = threading.Lock()

    def note(self, characters: int, seconds: float) -> None:
        """Counts an analysis."""
        with self._guard:
            self._characters = FORGETTING * self._characters + characters
            self._seconds = FORGETTING * self._seconds + seconds

    def seconds(self, characters: int) -> float:
        """RETURNS: the seconds that texts of so many characters take at this pace, one after the other."""
        with self._guard:
            return characters * self._seconds / self._characters
