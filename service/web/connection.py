"""One connection: reads requests, has them answered in threads, writes the answers, within time limits.

The event loop reads heads and bodies, so that slow clients cost memory and no thread. What can be refused by a
request's head is refused before its body is read.
"""

from __future__ import annotations

import asyncio
import io
import socket
import uuid
from collections.abc import Iterable
from contextlib import suppress
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

import h11

from service.documents import spell
from service.logs import log_failure, logger
from service.problems import BAD_REQUEST, MEDIA_TYPE, Kind, body
from service.web.body import CROWDED, PENDING, HeldTooMuchError, SlowBodyError, Unreadable
from service.web.budget import Hold
from service.web.wsgi import LEFT, Answer, Header, StreamedBody, call, environ
from service.work.memory import give_back

if TYPE_CHECKING:
    from service.web.server import WebProcess

REFUSALS = {
    400: BAD_REQUEST,
    414: Kind("uri-too-long", 414, "URI Too Long"),
    417: Kind("expectation-failed", 417, "Expectation Failed"),
    431: Kind("headers-too-large", 431, "Request Header Fields Too Large"),
    501: Kind("not-implemented", 501, "Not Implemented"),
}
"""What is no HTTP that we take, by status."""
PIECE = 65_536
"""Bytes that are read or written at a time."""
LONGEST_LINE, MOST_FIELDS, LONGEST_FIELD, LONGEST_HEAD = 4_094, 64, 8_190, 32_768
ASK_SECONDS = 1.0
"""How long after a client that has ended its half was first asked whether it still reads it is asked again; then twice
as long, and so on."""
GOODBYE_SECONDS, GOODBYE_BYTES = 2.0, 16 << 20
"""How long a client may go on sending after its last answer, and how much."""
LARGE = 4 << 20
"""Bytes of a request and its answer from which on the memory goes back to the system at its end."""
CLOSE = (b"Connection", b"close")
CONTINUE = h11.InformationalResponse(status_code=100, headers=[])


class _RefusedError(Exception):
    """The request is no HTTP that we take. `args` has the status."""


