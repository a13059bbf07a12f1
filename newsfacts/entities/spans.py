"""From the spans of a recogniser to names: their edges put right, what is no name left out.

The convention is OntoNotes': a determiner, a title, a possessive and lower-case company ("northern Syria", "Idlib
province") stand outside a name; "Russia-backed" gives Russia; no name runs over the end of a paragraph. Times keep
their words as they are ("the past month").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from itertools import pairwise

from spacy.lang.lex_attrs import like_email, like_url
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.entities.edges import HYPHENS, Found, is_initial, is_small_legal_form, is_title, whole
from newsfacts.entities.names import TEMPORAL, Name
from newsfacts.entities.temporal import is_time, is_weekday
from newsfacts.facts import EntityLabel
from newsfacts.layers import text_of
from newsfacts.lexicon import values, words
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import known_label

_LABELS = {label.value: label for label in EntityLabel}
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_CLOSING = frozenset({"'s", "’s", "'", "’", "`s", "s’"})
_PARENTHESES = frozenset("()[]{}")
_WITHOUT_COMMA = frozenset({EntityLabel.PERSON, EntityLabel.GPE})
_WORDED_FREELY = frozenset({EntityLabel.EVENT, EntityLabel.WORK_OF_ART, EntityLabel.LAW, EntityLabel.PRODUCT})
_SENTENCE_ENDS = frozenset(".?")
_LONGEST_ABBREVIATION = 4
_LOOK_FOR_TITLE = 5
_FULL_NAME = 2
_FUNCTION_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "DT", "IN", "TO", "CC", "MD", "EX"})
_SIGNS = frozenset("$€£%")
_AMOUNT = re.compile(r"[$€£¥]\d")
_COMPOUND_TAIL = re.compile(r"(?<=[\w.]{2})[-‐‑–][a-z]+$")
_STRAY_BEFORE = re.compile(r"[-‐‑–—/\\*\[{<…]+(?=\w)")
_STRAY_AFTER = re.compile(r"(?<=\w)[.,:;)]?[-‐‑–—/\\*\]}>…]+$")


def tidy(doc: Doc) -> list[Name]:
    """RETURNS: the names and times among `doc.ents`, in text order, not overlapping."""
    starts = [paragraph.start for paragraph in doc._.newsfacts_paragraphs]
    surnames = {token.text for ent in doc.ents if ent.label_ == "PERSON" and len(ent) > 1 for token in ent[-2:]}
    found: list[Name] = []
    for ent in doc.ents:
        label = _LABELS.get(ent.label_)
        if label is None:
            continue
        for start, end in _pieces(doc, ent.start, ent.end, label, starts):
            floor = found[-1].end if found else 0
            start, end = trim(doc, max(start, floor), end, label)
            if start >= end:
                continue
            name = whole(Found(doc, start, end, label, floor))
            if _is_name(doc, name.start, name.end, name.label, surnames):
                found.append(make(doc, name.start, name.end, name.label))
                found[-1].stated = name.label is not label
    return found


def make(doc: Doc, start: int, end: int, label: EntityLabel) -> Name:
    """RETURNS: the name at tokens `start` to `end`."""
    left, right = syntax.chars(doc, start, end)
    text = text_of(doc)[left:right]
    tail = None if label in TEMPORAL or end - start > 1 else _COMPOUND_TAIL.search(text)
    if tail:
        right -= len(text) - tail.start()
        text = text[: tail.start()]
    if label not in TEMPORAL:
        left, right = _without_strays(text, left)
        text = text_of(doc)[left:right]
    title = values("title").get(doc[start - 1].lower_) if start else None
    return Name(text, start, end, left, right, label, gender=title)


def _without_strays(text: str, left: int) -> tuple[int, int]:
    """RETURNS: the code points of `text`, which begins at `left`, without the marks that a page without spaces left at
    its ends ("/MONTEPUEZ/", "Molirena)-").
    """
    before, after = _STRAY_BEFORE.match(text), _STRAY_AFTER.search(text)
    return left + (before.end() if before else 0), left + (after.start() if after else len(text))


def _pieces(doc: Doc, start: int, end: int, label: EntityLabel, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Cuts where a paragraph or a sentence ends, and at brackets; a person's span after a possessive and before the
    weekday at its end, a place's at a comma.
    """
    cuts = [start]
    following = bisect_right(starts, doc[start].idx)
    for number in range(start, end):
        token = doc[number]
        if following < len(starts) and token.idx >= starts[following]:
            cuts.append(number)
            following += 1
        elif token.text in _PARENTHESES or (label is EntityLabel.PERSON and _says_when(doc, start, number, end)):
            cuts.append(number)
        elif token.text in _SENTENCE_ENDS and start < number:
            cuts += [number, number + 1] if number + 1 < end or _ends_sentence(doc[number - 1]) else []
        if (label is EntityLabel.PERSON and token.lower_ in _CLOSING and token.tag_ == "POS") or (
            token.text == "," and label in _WITHOUT_COMMA
        ):
            cuts.append(number + 1)
    yield from pairwise([*cuts, end])


