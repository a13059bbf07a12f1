"""Finds the paragraphs of a page, and tells running text from headlines and page furniture.

A blank line always ends a paragraph. A single line break does too, unless the text is wrapped by hand (lines of about
the same length, or a next line that goes on in lower case). Works on the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsfacts.layers import Paragraph, ParagraphKind
from newsfacts.lexicon import rows

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\x0b\x0c\x85\u2028])[^\S\r\n]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028])|\u2029")
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$|[\"”’»]$|:$")
_SIGNED = re.compile(r"[\"”’»]\s?[-–—―]{1,2}\s?[^\W\d_a-z][^\n]{0,60}$")
_LABELLED = re.compile(r"[QA][.:]\s|[^\W\d_a-z][^\W\d_a-z.'’ -]{1,40}:\s")
_OPENING = '"“‘«„”'
_HAS_WORD = re.compile(r"[^\W\d_]{2,}")
_WRAP_LIMIT = 100
_WRAP_FULL = 0.75
_HEADLINE_WORDS = 25
_LONGEST_FURNITURE = 80
_LONGEST_LABEL = 30


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """RETURNS: the paragraphs of `text` in order, without the white space around them. Linear in the text."""
    return tuple(Paragraph(start, end, _kind(text[start:end])) for start, end in _extents(text))


def _extents(text: str) -> Iterator[tuple[int, int]]:
    lines = [extent for match in _LINE.finditer(text) if (extent := _stripped(text, *match.span()))]
    number = 0
    while number < len(lines):
        block = number + 1  # lines number to block have no blank line between them
        while block < len(lines) and not _BLANK_LINE.search(text, lines[block - 1][1], lines[block][0]):
            block += 1
        width = max(end - start for start, end in lines[number:block])
        start, end = lines[number]
        for line in lines[number + 1 : block]:
            if not _wrapped(text[lines[number][0] : lines[number][1]], text[line[0] : line[1]], width):
                yield start, end
                start = line[0]
            end = line[1]
            number += 1
        yield start, end
        number += 1


def _stripped(text: str, start: int, end: int) -> tuple[int, int] | None:
    line = text[start:end]
    left = len(line) - len(line.lstrip())
    right = len(line.rstrip())
    return (start + left, start + right) if left < right else None


def _wrapped(line: str, following: str, width: int) -> bool:
    """RETURNS: whether `following` goes on with `line`, in a block whose longest line has `width` characters."""
    if following[0].islower() and not _SENTENCE_END.search(line[-8:]):
        return True
    if following[0] in _OPENING and _SIGNED.search(line[-80:]):
        return False  # a quotation and its signature: “…” — Jo Li
    if _LABELLED.match(following) and _SENTENCE_END.search(line[-8:]):
        return False  # the next turn of a dialogue: "A: …", "OSEI: …"
    return width <= _WRAP_LIMIT and len(line) > 40 and len(line) >= _WRAP_FULL * width and len(line.split()) > 4


def _kind(paragraph: str) -> ParagraphKind:
    head = paragraph[:400]
    if not _HAS_WORD.search(paragraph[:4000]) or _is_furniture(head):
        return ParagraphKind.FURNITURE
    if not _SENTENCE_END.search(paragraph[-8:]) and len(head.split()) <= _HEADLINE_WORDS:
        return ParagraphKind.HEADLINE
    return ParagraphKind.BODY


def _is_furniture(paragraph: str) -> bool:
    if paragraph.startswith(("http://", "https://", "www.")) and " " not in paragraph:
        return True
    folded = " ".join(paragraph.casefold().split()).strip('"“”')
    if len(folded) > _LONGEST_FURNITURE:  # "Read more: …" leads to another page however long its headline is
        label, colon, _ = folded.partition(":")
        folded = label + colon if colon and len(label) <= _LONGEST_LABEL else ""
    return any(pattern.match(folded) for pattern in _furniture())


@cache
def _furniture() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for (pattern,) in rows("furniture"))
