"""Whatever is sent, the answer is a described one."""

from __future__ import annotations

import json

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=20)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)
FIELDS = {
    "text": st.text(st.characters(exclude_categories=())) | JSON,
    "title": st.text() | JSON,
    "id": st.text() | JSON,
    "published_at": st.from_regex(r"\A\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?\Z") | JSON,
    "include": st.lists(st.sampled_from(["entities", "quotes", "claims", "quantities"])) | JSON,
    "min_confidence": st.floats(0, 1) | JSON,
    "format": st.sampled_from(["text", "html"]) | JSON,
    "explain": st.booleans() | JSON,
    "offset_unit": st.sampled_from(["code_point", "utf16", "byte"]) | JSON,
}
ARTICLES = st.fixed_dictionaries({}, optional=FIELDS) | JSON
SLOW = {"suppress_health_check": [HealthCheck.function_scoped_fixture], "deadline": None}


@settings(max_examples=100, **SLOW)
@given(document=ARTICLES)
def test_any_document(app: Flask, document: object) -> None:
    answer = app.test_client().post("/v1/extract", data=json.dumps(document), content_type="application/json")
    assert answer.status_code in (200, 400, 422) or document == {"text": "fail"}


@settings(max_examples=50, **SLOW)
@given(documents=st.lists(ARTICLES, max_size=5) | JSON)
def test_any_batch(app: Flask, documents: object) -> None:
    body = json.dumps({"documents": documents})
    answer = app.test_client().post("/v1/extract/batch", data=body, content_type="application/json")
    assert answer.status_code in (200, 400, 422)


@settings(max_examples=100, **SLOW)
@given(body=st.binary(max_size=200) | st.text().map(str.encode))
def test_any_bytes(app: Flask, body: bytes) -> None:
    answer = app.test_client().post("/v1/extract", data=body, content_type="application/json")
    assert answer.status_code in (200, 400, 422)
    stream = app.test_client().post("/v1/extract/stream", data=body, content_type="application/x-ndjson")
    assert stream.status_code == 200
    assert len(stream.data.splitlines()) == sum(1 for line in body.split(b"\n") if line.strip())
