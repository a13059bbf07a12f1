"""Quotations that are signed: “…” — Name, at the end of the line or on a line of its own.

Letters, voices from the street and tweets are written so, often many below each other. A quotation belongs to the
name after it and to nobody else. Marks show what is signed; without marks a handle does ("— Jo Li (@joli)").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsfacts import syntax
from newsfacts.layers import Paragraph, ParagraphKind
from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Phrase
from newsfacts.quotes.context import Context
from newsfacts.quotes.marks import trimmed

_DASH = r"(?P<dash>[-–—―‒]{1,2})\s{0,3}"
_ABBREVIATED = r"(?<=\b[^\W\d_])\.|(?<=\b[A-Z][a-z])\.(?= )|(?<=\b[A-Z][a-z]{2})\.(?= )"  # "J.", "Dr.", "Sen."
_SIGNED = re.compile(_DASH + rf"(?P<name>[^\W\d_a-z](?:[^\n,;:.!?(]|{_ABBREVIATED}){{0,60}}|@\w{{2,30}})")
_HANDLED = re.compile(_DASH + r"(?P<name>[^\W_][^\n,;:!?(@]{0,60}?)\s{0,2}(?P<handle>\(@\w{2,30}\))")
_AFTER_MARK = re.compile(r"[\"”’'»]\s{0,3}(?=[-–—―‒])")
_LONGEST_LINE = 120
_LONGEST_TWEET = 600


def find_signed(context: Context) -> Iterator[Candidate]:
    """RETURNS: the signed quotations, in text order."""
    done = 0  # up to here the text is signed already
    for number, paragraph in enumerate(context.paragraphs):
        place = _dash_place(context, paragraph)
        if place is None:
            continue
        signature = _signature(context, place, paragraph.end)
        if signature is None:
            continue
        dash, name, handled = signature
        alone = not context.text[paragraph.start : place].strip()
        last = number - 1 if alone else number
        if last < 0:
            continue
        end = context.paragraphs[last].end if alone else place
        contents = _signed(context, last, end, done=done, handled=handled)
        if contents:
            done = paragraph.end
            yield Candidate(
                contents=contents,
                cue=dash,
                source=name,
                by="layout/signature",
                issues=context.issues(contents),
            )


def _dash_place(context: Context, paragraph: Paragraph) -> int | None:
    """RETURNS: where the signature of a paragraph can begin: at its start, after its last quotation, at a handle."""
    text = context.text
    if text[paragraph.start] in "-–—―‒":
        return paragraph.start
    low = max(paragraph.start, paragraph.end - _LONGEST_LINE)
    marks = [match.end() for match in _AFTER_MARK.finditer(text, low, paragraph.end)]
    if marks:
        return marks[-1]
    handle = text.rfind("(@", low, paragraph.end)
    dash = max(text.rfind(mark, low, handle) for mark in "–—―") if handle >= 0 else -1
    return dash if dash >= 0 else None


def _signature(context: Context, place: int, end: int) -> tuple[Phrase, Phrase, bool] | None:
    """RETURNS: the dash, the name after it, and whether a handle follows."""
    if end - place > _LONGEST_LINE:
        return None
    handled = _HANDLED.match(context.text, place, end)
    found = handled or _SIGNED.match(context.text, place, end)
    if found is None:
        return None
    start = found.start("name")
    name = found["name"].rstrip(" \u00a0-–—―\"”’'")
    span = context.doc.char_span(start, start + len(name), alignment_mode="expand")
    if span is None or (handled is None and not _may_sign(context, start, start + len(name))):
        return None
    head = span.root.i
    return Phrase(found.start("dash"), found.end("dash"), head), Phrase(start, start + len(name), head), bool(handled)


def _may_sign(context: Context, start: int, end: int) -> bool:
    """RETURNS: whether words name somebody: a handle, or a noun with a capital and no clause."""
    tokens = context.tokens(start, end)
    if context.text[start] == "@":
        return True
    if any(token.tag_ in syntax.FINITE_TAGS or token.tag_ in ("MD", "PRP") for token in tokens):
        return False
    return any(syntax.is_noun(token) and token.text[0].isupper() for token in tokens)


def _signed(context: Context, number: int, end: int, *, done: int, handled: bool) -> tuple[tuple[int, int], ...]:
    """
    number: of the last paragraph that may be signed. end: where it ends. done: up to where the text is signed already.
    RETURNS: the quotations that fill the lines up to the signature; without marks, the lines of a post.
    """
    contents: list[tuple[int, int]] = []
    while number >= 0 and context.paragraphs[number].start >= done and len(contents) < MOST_PIECES:
        paragraph = context.paragraphs[number]
        start, end = trimmed(context, paragraph.start, min(end, paragraph.end))
        if not any(char.isalnum() for char in context.text[start:end]):
            break
        quotation = context.quotation_at(start)
        marked = quotation is not None and _filled(context, start, end)
        if not marked and (not handled or paragraph.kind is ParagraphKind.FURNITURE):
            break
        contents.append((start if marked else max(start, end - _LONGEST_TWEET), end))
        before = context.paragraphs[number - 1].end if number else 0
        goes_on = quotation.continues if quotation is not None and marked else _is_line_break(context, before, start)
        if not goes_on:
            break
        number, end = number - 1, before
    return tuple(reversed(contents))


def _is_line_break(context: Context, end: int, start: int) -> bool:
    """RETURNS: whether no blank line parts two paragraphs: the lines of a post."""
    return context.text[end:start] in ("\n", "\r\n")


def _filled(context: Context, start: int, end: int) -> bool:
    """RETURNS: whether quotations fill the text between two places, and nothing else does."""
    done = start
    for quotation in [context.quotation_at(start), *context.quotations_within(start + 1, end)]:
        if quotation is None or any(char.isalnum() for char in context.text[done : quotation.start]):
            return False
        done = max(done, quotation.end)
    return not any(char.isalnum() for char in context.text[done:end])
