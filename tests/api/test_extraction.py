"""What the routes pass to the extractor and make of its answer."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from newsfacts.facts import DEFAULT_INCLUDE, Article, Include, OffsetUnit
from tests.api.fake import FakeExtractor

EMOJI = "\U0001f600é said"


def lines(data: bytes) -> list[Any]:
    return [json.loads(line) for line in data.splitlines()]


def test_every_member_of_a_request_reaches_the_extractor(client: FlaskClient, fake: FakeExtractor) -> None:
    document = {
        "text": "A\r\n\u00a0text.",
        "title": "Title",
        "id": "7",
        "published_at": "2019-09-12T23:30:00-05:00",
        "include": ["quantities", "quotes", "quotes"],
        "offset_unit": "utf16",
    }
    answer = client.post("/v1/extract", json=document)
    assert json.loads(answer.data)["id"] == "7"
    assert fake.seen == [
        Article(
            text="A\r\n\u00a0text.",
            title="Title",
            id="7",
            published_at=date(2019, 9, 12),
            include=(Include.QUANTITIES, Include.QUOTES),
            offset_unit=OffsetUnit.UTF16,
        )
    ]


@pytest.mark.parametrize("document", [{"text": "a"}, {"text": "a", "include": []}])
def test_defaults(client: FlaskClient, fake: FakeExtractor, document: dict[str, Any]) -> None:
    client.post("/v1/extract", json=document)
    assert fake.seen == [Article(text="a", include=DEFAULT_INCLUDE, offset_unit=OffsetUnit.CODE_POINT)]


def test_every_member_of_an_answer(client: FlaskClient) -> None:
    answer = json.loads(client.post("/v1/extract", json={"text": "abcd", "include": list(Include)}).data)
    claim, quote, quantity = answer["claims"][0], answer["quotes"][0], answer["quantities"][0]
    assert claim["time"] == {"text": "abc", "start": 0, "end": 3, "from": "2019-08-12", "to": None}
    assert claim["quantity"]["value"] == 150
    assert claim["quantity"]["unit"]["currency"] == "USD"
    assert quote["speaker"]["resolution"] == "carried"
    assert quote["addressee"] == {"text": None, "start": None, "end": None, "entity_id": None, "name": None}
    assert quote["reported_by"] is None
    assert (quantity["value"], quantity["low"], quantity["high"]) == (None, 0.5, 1e300)


def test_what_is_not_asked_for_is_an_empty_array(client: FlaskClient) -> None:
    answer = json.loads(client.post("/v1/extract", json={"text": "abc", "include": ["claims"]}).data)
    assert answer["include"] == ["claims"]
    assert (answer["entities"], answer["quotes"], answer["quantities"]) == ([], [], [])
    assert answer["claims"]


@pytest.mark.parametrize(("unit", "end", "length"), [("code_point", 3, 7), ("utf16", 4, 8), ("byte", 7, 11)])
def test_offsets_count_in_the_unit_asked_for(client: FlaskClient, unit: str, end: int, length: int) -> None:
    answer = json.loads(client.post("/v1/extract", json={"text": EMOJI, "offset_unit": unit}).data)
    mention = answer["entities"][0]["mentions"][0]
    assert (mention["text"], mention["end"], answer["length"]) == (EMOJI[:3], end, length)


def test_equal_requests_get_equal_bytes(client: FlaskClient) -> None:
    document = {"text": EMOJI, "include": list(Include)}
    first, second = (client.post("/v1/extract", json=document).data for _ in range(2))
    assert first == second
    assert "é".encode() in first


def test_numbers_that_are_whole_are_written_so(client: FlaskClient) -> None:
    assert b'"value":150,' in client.post("/v1/extract", json={"text": "abc"}).data


def test_server_timing(client: FlaskClient) -> None:
    timing = client.post("/v1/extract", json={"text": "abc"}).headers["Server-Timing"]
    assert [step.partition(";")[0] for step in timing.split(", ")] == ["queue", "parse", "dump"]


def test_batch_answers_each_document_on_its_own(client: FlaskClient) -> None:
    documents = [{"text": "abc", "id": "1"}, {"text": ""}, 5, {"text": "fail"}]
    answer = client.post("/v1/extract/batch", json={"documents": documents})
    results = json.loads(answer.data)["results"]
    assert [result["facts"] and result["facts"]["id"] for result in results] == ["1", None, None, None]
    assert [result["problem"] and result["problem"]["status"] for result in results] == [None, 422, 422, 500]
    assert results[1]["problem"]["errors"][0]["pointer"] == "#/text"


def test_batch_and_single_give_the_same_facts(client: FlaskClient) -> None:
    document = {"text": EMOJI, "id": "x", "offset_unit": "byte"}
    single = json.loads(client.post("/v1/extract", json=document).data)
    batch = json.loads(client.post("/v1/extract/batch", json={"documents": [document]}).data)
    stream = client.post("/v1/extract/stream", data=json.dumps(document), content_type="application/x-ndjson")
    assert batch == {"results": [{"facts": single, "problem": None}]}
    assert lines(stream.data) == batch["results"]


@pytest.mark.parametrize(
    ("batch", "pointer"),
    [
        pytest.param({}, "#/documents", id="none"),
        pytest.param({"documents": []}, "#/documents", id="empty"),
        pytest.param({"documents": [{"text": "a"}] * 5}, "#/documents", id="too many"),
        pytest.param({"documents": {"text": "a"}}, "#/documents", id="not an array"),
        pytest.param({"documents": [{"text": "a"}], "x": 1}, "#/x", id="unknown member"),
        pytest.param([{"text": "a"}], "#", id="a bare array"),
    ],
)
def test_a_batch_that_is_none(client: FlaskClient, batch: Any, pointer: str) -> None:
    answer = client.post("/v1/extract/batch", json=batch)
    assert answer.status_code == 422
    assert json.loads(answer.data)["errors"][0]["pointer"] == pointer


def test_stream_answers_every_line_and_goes_on(client: FlaskClient, app: Flask) -> None:
    limit = app.extensions["newsfacts"].settings.max_line
    body = b"\n".join(
        [b'{"text":"abc","id":"1"}', b"", b"{", b"x" * (limit + 1), b'{"text":"fail"}', b'{"text":"z"}\r']
    )
    results = lines(client.post("/v1/extract/stream", data=body, content_type="application/x-ndjson").data)
    assert [result["problem"] and result["problem"]["status"] for result in results] == [None, 400, 413, 500, None]


def test_an_empty_stream_is_an_empty_answer(client: FlaskClient) -> None:
    assert client.post("/v1/extract/stream", data=b"", content_type="application/x-ndjson").data == b""
