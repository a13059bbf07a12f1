"""Names written in brackets after another name: "Hayat Tahrir al-Sham (HTS)", "the HTS (Hayat Tahrir al-Sham)"."""

from __future__ import annotations

from spacy.tokens import Doc

from service.nlp.entities.acronyms import abbreviates, is_acronym
from service.nlp.entities.names import TEMPORAL, Name
from service.nlp.entities.spans import make

_LONGEST = 3


def defined(doc: Doc, names: list[Name]) -> list[Name]:
    """RETURNS: the names, with acronyms added that are defined in brackets after a name and were overlooked, and with
    the label of the name that they stand for.
    """
    starts = {name.start: name for name in names}
    found = list(names)
    for name in names:
        opening = name.end
        if name.label in TEMPORAL or opening >= len(doc) or doc[opening].text != "(":
            continue
        closing = next(
            (i for i in range(opening + 2, min(opening + _LONGEST + 2, len(doc))) if doc[i].text == ")"), None
        )
        if closing is None:
            continue
        inner = starts.get(opening + 1)
        if inner is None:
            inner = make(doc, opening + 1, closing, name.label)
            if not is_acronym(inner.text) or not abbreviates(inner.text, name.text):
                continue
            found.append(inner)
        if is_acronym(inner.text) and abbreviates(inner.text, name.text):
            inner.label = name.label
        elif is_acronym(name.text) and abbreviates(name.text, inner.text):
            name.label = inner.label
    return sorted(found, key=lambda name: name.start)
