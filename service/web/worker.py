"""gunicorn's threaded worker, with what it lacks to stand in the open.

- Analyses in processes of their own: it starts them, and ends when they end.
- Time limits: gunicorn reads a request's head and body for as long as the client cares to send, and waits for as long
  as it does not read its answer, holding a thread.
- Goodbyes: it waits for a client to close where that holds up nobody else.
- Draining: told to stop, it can go on for a while with `/readyz` at 503.
- Its own errors (a bad request line, too long a header) are problems like all others, not HTML.
"""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from gunicorn import util
from gunicorn.arbiter import Arbiter
from gunicorn.http import errors
from gunicorn.workers.gthread import TConn, ThreadWorker

from service.documents import spell
from service.logs import log_failure, logger
from service.problems import BAD_REQUEST, FAILED, MEDIA_TYPE, Kind, body
from service.settings import Settings
from service.work.pool import Pool

REFUSALS: dict[type[Exception], Kind] = {
    errors.LimitRequestLine: Kind("uri-too-long", 414, "URI Too Long"),
    errors.LimitRequestHeaders: Kind("headers-too-large", 431, "Request Header Fields Too Large"),
    errors.ExpectationFailed: Kind("expectation-failed", 417, "Expectation Failed"),
    errors.UnsupportedTransferCoding: Kind("not-implemented", 501, "Not Implemented"),
}
GOODBYE_SECONDS, GOODBYE_BYTES = 2.0, 16 << 20
"""How long a client may go on after its last answer, and how much it may send."""
_OUR_ERRORS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)


class Watch:
    """The seconds that a connection may keep its thread waiting."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self.expired = False
        self._sock = sock
        self._seconds = self._left = seconds
        self._since: float | None = None

    def restart(self) -> None:
        """Allows the full time again."""
        self._left = self._seconds

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Time runs inside."""
        self._since = start = time.monotonic()
        try:
            yield
        finally:
            self._since = None
            self._left -= time.monotonic() - start

    def check(self, now: float) -> None:
        """Ends the wait when time is up: whoever reads sees the end of the data, and can still answer."""
        since = self._since
        if since is not None and now - since > self._left:
            self.expired = True
            with suppress(OSError):  # closed meanwhile
                self._sock.shutdown(socket.SHUT_RD)


class TimedReader:
    """A body's reader that counts the time it waits. Everything else is the reader's own."""

    def __init__(self, reader: Any, watch: Watch) -> None:
        self._reader = reader
        self.watch = watch

    def read(self, size: int) -> bytes:
        with self.watch.waiting():
            return bytes(self._reader.read(size))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)


class Worker(ThreadWorker):  # type: ignore[misc]
    """A threaded worker."""

    alive: bool

    def init_process(self) -> None:
        self._watches: dict[int, Watch] = {}
        super().init_process()

    def load_wsgi(self) -> None:
        """Starts the worker processes too: there is the application, and no thread yet."""
        super().load_wsgi()
        self._pool: Pool = self.wsgi.extensions["newsfacts"].analyses
        self._pool.start(inherited=self.sockets, ended=self._leave)

    def _leave(self) -> None:
        """The parent process has ended: finishes what can be, so that gunicorn starts a new web process."""
        if self.alive:
            self.alive = False
            self.method_queue.defer(lambda: None)

    def run(self) -> None:
        super().run()
        self._pool.stop()
        if not self._pool.loaded:
            sys.exit(Arbiter.WORKER_BOOT_ERROR)

    @property
    def _settings(self) -> Settings:
        settings: Settings = self.wsgi.extensions["newsfacts"].settings
        return settings

    def notify(self) -> None:
        """Called by the main loop, every second at least."""
        super().notify()
        now = time.monotonic()
        for watch in list(self._watches.values()):
            watch.check(now)

    def handle(self, conn: TConn) -> Any:
        watch = self._watches[id(conn)] = Watch(conn.sock, self._settings.max_header_seconds)
        _limit_sending(conn.sock, self._settings.max_body_seconds)
        try:
            with watch.waiting():
                going_on = super().handle(conn)
        finally:
            del self._watches[id(conn)]
        if not going_on:
            _say_goodbye(conn)
        return going_on

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """The head has come: from here on only waiting for the body counts."""
        watch = self._watches[id(conn)] = Watch(conn.sock, self._settings.max_body_seconds)
        req.body.reader = TimedReader(req.body.reader, watch)
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        ours = isinstance(exc, _OUR_ERRORS) or not isinstance(exc, errors.ParseException)
        kind = FAILED if ours else REFUSALS.get(type(exc), BAD_REQUEST)
        detail = "The service failed to answer." if kind is FAILED else "The request is not proper HTTP."
        request_id = uuid.uuid4().hex
        if kind is FAILED:
            log_failure(exc, request_id)
        fields = {"request_id": request_id, "status": kind.status, "error": type(exc).__name__}
        logger.info("refused", extra={"fields": fields})
        with suppress(OSError):
            util.write_nonblock(client, _bare_answer(kind, detail, request_id))

    def handle_exit(self, sig: int, frame: Any) -> None:
        if getattr(self, "wsgi", None) is None:  # stopped before it has begun
            super().handle_exit(sig, frame)
            return
        self.wsgi.extensions["newsfacts.readiness"].draining = True
        timer = threading.Timer(self._settings.drain_seconds, super().handle_exit, (sig, frame))
        timer.daemon = True
        timer.start()


def _limit_sending(sock: socket.socket, seconds: float) -> None:
    """Fails a write that gets nothing across for so long. The kernel's own limit: a socket in Python has one for both
    directions, and reading has `Watch`."""
    whole, rest = divmod(seconds, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("@ll", int(whole), int(rest * 1_000_000)))


def _say_goodbye(conn: TConn) -> None:
    """Waits for the client to close, so that nothing unread makes the system throw away what it has yet to read.

    gunicorn does the same in its main loop, and so would hold up all others.
    """
    deadline, most = time.monotonic() + GOODBYE_SECONDS, GOODBYE_BYTES
    with suppress(OSError):
        conn.sock.shutdown(socket.SHUT_WR)
        while most > 0 and (left := deadline - time.monotonic()) > 0:
            conn.sock.settimeout(left)
            came = len(conn.sock.recv(65_536))
            if not came:
                break
            most -= came
    conn.close = lambda graceful=False: util.close(conn.sock)


def _bare_answer(kind: Kind, detail: str, request_id: str) -> bytes:
    content = spell(body(kind, detail))
    head = (
        f"HTTP/1.1 {kind.status} {kind.title}\r\nConnection: close\r\nX-Request-Id: {request_id}\r\n"
        f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode("ascii") + content
