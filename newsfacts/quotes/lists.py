"""Lists of what somebody said: a stem that ends in a colon ("The union warned that:") and the items below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from newsfacts import syntax
from newsfacts.lexicon import verb_forms
from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Extent
from newsfacts.quotes.context import Context
from newsfacts.quotes.cues import type_of
from newsfacts.quotes.marks import trimmed
from newsfacts.quotes.sources import cue_phrase, source_of

_ITEM = re.compile(r"\s*(?:[-•*·–—▪●]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_LONGEST_STEM = 200
_FEWEST = 2
_SAYING = ("saying", "claiming", "telling")


def find_lists(context: Context) -> Iterator[Candidate]:
    """RETURNS: the lists of what somebody said, in text order."""
    lines = [line for paragraph in context.paragraphs for line in _lines(context, paragraph.start, paragraph.end)]
    for number, (start, end) in enumerate(lines):
        if context.text[end - 1] != ":" or end - start > _LONGEST_STEM:
            continue
        items = list(takewhile(lambda line: _item(context, line) is not None, lines[number + 1 :]))[:MOST_PIECES]
        found = _attributed(context, (start, end), items) if len(items) >= _FEWEST else None
        if found is not None:
            yield found


def _lines(context: Context, start: int, end: int) -> Iterator[Extent]:
    """RETURNS: the lines of a paragraph without outer white space."""
    for line in context.text[start:end].splitlines(keepends=True):
        first = start + len(line) - len(line.lstrip())
        if line.strip():
            yield first, first + len(line.strip())
        start += len(line)


def _item(context: Context, line: Extent) -> int | None:
    """RETURNS: where the words of a list's item begin."""
    found = _ITEM.match(context.text, *line)
    return found.end() if found is not None else None


def _attributed(context: Context, stem: Extent, items: list[Extent]) -> Candidate | None:
    """RETURNS: the items as what the stem's last verb of saying attributes to its subject."""
    verbs = [t for t in context.tokens(*stem) if syntax.is_verb(t) and any(t.lower_ in verb_forms(x) for x in _SAYING)]
    source = source_of(verbs[-1]) if verbs else None
    if source is None or source.start < stem[0]:
        return None
    starts = [(_item(context, line) or line[0], line[1]) for line in items]
    return Candidate(
        contents=tuple(trimmed(context, *extent) for extent in starts),
        cue=cue_phrase(verbs[-1], verbs[-1].i + 1),
        source=source,
        type=type_of(None, verbs[-1], None),
        by="layout/list",
    )
