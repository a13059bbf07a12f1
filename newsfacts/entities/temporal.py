"""Times that a recogniser takes for figures, and figures that it takes for times ("between 12", "35 per cent")."""

from __future__ import annotations

import re

from spacy.attrs import ORTH
from spacy.tokens import Doc

from newsfacts.entities.names import Name
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import words

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):?[0-5]\d")
_WORLD_TIME = ("GMT", "UTC")
_FIGURE = re.compile(r"\d{1,3}|\d{5,}|\d+[.,]\d+|[a-z]+(?:-[a-z]+)?")


def is_time(doc: Doc, start: int, end: int, label: EntityLabel) -> bool:
    """RETURNS: whether the tokens `start` to `end`, found to be a `label`, are a time expression.

    A share or an amount never is. A DATE has more than figures of no year's length and the words that bound them.
    """
    tokens = [doc[number] for number in range(start, end)]
    if any(token.lower_ in words("amount") for token in tokens):
        return False
    if label is EntityLabel.TIME:
        return any(token.text[0].isalnum() for token in tokens)
    return any(
        token.text[0].isalnum()
        and token.lower_ not in words("figure_bound")
        and not (token.tag_ == "CD" and _FIGURE.fullmatch(token.lower_))
        for token in tokens
    )


def world_times(doc: Doc, names: list[Name]) -> list[tuple[int, int]]:
    """Clock times in world time ("1430 GMT"), which the form tells whatever a recogniser makes of their two words.

    RETURNS: the tokens of those that no name reaches beyond.
    """
    strings = doc.vocab.strings
    zones = {strings[zone] for zone in _WORLD_TIME}
    places = [number for number, word in enumerate(doc.to_array(ORTH).tolist()) if number and word in zones]
    found = {number - 1: number + 1 for number in places if _CLOCK.fullmatch(doc[number - 1].text)}
    for name in names if found else ():
        for start in (name.start - 1, *range(name.start, name.end)):
            if start in found and not start <= name.start < name.end <= found[start]:
                del found[start]
    return list(found.items())
