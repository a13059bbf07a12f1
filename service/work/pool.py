"""Analyses in processes of their own.

The web process holds the connections and the queue, and no model. It forks a nursery, which loads the model and forks
one analyst after the other; each analyst takes a job, answers it and takes the next. So

- an analyst that dies takes the one article with it that it was at, and the nursery has its successor in no time;
- whoever waits is served by whichever analyst is free first;
- nothing that an analysis does holds up a probe, a refusal or another's answer;
- the web process answers while the model is still being loaded.

A job is the end of a socket pair, sent over a pair that all analysts read from: an analyst gets the article from it,
and writes the analysis into it. An analyst's death closes it, which is how the web process learns of it; in the same
way the web process's end is the end of all.
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
from service.answers import Extracts
from service.web.telemetry import log_failure, logger
from service.work.analysis import Analysis, AnalysisFailedError, analyse
from service.work.memory import forget_code, give_back, share

PAUSE = 0.05
"""The seconds between an analyst's death and its successor's birth: what dies at once shall not do so in a loop."""
QUIET_SECONDS, GIVING_BACK_AFTER = 0.5, 32
"""An analyst gives freed memory back when there has been no job for so long, and between jobs every so many: it takes
as long as a tenth of an analysis, most of it when the next one asks for the memory again."""


class Pool:
    """Analysts: `Analyses` in other processes."""

    def __init__(self, load: Callable[[], Extracts], places: int) -> None:
        """
        load: makes the extractor. Called in another process.
        places: how many analysts.
        """
        self.places = places
        self.load_seconds = 0.0
        self._load = load
        self._loaded = threading.Event()
        self._nursery = 0
        self.stopped = False

    @property
    def ready(self) -> bool:
        return self._loaded.is_set()

    def start(self, *, inherited: Iterable[socket.socket] = (), ended: Callable[[], None]) -> None:
        """Starts the processes, and returns before the model is loaded. To be called while there is one thread only.

        inherited: sockets that the other processes shall not keep open.
        ended: called from another thread when the nursery has ended, which it does not by itself.
        """
        self._jobs, theirs = socket.socketpair()
        news, report = Pipe(duplex=False)
        self._nursery = os.fork()
        if not self._nursery:
            try:
                news.close()
                for ours in (self._jobs, *inherited):
                    ours.close()
                _nurse(self._load, self.places, theirs, report)
            except BaseException as error:
                log_failure(error)
            finally:
                os._exit(1)
        theirs.close()
        report.close()
        threading.Thread(target=self._listen, args=(news, ended), name="nursery", daemon=True).start()

    def _listen(self, news: Connection, ended: Callable[[], None]) -> None:
        with suppress(EOFError):
            self.load_seconds = news.recv()
            self._loaded.set()
            logger.info("ready", extra={"told": {"seconds": round(self.load_seconds, 3)}})
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
                logger.error("an analyst died", extra={"told": {"request_id": request_id}})
                raise AnalysisFailedError from error
        if found is None:
            raise AnalysisFailedError
        return found

    def stop(self) -> None:
        """Ends the processes and waits for them."""
        self.stopped = True
        self._jobs.close()
        with suppress(ChildProcessError):
            os.waitpid(self._nursery, 0)


def started(load: Callable[[], Extracts], places: int) -> Pool:
    """For programs without connections. When the nursery ends before them, they end, too.

    RETURNS: analysts at work.
    RAISES: RuntimeError, the model can't be loaded.
    """
    pool = Pool(load, places)
    broken = threading.Event()
    pool.start(ended=lambda: os._exit(1) if pool.ready and not pool.stopped else broken.set())
    while not pool.ready:
        if broken.wait(0.05):
            raise RuntimeError("the model can't be loaded")
    return pool


def _nurse(load: Callable[[], Extracts], places: int, jobs: socket.socket, report: Connection) -> NoReturn:
    """Loads the model, and sees to it that there are always as many analysts. The whole life of the nursery."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for told_to_stop in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):  # a terminal tells all of its processes
        signal.signal(told_to_stop, signal.SIG_IGN)
    start = time.perf_counter()
    gc.disable()  # it would look through all that is loaded again and again, and find next to nothing
    extractor = load()
    gc.enable()
    seconds = time.perf_counter() - start
    share()
    analysts = {_fork(extractor, jobs, report) for _ in range(places)}
    with suppress(OSError):  # the web process has gone meanwhile: the analysts notice too
        report.send(seconds)
    forget_code()
    while analysts:
        pid, status = os.wait()
        analysts.discard(pid)
        if status:  # 0: there will be no more jobs
            logger.error("an analyst ended", extra={"told": {"pid": pid, "status": os.waitstatus_to_exitcode(status)}})
            time.sleep(PAUSE)
            analysts.add(_fork(extractor, jobs, report))
    os._exit(0)


def _fork(extractor: Extracts, jobs: socket.socket, report: Connection) -> int:
    pid = os.fork()
    if not pid:
        report.close()
        _work(extractor, jobs)
    return pid


def _work(extractor: Extracts, jobs: socket.socket) -> NoReturn:
    """Answers one job after the other. The whole life of an analyst."""
    with suppress(OSError):  # there is none but on Linux: when memory is short, an analyst is what can be spared
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    threading.Thread(target=_leave_with, args=(jobs,), daemon=True).start()
    since = 0  # jobs since memory was given back
    while True:
        if since and (since >= GIVING_BACK_AFTER or not select.select([jobs], (), (), QUIET_SECONDS)[0]):
            give_back()
            since = 0
        try:
            sent, handles, _, _ = socket.recv_fds(jobs, 1, 1, socket.MSG_DONTWAIT if since else 0)
        except BlockingIOError:  # another was faster
            continue
        if not sent:
            os._exit(0)
        with Connection(handles[0]) as client, suppress(EOFError, OSError):  # it has gone meanwhile
            client.send(_answer(extractor, *client.recv()))
        since += 1


def _leave_with(jobs: socket.socket) -> NoReturn:
    """Waits until nobody can send jobs any more: then nobody waits for the present one either."""
    ended = select.poll()
    ended.register(jobs, 0)
    ended.poll()
    os._exit(0)


def _answer(extractor: Extracts, article: Article, request_id: str | None) -> Analysis | None:
    try:
        return analyse(extractor, article)
    except Exception as error:  # one article's failure is not the others'
        log_failure(error, request_id)
        return None
