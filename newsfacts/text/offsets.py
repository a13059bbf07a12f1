"""Offsets in the unit a client asked for.

The language side counts code points. JavaScript, Java and C# index by UTF-16 code unit, Go and Rust by
UTF-8 byte; `convert` rewrites every offset of a `Facts` at once, so no other code knows of units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from typing import Any

from newsfacts.facts import Facts, OffsetUnit, Quote


def offset_table(text: str, unit: OffsetUnit) -> Sequence[int]:
    """RETURNS: for each code point offset 0 to len(text), the offset of the same place in `unit`."""
    if unit is OffsetUnit.CODE_POINT or text.isascii():
        return range(len(text) + 1)
    return list(accumulate((_width(char, unit) for char in text), initial=0))


def _width(char: str, unit: OffsetUnit) -> int:
    point = ord(char)
    if unit is OffsetUnit.UTF16:
        return 2 if point > 0xFFFF else 1
    return 1 + (point > 0x7F) + (point > 0x7FF) + (point > 0xFFFF)


def convert(facts: Facts, text: str, unit: OffsetUnit) -> Facts:
    """RETURNS: `facts` (in code points into `text`) with every offset and the length counted in `unit`."""
    table = offset_table(text, unit)
    moved: Facts = facts if isinstance(table, range) else move(facts, table, table)
    return replace(moved, offset_unit=unit, length=table[-1])


def move(value: Any, starts: Sequence[int], ends: Sequence[int], text: str | None = None) -> Any:
    """
    value: facts, or a part of them.
    starts, ends: what each start and each end becomes.
    text: where the spans lie from now on; None for the text that they lie in.
    RETURNS: the same facts with these offsets.
    """
    if isinstance(value, tuple):
        return tuple(move(item, starts, ends, text) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes: dict[str, Any] = {}
    for item in fields(value):
        old = getattr(value, item.name)
        if isinstance(old, tuple) or is_dataclass(old):
            changes[item.name] = move(old, starts, ends, text)
    start, end = getattr(value, "start", None), getattr(value, "end", None)
    if start is not None and end is not None:
        changes |= {"start": starts[start], "end": ends[end]}
        if text is not None:
            changes["text"] = text[starts[start] : ends[end]]
    elif text is not None and isinstance(value, Quote):
        changes["text"] = " ".join(span.text for span in changes["spans"])
    return replace(value, **changes) if changes else value
