"""Reads the corpora, each annotated in its own way, as articles of one form.

An article is `{"id", "text"}` with `entities` (`[{"start", "end", "label"}]`, labels of the worldwide corpus) or
`attributions` (`[{"source", "cue", "content"}]`, lists of `[start, end]`) or neither; all are code points.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

Row = dict[str, Any]

ANNOTATED = Path(__file__).parent / "annotated.jsonl"
"""Attributions in articles of the `unlabelled` corpus: offsets, without the texts, which belong to their publishers.

A `name` is where the speaker's fullest name first stands. Articles that are `aside` are never trained on.
"""

GUM_GENRES = ("academic", "bio", "news", "textbook", "voyage")
"""Of GUM. Interviews, court hearings and vlogs stay out: what their speakers say in turns is no attribution there."""


def read_jsonl(path: Path) -> list[Row]:
    """RETURNS: the file's objects, one a line, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def held_out(identity: str) -> bool:
    """RETURNS: whether a training article is kept aside for choosing settings: a twentieth, by its id, and those that
    `ANNOTATED` sets aside.
    """
    return zlib.crc32(identity.encode("utf-8")) % 20 == 0 or _annotated().get(identity, {}).get("aside", False)


def articles(kind: str, path: Path) -> list[Row]:
    """
    kind: one of `training.recipe.KINDS`.
    RETURNS: the articles that can be trained on or kept aside.
    RAISES: ValueError, the text of an article is not the one that was annotated.
    """
    rows = read_jsonl(path)
    if kind == "annotated":
        rows = [row | {"attributions": _of_this_text(row)} for row in rows if row["id"] in _annotated()]
    if kind == "unlabelled":
        return [row for row in rows if row["id"] not in _annotated()]
    if kind in ("genres", "annotated"):
        return [row | {"attributions": _apart(_learnable(_to_the_marks(row)))} for row in rows]
    if kind == "gum":
        # Those in the genres corpus are annotated there, and better.
        rows = [row for row in rows if row["genre"] in GUM_GENRES and not row["gold_genres"]]
        return [row | {"attributions": _apart(row["attributions"])} for row in rows]
    return rows


@cache
def _annotated() -> dict[str, Row]:
    return {row["id"]: row for row in read_jsonl(ANNOTATED)}


def _of_this_text(row: Row) -> list[Row]:
    found = _annotated()[row["id"]]
    if sha256(row["text"].encode("utf-8")).hexdigest() != found["sha256"]:
        raise ValueError(f"{row['id']}: the text has changed since it was annotated")
    attributions: list[Row] = found["attributions"]
    return attributions


_OPENED = re.compile(r"[\"“‘]$")
_CLOSED = re.compile(r"[.,!?…]?[\"”’]")


def _to_the_marks(row: Row) -> list[Row]:
    """RETURNS: the attributions, their contents with the quotation marks around them, as PolNeAR has them."""
    return [a | {"content": [_marked(row["text"], span) for span in a["content"]]} for a in row["attributions"]]


def _marked(text: str, span: Sequence[int]) -> list[int]:
    start, end = span
    if _OPENED.search(text, max(start - 1, 0), start):
        start -= 1
    if closed := _CLOSED.match(text, end):
        end = closed.end()
    return [start, end]


def _learnable(attributions: Iterable[Row]) -> list[Row]:
    """RETURNS: those that are required, then those that are optional but have a cue or a source."""
    required = [a for a in attributions if not a.get("optional")]
    return required + [a for a in attributions if a.get("optional") and (a["cue"] or a["source"])]


def _apart(attributions: Iterable[Row]) -> list[Row]:
    """RETURNS: the attributions, without those whose content meets that of an earlier one.

    The network gives every word to one attribution at most.
    """
    taken: set[int] = set()
    kept = []
    for attribution in sorted(attributions, key=lambda a: bool(a.get("nested"))):
        places = {place for start, end in attribution["content"] for place in range(start, end)}
        if taken.isdisjoint(places):
            taken |= places
            kept.append(attribution)
    return kept
