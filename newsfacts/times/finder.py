"""Reads the time expressions of a stretch of a document."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.facts import When
from newsfacts.layers import cut
from newsfacts.lexicon import words
from newsfacts.times.grammar import Match, has_trigger, scan
from newsfacts.times.groups import Circumstances
from newsfacts.times.values import certain, days

_CLIMB = 8


def find(doc: Doc, first: int = 0, last: int | None = None) -> list[When]:
    """Finds and resolves the time expressions of the tokens `first` to `last` (exclusive), by default all.

    Stretches should be sentences: an expression is not looked for across two calls.
    RETURNS: the expressions in text order with code point offsets, resolved by date of publication and tense. A day or
        month that may be the past or the coming one is left out.
    """
    last = len(doc) if last is None else last
    if first >= last or not _worth_scanning(doc, first, last):
        return []
    offset = doc[first].idx
    text = cut(doc, offset, doc[last - 1].idx + len(doc[last - 1])).text
    matches = scan(text)
    starts = {token.idx: token.i for token in doc[first:last]} if matches else {}
    found = []
    for match in matches:
        token = _token_of(match, starts, offset)
        own = doc[token] if token is not None else None
        at = Circumstances(
            doc._.newsfacts_published_at,
            future=own is not None and looks_ahead(own),
            past=own is None or looks_back(own),
        )
        if not certain(match, at):
            continue
        span = cut(doc, offset + match.start, offset + match.end)
        since, until = days(match, at)
        found.append(When(text=span.text, start=span.start, end=span.end, since=since, until=until))
    return found


def _worth_scanning(doc: Doc, first: int, last: int) -> bool:
    words = set()
    for token in doc[first:last]:
        if token.ent_type_ == "DATE" or token.ent_type_ == "TIME" or (len(token) == 4 and token.is_digit):
            return True
        words.add(token.lower_.rstrip("."))
    return has_trigger(words)


def _token_of(match: Match, starts: dict[int, int], offset: int) -> int | None:
    """RETURNS: the number of a token that begins inside the expression."""
    return next((starts[at] for at in range(offset + match.start, offset + match.end) if at in starts), None)


def looks_ahead(token: Token) -> bool:
    """RETURNS: whether the clause of the token looks ahead ("will meet on", "is due in", "plans to … by")."""
    passed_verb = False
    for _ in range(_CLIMB):
        head = token.head
        if head == token:
            break
        token = head
        verbal = token.tag_ in ("VB", "VBD", "VBG", "VBP", "VBZ")
        # "Planned to open on Tuesday", "due on Tuesday"; not "planned, according to a report on Tuesday, to open".
        if token.lower_ in words("future") and (passed_verb or not verbal):
            return True
        passed_verb = passed_verb or verbal
        if token.tag_ in ("VB", "VBN", "VBG") and any(child.lower_ in words("future") for child in syntax.lefts(token)):
            return True
        if token.tag_ in ("VBD", "VBZ", "VBP"):
            break
    return False


def looks_back(token: Token) -> bool:
    """RETURNS: whether the clause of the token is in the past ("met", "has met", "held") or has no verb."""
    for _ in range(_CLIMB):
        if token.head == token:
            break
        token = token.head
        if token.tag_ in ("VBD", "VBN"):
            return True
        if token.tag_ in ("VB", "VBZ", "VBP"):
            return False
    return True
