"""What holds of every answer besides its schema. `facts` is a `Facts` as a client reads it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

ENCODINGS = {"code_point": ("utf-32-le", 4), "utf16": ("utf-16-le", 2), "byte": ("utf-8", 1)}


def check(facts: dict[str, Any], text: str, *, whole: bool = True) -> None:
    """Fails an answer for `text` that breaks a promise of the contract.

    whole: whether no fact is left out by `min_confidence`, so that numbers and references have no gaps.
    """
    _check_slices(facts, text)
    if whole:
        _check_references(facts)
        _check_order(facts)
    for quote in facts["quotes"]:
        assert quote["text"] == " ".join(span["text"] for span in quote["spans"])
    for figure in [claim["quantity"] for claim in facts["claims"]] + facts["quantities"]:
        _check_figure(figure)
    for claim in facts["claims"]:
        _check_claim(claim)


def _check_slices(facts: dict[str, Any], text: str) -> None:
    """Fails where a span is not the slice of the text at its offsets."""
    encoding, width = ENCODINGS[facts["offset_unit"]]
    content = text.encode(encoding)
    assert facts["length"] * width == len(content)
    for span in _spans(facts):
        assert span["start"] < span["end"], span
        assert content[span["start"] * width : span["end"] * width].decode(encoding) == span["text"], span


def _spans(value: Any) -> Iterator[dict[str, Any]]:
    """RETURNS: everything with a text and offsets, itself and inside."""
    if isinstance(value, dict):
        if value.get("start") is not None:
            yield value
        for inner in value.values():
            yield from _spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _spans(inner)


def _check_references(facts: dict[str, Any]) -> None:
    ids = {kind: {fact["id"] for fact in facts[kind]} for kind in ("entities", "quotes", "claims")}
    wanted = {"entity_id": "entities", "quote_id": "quotes", "part_of": "claims", "claim_id": "claims"}
    for name, target in _references(facts):
        assert target is None or target in ids[wanted[name]], f"{name} {target} leads nowhere"
    wholes = {claim["id"]: claim["part_of"] for claim in facts["claims"]}
    for part in wholes:
        climbed = 0
        while part is not None:
            part, climbed = wholes[part], climbed + 1
            assert climbed <= len(wholes), "part_of runs in a circle"


def _references(value: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in ("entity_id", "quote_id", "part_of", "claim_id"):
                yield name, inner
            else:
                yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _check_order(facts: dict[str, Any]) -> None:
    """Facts are numbered as the text has them, and so are the pieces of each."""
    starts = {
        "e": [[mention["start"] for mention in entity["mentions"]] for entity in facts["entities"]],
        "q": [[span["start"] for span in quote["spans"]] for quote in facts["quotes"]],
        "c": [[claim["quantity"]["start"]] for claim in facts["claims"]],
        "n": [[quantity["start"]] for quantity in facts["quantities"]],
    }
    ids = [fact["id"] for kind in ("entities", "quotes", "claims", "quantities") for fact in facts[kind]]
    wanted = [f"{letter}{number}" for letter, found in starts.items() for number in range(1, len(found) + 1)]
    assert ids == wanted, [id for id, right in zip(ids, wanted, strict=True) if id != right]
    for letter, found in starts.items():
        assert all(pieces for pieces in found), letter
        assert all(pieces == sorted(pieces) for pieces in found), letter
        assert all(before[0] <= after[0] for before, after in pairwise(found)), letter
    for quote in facts["quotes"]:
        assert all(before["end"] <= after["start"] for before, after in pairwise(quote["spans"]))


def _check_figure(figure: dict[str, Any]) -> None:
    low, value, high = figure["low"], figure["value"], figure["high"]
    assert all(number is None or math.isfinite(number) for number in (low, value, high))
    assert (value is None) == (low is not None) == (high is not None), json.dumps(figure)
    if figure["kind"] != "score":  # whose two numbers are one side's and the other's
        assert value is not None or low <= high, json.dumps(figure)
        assert (figure["modifier"] == "between") == (value is None), json.dumps(figure)


def _check_claim(claim: dict[str, Any]) -> None:
    assert claim["start"] <= claim["quantity"]["start"]
    assert claim["quantity"]["end"] <= claim["end"]
    time = claim["time"]
    if time and time["from"] and time["to"]:
        assert time["from"] < time["to"], json.dumps(time)