def _says_when(doc: Doc, start: int, number: int, end: int) -> bool:
    """RETURNS: whether a weekday says when: "…, said Amina Okoro | Sunday", but not in "Billy Sunday"."""
    if number - start < _FULL_NAME or number + 1 < end or not is_weekday(doc, number, end) or is_title(doc[start]):
        return False
    return end == len(doc) or not (syntax.is_verb(doc[end]) or doc[end].tag_ == "MD")


def _ends_sentence(before: Token) -> bool:
    """RETURNS: whether a full stop after the token ends a sentence, as it does after all but abbreviations."""
    return len(before) > _LONGEST_ABBREVIATION and before.is_alpha


def trim(doc: Doc, start: int, end: int, label: EntityLabel) -> tuple[int, int]:
    """RETURNS: the span without what is no part of a name at its edges. Empty when nothing is left."""
    while start < end and _blank(doc[start]):
        start += 1
    while start < end and _blank(doc[end - 1]) and not doc[end - 1].text.endswith("."):
        end -= 1
    if label in TEMPORAL:
        return start, end
    before = (-1, -1)
    while start < end and before != (start, end):
        before = (start, end)
        if _outside_left(doc, start, end):
            start += 1
        elif _outside_right(doc[end - 1], label):
            end -= 1
        elif label is EntityLabel.PERSON:
            start = _after_title(doc, start, end)
    return start, end


def _blank(token: Token) -> bool:
    text = token.text
    return not (text.isalnum() or text in _SIGNS or any(character.isalnum() for character in text))


def _outside_left(doc: Doc, start: int, end: int) -> bool:
    token = doc[start]
    if token.lower_ in _DETERMINERS and start + 1 < end:
        return not (is_initial(token) and is_initial(doc[start + 1]))
    if _blank(token) or token.lower_ in _CLOSING:
        return True
    if not token.text.islower():
        return False
    hyphened = start + 2 < end and doc[start + 1].text in HYPHENS and not token.whitespace_
    if hyphened and not doc[start + 1].whitespace_ and len(token) == 2 and doc[start + 2].text[0].isupper():
        return False  # al-Sham, as-Suwayda, el-Sisi
    return not (token.lower_ in words("particle") and start + 1 < end)


def _outside_right(token: Token, label: EntityLabel) -> bool:
    if token.lower_ in _CLOSING or (_blank(token) and token.text != "."):
        return True
    if is_small_legal_form(token) or label in _WORDED_FREELY:
        return False
    return token.text.islower() and not any(character.isdigit() for character in token.text)


def _part_of_title(doc: Doc, number: int, end: int) -> bool:
    """RETURNS: whether the token may stand before a title word: "Prime", "Russian", any people before "King"."""
    token = doc[number]
    if token.lower_ in words("title_modifier") or known_label(fold(token.text)) is not None:
        return True
    return number + 2 < end and doc[number + 1].lower_ in words("form_of_address")


def _after_title(doc: Doc, start: int, end: int) -> int:
    """RETURNS: where the person's own name begins ("Russian Foreign Minister | Amina Okoro", "Tan Sri | Okoro")."""
    cut = start
    for number in range(start, min(end - 1, start + _LOOK_FOR_TITLE)):
        if number + 2 < end and doc[number : number + 2].text.lower() in words("title"):
            cut = number + 2
        elif is_title(doc[number]):
            cut = number + 1
        elif number >= cut and not _part_of_title(doc, number, end):
            break
    return cut


def _is_name(doc: Doc, start: int, end: int, label: EntityLabel, surnames: Container[str]) -> bool:
    if label in TEMPORAL:
        return is_time(doc, start, end, label)
    first = doc[start]
    if end - start == 1:
        if (
            len(first) < 2
            or _AMOUNT.search(first.text)
            or like_url(first.text)
            or like_email(first.text)
            or first.text.startswith("@")
        ):
            return False
        if first.tag_ in _FUNCTION_TAGS and not first.is_upper and known_label(fold(first.text)) is None:
            return False
    tokens = [doc[number] for number in range(start, end)]
    if first.text not in surnames and all(is_title(t) or t.lower_ in words("title_modifier") for t in tokens):
        return False
    return any(token.text[0].isupper() or token.text[1:2].isupper() for token in tokens)
