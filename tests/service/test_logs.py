"""Log lines: JSON, and never a message that may quote an article."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from service.logs import JsonFormatter, log_failure, logger


def test_an_error_is_logged_by_its_type_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    monkeypatch.setattr(logger, "handle", lambda record: lines.append(JsonFormatter().format(record)))
    try:
        raise KeyError("a word of the article")
    except KeyError as error:
        log_failure(error, "r1")
    (line,) = lines
    fields = json.loads(line)
    assert (fields["error"], fields["request_id"], fields["level"]) == ("KeyError", "r1", "error")
    assert "test_logs.py" in fields["at"][0]
    assert "a word of the article" not in line


@pytest.mark.parametrize("character", ["\x1b", "\x7f", "\x9b", "\u2028", "\u200e", "\ud83d", "\n", "\U000e0001"])
def test_a_line_is_printable_and_says_what_was_there(character: str) -> None:
    record = logging.LogRecord("newsfacts", logging.INFO, "", 1, "é ü 😀 %s", (character,), None)
    line = JsonFormatter().format(record)
    assert line.isprintable()
    assert "é ü 😀" in line
    assert json.loads(line)["message"] == f"é ü 😀 {character}"


def test_an_exception_of_another_logger_has_its_place_too() -> None:
    try:
        raise RuntimeError("worker_tmp_dir")
    except RuntimeError:
        record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 1, "failed", None, sys.exc_info())
    fields = json.loads(JsonFormatter().format(record))
    assert fields["error"] == "RuntimeError"
    assert "test_logs.py" in fields["at"][0]
