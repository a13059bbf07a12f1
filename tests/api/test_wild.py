"""50,000 requests that nobody should send: no failure of ours, no answer but the described, no offset but exact."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from dataclasses import replace
from random import Random
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Facts, Meta, OffsetUnit
from newsfacts.text.offsets import convert
from schemas.facts import dump
from service.app import create_app
from service.settings import Settings
from tests.api import answers, wild
from tests.api.contract import NDJSON, PROBLEM, Contract

ALL, ROUNDS, FAST = 50_000, 10, 200


class Recorder:
    """The shipped extractor, which remembers what it found, in code points."""

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self.found: list[tuple[Article, Facts]] = []

    @property
    def meta(self) -> Meta:
        return self._extractor.meta

    def extract(self, article: Article, *, timings: MutableMapping[str, float] | None = None) -> Facts:
        found = self._extractor.extract(replace(article, offset_unit=OffsetUnit.CODE_POINT), timings=timings)
        self.found.append((article, found))
        return convert(found, article.text, article.offset_unit)


class Judge:
    """Sends requests and holds the answers to what is promised."""

    def __init__(self, extractor: Extractor, contract: Contract) -> None:
        self.recorder = Recorder(extractor)
        self.app: Flask = create_app(Settings(log_level="error"), self.recorder)
        self.document = contract.document
        self._validators: dict[str, Any] = {}

    def judge(self, request: wild.Request) -> int:
        """RETURNS: the answer's status. Fails an answer that breaks a promise."""
        self.recorder.found.clear()
        status, headers, content = self._send(request)
        assert status < 500
        assert headers["X-Request-Id"].isascii()
        assert headers["X-Content-Type-Options"] == "nosniff"
        operation = self.document["paths"].get(request.path.partition("?")[0], {}).get(request.method.lower())
        if operation is not None:
            assert str(status) in operation["responses"], status
        media_type = headers.get("Content-Type", "").partition(";")[0]
        if status >= 400:
            assert media_type == PROBLEM
            self._check_problem(status, content, request.method)
        elif request.path.startswith("/v1/extract") and request.method == "POST":
            results = (
                [json.loads(line) for line in content.splitlines()] if media_type == NDJSON else [json.loads(content)]
            )
            self._check_results(results)
            if request.articles is not None:
                answered = [facts for facts in map(_facts, _flat(results)) if facts]
                assert [facts["offset_unit"] for facts in answered] == [unit for _, unit in request.articles]
        if request.articles is not None:
            assert status == 200
            assert [article.text for article, _ in self.recorder.found] == [text for text, _ in request.articles]
        return status

    def _send(self, request: wild.Request) -> tuple[int, dict[str, str], bytes]:
        started: list[Any] = []
        answer = self.app(request.environ(), lambda *args: started.append(args))
        content = b"".join(answer)
        answer.close()  # type: ignore[attr-defined]
        status, headers, *_ = started[0]
        return int(status[:3]), dict(headers), content

    def _check_problem(self, status: int, content: bytes, method: str) -> None:
        if method == "HEAD":
            assert not content
            return
        problem = json.loads(content)
        self._validate("Problem", problem)
        assert problem["status"] == status

    def _check_results(self, results: list[Any]) -> None:
        found = list(_flat(results))
        for result in found:
            self._validate("BatchResult" if "problem" in result else "Facts", result)
            assert not result.get("problem") or result["problem"]["status"] < 500
        answered = [facts for facts in map(_facts, found) if facts]
        assert len(answered) == len(self.recorder.found)
        for facts, (article, recorded) in zip(answered, self.recorder.found, strict=True):
            whole = not article.min_confidence
            answers.check(facts, article.text, whole=whole)
            for unit in set(OffsetUnit) - {article.offset_unit}:
                answers.check(dump(convert(recorded, article.text, unit)), article.text, whole=whole)

    def _validate(self, name: str, value: Any) -> None:
        if name not in self._validators:
            schema = {**self.document, "$ref": f"#/components/schemas/{name}"}
            self._validators[name] = jsonschema_rs.Draft202012Validator(schema)
        self._validators[name].validate(value)


def _flat(results: list[Any]) -> list[Any]:
    return results[0]["results"] if len(results) == 1 and "results" in results[0] else results


def _facts(result: Any) -> Any:
    return result.get("facts", result)


@pytest.fixture(scope="module")
def judge(extractor: Extractor, contract: Contract) -> Judge:
    return Judge(extractor, contract)


def hold(judge: Judge, seed: str, count: int) -> None:
    random = Random(seed)
    statuses = set()
    for number in range(count):
        request = wild.request(random)
        try:
            statuses.add(judge.judge(request))
        except Exception as error:
            raise AssertionError(f"request {number} of seed {seed!r}: {request}") from error
    assert {200, 400, 404, 405, 415, 422} <= statuses


def test_wild_requests(judge: Judge) -> None:
    hold(judge, "fast", FAST)


@pytest.mark.slow
@pytest.mark.parametrize("round", range(ROUNDS))
def test_many_wild_requests(judge: Judge, round: int) -> None:
    hold(judge, str(round), ALL // ROUNDS)
