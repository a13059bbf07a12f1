"""A name in the text while its label and its cluster are still open, and the folded form that names are compared by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsfacts.facts import EntityLabel
from newsfacts.layers import Paragraph, ParagraphKind

TEMPORAL = frozenset({EntityLabel.DATE, EntityLabel.TIME})
PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})

_DROPPED = re.compile(r"[.'’ʼ`\"“”‘]")
_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """RETURNS: the text without case, accents, full stops and apostrophes, its words parted by single spaces.

    "al-Hawl" and "Al Hawl", "U.S." and "US" are one.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _APART.sub(" ", _DROPPED.sub("", plain)).casefold().strip()


@dataclass(slots=True, eq=False)
class Name:
    """A mention by name: the tokens `start` to `end` (exclusive) of its document, and what is known of it so far.

    `left` to `right` are its code points: a token may hold more than the name ("U.S.-backed").

    `kind` is that of its paragraph. `context` is set for a name of the title, which is evidence but no mention of the
    text; `recognised` is not set for a name that the recogniser overlooked there. `gender` is that of a title before it
    ("m", "f"), None without one.
    """

    text: str
    start: int
    end: int
    left: int
    right: int
    label: EntityLabel
    kind: ParagraphKind = ParagraphKind.BODY
    context: bool = False
    recognised: bool = True
    gender: str | None = None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = fold(self.text)

    @property
    def words(self) -> list[str]:
        return self.key.split()


def place(names: Iterable[Name], paragraphs: Sequence[Paragraph]) -> None:
    """Sets the `kind` of names, given in text order."""
    number = 0
    for name in names:
        while number + 1 < len(paragraphs) and paragraphs[number + 1].start <= name.left:
            number += 1
        if paragraphs and paragraphs[number].start <= name.left:
            name.kind = paragraphs[number].kind
