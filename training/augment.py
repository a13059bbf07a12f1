"""Articles written otherwise: other quotation marks, a mark lost, headlines in capitals.

Real pages mark quotations in every style and lose marks; the corpora are cleaner than that.
"""

from __future__ import annotations

import random
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsfacts.encoder.features import Casing
from training.rewriting import Edit, rewritten

_DOUBLE = re.compile("[“”„‟«»＂\"]|``|''")
_LEFT = re.compile(r"(?:^|[\s(\[—–-])$")

_STYLES: tuple[tuple[str, str], ...] = (
    ("“", "”"),
    ('"', '"'),
    ("''", "''"),
    ("``", "''"),
    ("‘", "’"),
    ("'", "'"),
    ("«", "»"),
    ("„", "“"),
)
_WEIGHTS = (4, 4, 2, 1, 2, 1, 1, 0.5)


def with_other_marks(row: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """RETURNS: the PolNeAR article `row` in another style of marks, or with some marks missing; offsets follow."""
    text = row["text"]
    opening, closing = dice.choices(_STYLES, _WEIGHTS)[0]
    restyle = dice.random() < 0.7
    lose = 0.0 if restyle and dice.random() < 0.6 else dice.choice((0.05, 0.1, 0.2, 1.0))
    edits: list[Edit] = []
    for mark in _DOUBLE.finditer(text):
        written = mark.group()
        if dice.random() < lose:
            written = ""
        elif restyle:
            left = mark.group() in "“„«``" or (
                mark.group() in "\"''＂‟" and bool(_LEFT.search(text[max(0, mark.start() - 1) : mark.start()]))
            )
            written = opening if left else closing
        edits.append(Edit(mark.start(), mark.end(), written))
    return rewritten(row, edits)


def recased(casing: NDArray[np.int64], style: str, dice: np.random.Generator) -> NDArray[np.int64]:
    """RETURNS: the casing features of text written in `style`: `upper`, `title` or `lower`."""
    lower, title, mixed = (casing == kind for kind in (Casing.LOWER, Casing.TITLE, Casing.MIXED))
    if style == "upper":
        return np.where(lower | title | mixed, Casing.UPPER, casing)
    if style == "title":
        return np.where(lower & (dice.random(len(casing)) < 0.8), Casing.TITLE, casing)
    capital = title | mixed | np.isin(casing, (Casing.UPPER, Casing.SINGLE_UPPER))
    return np.where(capital, Casing.LOWER, casing)
