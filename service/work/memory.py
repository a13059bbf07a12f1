"""Memory that processes share, and memory that they give back."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress
from pathlib import Path

_DONTNEED = 4  # MADV_DONTNEED, on Linux

_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; other C libraries give memory back by themselves


def share() -> None:
    """Call it before a fork. What is alive then stays in memory once, as long as no process writes to it.

    Python's collector would write to all of it, for its own records.
    """
    gc.collect()
    gc.freeze()
    give_back()


def give_back() -> None:
    """Gives freed memory back to the system. Takes about a millisecond."""
    if _trim is not None:
        _trim(0)


def forget_code() -> None:
    """Drops the pages of programs and libraries, for a process that will do little more than wait.

    Nothing is lost: code is never written to, and pages that are needed are read again. Only on Linux.
    """
    with suppress(OSError):
        madvise = ctypes.CDLL(None).madvise
        for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
            place, rights, _, _, inode, *_ = line.split()
            if rights == "r-xp" and inode != "0":
                start, end = (int(edge, 16) for edge in place.split("-"))
                madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _DONTNEED)
