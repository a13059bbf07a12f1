"""Times that a recogniser takes for figures, and figures that it takes for times ("between 12", "35 per cent")."""

from __future__ import annotations

import re

from spacy.attrs import ORTH
from spacy.tokens import Doc

from service.nlp.entities.names import Name
from service.nlp.entities.tables import words
from service.nlp.facts import EntityLabel

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):?[0-5]\d")
_WORLD_TIME = ("GMT", "UTC")
_FIGURE = re.compile(r"\d{1,3}|\d{5,}|\d+[.,]\d+|[a-z]+(?:-[a-z]+)?")


def is_time(doc: Doc, start: int, end: int, label: EntityLabel) -> bool:
    """RETURNS: whether the tokens `start` to `end`, found to be a `label`, are a time expression.

    A share or an amount never is. A DATE has more than figures of no year's length and the words that bound them.
    """
    tokens = [doc[number] for number in range(start, end)]
    if any(token.lower_ in words("amount_words.txt") for token in tokens):
        return False
    if label is EntityLabel.TIME:
        return any(token.text[0].isalnum() for token in tokens)
    return any(
        token.text[0].isalnum()
        and token.lower_ not in words("figure_bounds.txt")
        and not (token.tag_ == "CD" and _FIGURE.fullmatch(token.lower_))
        for token in tokens
    )


def overlooked(doc: Doc, names: list[Name]) -> list[tuple[int, int]]:
    """RETURNS: the tokens of clock times in world time ("1430 GMT") that are in none of the names."""
    strings = doc.vocab.strings
    zones = {strings[zone] for zone in _WORLD_TIME}
    places = [number for number, word in enumerate(doc.to_array(ORTH).tolist()) if number and word in zones]
    taken = {number for name in names for number in range(name.start, name.end)} if places else set()
    return [
        (number - 1, number + 1)
        for number in places
        if _CLOCK.fullmatch(doc[number - 1].text) and not taken & {number - 1, number}
    ]
