"""Documents written with the recogniser's answer in them: "[Kigali|GPE] is wet", no model needed."""

from __future__ import annotations

import re

import spacy
from spacy.tokens import Doc

from newsfacts.entities import entities
from newsfacts.facts import Entity
from newsfacts.text.layout import layout

_MARKED = re.compile(r"\[([^\]|]+)\|([A-Z_]+)\]")
_BLANK = spacy.blank("en")


def read(marked: str) -> Doc:
    """RETURNS: the document without its markup, with `ents` as marked, tagged by form alone: NNP with a capital, CD with
    a digit, VBN for "surnamed", a mark's own, NN.
    """
    text, spans, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match.group(1)), match.group(2)))
        text += match.group(1)
        last = match.end()
    doc = layout(_BLANK.make_doc(text + marked[last:]))
    for token in doc:
        token.tag_ = _tag(token.text)
    found = [doc.char_span(*span, alignment_mode="expand") for span in spans]
    doc.ents = [span for span in found if span is not None]
    return doc


def _tag(word: str) -> str:
    if not word[0].isalnum():
        return "POS" if word.endswith("s") else word
    if word[0].isupper():
        return "NNP"
    return "CD" if word[0].isdigit() else "VBN" if word == "surnamed" else "NN"


def analysed(marked: str, title: str | None = None) -> tuple[Entity, ...]:
    """RETURNS: the entities of a marked article."""
    found: tuple[Entity, ...] = analysed_doc(marked, title)._.newsfacts_entities
    return found


def analysed_doc(marked: str, title: str | None = None) -> Doc:
    """RETURNS: a marked article with its entities."""
    doc = read(marked)
    doc._.newsfacts_title = read(title) if title else None
    return entities(doc)


def spans(marked: str) -> list[tuple[str, str]]:
    """RETURNS: text and label of every mention, in text order."""
    found = [(m.start, m.text, str(e.label)) for e in analysed(marked) for m in e.mentions]
    return [(text, label) for _, text, label in sorted(found)]


def groups(marked: str, title: str | None = None) -> list[tuple[str, list[str]]]:
    """RETURNS: name and the mentions' texts of every entity."""
    return [(entity.name, [mention.text for mention in entity.mentions]) for entity in analysed(marked, title)]
