"""Tells English from the rest, for a warning: the facts are given either way.

English is known by its function words, which make up two fifths of any running text and are next to absent from other
languages. A full language identifier costs a second of start-up and 100 MB for an answer this service does not need:
what is not English is "und" (BCP 47, undetermined).
"""

from __future__ import annotations

import re

from newsfacts.facts import ArticleWarning, WarningCode

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
    """RETURNS: "en" or "und". Too few words to tell count as English.

    Looks at the first 4,000 characters, and at as many in the middle where those are not English: menus, say.
    """
    first = _identify(text[:_SAMPLE])
    middle = len(text) // 2
    return first if first == ENGLISH or middle < _SAMPLE // 2 else _identify(text[middle : middle + _SAMPLE])


def _identify(text: str) -> str:
    words = _WORD.findall(text)
    if not words:
        return UNDETERMINED
    if sum(word.isascii() for word in words) < _LATIN_SHARE * len(words):
        return UNDETERMINED
    if len(words) < _FEW_WORDS:
        return ENGLISH
    known = sum(word.lower() in _FUNCTION_WORDS for word in words)
    return ENGLISH if known >= _ENGLISH_SHARE * len(words) else UNDETERMINED


def notices(text: str, language: str, *, marked: bool = False) -> tuple[ArticleWarning, ...]:
    """
    marked: whether tags or Markdown were in it.
    RETURNS: what the client should know of the text.
    """
    if not _WORD.search(text):
        return (ArticleWarning(code=WarningCode.NO_SENTENCES, detail="The text holds no word."),)
    found = []
    if language != ENGLISH:
        detail = "The text does not look like English, the only language the facts are made for."
        found.append(ArticleWarning(code=WarningCode.NOT_ENGLISH, detail=detail))
    if marked:
        detail = "The text holds tags or Markdown. Send web pages with `format: html`, and other texts without marks."
        found.append(ArticleWarning(code=WarningCode.MARKUP, detail=detail))
    return tuple(found)
