"""Names written in brackets after another name: "Hayat Tahrir al-Sham (HTS)", "the HTS (Hayat Tahrir al-Sham)"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from newsfacts.entities.acronyms import SMALL_WORDS, abbreviates, is_acronym
from newsfacts.entities.names import TEMPORAL, Name
from newsfacts.entities.spans import make

_LONGEST = 3
_LONGEST_NAME = 12


def defined(doc: Doc, names: list[Name]) -> list[Name]:
    """RETURNS: the names, with acronyms added that are defined in brackets after a name and were overlooked, with the
    label of the name that they stand for, and that name as long as the acronym shows it to be.
    """
    starts = {name.start: name for name in names}
    found: list[Name] = []
    for name in names:
        found.append(name)
        opening = name.end
        if name.label in TEMPORAL or opening >= len(doc) or doc[opening].text != "(":
            continue
        closing = _closing(doc, opening)
        if closing is None:
            continue
        inner = starts.get(opening + 1)
        short = inner or make(doc, opening + 1, closing, name.label)
        if is_acronym(short.text):
            start = _start_of(doc, name, short.text)
            if start is None:
                continue
            if start < name.start:
                while found and found[-1].start >= start:
                    found.pop()
                name = make(doc, start, name.end, name.label)
                found.append(name)
            short.label = name.label
            if inner is None:
                found.append(short)
        elif inner is not None and is_acronym(name.text) and abbreviates(name.text, inner.text):
            name.label = inner.label
    return found


def _closing(doc: Doc, opening: int) -> int | None:
    return next((i for i in range(opening + 2, min(opening + _LONGEST + 2, len(doc))) if doc[i].text == ")"), None)


def _start_of(doc: Doc, name: Name, acronym: str) -> int | None:
    """RETURNS: where the name begins that the acronym abbreviates: as found, or before that, as the recogniser cuts
    names at their "and".
    """
    if abbreviates(acronym, name.text):
        return name.start
    for number in range(name.start - 1, max(name.end - 1 - _LONGEST_NAME, -1), -1):
        token = doc[number]
        if _capitalised(token) and abbreviates(acronym, doc[number : name.end].text):
            return number
        if not _capitalised(token) and token.lower_ not in SMALL_WORDS:
            return None
    return None


def _capitalised(token: Token) -> bool:
    return token.text[0].isupper()
