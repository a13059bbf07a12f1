"""Whether what a recogniser calls a time can be one: "between 12" and "35 per cent" are figures."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from service.nlp.entities.tables import words
from service.nlp.facts import EntityLabel

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
