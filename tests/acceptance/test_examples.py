"""The page's examples are right: every fact that a reader sees of them, as people checked it in `examples/`.

A line is a fact: `Q kind type speaker: text`, `C figure | of subject | predicate | time | place | source | text`,
`E label name place: mentions`, without ids, offsets and confidence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsfacts.extractor import Extractor
from schemas.facts import dump
from schemas.requests import Article
from service.web.page import FOLDER

GOLD = Path(__file__).parent / "examples"
SAMPLES = [entry["file"] for entry in json.loads((FOLDER / "samples" / "index.json").read_text("utf-8"))]
KINDS = {"name": "", "nominal": " (role)", "pronoun": " (pronoun)"}

Row = dict[str, Any]


def written(answer: Row) -> Iterator[str]:
    """RETURNS: the facts of an answer, a line each."""
    numbers = {claim["id"]: claim["quantity"]["text"] for claim in answer["claims"]}
    yield from map(_quote, answer["quotes"])
    yield from (_claim(claim, numbers) for claim in answer["claims"])
    yield from map(_entity, answer["entities"])


def _quote(quote: Row) -> str:
    others = [("to", quote["addressee"]), ("reported by", quote["reported_by"])]
    more = "".join(f" [{role} {_party(party)}]" for role, party in others if party)
    return f"Q {quote['kind']} {quote['type']} {_party(quote['speaker'])}: {quote['text']}{more}"


def _claim(claim: Row, numbers: dict[str, str]) -> str:
    time = claim["time"] and f"{claim['time']['text']} = {claim['time']['from']} to {claim['time']['to']}"
    parts = [
        _figure(claim["quantity"]),
        f"of {_text(claim['subject'])}",
        ("not " if claim["negated"] else "") + _text(claim["predicate"]),
        time or "no time",
        _text(claim["place"], "no place"),
        _party(claim["source"]),
    ]
    if claim["direction"]:
        parts.append(claim["direction"])
    if claim["part_of"]:
        parts.append(f"part of {numbers[claim['part_of']]}")
    return "C " + " | ".join([*parts, claim["text"]])


def _figure(quantity: Row) -> str:
    value = quantity["value"]
    figure = f"{value:,.12g}" if value is not None else f"{quantity['low']:,.12g} to {quantity['high']:,.12g}"
    modifier = "" if quantity["modifier"] == "exactly" else f" {quantity['modifier']}"
    unit = quantity["unit"] and (quantity["unit"]["currency"] or quantity["unit"]["name"])
    return f"{figure}{modifier}{f' {unit}' if unit else ''}, {quantity['kind']}"


def _entity(entity: Row) -> str:
    place = entity["place"] and f" {entity['place']['country']} {entity['place']['geonames_id']}"
    values = [m["text"] + KINDS[m["kind"]] + (f" = {m['value']}" if m["value"] else "") for m in entity["mentions"]]
    return f"E {entity['label']} {entity['name']}{place or ''}: {'; '.join(values)}"


def _party(party: Row | None) -> str:
    return "nobody" if party is None else party["name"] or party["text"]


def _text(span: Row | None, none: str = "nothing") -> str:
    return none if span is None else span["text"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_visible_fact_is_right(extractor: Extractor, sample: str) -> None:
    request = json.loads((FOLDER / "samples" / sample).read_text("utf-8"))
    found = list(written(dump(extractor.extract(Article().load(request)))))
    assert found == (GOLD / sample).with_suffix(".txt").read_text("utf-8").splitlines()
