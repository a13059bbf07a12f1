"""What an operator can set. `docs/operations.md` says why each limit exists and what happens beyond it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from ipaddress import IPv6Address, ip_network
from typing import Any

from schemas.requests import MAX_DOCUMENTS, MAX_TEXT

ESCAPED_CHARACTER = 12
"""The bytes that one character takes at most in JSON: a `\\uXXXX` pair for those beyond the basic plane."""
ENVELOPE = 65_536
"""The bytes that a body may have besides its text: title, id, other fields, white space."""
KEY, KEYS = r"[A-Za-z0-9\-._~+/]+=*", "keys of letters, digits and -._~+/"
"""What a bearer token may hold (RFC 6750)."""
ORIGIN = r"\*|[a-z][a-z0-9+.-]*://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]+)?"
ORIGINS = "origins such as https://example.org in lower case, or *"
"""What a browser sends as `Origin`: scheme, host and port, no path."""
LOG_LEVELS = ("debug", "info", "warning", "error")


class SettingsError(ValueError):
    """An environment variable holds what it must not. The message names it."""


def _setting(variable: str, default: Any, read: Callable[[str], Any], *, secret: bool = False) -> Any:
    return field(default=default, repr=not secret, metadata={"variable": variable, "read": read, "secret": secret})


def _whole(at_least: int, at_most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit() and at_least <= int(value) <= at_most):
            raise ValueError(f"a whole number from {at_least} to {at_most}")
        return int(value)

    return read


def _seconds(at_least: float, at_most: float) -> Callable[[str], float]:
    def read(value: str) -> float:
        plain = value.replace(".", "", 1)
        if not (plain.isascii() and plain.isdigit() and at_least <= float(value) <= at_most):
            raise ValueError(f"a number of seconds from {at_least:g} to {at_most:g}")
        return float(value)

    return read


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.lower() not in choices:
            raise ValueError(f"one of {', '.join(choices)}")
        return value.lower()

    return read


def _list(pattern: str, what: str) -> Callable[[str], tuple[str, ...]]:
    def read(value: str) -> tuple[str, ...]:
        items = tuple(item.strip() for item in value.split(",") if item.strip())
        if not all(re.fullmatch(pattern, item) for item in items):
            raise ValueError(f"{what}, with commas between them")
        return items

    return read


def _networks(value: str) -> tuple[str, ...]:
    try:
        return tuple(str(ip_network(item.strip())) for item in value.split(",") if item.strip())
    except ValueError as error:
        raise ValueError("IP addresses or networks such as 10.0.0.0/8, with commas between them") from error


def _path(value: str) -> str:
    path = value.rstrip("/")
    if path and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", path):
        raise ValueError("a path such as /newsfacts")
    return path


def _host(value: str) -> str:
    """RETURNS: a host as a part of an address: IPv6 in brackets."""
    bare = value.removeprefix("[").removesuffix("]")
    if re.fullmatch(r"[A-Za-z0-9._-]+", bare):
        return bare
    try:
        return f"[{IPv6Address(bare)}]"
    except ValueError as error:
        raise ValueError("a host's name or an IP address, without a port") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The service's settings, checked. `from_environment` reads them."""

    host: str = _setting("NEWSFACTS_HOST", "127.0.0.1", _host)
    port: int = _setting("PORT", 8000, _whole(1, 65_535))
    workers: int = _setting("WEB_CONCURRENCY", 2, _whole(1, 256))
    threads: int = _setting("NEWSFACTS_THREADS", 256, _whole(2, 1_000))
    max_text: int = _setting("NEWSFACTS_MAX_TEXT", MAX_TEXT, _whole(1, MAX_TEXT))
    max_documents: int = _setting("NEWSFACTS_MAX_DOCUMENTS", MAX_DOCUMENTS, _whole(1, MAX_DOCUMENTS))
    max_queue: int = _setting("NEWSFACTS_MAX_QUEUE", 3, _whole(0, 1_000))
    max_queue_seconds: float = _setting("NEWSFACTS_MAX_QUEUE_SECONDS", 30.0, _seconds(0, 600))
    analysis_seconds: float = _setting("NEWSFACTS_ANALYSIS_SECONDS", 10.0, _seconds(1, 3_600))
    max_streams: int = _setting("NEWSFACTS_MAX_STREAMS", 16, _whole(0, 1_000))
    max_header_seconds: float = _setting("NEWSFACTS_MAX_HEADER_SECONDS", 10.0, _seconds(0.1, 600))
    max_body_seconds: float = _setting("NEWSFACTS_MAX_BODY_SECONDS", 60.0, _seconds(0.1, 3_600))
    keepalive_seconds: float = _setting("NEWSFACTS_KEEPALIVE_SECONDS", 75.0, _seconds(0.1, 3_600))
    max_held: int = _setting("NEWSFACTS_MAX_HELD_MIB", 256, _whole(16, 65_536))
    drain_seconds: float = _setting("NEWSFACTS_DRAIN_SECONDS", 0.0, _seconds(0, 600))
    stop_seconds: int = _setting("NEWSFACTS_STOP_SECONDS", 60, _whole(1, 3_600))
    api_keys: tuple[str, ...] = _setting("NEWSFACTS_API_KEYS", (), _list(KEY, KEYS), secret=True)
    cors_origins: tuple[str, ...] = _setting("NEWSFACTS_CORS_ORIGINS", (), _list(ORIGIN, ORIGINS))
    trusted_proxies: tuple[str, ...] = _setting("NEWSFACTS_TRUSTED_PROXIES", (), _networks)
    prefix: str = _setting("NEWSFACTS_PREFIX", "", _path)
    log_level: str = _setting("NEWSFACTS_LOG_LEVEL", "info", _one_of(*LOG_LEVELS))

    @property
    def max_line(self) -> int:
        """The bytes of one request: the longest legal text in the longest legal spelling, and the rest of the body."""
        return ESCAPED_CHARACTER * self.max_text + ENVELOPE

    @property
    def max_body(self) -> int:
        """The bytes of a body. A batch as a whole has no more than a single request."""
        return self.max_line


def variables() -> dict[str, str]:
    """RETURNS: the name of each setting's environment variable and its default, in the order of `Settings`."""
    return {item.metadata["variable"]: _shown(item.default) for item in fields(Settings)}


def _shown(default: Any) -> str:
    if default in ((), ""):
        return "none"
    return f"{default:g}" if isinstance(default, float) else str(default)


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """RETURNS: the settings that `environment` asks for; what it leaves out or empty has its default.

    RAISES: SettingsError, a variable holds what it must not, or none that we know begins with NEWSFACTS_.
    """
    unknown = sorted(name for name in environment if name.startswith("NEWSFACTS_") and name not in variables())
    if unknown:
        raise SettingsError(f"{', '.join(unknown)}: no such setting. There are: {', '.join(variables())}.")
    return Settings(**{item.name: _read(item, environment) for item in fields(Settings)})


def _read(item: Any, environment: Mapping[str, str]) -> Any:
    variable = item.metadata["variable"]
    value = environment.get(variable, "").strip()
    if not value:
        return item.default
    try:
        return item.metadata["read"](value)
    except ValueError as error:
        shown = "not" if item.metadata["secret"] else repr(value)
        raise SettingsError(f"{variable}: must be {error}, is {shown}.") from error
