"""The whole service on the shipped pipeline: its promises hold in every unit, whatever the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsfacts.extractor import Extractor
from newsfacts.facts import OffsetUnit
from service.app import create_app
from service.settings import Settings
from tests.api import answers
from tests.api.conftest import CheckedClient
from tests.api.contract import Contract

EVERYTHING = ["entities", "quotes", "claims", "quantities"]
ARTICLE = (
    "LAGOS \u2013 “At least 1,200 families have left Baga since Monday,” said Ngozi Okafor, the state’s relief "
    "coordinator. “We can feed\r\n\r\n“half of them.”\u00a0She told Reuters that prices rose by 12.5 percent in May. "
    "\U0001f600 According to the ministry, about $3.5 million (2.9 million euros) is needed.\n"
)
ODD = (
    "“ ” ‘ ’ \" ' '' `` « » ( ) [ ] — - -- ... : ; , . ? ! % $ € £ ₹ # @ & / + ± ° × 1 2 3,000 .5 1. 1,00 1/2 ½ 10-20 "
    "1e9 million thousand hundred dozen half between and from to of who said, according told asked added: she he they "
    "it his her their the Mr. Dr. President minister Reuters (AP) U.S. US$ km kg per cent percent years old since "
    "until last next Monday May 2024 5pm \u200b \ufeff \xa0 \u2028 \r\n \x00 e\u0301 \U0001f600 שלום"
)
TEXTS = {
    "article": ARTICLE,
    "one character": "a",
    "white space": " \n\t\u2028 ",
    "NUL and BOM": "\ufeffOfficials\x00 said 5\x00 people died.",
    "combining and right-to-left": 'Ame\u0301lie said \u202eשלום 15 ק"מ\u202c, “مرحبا” 30٪.',
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 " * 50,
    "only quotation marks": "“\"'''‘" * 80,
    "only digits": "1234567890" * 100,
    "only brackets": "([{<" * 100,
    "no spaces": "abcdefghij" * 1_000,
    "one long sentence": "and the man who saw the dog that chased the cat " * 40,
    "says nothing but said": "said " * 300,
}


@pytest.fixture(scope="module")
def real(extractor: Extractor, contract: Contract) -> Iterator[FlaskClient]:
    app: Flask = create_app(Settings(), extractor)
    app.test_client_class = type("Client", (CheckedClient,), {"contract": contract})
    with app.test_client() as client:
        yield client


def hold(real: FlaskClient, text: str, units: Iterable[str]) -> None:
    """Fails where an answer for `text` breaks a promise."""
    for unit in units:
        answer = real.post("/v1/extract", json={"text": text, "include": EVERYTHING, "offset_unit": unit})
        assert answer.status_code == 200
        answers.check(json.loads(answer.data), text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_odd_texts_in_every_unit(real: FlaskClient, text: str) -> None:
    hold(real, text, OffsetUnit)


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


PIECES = st.one_of(
    st.sampled_from(ARTICLE.split(" ")),
    st.sampled_from(ODD.split(" ")),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)
JOINED = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", "", "\n", "\n\n"])), max_size=60).map(
    lambda pairs: "".join(piece + space for piece, space in pairs) or "."
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=JOINED)
def test_scrambled_articles(real: FlaskClient, text: str) -> None:
    hold(real, text, ["byte"])


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=JOINED)
def test_many_scrambled_articles(real: FlaskClient, text: str) -> None:
    hold(real, text, ["utf16"])


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


def test_web_pages_are_read(real: FlaskClient) -> None:
    page = "<html><body><nav>Menu</nav><p>“Five men were hurt,” <b>Anna Berg</b> said in Oslo.</p></body></html>"
    facts = json.loads(real.post("/v1/extract", json={"text": page, "format": "html"}).data)
    assert facts["text"] == "“Five men were hurt,” Anna Berg said in Oslo."
    (quote,) = facts["quotes"]
    (span,) = quote["spans"]
    assert facts["text"][span["start"] : span["end"]] == span["text"]
    plain = json.loads(real.post("/v1/extract", json={"text": "Police left.", "format": None}).data)
    assert plain["text"] is None