class Connection:
    """A connection of the web process."""

    BUFFER = 16_384
    """Bytes that the event loop reads ahead."""

    def __init__(self, process: WebProcess, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._process = process
        self._settings = process.settings
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.SERVER, LONGEST_HEAD)
        self._stopped = False
        self._body_seconds = 0.0  # that are left for the present body to arrive
        self._started = False
        self._ask_at, self._ask_after = 0.0, ASK_SECONDS  # when a client that has ended its half is asked again

    def stop(self) -> None:
        """Closes the connection where it is idle."""
        self._stopped = True
        if self in self._process.idle:
            self._writer.close()

    async def serve(self) -> None:
        """Answers requests until the connection ends."""
        try:
            while await self._exchange():
                self._http.start_next_cycle()
                self._ask_at, self._ask_after = 0.0, ASK_SECONDS
        except _RefusedError as error:
            await self._refuse(error.args[0])
        except (OSError, TimeoutError, h11.LocalProtocolError):  # the client has gone, or does not read
            self._writer.transport.abort()
        except Exception as error:
            log_failure(error)
        finally:
            await self._close()

    async def _exchange(self) -> bool:
        """RETURNS: whether another request may follow."""
        request = await self._head()
        if request is None:
            return False
        self._body_seconds = self._settings.max_body_seconds
        around = self._environ(request)
        with self._process.service.budget.hold() as hold:
            if around["REQUEST_METHOD"] != "POST":
                around["wsgi.input"] = io.BytesIO()
                with suppress(h11.RemoteProtocolError):
                    self._http.next_event()  # the end of the request, where it has no body
                answer = await self._quick(around)
            elif self._process.analysing >= self._settings.threads:
                around[CROWDED] = True
                around["wsgi.input"] = Unreadable(OSError())
                answer = await self._quick(around)
            elif around["PATH_INFO"].endswith("/stream"):
                answer = await self._stream(around)
            else:
                answer = await self._whole(around, hold)
            if answer is not None:
                hold.add(len(answer.content))
                await self._send(answer)
            large = hold.size > LARGE
        if large:
            give_back()
        return not self._stopped and self._http.our_state is h11.DONE and self._http.their_state is h11.DONE

    async def _head(self) -> h11.Request | None:
        """RETURNS: the next request without its body; None where none comes in time.

        RAISES: _RefusedError.
        """
        seconds = self._settings.keepalive_seconds if self._started else self._settings.max_header_seconds
        self._started = True
        self._process.idle[self] = None
        try:
            if not self._http.trailing_data[0]:
                async with asyncio.timeout(seconds):
                    await self._receive()
            event = await self._event(self._settings.max_header_seconds)
        except TimeoutError:
            return None
        except h11.RemoteProtocolError as error:
            line = self._http.trailing_data[0].partition(b"\n")[0]
            raise _RefusedError(414 if len(line) > LONGEST_LINE else error.error_status_hint) from error
        finally:
            self._process.idle.pop(self, None)
        return _checked(event) if isinstance(event, h11.Request) else None

    async def _receive(self) -> None:
        data = await self._reader.read(PIECE)
        self._http.receive_data(data)

    async def _event(self, seconds: float) -> Any:
        """RETURNS: the next part of a request. RAISES: TimeoutError, it does not come within so many seconds."""
        if (event := self._http.next_event()) is h11.NEED_DATA:
            async with asyncio.timeout(seconds):
                while event is h11.NEED_DATA:
                    await self._receive()
                    event = self._http.next_event()
        return event

    def _environ(self, request: h11.Request) -> dict[str, Any]:
        peer = self._writer.get_extra_info("peername") or ("",)
        here = self._writer.get_extra_info("sockname") or ("", 0)
        scheme = "https" if self._writer.get_extra_info("sslcontext") else "http"
        around = environ(request, peer[0] if isinstance(peer, tuple) else "", here[:2], scheme, self._settings)
        around[LEFT] = self._has_left
        return around

    def _has_left(self) -> bool:
        """RETURNS: whether the client reads no answer any more. For any thread.

        One that has ended its half may still read: both look the same until something is sent. HTTP/1.0 has nothing
        that could be sent, so there the end of the input counts, as it does for nginx.
        """
        if self._reader.exception() is not None or self._writer.transport.is_closing():
            return True
        if not self._reader.at_eof():
            return False
        if self._http.their_http_version == b"1.0":
            return True
        if (now := self._process.loop.time()) >= self._ask_at:
            self._ask_at = now + self._ask_after
            self._ask_after *= 2
            self._process.loop.call_soon_threadsafe(self._ask)
        return bool(self._writer.get_extra_info("socket").getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))

    def _ask(self) -> None:
        """Sends what clients of HTTP/1.1 pass over; the system of one that has left answers with an error."""
        if self._http.our_state is h11.SEND_RESPONSE:
            self._writer.write(self._http.send(CONTINUE) or b"")

    async def _quick(self, around: dict[str, Any]) -> Answer | None:
        """Has a request answered that waits for no analysis."""
        return await self._process.loop.run_in_executor(
            self._process.quick_threads, call, self._process.wsgi, around, self._send_from_thread
        )

    async def _whole(self, around: dict[str, Any], hold: Hold) -> Answer | None:
        """Reads the body whole, and has it answered."""
        around[PENDING] = True
        if not self._all_there(around) and await self._refused_by_head(around):
            around["wsgi.input"] = Unreadable(OSError())
            return await self._quick(around)
        around[PENDING] = False
        around["wsgi.input"] = await self._body(hold)
        return await self._analysed(around)

    def _all_there(self, around: dict[str, Any]) -> bool:
        """RETURNS: whether a short body has come with its head, as most have."""
        return 0 <= int(around.get("CONTENT_LENGTH") or -1) <= len(self._http.trailing_data[0])

    async def _refused_by_head(self, around: dict[str, Any]) -> bool:
        refuses = self._process.wsgi.refuses
        return bool(await self._process.loop.run_in_executor(self._process.quick_threads, refuses, around))

    async def _body(self, hold: Hold) -> io.BytesIO | Unreadable:
        """RETURNS: the body, or more of it than allowed, or what kept it from coming."""
        pieces: list[bytes] = []
        try:
            while piece := await self.piece():
                pieces.append(piece)
                if not hold.add(len(piece)):
                    hold.add(-hold.size)
                    return Unreadable(HeldTooMuchError())
                if hold.size > self._settings.max_body:
                    break
        except OSError as error:
            return Unreadable(error)
        return io.BytesIO(b"".join(pieces))

    async def piece(self) -> bytes:
        """RETURNS: the next piece of the body; b"" at its end.

        RAISES: OSError, it does not come in time, or is malformed.
        """
        start = self._process.loop.time()
        try:
            if self._http.they_are_waiting_for_100_continue:
                self._writer.write(self._http.send(CONTINUE) or b"")
            event = await self._event(self._body_seconds)
        except TimeoutError as error:
            raise SlowBodyError from error
        except h11.RemoteProtocolError as error:
            raise OSError from error
        finally:
            self._body_seconds -= self._process.loop.time() - start
        return bytes(event.data) if isinstance(event, h11.Data) else b""

    async def _stream(self, around: dict[str, Any]) -> Answer | None:
        """Has the body read and answered piece by piece.

        The answers sent tell whether the client still reads. With HTTP/1.0 the end of its input must not: it would cut
        a stream short without a word.
        """
        if self._http.their_http_version == b"1.0":
            del around[LEFT]
        around["wsgi.input"] = StreamedBody(self.piece, self._process.loop, self._restart)
        return await self._analysed(around)

    def _restart(self) -> None:
        self._body_seconds = self._settings.max_body_seconds

    async def _analysed(self, around: dict[str, Any]) -> Answer | None:
        """Has a request answered that waits for analyses."""
        self._process.analysing += 1
        try:
            return await self._process.loop.run_in_executor(
                self._process.threads, call, self._process.wsgi, around, self._send_from_thread
            )
        finally:
            self._process.analysing -= 1

    async def _send(self, answer: Answer) -> None:
        first, last = self._head_of(answer.status, answer.headers), h11.EndOfMessage()
        starts = range(0, len(answer.content), PIECE)
        content = [h11.Data(data=answer.content[start : start + PIECE]) for start in starts]
        if len(content) <= 1:
            await self._write(first, *content, last)
        else:
            for event in (first, *content, last):
                await self._write(event)

    def _head_of(self, status: int, headers: list[Header]) -> h11.Response:
        own = [(b"Date", formatdate(usegmt=True).encode())]
        if self._stopped or not self._process.alive or self._http.their_state is not h11.DONE:
            own.append(CLOSE)  # the rest of the body is of no use
        return h11.Response(status_code=status, headers=[*headers, *own])

    async def _write(self, *events: Any) -> None:
        """RAISES: TimeoutError, the client does not read. OSError, it has gone."""
        data = b"".join(self._http.send(event) or b"" for event in events)
        self._writer.write(data)
        if self._writer.transport.get_write_buffer_size():
            async with asyncio.timeout(self._settings.max_body_seconds):
                await self._writer.drain()

    def _send_from_thread(self, status: int, headers: list[Header], pieces: Iterable[bytes]) -> None:
        """For the thread that runs the application: sends an answer as it comes."""
        self._wait_for(self._write(self._head_of(status, headers)))
        for piece in pieces:
            self._wait_for(self._write(h11.Data(data=piece)))
        self._wait_for(self._write(h11.EndOfMessage()))

    def _wait_for(self, writing: Any) -> None:
        asyncio.run_coroutine_threadsafe(writing, self._process.loop).result()

    async def _refuse(self, status: int) -> None:
        kind = REFUSALS.get(status, BAD_REQUEST)
        request_id = uuid.uuid4().hex
        logger.info("refused", extra={"fields": {"request_id": request_id, "status": kind.status}})
        content = spell(body(kind, "The request is not proper HTTP."))
        head = (
            f"HTTP/1.1 {kind.status} {kind.title}\r\nConnection: close\r\nX-Request-Id: {request_id}\r\n"
            f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(content)}\r\n\r\n"
        )
        self._writer.write(head.encode("ascii") + content)

    async def _close(self) -> None:
        """Lets the client read its last answer: what it has still sent would make the system throw the answer away."""
        with suppress(OSError, TimeoutError):
            if not self._writer.is_closing() and self._writer.can_write_eof() and not self._has_left():
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self._writer.drain()
                    self._writer.write_eof()
                    most = GOODBYE_BYTES
                    while most > 0 and (came := await self._reader.read(PIECE)):
                        most -= len(came)
        self._writer.close()


def _checked(request: h11.Request) -> h11.Request:
    """RAISES: _RefusedError, the head is longer than we take, or asks for what there is not."""
    names = [name for name, _ in request.headers]
    if len(request.target) > LONGEST_LINE:
        raise _RefusedError(414)
    if len(names) > MOST_FIELDS or any(len(name) + len(value) > LONGEST_FIELD for name, value in request.headers):
        raise _RefusedError(431)
    if (b"content-length" in names and b"transfer-encoding" in names) or request.http_version not in (b"1.0", b"1.1"):
        raise _RefusedError(400)
    expected = [value.lower() for name, value in request.headers if name == b"expect"]
    if any(value != b"100-continue" for value in expected):
        raise _RefusedError(417)
    return request
