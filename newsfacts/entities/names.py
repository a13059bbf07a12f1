"""A name in the text while its label and its cluster are still open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsfacts.facts import EntityLabel
from newsfacts.layers import Paragraph, ParagraphKind
from newsfacts.lexicon.folding import fold

TEMPORAL = frozenset({EntityLabel.DATE, EntityLabel.TIME})
PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})


@dataclass(slots=True, eq=False)
class Name:
    """A mention by name: the tokens `start` to `end` (exclusive) of its document, and what is known of it so far.

    `left` to `right` are its code points: a token may hold more than the name ("U.S.-backed").

    `kind` is that of its paragraph. `context` is set for a name of the title, which is evidence but no mention of the
    text; `recognised` is not set for a name that the recogniser overlooked there, `stated` for one whose label its own
    words give. `gender` is that of a title before it or of what its sentence calls it
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
    stated: bool = False
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
