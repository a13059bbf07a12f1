"""Analyses in processes of their own.

The web process holds the connections and the queue, and no model. It forks the parent process, which loads the model
and forks the workers (`service.work.worker`), and gets a connection to each worker. So

- a worker that dies takes one article with it, and the parent process forks another within milliseconds;
- a worker that hangs is killed: each analysis has a time limit by the length of its text, and idle workers are asked
  for a sign of life;
- no analysis delays a probe, a refusal or another's answer;
- the web process answers while the model is still being loaded.
"""

from __future__ import annotations

import math
import os
import select
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path

from newsfacts.facts import Article
from service.answers import FAILURE, Extracts
from service.logs import log_failure, logger
from service.problems import FAILED, LEFT, TIMED_OUT, ProblemError, RefusalError
from service.work.analysis import Analysis
from service.work.lifeline import Lifeline
from service.work.pace import Pace
from service.work.worker import BIRTH, run_parent

TIMES_THE_PACE = 10
"""An analysis has so many times what its text takes at the recent pace, besides `Pool`'s `seconds`. The slowest text
that we know takes seven times as long as news of its length."""
PING_SECONDS, PONG_SECONDS, LATE_SECONDS = 2.0, 5.0, 0.5
"""Seconds between two signs of life of an idle worker, until one that gives none is killed, and until it doesn't count
as ready."""
LOOK_SECONDS = 0.5
"""Seconds between two looks whether anybody still waits for a running analysis."""
SOCKET_SECONDS = 10
"""Seconds that a message, once begun, may take to cross a socket: a worker may be stopped in the middle of one."""


class _LeftError(Exception):
    """The client has left."""


class _Worker:
    """The web process's side of a worker."""

    def __init__(self, pid: int, sock: socket.socket) -> None:
        self.pid = pid
        limit = struct.pack("@ll", SOCKET_SECONDS, 0)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        self.connection = Connection(sock.detach())
        self._poll = select.poll()
        self._poll.register(self.connection.fileno(), select.POLLIN)
        self.late = math.inf
        """When it is late with what it is at, in monotonic seconds."""

    @property
    def stopped(self) -> bool:
        """Whether the process has been stopped by a signal. False where there is no /proc."""
        with suppress(OSError):
            return Path(f"/proc/{self.pid}/stat").read_bytes().rpartition(b")")[2].split()[0] in b"Tt"
        return False

    @property
    def dead(self) -> bool:
        """Whether an idle worker has died: it has nothing to send, so all there can be is the connection's end."""
        return self.answers(0.0)

    def answers(self, seconds: float) -> bool:
        """RETURNS: whether the worker answers or dies in time. Costs less than the connection's own `poll`."""
        return bool(self._poll.poll(seconds * 1000))

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.connection.close()


