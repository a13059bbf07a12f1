"""The web process: a worker class for gunicorn, on its public interface (`gunicorn.workers.base.Worker`).

gunicorn listens, starts this process again when it ends, and passes signals on. This class runs one event loop that
holds all connections (`service.web.connection`), and threads that run the application. A connection costs a thread only
while its request is answered: neither idle nor slow clients hold one. Two pools of threads keep probes and refusals
apart from requests that wait for analyses.
"""

from __future__ import annotations

import asyncio
import os
import resource
import ssl
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from service.settings import Settings
from service.web.connection import Connection
from service.work.pool import Pool

QUICK_THREADS = 8
"""Threads for everything but analyses: none of it waits."""
BACKLOG = 512
OPEN_FILES = 65_536
"""What the limit of open files is raised to, where the system lets us: a connection is one."""
SPARE_FILES = 128
"""Files that are kept for other things than connections."""


class WebProcess(Worker):  # type: ignore[misc]
    """The process that holds the connections."""

    alive: bool

    def load_wsgi(self) -> None:
        """Starts the worker processes too: there is the application, and no thread yet."""
        super().load_wsgi()
        service = self.wsgi.extensions["newsfacts"]
        self.settings: Settings = service.settings
        self.service = service
        self.connections: set[Connection] = set()
        self.idle: dict[Connection, None] = {}
        self.threads = ThreadPoolExecutor(self.settings.threads, "request")
        self.quick_threads = ThreadPoolExecutor(QUICK_THREADS, "quick")
        self.analysing = 0
        self._pool: Pool = service.analyses
        self._pool.start(inherited=self.sockets, ended=self._leave)

    def run(self) -> None:
        """Serves until `alive` is false."""
        self._max_connections = _raise_open_files() - SPARE_FILES
        try:
            asyncio.run(self._serve())
        finally:
            self._pool.stop()
            self.threads.shutdown(wait=False, cancel_futures=True)
            self.quick_threads.shutdown(wait=False, cancel_futures=True)
        if not self._pool.loaded:
            sys.exit(Arbiter.WORKER_BOOT_ERROR)

    async def _serve(self) -> None:
        self.loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()
        context = _tls(self.cfg)
        handshake = self.settings.max_header_seconds if context else None
        servers = [
            await asyncio.start_server(
                self._connected,
                sock=listener.sock,
                backlog=BACKLOG,
                limit=Connection.BUFFER,
                ssl=context,
                ssl_handshake_timeout=handshake,
            )
            for listener in self.sockets
        ]
        while self.alive and self.ppid == os.getppid():
            self.notify()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), 1)
        self.alive = False
        for server in servers:
            server.close()
        await self._finish()

    async def _finish(self) -> None:
        """Waits for the requests in flight, for as long as settings allow."""
        for connection in tuple(self.idle):
            connection.stop()
        deadline = self.loop.time() + self.settings.stop_seconds
        while self.connections and self.loop.time() < deadline:
            self.notify()
            await asyncio.sleep(0.05)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self.connections) >= self._max_connections and self.idle:
            next(iter(self.idle)).stop()  # the one that has been idle the longest
        connection = Connection(self, reader, writer)
        self.connections.add(connection)
        try:
            await connection.serve()
        finally:
            self.connections.discard(connection)

    def _leave(self) -> None:
        """The parent process has ended: answers what it can, and then ends so that gunicorn starts everything again."""
        self.alive = False
        self._wake()

    def _wake(self) -> None:
        with suppress(AttributeError, RuntimeError):  # the loop has not begun, or has ended
            self.loop.call_soon_threadsafe(self._woken.set)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: goes on for a while with `/readyz` at 503, then stops."""
        if getattr(self, "wsgi", None) is None:  # before it has begun
            super().handle_exit(sig, frame)
            return
        self.wsgi.extensions["newsfacts.readiness"].draining = True
        timer = threading.Timer(self.settings.drain_seconds, self._leave)
        timer.daemon = True
        timer.start()


def check(cfg: Any) -> None:
    """Stops the start where gunicorn would run something other than this class.

    cfg: gunicorn's configuration, with the options of the command line.
    RAISES: SystemExit.
    """
    if cfg.worker_class is not WebProcess:
        sys.exit("newsfacts needs gunicorn's worker_class to be service.web.server.WebProcess: leave -k out.")
    if cfg.workers != 1:
        sys.exit("newsfacts needs one process of gunicorn: leave -w out and set WEB_CONCURRENCY.")


def _raise_open_files() -> int:
    """RETURNS: how many files this process may have open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return OPEN_FILES if soft == resource.RLIM_INFINITY else soft


def _tls(cfg: Any) -> ssl.SSLContext | None:
    """RETURNS: what gunicorn's `certfile` and its other settings of TLS ask for; None without any."""
    if not cfg.is_ssl:
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cfg.certfile, cfg.keyfile)
    if cfg.ca_certs:
        context.load_verify_locations(cfg.ca_certs)
    context.verify_mode = cfg.cert_reqs
    if cfg.ciphers:
        context.set_ciphers(cfg.ciphers)
    return context
