"""Figures that the encoder takes for times ("between 12", "35 per cent")."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from newsfacts.facts import EntityLabel
from newsfacts.lexicon import words

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
