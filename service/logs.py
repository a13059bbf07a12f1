"""The log: one JSON object a line, never a word of an article. Knows no HTTP library."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

logger = logging.getLogger("newsfacts")


class JsonFormatter(logging.Formatter):
    """One JSON object a line. `extra={"fields": {...}}` of a record adds members to it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line |= {"error": type(record.exc_info[1]).__qualname__, "at": frames(record.exc_info[1])}
        return _printable(json.dumps(line, ensure_ascii=False))


def _printable(line: str) -> str:
    """RETURNS: the same JSON, with escapes for characters that a terminal or another reader of lines would act on."""
    return line if line.isprintable() else "".join(map(_escaped, line))


def _escaped(character: str) -> str:
    return character if character.isprintable() else json.dumps(character)[1:-1]


def to_stderr(level: str) -> None:
    """Sends the log to standard error. Does nothing the second time."""
    logger.setLevel(level.upper())
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonFormatter())
        logger.addHandler(handler)
        logger.propagate = False


def frames(error: BaseException) -> list[str]:
    """RETURNS: where an error was raised, the outermost frame first. Not its message, which may quote an article."""
    found = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found]


def log_failure(error: BaseException, request_id: str | None = None) -> None:
    """Logs an unhandled error by its type and frames."""
    fields = {"request_id": request_id, "error": type(error).__qualname__, "at": frames(error)}
    logger.error("unhandled error", extra={"fields": fields})
