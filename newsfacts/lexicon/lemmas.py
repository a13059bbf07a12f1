"""Base forms of the few words that a fact reports: irregular ones by a table, the others by their endings."""

from __future__ import annotations

from bisect import bisect_left
from enum import IntEnum
from functools import cache
from importlib.resources import files

_HEADER = "form\tverb\tnoun"
_BASE = "="
"""In a cell: the form is a base itself. Before it, or alone, stands the base of an irregular form."""


class _Part(IntEnum):
    """A part of speech, by its column."""

    VERB = 1
    NOUN = 2


_ENDINGS = {
    _Part.VERB: (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    _Part.NOUN: (
        *(("s", ""), ("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh")),
        *(("men", "man"), ("ies", "y")),
    ),
}
"""What regular forms end in, and what bases have in its place. The first that gives a base counts."""


class Lemmas:
    """Base forms of verbs and nouns. The table is read once a process."""

    def __init__(self) -> None:
        self._lines = _lines()

    def verb(self, form: str) -> str:
        """RETURNS: the base form of a verb form, lower case ("said" → "say"); an unknown one as it is."""
        return self._base(form.lower(), _Part.VERB)

    def noun(self, form: str) -> str:
        """RETURNS: the singular of a noun form, lower case ("families" → "family"); an unknown one as it is."""
        return self._base(form.lower(), _Part.NOUN)

    def is_noun(self, form: str) -> bool:
        """RETURNS: whether the form is one of a common noun that the table knows ("fishermen")."""
        return self._is_base(self.noun(form), _Part.NOUN)

    def _base(self, form: str, part: _Part) -> str:
        cell = self._cell(form, part)
        irregular = cell.removesuffix(_BASE).rstrip()
        if cell:
            return irregular or form
        stems = (form.removesuffix(old) + new for old, new in _ENDINGS[part] if form.endswith(old))
        return next((stem for stem in stems if self._is_base(stem, part)), form)

    def _is_base(self, form: str, part: _Part) -> bool:
        return self._cell(form, part).endswith(_BASE)

    def _cell(self, form: str, part: _Part) -> str:
        """RETURNS: what the table says of a form in a column; "" where it says nothing."""
        place = bisect_left(self._lines, f"{form}\t")
        found, *cells = self._lines[place].split("\t") if place < len(self._lines) else ("",)
        return cells[part - 1] if found == form and part <= len(cells) else ""


@cache
def _lines() -> list[str]:
    """RETURNS: the rows of the table as they stand there: sorted, looked up by bisection, split when they are found."""
    lines = files("newsfacts.lexicon").joinpath("lemmas.tsv").read_text(encoding="utf-8").splitlines()
    return lines[lines.index(_HEADER) + 1 :]