class Pool:
    """Workers: `Analyses` in other processes."""

    def __init__(self, load: Callable[[], Extracts], places: int, seconds: float = 10.0) -> None:
        """
        load: makes the extractor. Called in another process.
        places: how many workers.
        seconds: the time limit of an analysis, besides that for the length of its text.
        """
        self.places = places
        self.pace = Pace()
        self.load_seconds = 0.0
        self.stopped = False
        self._load = load
        self._seconds = seconds
        self._parent = 0
        self._parent_ended = False
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._changed = threading.Condition()

    @property
    def loaded(self) -> bool:
        """Whether the model has been loaded."""
        return self.load_seconds > 0

    @property
    def ready(self) -> bool:
        now = time.monotonic()
        with self._changed:
            return any(worker.late > now for worker in self._workers)

    def start(self, *, inherited: Iterable[socket.socket] = (), ended: Callable[[], None]) -> None:
        """Starts the processes, and returns before the model is loaded. Call it while there is one thread only.

        inherited: sockets that the other processes must not keep open.
        ended: called from another thread when the parent process has ended, which it doesn't do by itself.
        """
        self._lifeline = Lifeline()
        births, theirs = socket.socketpair()
        self._parent = os.fork()
        if not self._parent:
            try:
                for ours in (births, *inherited):
                    ours.close()
                run_parent(self._load, self.places, theirs, self._lifeline)
            except BaseException as error:
                log_failure(error)
            finally:
                os._exit(1)
        theirs.close()
        threading.Thread(target=self._receive, args=(births, ended), name="births", daemon=True).start()
        threading.Thread(target=self._ping, name="ping", daemon=True).start()

    def _receive(self, births: socket.socket, ended: Callable[[], None]) -> None:
        """Takes in new workers until the parent process ends."""
        while (received := socket.recv_fds(births, BIRTH.size, 1))[0]:
            pid, seconds = BIRTH.unpack(received[0])
            if not self.loaded:
                logger.info("ready", extra={"fields": {"seconds": round(seconds, 3)}})
            self.load_seconds = seconds
            worker = _Worker(pid, socket.socket(fileno=received[1][0]))
            with self._changed:
                self._workers.add(worker)
            self._give_back(worker)
        with self._changed:
            self._parent_ended = True
            self._changed.notify_all()
        ended()

    def _ping(self) -> None:
        """Finds idle workers that don't answer, before an article does."""
        while True:
            time.sleep(PING_SECONDS)
            with self._changed:
                asked = {worker.connection: worker for worker in self._idle}
                self._idle.clear()
            deadline = time.monotonic() + PONG_SECONDS
            for worker in tuple(asked.values()):
                worker.late = time.monotonic() + LATE_SECONDS
                with suppress(OSError):  # it has died: its connection is at its end
                    worker.connection.send(None)
            while asked and (answered := wait(list(asked), deadline - time.monotonic())):
                for connection in (each for each in answered if isinstance(each, Connection)):
                    self._pong(asked.pop(connection))
            for worker in asked.values():
                self._lose(worker, TimeoutError(), None)

    def _pong(self, worker: _Worker) -> None:
        try:
            worker.connection.recv()
        except (EOFError, OSError) as error:
            self._lose(worker, error, None)
        else:
            self._give_back(worker)

    def _take(self) -> _Worker:
        """Takes an idle worker, as soon as there is one.

        RAISES: ProblemError, there will never be one.
        """
        if not self._parent:
            raise RuntimeError("the workers were not started: run the service with gunicorn.conf.py")
        with self._changed:
            while True:
                while self._idle:
                    worker = self._idle.pop()
                    if worker.dead:
                        self._workers.discard(worker)
                        worker.connection.close()
                    elif worker.stopped:
                        self._lose(worker, TimeoutError(), None)
                    else:
                        return worker
                if self._parent_ended and not self._workers:
                    raise ProblemError(FAILED, FAILURE)
                self._changed.wait()

    def _give_back(self, worker: _Worker) -> None:
        with self._changed:
            worker.late = math.inf
            self._idle.append(worker)
            self._changed.notify()

    def _lose(self, worker: _Worker, error: Exception, request_id: str | None) -> None:
        """Kills a worker that is of no use any more. The parent process forks another."""
        fields = {"pid": worker.pid, "request_id": request_id, "error": type(error).__qualname__}
        logger.error("a worker is replaced", extra={"fields": fields})
        with self._changed:
            self._workers.discard(worker)
            self._changed.notify_all()
        worker.kill()

    def analyse(self, article: Article, request_id: str | None, left: Callable[[], bool] = lambda: False) -> Analysis:
        length = len(article.text)
        worker = self._take()
        start = time.monotonic()
        limit = self._seconds + TIMES_THE_PACE * self.pace.seconds(length)
        worker.late = start + limit / 2
        try:
            worker.connection.send((article, request_id))
            found = _receive(worker, start + limit, left)
        except (EOFError, OSError, _LeftError) as error:
            self._lose(worker, error, request_id)
            if isinstance(error, TimeoutError | BlockingIOError):
                raise ProblemError(TIMED_OUT, f"The analysis was stopped after {limit:.0f} s.") from error
            if isinstance(error, _LeftError):
                raise RefusalError(LEFT, "The client has left.") from error
            raise ProblemError(FAILED, FAILURE) from error
        self._give_back(worker)
        if found is None:
            raise ProblemError(FAILED, FAILURE)
        self.pace.note(length, time.monotonic() - start)
        return found

    def stop(self) -> None:
        """Ends the processes and waits for the parent process."""
        self.stopped = True
        self._lifeline.cut()
        with suppress(ChildProcessError):
            os.waitpid(self._parent, 0)


def _receive(worker: _Worker, deadline: float, left: Callable[[], bool]) -> Analysis | None:
    """RETURNS: a worker's answer.

    RAISES: TimeoutError, it is not there by the deadline (monotonic seconds). _LeftError. EOFError, OSError.
    """
    while not worker.answers(max(0.0, min(LOOK_SECONDS, deadline - time.monotonic()))):
        if time.monotonic() >= deadline:
            raise TimeoutError
        if left():
            raise _LeftError
    found: Analysis | None = worker.connection.recv()
    return found


def started(load: Callable[[], Extracts], places: int) -> Pool:
    """For programs without connections. When the parent process ends before them, they end too.

    RETURNS: workers that are ready.
    RAISES: RuntimeError, the model can't be loaded.
    """
    pool = Pool(load, places)
    broken = threading.Event()
    pool.start(ended=lambda: os._exit(1) if pool.loaded and not pool.stopped else broken.set())
    while not pool.loaded:
        if broken.wait(0.05):
            raise RuntimeError("the model can't be loaded")
    return pool
