"""Tells English from the rest, for a warning: the facts are given either way.

English is known by its function words, which make up two fifths of any running text and are next to absent from other
languages. A full language identifier costs a second of start-up and 100 MB for an answer this service does not need:
what is not English is "und" (BCP 47, undetermined).
"""

from __future__ import annotations

import re

from newsfacts.facts import ArticleWarning, WarningCode
from newsfacts.text.markup import is_marked

ENGLISH = "en"
UNDETERMINED = "und"

_SAMPLE = 4000
_FEW_WORDS = 12
_ENGLISH_SHARE = 0.15
_LATIN_SHARE = 0.75
_WORD = re.compile(r"[^\W\d_]+")
# Words of other languages that are spelled the same ("in", "so", "was", "an", "me", "he", "on") are left out.
_FUNCTION_WORDS = frozenset(
    """the of and to a that is for it with by this from at which be are have has had were not but they their
    who been would will what when there about after said his her she its can could should than then these those
    into over also our we you because while where how if or as""".split()
)


def identify(text: str) -> str:
    """RETURNS: "en" or "und", from the first 4,000 characters. Too few words to tell count as English."""
    words = _WORD.findall(text[:_SAMPLE])
    if not words:
        return UNDETERMINED
    if sum(word.isascii() for word in words) < _LATIN_SHARE * len(words):
        return UNDETERMINED
    if len(words) < _FEW_WORDS:
        return ENGLISH
    known = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return ENGLISH if known >= _ENGLISH_SHARE * len(words) else UNDETERMINED


def notices(text: str, language: str, *, plain: bool = True) -> tuple[ArticleWarning, ...]:
    """
    plain: whether it was sent as plain text.
    RETURNS: what the client should know of the text.
    """
    if not _WORD.search(text):
        return (ArticleWarning(code=WarningCode.NO_SENTENCES, detail="The text holds no word."),)
    found = []
    if language != ENGLISH:
        detail = "The text does not look like English, the only language the facts are made for."
        found.append(ArticleWarning(code=WarningCode.NOT_ENGLISH, detail=detail))
    if plain and is_marked(text):
        detail = "The text holds tags or Markdown. Send web pages with `format: html`, and other texts without marks."
        found.append(ArticleWarning(code=WarningCode.MARKUP, detail=detail))
    return tuple(found)
