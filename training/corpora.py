"""Reads the corpora, each annotated in its own way, as articles of one form.

An article is `{"id", "text"}` with `entities` (`[{"start", "end", "label"}]`, labels of the worldwide corpus) or
`attributions` (`[{"source", "cue", "content"}]`, lists of `[start, end]`) or neither; all are code points.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

GUM_GENRES = ("academic", "bio", "news", "textbook", "voyage")
"""Of GUM. Interviews, court hearings and vlogs stay out: what their speakers say in turns is no attribution there."""


def read_jsonl(path: Path) -> list[Row]:
    """RETURNS: the file's objects, one a line, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def held_out(identity: str) -> bool:
    """RETURNS: whether a training article is kept aside for choosing settings (a twentieth, by its id)."""
    return zlib.crc32(identity.encode("utf-8")) % 20 == 0


def articles(kind: str, path: Path) -> list[Row]:
    """
    kind: one of `training.recipe.KINDS`.
    RETURNS: the articles that can be trained on or kept aside.
    """
    rows = read_jsonl(path)
    if kind == "genres":
        return [row | {"attributions": _apart(_learnable(row["attributions"]))} for row in rows]
    if kind == "gum":
        # Those in the genres corpus are annotated there, and better.
        rows = [row for row in rows if row["genre"] in GUM_GENRES and not row["gold_genres"]]
        return [row | {"attributions": _apart(row["attributions"])} for row in rows]
    return rows


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
