"""A worker process, and the parent process that loads the model and forks the workers."""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from newsfacts.facts import Article
from service.answers import Extracts
from service.logs import log_failure, logger
from service.work.analysis import Analysis, analyse
from service.work.lifeline import Lifeline
from service.work.memory import forget_code, give_back, share

PAUSE = 0.05
"""Seconds between a worker's death and the fork of another, so that workers that die at once don't do so in a loop."""
QUIET_SECONDS, GIVING_BACK_AFTER = 0.5, 32
"""A worker gives freed memory back after so many seconds without a job, and between jobs every so many. That costs a
tenth of an analysis, mostly because the next one asks for the memory again."""
BIRTH = struct.Struct("!id")
"""What the parent process sends for each worker, with its connection: its process, and the seconds of loading."""
PONG = "pong"
"""The answer to None instead of an article."""

Job = tuple[Article, str | None]
"""An article and the request's id, for the log."""


def run_parent(load: Callable[[], Extracts], count: int, births: socket.socket, lifeline: Lifeline) -> NoReturn:
    """Loads the model and keeps up the number of workers. The whole life of the parent process.

    births: gets a worker's connection for each that is forked.
    """
    lifeline.hang_on(forked_by_first=True)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for stop in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):  # a terminal sends them to all of its processes
        signal.signal(stop, signal.SIG_IGN)
    start = time.perf_counter()
    gc.disable()  # it would search all that is loaded many times, and find next to nothing
    extractor = load()
    gc.enable()
    seconds = time.perf_counter() - start
    share()
    for _ in range(count):
        _fork(extractor, seconds, births, lifeline)
    forget_code()
    while True:
        pid, status = os.wait()
        logger.error("a worker ended", extra={"fields": {"pid": pid, "status": os.waitstatus_to_exitcode(status)}})
        time.sleep(PAUSE)
        _fork(extractor, seconds, births, lifeline)


def _fork(extractor: Extracts, seconds: float, births: socket.socket, lifeline: Lifeline) -> None:
    theirs, ours = socket.socketpair()
    with theirs, ours:
        pid = os.fork()
        if not pid:
            births.close()
            theirs.close()
            lifeline.hang_on(forked_by_first=False)
            run_worker(extractor, Connection(ours.detach()))
        socket.send_fds(births, [BIRTH.pack(pid, seconds)], [theirs.fileno()])


def run_worker(extractor: Extracts, web: Connection) -> NoReturn:
    """Answers one job after the other. The whole life of a worker."""
    with suppress(OSError):  # only on Linux: when memory is short, a worker can be spared
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    poll = select.poll()
    poll.register(web.fileno(), select.POLLIN)
    jobs = 0  # since memory was given back
    try:
        while True:
            if jobs and (jobs >= GIVING_BACK_AFTER or not poll.poll(QUIET_SECONDS * 1000)):
                give_back()
                jobs = 0
            job: Job | None = web.recv()
            web.send(PONG if job is None else _answer(extractor, *job))
            jobs += job is not None
    except (EOFError, OSError):  # the web process has given it up
        os._exit(1)


def _answer(extractor: Extracts, article: Article, request_id: str | None) -> Analysis | None:
    try:
        return analyse(extractor, article)
    except Exception as error:  # it must not affect other articles
        log_failure(error, request_id)
        return None
