"""Figures that the encoder takes for times ("between 12", "35 per cent")."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc

from newsfacts.facts import EntityLabel
from newsfacts.lexicon import rows, words

_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon", "midday"})
_FIGURE = re.compile(r"\d{1,3}|\d{5,}|\d+[.,]\d+|[a-z]+(?:-[a-z]+)?")


def is_weekday(doc: Doc, start: int, end: int) -> bool:
    """RETURNS: whether the tokens `start` to `end` are a weekday, with or without a part of the day."""
    return doc[start].text in _weekdays() and after_day_part(doc, start + 1) >= end


def after_day_part(doc: Doc, number: int) -> int:
    """RETURNS: the token after the part of a day that begins there ("Tuesday | morning |"), or `number` itself."""
    return number + (number < len(doc) and doc[number].lower_ in _DAY_PARTS)


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(word for kind, word, *_ in rows("times") if kind == "weekday")


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
