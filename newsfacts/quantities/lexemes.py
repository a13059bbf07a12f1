"""Cuts a text into what the number grammar reads: runs of digits, words, single signs.

spaCy's tokens are of no use here: "40km", "R120", "20-year-old" and "1,562. 967" come apart differently with every
neighbour. Lexemes keep their offsets, so nothing is lost.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import accumulate

_LEXEME = re.compile(
    r"\d+(?:[.,'’٫٬．，]\d+)*"  # digits, with Western, Arabic or full-width separators
    r"|(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)?"  # a word
    r"|[^\w\s]|_"  # a sign
)

QUOTES = frozenset("\"'“‘«")
MOST_LISTED = 8
_BREAKS = "\n\r\u2028\u2029"


class Gap(IntEnum):
    """What stands before a lexeme."""

    NONE = 0
    SPACE = 1  # one character of white space within the line
    WIDE = 2  # more, or one line break
    PARAGRAPH = 3  # a blank line, or the start of the text


class Lexemes:
    """The lexemes of a text as columns: `raw` and `low` their text, `start` and `end` code points, `gap` before."""

    def __init__(self, text: str) -> None:
        matches = list(_LEXEME.finditer(text))
        self.raw: list[str] = [match[0] for match in matches]
        self.start: list[int] = [match.start() for match in matches]
        self.end: list[int] = [match.end() for match in matches]
        none, space = Gap.NONE, Gap.SPACE
        self.gap: list[Gap] = [
            none if last == start else space if start - last == 1 and text[last] == " " else _gap(text, last, start)
            for last, start in zip([-1, *self.end], self.start, strict=False)
        ]
        firsts = [raw[0] for raw in self.raw]
        self.is_digits: list[bool] = [first.isdecimal() for first in firsts]
        self.is_word: list[bool] = [first.isalnum() and not first.isdecimal() for first in firsts]
        self._marks: dict[str, list[int]] = {}
        self.low: list[str] = [raw.lower() for raw in self.raw]
        if "’" in text:
            self.low = [low.replace("’", "'") if "’" in low else low for low in self.low]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, i: int) -> str:
        """RETURNS: the lexeme in lower case; "" outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def near(self, i: int, widest: Gap = Gap.WIDE) -> bool:
        """RETURNS: whether lexeme `i` exists and no wider gap than this parts it from the one before."""
        return 0 <= i < len(self.raw) and self.gap[i] <= widest

    def tight(self, i: int) -> bool:
        """RETURNS: whether lexeme `i` touches both its neighbours."""
        return self.near(i, Gap.NONE) and self.near(i + 1, Gap.NONE)

    def digits(self, i: int) -> bool:
        return 0 <= i < len(self.raw) and self.is_digits[i]

    def capital(self, i: int) -> bool:
        """RETURNS: whether the lexeme is a word with a capital first letter."""
        return 0 <= i < len(self.raw) and self.is_word[i] and self.raw[i][0].isupper()

    def marks(self, mark: str) -> list[int]:
        """RETURNS: for each lexeme how many such quotation marks stand before it, without those that touch digits."""
        if mark not in self._marks:
            marks = (raw == mark and not self.digits(i - 1) for i, raw in enumerate(self.raw))
            self._marks[mark] = list(accumulate(marks, initial=0))
        return self._marks[mark]

    def list_start(self, i: int) -> int:
        """RETURNS: the lexeme of the first number of the list that goes on at lexeme `i`: the 12 of "12, 14 and 17"."""
        for _ in range(MOST_LISTED):
            joint = i - 2 if self.word(i - 1) in {"and", "or"} and self.word(i - 2) == "," else i - 1
            if self.word(joint) not in {",", "and", "or", "&"} or not self.digits(joint - 1):
                break
            i = joint - 1
        return i

    def first_of_line(self, i: int) -> bool:
        return self.gap[i] == Gap.PARAGRAPH or i == 0


def _gap(text: str, last: int, start: int) -> Gap:
    if last < 0:
        return Gap.PARAGRAPH
    if start - last == 1 and text[last] not in _BREAKS:
        return Gap.SPACE
    space = text[last:start]
    breaks = max(space.count(sign) for sign in _BREAKS)
    return Gap.PARAGRAPH if breaks > 1 else Gap.WIDE


def phrase(text: str) -> tuple[str, ...]:
    """RETURNS: a table's phrase as lexemes."""
    return (text,) if text.isalpha() and text.isascii() else tuple(_LEXEME.findall(text))
