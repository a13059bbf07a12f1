"""The form in which names are compared: without case, accents and marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile(r"[.'’ʼ`\"“”‘]")
_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """RETURNS: the text without case, accents, full stops and apostrophes, its words parted by single spaces.

    "al-Hawl" and "Al Hawl", "U.S." and "US" are one.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _APART.sub(" ", _DROPPED.sub("", plain)).casefold().strip()
