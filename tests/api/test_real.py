"""The whole service on the shipped pipeline: offsets are exact in every unit, whatever the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service import create_app
from service.nlp.extractor import Extractor
from service.settings import Settings
from tests.api.conftest import CheckedClient
from tests.api.contract import Contract

EVERYTHING = ["entities", "quotes", "claims", "quantities"]
ARTICLE = (
    "LAGOS \u2013 “At least 1,200 families have left Baga since Monday,” said Ngozi Okafor, the state’s relief "
    "coordinator. “We can feed\r\n\r\n“half of them.”\u00a0She told Reuters that prices rose by 12.5 percent in May. "
    "\U0001f600 According to the ministry, about $3.5 million (2.9 million euros) is needed.\n"
)
TEXTS = {
    "article": ARTICLE,
    "one character": "a",
    "white space": " \n\t\u2028 ",
    "NUL and BOM": "\ufeffOfficials\x00 said 5\x00 people died.",
    "combining and right-to-left": 'Ame\u0301lie said \u202eשלום 15 ק"מ\u202c, “مرحبا” 30٪.',
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 200,
    "only quotation marks": "“\"'''‘" * 500,
    "only digits": "1234567890" * 500,
    "only brackets": "([{<" * 1_000,
    "no spaces": "abcdefghij" * 1_000,
    "one long sentence": "and the man who saw the dog that chased the cat " * 150,
    "says nothing but said": "said " * 1_500,
}


@pytest.fixture
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="module")
def real(extractor: Extractor, contract: Contract) -> Iterator[FlaskClient]:
    app: Flask = create_app(Settings(), extractor)
    app.test_client_class = type("Client", (CheckedClient,), {"contract": contract})
    with app.test_client() as client:
        yield client


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """RETURNS: everything with a text and offsets, itself and inside."""
    if isinstance(value, dict):
        if value.get("start") is not None:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_span_is_a_slice_in_every_unit(real: FlaskClient, text: str) -> None:
    encoded = {"code_point": (text, 1), "utf16": (text.encode("utf-16-le"), 2), "byte": (text.encode(), 1)}
    for unit, (units, width) in encoded.items():
        answer = real.post("/v1/extract", json={"text": text, "include": EVERYTHING, "offset_unit": unit})
        assert answer.status_code == 200
        facts = json.loads(answer.data)
        assert facts["length"] * width == len(units)
        for span in spans(facts):
            cut: Any = units[span["start"] * width : span["end"] * width]
            found = cut if unit == "code_point" else cut.decode("utf-16-le" if unit == "utf16" else "utf-8")
            assert found == span["text"]


def test_an_article_has_facts_of_each_kind(real: FlaskClient) -> None:
    document = {"text": ARTICLE, "include": EVERYTHING, "published_at": "2024-06-03"}
    facts = json.loads(real.post("/v1/extract", json=document).data)
    assert all(facts[kind] for kind in EVERYTHING)


def test_alone_in_a_batch_and_again_the_answer_is_the_same(real: FlaskClient) -> None:
    document = {"text": ARTICLE, "include": EVERYTHING}
    other = {"text": "Nobody was hurt, police said."}
    single = real.post("/v1/extract", json=document).data
    results = json.loads(real.post("/v1/extract/batch", json={"documents": [document, other, document]}).data)[
        "results"
    ]
    assert results[0]["facts"] == results[2]["facts"] == json.loads(single)
    assert real.post("/v1/extract", json=document).data == single


@pytest.mark.slow
@pytest.mark.parametrize(
    ("piece", "length"),
    [
        pytest.param(ARTICLE, 1_000_000, id="news"),
        pytest.param("7", 1_000_000, id="one number"),
        pytest.param("\U0001f600", 100_000, id="emoji"),
        pytest.param("“", 100_000, id="opening marks"),
        pytest.param("(", 100_000, id="opening brackets"),
        pytest.param("e\u0301", 100_000, id="combining marks"),
        pytest.param("\x00", 100_000, id="NUL"),
        pytest.param("ש ", 100_000, id="right to left"),
    ],
)
def test_a_long_text_of_anything(real: FlaskClient, piece: str, length: int) -> None:
    text = (piece * (length // len(piece) + 1))[:length]
    answer = real.post("/v1/extract", data=json.dumps({"text": text}), content_type="application/json")
    assert answer.status_code == 200
    assert json.loads(answer.data)["length"] == length
