"""Facts as rows of a table, one kind of fact each: what `--csv` writes, in the columns that the page saves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(kind: str, facts: dict[str, Any]) -> Iterator[Row]:
    """
    kind: `quotes`, `claims` or `entities`.
    facts: an answer as the `Facts` schema has it.
    RETURNS: its facts of this kind, in text order, each with the document's `id` as `article`. Entities have a row for
    each mention. What an answer says is null is None.
    """
    make = {"quotes": _quote, "claims": _claim, "entities": _entity}[kind]
    for fact in facts[kind]:
        for row in make(fact):
            yield {"article": facts["id"], **row}


def cells(row: Row) -> list[Any]:
    """RETURNS: the values of a row. A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return [f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value for value in row.values()]


def _quote(quote: Row) -> Iterator[Row]:
    speaker = quote["speaker"] or {}
    yield {
        "id": quote["id"],
        "kind": quote["kind"],
        "type": quote["type"],
        "speaker": _name(quote["speaker"]),
        "speaker_text": speaker.get("text"),
        "resolution": speaker.get("resolution"),
        "cue": _text(quote["cue"]),
        "text": quote["text"],
        "start": quote["spans"][0]["start"],
        "end": quote["spans"][-1]["end"],
        "parts": len(quote["spans"]),
        "co_speakers": "; ".join(filter(None, map(_name, quote["co_speakers"]))),
        "addressee": _name(quote["addressee"]),
        "reported_by": _name(quote["reported_by"]),
        "issues": " ".join(quote["issues"]),
        "confidence": quote["confidence"],
    }


def _claim(claim: Row) -> Iterator[Row]:
    quantity, time = claim["quantity"], claim["time"] or {}
    unit = quantity["unit"] or {}
    yield {
        "id": claim["id"],
        "text": claim["text"],
        "start": claim["start"],
        "end": claim["end"],
        "figure": quantity["text"],
        **{name: quantity[name] for name in ("kind", "value", "low", "high", "modifier")},
        "unit": unit.get("name"),
        "currency": unit.get("currency"),
        "subject": _text(claim["subject"]),
        "predicate": _text(claim["predicate"]),
        "negated": str(claim["negated"]).lower(),
        "direction": claim["direction"],
        "time": time.get("text"),
        "from": time.get("from"),
        "to": time.get("to"),
        "place": _text(claim["place"]),
        "source": _name(claim["source"]),
        "quote_id": claim["quote_id"],
        "part_of": claim["part_of"],
        "confidence": claim["confidence"],
    }


def _entity(entity: Row) -> Iterator[Row]:
    place = entity["place"] or {}
    for mention in entity["mentions"]:
        yield {
            "id": entity["id"],
            "label": entity["label"],
            "name": entity["name"],
            "country": place.get("country"),
            "geonames_id": place.get("geonames_id"),
            "mention": mention["text"],
            "kind": mention["kind"],
            "start": mention["start"],
            "end": mention["end"],
            "value": mention["value"],
        }


def _name(party: Row | None) -> str | None:
    return None if party is None else party["name"] or party["text"]


def _text(span: Row | None) -> str | None:
    return None if span is None else span["text"]
