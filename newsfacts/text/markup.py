"""What a plain text should not hold: tags, Markdown, and characters that show nothing.

Such text is read as it is, since offsets count it. It only never begins or ends a fact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from newsfacts.facts import Quote

_TAG = (
    r"</?(?:a|abbr|article|aside|b|blockquote|body|br|cite|code|div|em|figcaption|figure|font|footer|h[1-6]|head|header"
    r"|hr|html|i|iframe|img|li|main|mark|meta|nav|ol|p|pre|q|s|script|section|small|span|strong|style|sub|sup|table"
    r"|tbody|td|th|thead|time|title|tr|u|ul|video)(?:\s[^<>]{0,400})?/?>"
)
_MARKED = re.compile(
    rf"{_TAG}|\]\(https?://[^\s()]{{1,400}}\)"
    r"|^#{1,6} (?=\S)|(?<![\w*])\*\*(?=[^\W\d_])|&(?:nbsp|amp|quot|[lr][sd]quo);",
    re.IGNORECASE | re.MULTILINE,
)
INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_NOISE = re.compile(rf"(?:{_TAG}|[{INVISIBLE}])(?:\s*(?:{_TAG}|[{INVISIBLE}]))*", re.IGNORECASE)
_REST = re.compile(r"^[a-z][a-z0-9]{0,9}>|</?[a-z][a-z0-9]{0,9}$", re.IGNORECASE)
"""What tokens leave of a tag at the edge of a name."""

T = TypeVar("T")


def is_marked(text: str) -> bool:
    """RETURNS: whether the text holds tags of HTML or marks of Markdown."""
    return _MARKED.search(text) is not None


def trim(facts: T, text: str) -> T:
    """
    facts: a dataclass of facts about `text`, offsets in code points.
    RETURNS: the same, no span with a tag or an invisible character at its edge, unless it holds nothing else.
    """
    noise = [match.span() for match in _NOISE.finditer(text)]
    return _Trim(text, noise).of(facts) if noise else facts


class _Trim:
    def __init__(self, text: str, noise: list[tuple[int, int]]) -> None:
        self._text = text
        self._noise = noise
        self._starts = [start for start, _ in noise]

    def of(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self.of(item) for item in value)
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changes = {item.name: self._member(item.name, getattr(value, item.name)) for item in fields(value)}
        if changes.get("start") is not None and changes.get("end") is not None:
            start, end = self._edges(changes["start"], changes["end"])
            changes |= {"start": start, "end": end, "text": self._text[start:end]}
        if isinstance(value, Quote):
            changes["text"] = " ".join(span.text for span in changes["spans"])
        return replace(value, **changes)

    def _member(self, name: str, old: Any) -> Any:
        if name in ("name", "head") and isinstance(old, str):
            return _bare(old)
        return self.of(old)

    def _edges(self, start: int, end: int) -> tuple[int, int]:
        """RETURNS: the span without the noise and the white space at its edges; as it was where nothing is left."""
        first, last = start, end
        while first < last and ((noise := self._at(first)) or self._text[first].isspace()):
            first = noise[1] if noise else first + 1
        while first < last and ((noise := self._at(last - 1)) or self._text[last - 1].isspace()):
            last = noise[0] if noise else last - 1
        return (first, last) if first < last else (start, end)

    def _at(self, place: int) -> tuple[int, int] | None:
        number = bisect_right(self._starts, place) - 1
        return self._noise[number] if number >= 0 and place < self._noise[number][1] else None


def _bare(name: str) -> str:
    """RETURNS: a name without tags and invisible characters, wherever they stand in it."""
    return " ".join(_REST.sub("", _NOISE.sub("", name)).split()) or name
