"""Requests that nobody should send, from a seed: the same seed gives the same requests.

Most are a sound request in which something is damaged: a byte, a member, a header, the method, the length.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from newsfacts.facts import Include, OffsetUnit
from tests.api.hostile import KINDS

JSON, NDJSON = "application/json", "application/x-ndjson"
SINGLE, BATCH, STREAM = "/v1/extract", "/v1/extract/batch", "/v1/extract/stream"
LONGEST = 60
"""Characters of a text: short ones, so that many can be tried."""
PATHS = (
    "/", "/docs", "/healthz", "/readyz", "/metrics", "/openapi.yaml", "/openapi.json", "/v1", "/v1/", "/v1/extract/",
    "//v1/extract", "/v1/extract%00", "/V1/EXTRACT", "/v1/extract/batch/1", "/static/../service/settings.py", "/static/",
    "/static/js/app.js", "/é/\udcff", "/.env", "", "*", "/" + "a" * 3_000, "/v1/extract;x=1", "/static/%2e%2e/%2e%2e/etc/passwd",
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "X" * 30)
HEADERS = {
    "Accept": (
        "*/*", "application/json", "text/html", "application/json;q=0", "a/b;q=2, */*;q=x", ";;;,,,", "*", "a" * 2_000,
        "application/problem+json", "application/*;q=0.1", "text/plain", NDJSON, "\xff",
    ),
    "Accept-Encoding": ("gzip", "identity;q=0", "*;q=0", "br, zstd"),
    "Accept-Language": ("en", "x" * 500, "*"),
    "Authorization": ("Bearer abc", "Basic !!!", "Bearer", "Digest a=b", "\xff", "Bearer a=b, c=d"),
    "Content-Encoding": ("gzip", "identity", "br", "gzip, gzip", "", "\xff"),
    "Content-Type": (
        "", "text/plain", "application/json; charset=utf-8", "application/json; charset=latin-1", "application/JSON",
        "application/json;charset=\xff", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "json",
        "application/json; charset", "application/problem+json", NDJSON, JSON, "application/json; charset=\"utf-8\"",
    ),
    "Content-Length": ("-1", "0", "1", "99999999999999999999", "1.5", "0x10", " 5", "²", "", "+3"),
    "Cookie": ("a=b; c", "\xff=\xfe", "a" * 4_000),
    "If-None-Match": ("*", '"x"', "W/", "\xff"),
    "Host": ("", "example.org:99999", "[::1", "a b", "\xff", "x" * 500),
    "Origin": ("null", "https://example.org", "\xff"),
    "Range": ("bytes=0-0", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=" + "0-0," * 200),
    "Traceparent": ("00-" + "0" * 32 + "-" + "0" * 16 + "-01", "x", "ff" * 100),
    "X-Forwarded-Host": ("evil.example", "\xff"),
    "X-Request-Id": ("", "a b", "x" * 200, "\r\nSet-Cookie: a=b", "é", "ok-1"),
}  # fmt: skip
SCALARS = (
    None, True, False, 0, -1, 1.5, 1e308, "", "x", "\x00", "\ud800", "\U0010ffff", "a" * 300, [], {}, [[]], [None], {"a": 1},
    {"": {}}, "quotes", "utf16", "2024-02-30", "2024-02-29", "9999-12-31T23:59:60Z", "0000-00-00", "20240229", "٢٠٢٤-٠١-٠١", 10**99,
)  # fmt: skip
SPELLED = (
    b"NaN", b"-Infinity", b"1e999", b"-0", b"01", b"1.", b".5", b"+1", b"0x1", b"9" * 101, b"9" * 5_000, b"1e-99999", b"'a'",
    b"[" * 2_000, b'{"a":' * 2_000, b"[" * 900 + b"]" * 900, b'"\\ud800"', b'"\\x41"', b'"\\u12"', b'"\t"', b'"\x00"', b'"\xff"',
    b'"\xed\xa0\x80"', b'"\xc0\xaf"', b'"\xf4\x90\x80\x80"', b"//", b"undefined", b"True", b'"a" "b"', b"", b"\xef\xbb\xbf1",
)  # fmt: skip
MEMBERS = (
    "text",
    "title",
    "id",
    "published_at",
    "include",
    "offset_unit",
    "min_confidence",
    "explain",
    "documents",
    "Text",
    "",
    "__proto__",
    "\ud800",
    "a/b~c",
)


@dataclass(slots=True)
class Request:
    """
    articles: the texts that must be answered with facts, in their order, and the unit of each; None where what comes
    of the request is open.
    """

    method: str = "POST"
    path: str = SINGLE
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": JSON})
    body: bytes = b""
    articles: list[tuple[str, str]] | None = None

    def environ(self) -> dict[str, Any]:
        """RETURNS: the request as a WSGI server hands it on."""
        path, _, query = self.path.partition("?")
        length = self.headers.get("Content-Length", str(len(self.body)))
        found = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path.encode("utf-8", "surrogateescape").decode("latin-1"),
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": length,
            "SERVER_NAME": "x",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in self.headers.items():
            found.setdefault(f"HTTP_{name.upper().replace('-', '_')}", value)
        return found


def request(random: Random) -> Request:
    """RETURNS: any request."""
    sound = _sound(random)
    for damage in random.choices(_DAMAGES, k=random.choice((0, 1, 1, 1, 2))):
        sound.articles = None
        damage(random, sound)
    return sound


def _sound(random: Random) -> Request:
    path = random.choices((SINGLE, BATCH, STREAM), (8, 1, 1))[0]
    documents = [_document(random) for _ in range(1 if path == SINGLE else random.randint(1, 3))]
    articles = [(document["text"], document.get("offset_unit", "code_point")) for document in documents]
    if path == STREAM:
        body = b"".join(_spelled(random, document) + random.choice((b"\n", b"\r\n", b"\n\n")) for document in documents)
        return Request(path=path, headers={"Content-Type": NDJSON}, body=body, articles=articles)
    value = {"documents": documents} if path == BATCH else documents[0]
    return Request(path=path, body=_spelled(random, value), articles=articles)


def _document(random: Random) -> dict[str, Any]:
    text = KINDS[random.choice(_KINDS)](random)
    start = random.randrange(max(1, len(text) - LONGEST))
    document: dict[str, Any] = {"text": text[start : start + random.randint(1, LONGEST)] or "."}
    if random.random() < 0.3:
        document["published_at"] = random.choice(("2024-02-29", "1000-01-01 08:30", "2999-12-31T23:59:59+14:00"))
    if random.random() < 0.1:
        document["title"] = random.choice(("", "“5 dead”, says minister", "\u2028 \x00"))
    if random.random() < 0.7:
        document["include"] = list(Include)
    if random.random() < 0.2:
        document |= {"min_confidence": random.choice((0, 0.5, 1)), "explain": random.choice((True, None))}
    document["offset_unit"] = str(random.choice(list(OffsetUnit)))
    return document


_KINDS = [kind for kind in KINDS if kind != "mutilated"]  # which cuts whole articles, at a cost


def _spelled(random: Random, value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=random.random() < 0.3).encode("utf-8", "surrogatepass")


def _other_bytes(random: Random, wild: Request) -> None:
    """A few bytes lost, doubled, changed or put in, anywhere."""
    body = bytearray(wild.body)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(body) + 1)
        to = at + random.randint(1, 8)
        body[at : random.choice((at, to))] = random.choice(
            (b"", body[at:to] * 2, random.randbytes(random.randint(1, 3)))
        )
    wild.body = bytes(body)


def _cut(random: Random, wild: Request) -> None:
    wild.body = wild.body[: random.randrange(len(wild.body) + 1)]


def _other_value(random: Random, wild: Request) -> None:
    """Any member with any value, or named twice, or gone."""
    document = _document(random)
    for _ in range(random.randint(1, 2)):
        document[random.choice(MEMBERS)] = random.choice(SCALARS)
    if random.random() < 0.2:
        document.pop("text", None)
    value: Any = (
        {"documents": random.choice(([document], [document] * 101, document))} if wild.path == BATCH else document
    )
    wild.body = _spelled(random, random.choice((value, value, value, [value], random.choice(SCALARS))))


def _other_spelling(random: Random, wild: Request) -> None:
    member = json.dumps(random.choice(MEMBERS)).encode("utf-8", "surrogatepass")
    wild.body = b'{"text":"a",%b:%b}' % (member, random.choice(SPELLED))
    if random.random() < 0.3:
        wild.body = random.choice(SPELLED)


def _other_header(random: Random, wild: Request) -> None:
    name = random.choice(list(HEADERS))
    wild.headers[name] = random.choice(HEADERS[name])


def _other_length(random: Random, wild: Request) -> None:
    wild.headers["Content-Length"] = str(max(0, len(wild.body) + random.choice((-20, -1, 1, 20, 10**6, 10**8))))


def _other_method(random: Random, wild: Request) -> None:
    wild.method = random.choice(METHODS)


def _other_path(random: Random, wild: Request) -> None:
    wild.path = random.choice((*PATHS, SINGLE, BATCH, STREAM)) + random.choice(("", "", "?", "?a=b&a", "?\xff=%zz"))


def _compressed(random: Random, wild: Request) -> None:
    wild.body = gzip.compress(wild.body + b" " * random.choice((0, 10_000)), 1)
    if random.random() < 0.7:
        wild.headers["Content-Encoding"] = "gzip"


_DAMAGES: list[Callable[[Random, Request], None]] = [
    _other_bytes, _other_bytes, _cut, _other_value, _other_value, _other_value, _other_spelling, _other_spelling,
    _other_header, _other_header, _other_length, _other_method, _other_path, _compressed,
]  # fmt: skip
