"""Ends processes with the one that started them, whatever they are doing.

A lifeline is a pipe that nothing is ever written to. The first process keeps its writing end; when that process ends,
however it does, the others are killed. On Linux the kernel sends the signal, so it reaches a process that is stuck in
a loop of C code as well; elsewhere a thread waits for the pipe's end.
"""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys
import threading
from typing import NoReturn

_F_SETSIG = 10  # of Linux; the fcntl module lacks it


class Lifeline:
    """To be made by the first process, before it forks the others."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()

    def cut(self) -> None:
        """In the first process: kills all that hang on it."""
        os.close(self._writer)

    def hang_on(self, *, forked_by_first: bool) -> None:
        """In another process: from now on it is killed when the first process ends.

        forked_by_first: whether it was forked by the first process, so that it has a copy of the writing end.
        """
        if forked_by_first:
            os.close(self._writer)
        try:
            self._ask_for_a_signal()
        except (OSError, AttributeError):
            threading.Thread(target=self._wait, daemon=True).start()
        if _ended(self._reader, timeout=0):  # before there was anything to notice it
            os._exit(1)

    def _ask_for_a_signal(self) -> None:
        """RAISES: OSError, AttributeError, this system has no such signals."""
        if not sys.platform.startswith("linux"):
            raise OSError
        mine = os.open(f"/proc/self/fd/{self._reader}", os.O_RDONLY | os.O_NONBLOCK)  # an owner for each process
        fcntl.fcntl(mine, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(mine, _F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(mine, fcntl.F_SETFL, os.O_NONBLOCK | fcntl.FASYNC)

    def _wait(self) -> NoReturn:
        _ended(self._reader, timeout=None)
        os._exit(1)


def _ended(reader: int, timeout: int | None) -> bool:
    poll = select.poll()
    poll.register(reader, 0)
    return bool(poll.poll(timeout))
