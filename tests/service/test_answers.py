"""One document's answer, with the same bytes for all ways of asking."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from service.answers import Answers, result
from service.documents import spell
from tests.api.contract import Contract
from tests.api.fake import FakeExtractor

ANSWERS = Answers.of(FakeExtractor())


@pytest.mark.parametrize(
    ("document", "id_", "status"),
    [
        (b'{"text":"abc","id":"7"}\n', "7", None),
        (b'{"text":"abc"}', None, None),
        ({"text": "abc", "id": "“ü” \U0001f4f0\u2028\0"}, "“ü” \U0001f4f0\u2028\0", None),
        ({"text": "fail", "id": "7"}, "7", 500),
        ({"text": "", "id": "7"}, "7", 422),
        ({"id": "7"}, "7", 422),
        ({"text": "abc", "id": 7}, None, 422),
        ({"text": "abc", "id": None}, None, None),
        ({"text": "abc", "id": "x" * 257}, None, 422),
        ({"text": "abc", "id": "\ud83d"}, None, 422),
        (b'{"text":"abc","id":"7","id":"8"}', None, 400),
        (b"{", None, 400),
        (b"[]", None, 422),
        (b"null", None, 422),
        (b"\xff", None, 400),
    ],
)
def test_a_document_keeps_its_id_whatever_comes_of_it(document: Any, id_: str | None, status: int | None) -> None:
    answer = ANSWERS.answer(document)
    line = json.loads(answer.line)
    Contract.from_file().validate("BatchResult", line)
    assert answer.id == id_
    assert (line["problem"] and line["problem"]["status"]) == status
    assert (answer.facts is None) == (answer.problem is not None)


def test_the_line_is_made_of_the_bytes_of_its_parts() -> None:
    for document in ({"text": "abc"}, {"text": "fail"}):
        answer = ANSWERS.answer(document)
        assert answer.line == result(facts=answer.facts, problem=answer.problem)
        assert answer.line == spell(json.loads(answer.line))


def test_a_failure_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[Exception] = []
    monkeypatch.setattr("service.answers.log_failure", logged.append)
    ANSWERS.answer({"text": "fail"})
    assert [type(error) for error in logged] == [RuntimeError]


def test_importing_the_workers_loads_no_web_framework() -> None:
    modules = "service.work.pool, service.cli, service.bulk.command"
    code = f"import sys, {modules}; print(sorted({{'flask', 'prometheus_client', 'gunicorn'}} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
