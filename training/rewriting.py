"""Texts rewritten in places, with every annotation moved along."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple


class Edit(NamedTuple):
    """Characters `start` to `end` become `new`."""

    start: int
    end: int
    new: str


def rewritten(row: dict[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """Spans that lose all their characters are dropped, and so are attributions without content.

    row: an article of either corpus, with `entities`, `attributions` or `fine`.
    edits: they do not overlap.
    RETURNS: the article with the edits made.
    """
    ordered = sorted(edits)
    text = row["text"]
    out: list[str] = []
    begins: list[int] = []  # of each edit, in the new text
    last = length = 0
    for edit in ordered:
        begins.append(length + edit.start - last)
        out += [text[last : edit.start], edit.new]
        length = begins[-1] + len(edit.new)
        last = edit.end
    out.append(text[last:])
    starts, ends = [edit.start for edit in ordered], [edit.end for edit in ordered]

    def before(offset: int) -> int:
        """RETURNS: where `offset` is now, given the edits that end there or before."""
        number = bisect_right(ends, offset) - 1
        return offset if number < 0 else offset - ends[number] + begins[number] + len(ordered[number].new)

    def start(offset: int) -> int:
        number = bisect_left(starts, offset) - 1
        return begins[number] if number >= 0 and ends[number] > offset else before(offset)

    def end(offset: int) -> int:
        number = bisect_left(starts, offset) - 1
        inside = number >= 0 and ends[number] > offset
        return begins[number] + len(ordered[number].new) if inside else before(offset)

    def spans(pairs: Iterable[list[int]]) -> list[list[int]]:
        moved = ([start(low), end(high)] for low, high in pairs)
        return [pair for pair in moved if pair[0] < pair[1]]

    def labelled(entities: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        moved = (e | {"start": start(e["start"]), "end": end(e["end"])} for e in entities)
        return [e for e in moved if e["start"] < e["end"]]

    new: dict[str, list[dict[str, Any]]] = {kind: labelled(row[kind]) for kind in ("entities", "fine") if kind in row}
    if "attributions" in row:
        attributions = [
            a | {part: spans(a[part]) for part in ("source", "cue", "content")} for a in row["attributions"]
        ]
        new["attributions"] = [a for a in attributions if a["content"]]
    return row | {"text": "".join(out)} | new
