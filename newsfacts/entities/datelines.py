"""The place that a story is dated from: "LUSAKA — A court has …"."""

from __future__ import annotations

import re

import numpy
from spacy.attrs import IDX
from spacy.tokens import Doc

from newsfacts.entities.names import Name
from newsfacts.entities.spans import make
from newsfacts.facts import EntityLabel
from newsfacts.layers import text_of
from newsfacts.text.layout.datelines import dateline_end

_PLACE = re.compile(r"[^,(—–]+?(?= ?(?:[,(—–]| --? ))")


def dated(doc: Doc, names: list[Name]) -> list[Name]:
    """RETURNS: the names, with the places of datelines added that were overlooked."""
    text = text_of(doc)
    taken = {number for name in names for number in range(name.start, name.end)}
    offsets = doc.to_array(IDX)
    added: list[Name] = []
    for paragraph in doc._.newsfacts_paragraphs:
        limit = dateline_end(text, paragraph.start, paragraph.end)
        place = _PLACE.match(text, paragraph.start, limit) if limit is not None else None
        if place is None:
            continue
        start, end = offsets.searchsorted(numpy.array(place.span(), offsets.dtype)).tolist()
        if start < end and not taken & set(range(start, end)):
            added.append(make(doc, start, end, EntityLabel.GPE))
    return sorted([*names, *added], key=lambda name: name.start) if added else names
