"""Memory that processes share, and memory that they give back."""

from __future__ import annotations

import ctypes
import gc

_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; other C libraries give back of their own accord


def share() -> None:
    """To be called before a fork: what is alive then stays in memory once for as long as nobody writes to it.

    Python's collector would write to all of it, for its book-keeping.
    """
    gc.collect()
    gc.freeze()
    give_back()


def give_back() -> None:
    """Gives the system what has been freed. Takes a millisecond where that is much."""
    if _trim is not None:
        _trim(0)
