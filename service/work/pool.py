"""Analyses in processes of their own.

The web process holds the connections and the queue, and no model. It forks the parent process, which loads the model
and forks the workers. A worker takes a job, answers it and takes the next. So

- a worker that dies takes one article with it, and the parent process forks another within milliseconds;
- a request is served by the first worker that is free;
- no analysis delays a probe, a refusal or another's answer;
- the web process answers while the model is still being loaded.

A job is one end of a socket pair, sent over a pair that all workers read from. The worker gets the article from it and
writes the analysis into it. When a worker dies its end is closed, and the web process notices; when the web process
dies, the workers notice in the same way.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import NoReturn

from newsfacts.facts import Article
from service.answers import FAILURE, Extracts
from service.logs import log_failure, logger
from service.problems import FAILED, ProblemError
from service.work.analysis import Analysis, analyse
from service.work.memory import forget_code, give_back, share

PAUSE = 0.05
"""Seconds between a worker's death and the fork of another, so that workers that die at once don't do so in a loop."""
QUIET_SECONDS, GIVING_BACK_AFTER = 0.5, 32
"""A worker gives freed memory back after so many seconds without a job, and between jobs every so many. That costs a
tenth of an analysis, mostly because the next one asks for the memory again."""


class Pool:
    """Workers: `Analyses` in other processes."""

    def __init__(self, load: Callable[[], Extracts], places: int) -> None:
        """
        load: makes the extractor. Called in another process.
        places: how many workers.
        """
        self.places = places
        self.load_seconds = 0.0
        self._load = load
        self._loaded = threading.Event()
        self._parent = 0
        self.stopped = False

    @property
    def ready(self) -> bool:
        return self._loaded.is_set()

    def start(self, *, inherited: Iterable[socket.socket] = (), ended: Callable[[], None]) -> None:
        """Starts the processes, and returns before the model is loaded. Call it while there is one thread only.

        inherited: sockets that the other processes must not keep open.
        ended: called from another thread when the parent process has ended, which it doesn't do by itself.
        """
        self._jobs, theirs = socket.socketpair()
        news, report = Pipe(duplex=False)
        self._parent = os.fork()
        if not self._parent:
            try:
                news.close()
                for ours in (self._jobs, *inherited):
                    ours.close()
                _run_parent(self._load, self.places, theirs, report)
            except BaseException as error:
                log_failure(error)
            finally:
                os._exit(1)
        theirs.close()
        report.close()
        threading.Thread(target=self._listen, args=(news, ended), name="workers", daemon=True).start()

    def _listen(self, news: Connection, ended: Callable[[], None]) -> None:
        with suppress(EOFError):
            self.load_seconds = news.recv()
            self._loaded.set()
            logger.info("ready", extra={"fields": {"seconds": round(self.load_seconds, 3)}})
            news.recv()
        ended()

    def analyse(self, article: Article, request_id: str | None) -> Analysis:
        ours, theirs = Pipe()
        with ours, theirs:
            try:
                socket.send_fds(self._jobs, [b"j"], [theirs.fileno()])
                theirs.close()
                ours.send((article, request_id))
                found: Analysis | None = ours.recv()
            except (EOFError, OSError) as error:
                logger.error("a worker died", extra={"fields": {"request_id": request_id}})
                raise ProblemError(FAILED, FAILURE) from error
        if found is None:
            raise ProblemError(FAILED, FAILURE)
        return found

    def stop(self) -> None:
        """Ends the processes and waits for them."""
        self.stopped = True
        self._jobs.close()
        with suppress(ChildProcessError):
            os.waitpid(self._parent, 0)


def started(load: Callable[[], Extracts], places: int) -> Pool:
    """For programs without connections. When the parent process ends before them, they end too.

    RETURNS: workers that are ready.
    RAISES: RuntimeError, the model can't be loaded.
    """
    pool = Pool(load, places)
    broken = threading.Event()
    pool.start(ended=lambda: os._exit(1) if pool.ready and not pool.stopped else broken.set())
    while not pool.ready:
        if broken.wait(0.05):
            raise RuntimeError("the model can't be loaded")
    return pool


def _run_parent(load: Callable[[], Extracts], places: int, jobs: socket.socket, report: Connection) -> NoReturn:
    """Loads the model and keeps up the number of workers. The whole life of the parent process."""
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
    workers = {_fork(extractor, jobs, report) for _ in range(places)}
    with suppress(OSError):  # the web process has gone: the workers notice too
        report.send(seconds)
    forget_code()
    while workers:
        pid, status = os.wait()
        workers.discard(pid)
        if status:  # 0: there will be no more jobs
            logger.error("a worker ended", extra={"fields": {"pid": pid, "status": os.waitstatus_to_exitcode(status)}})
            time.sleep(PAUSE)
            workers.add(_fork(extractor, jobs, report))
    os._exit(0)


def _fork(extractor: Extracts, jobs: socket.socket, report: Connection) -> int:
    pid = os.fork()
    if not pid:
        report.close()
        _work(extractor, jobs)
    return pid


def _work(extractor: Extracts, jobs: socket.socket) -> NoReturn:
    """Answers one job after the other. The whole life of a worker."""
    with suppress(OSError):  # only on Linux: when memory is short, a worker can be spared
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    threading.Thread(target=_leave_with, args=(jobs,), daemon=True).start()
    since = 0  # jobs since memory was given back
    while True:
        if since and (since >= GIVING_BACK_AFTER or not select.select([jobs], (), (), QUIET_SECONDS)[0]):
            give_back()
            since = 0
        try:
            sent, handles, _, _ = socket.recv_fds(jobs, 1, 1, socket.MSG_DONTWAIT if since else 0)
        except BlockingIOError:  # another worker was faster
            continue
        if not sent:
            os._exit(0)
        with Connection(handles[0]) as client, suppress(EOFError, OSError):  # the web process has gone
            client.send(_answer(extractor, *client.recv()))
        since += 1


def _leave_with(jobs: socket.socket) -> NoReturn:
    """Ends the process when no more jobs can come: then nobody waits for the current one either."""
    ended = select.poll()
    ended.register(jobs, 0)
    ended.poll()
    os._exit(0)


def _answer(extractor: Extracts, article: Article, request_id: str | None) -> Analysis | None:
    try:
        return analyse(extractor, article)
    except Exception as error:  # it must not affect other articles
        log_failure(error, request_id)
        return None
