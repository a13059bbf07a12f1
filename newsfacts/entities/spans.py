"""From the spans of a recogniser to names: their edges put right, what is no name left out.

The convention is OntoNotes': a determiner, a title, a possessive and lower-case company ("northern Syria", "Idlib
province") stand outside a name; "Russia-backed" gives Russia; no name runs over the end of a paragraph. Times keep
their words as they are ("the past month").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from spacy.lang.lex_attrs import like_email, like_url
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.entities.growing import (
    HYPHENS,
    LOOK_FOR_TITLE,
    is_initial,
    is_small_legal_form,
    is_title,
    whole,
)
from newsfacts.entities.names import TEMPORAL, Name
from newsfacts.entities.temporal import after_day_part, is_time, is_weekday
from newsfacts.facts import EntityLabel
from newsfacts.layers import text_of
from newsfacts.lexicon import values, words
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import known_label

_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_CLOSING = frozenset({"'s", "’s", "'", "’", "`s", "s’"})
_PARENTHESES = frozenset("()[]{}")
_WITHOUT_COMMA = frozenset({EntityLabel.PERSON, EntityLabel.GPE})
_NO_VERBS = frozenset({EntityLabel.PERSON, EntityLabel.GPE, EntityLabel.ORG, EntityLabel.NORP})
_PARTICIPLES = frozenset({"VBD", "VBN"})
_SENTENCE_ENDS = frozenset(".?")
_LONGEST_ABBREVIATION = 4
_FUNCTION_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "DT", "IN", "TO", "CC", "MD", "EX"})
_SIGNS = frozenset("$€£%")
_AMOUNT = re.compile(r"[$€£¥]\d")
_COMPOUND_TAIL = re.compile(r"(?<=[\w.])[-‐‑–][a-z]+$")
_STRAY_BEFORE = re.compile(r"[-‐‑–—/\\*\[{<…]+(?=\w)")
_STRAY_AFTER = re.compile(r"(?<=\w)[.,:;)]?[-‐‑–—/\\*\]}>…]+$")


def tidy(doc: Doc) -> list[Name]:
    """RETURNS: the names and times among `doc.ents`, in text order, not overlapping."""
    starts = [paragraph.start for paragraph in doc._.newsfacts_paragraphs]
    found: list[Name] = []
    for ent in doc.ents:
        if ent.label_ not in EntityLabel.__members__:
            continue
        label = EntityLabel(ent.label_)
        for start, end in _pieces(doc, ent.start, ent.end, label, starts):
            start, end = trim(doc, start, end, label)
            own = label
            if start < end and is_weekday(doc, start, end):
                end = after_day_part(doc, start + 1)
                own = EntityLabel.DATE if end - start == 1 else EntityLabel.TIME
            elif label not in TEMPORAL and start < end:
                if _calls_a_person(doc, start, end):
                    own = EntityLabel.PERSON
                    start = _after_title(doc, start, end)
                start, end = whole(doc, start, end, own, found[-1].end if found else 0)
            if start < end and _is_name(doc, start, end, own):
                found.append(make(doc, start, end, own))
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
    """Cuts where a paragraph or a sentence ends, at brackets, before a verb ("Lee | surnamed Lai"), and between a state
    and the party it deals with ("Chad-|Sudan"); a person's span after a possessive, a place's at a comma.
    """
    cuts = [start]
    following = bisect_right(starts, doc[start].idx)
    for number in range(start, end):
        token = doc[number]
        if following < len(starts) and token.idx >= starts[following]:
            cuts.append(number)
            following += 1
        elif token.text in _PARENTHESES or _between_sentences(doc, number, start) or _is_verb(token, label):
            cuts.append(number)
        if (label is EntityLabel.PERSON and token.lower_ in _CLOSING) or (
            token.text == "," and label in _WITHOUT_COMMA and not _capital_of_the_us(doc, number)
        ):
            cuts.append(number + 1)
        if token.text in HYPHENS and _between_states(doc, start, number, end):
            cuts.append(number + 1)
    yield from pairwise([*cuts, end])


def _between_sentences(doc: Doc, number: int, start: int) -> bool:
    """RETURNS: whether a sentence, not an abbreviation, ends there, or the next one begins ("Okoro|.| Lagos")."""
    if number == start:
        return False
    before = doc[number - 1].text
    return before in _SENTENCE_ENDS or (
        doc[number].text == "." and len(before) > _LONGEST_ABBREVIATION and before.isalpha()
    )


def _is_verb(token: Token, label: EntityLabel) -> bool:
    return token.tag_ in _PARTICIPLES and token.text.islower() and label in _NO_VERBS


def _capital_of_the_us(doc: Doc, comma: int) -> bool:
    """RETURNS: whether the comma is that of "Washington, D.C.", which is one name."""
    return (
        0 < comma < len(doc) - 1
        and doc[comma - 1].text == "Washington"
        and doc[comma + 1].text.startswith(("DC", "D.C"))
    )


def _between_states(doc: Doc, start: int, hyphen: int, end: int) -> bool:
    before, after = (known_label(fold(doc[low:high].text)) for low, high in ((start, hyphen), (hyphen + 1, end)))
    return before is EntityLabel.GPE and after in (EntityLabel.GPE, EntityLabel.NORP, EntityLabel.LOC)


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
        elif _outside_right(doc[end - 1]) or (label is EntityLabel.ORG and _holder_at_end(doc, start, end)):
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


def _outside_right(token: Token) -> bool:
    if token.lower_ in _CLOSING or (_blank(token) and token.text != "."):
        return True
    if is_small_legal_form(token):
        return False
    return token.text.islower() and not any(character.isdigit() for character in token.text)


def _part_of_title(doc: Doc, number: int, end: int) -> bool:
    """RETURNS: whether the token may stand before a title word: "Prime", "Russian", any people before "King"."""
    token = doc[number]
    if token.lower_ in words("title_modifier") or known_label(fold(token.text)) is not None:
        return True
    return number + 2 < end and doc[number + 1].lower_ in words("form_of_address")


def _holder_at_end(doc: Doc, start: int, end: int) -> bool:
    """RETURNS: whether a body's span ends in who holds an office there ("Northern Rail Services | Spokesperson")."""
    return end - start > 2 and is_title(doc[end - 1]) and all(token.lower_ != "of" for token in doc[start:end])


def _after_title(doc: Doc, start: int, end: int) -> int:
    """RETURNS: where the person's own name begins ("Russian Foreign Minister | Amina Okoro")."""
    cut = start
    for number in range(start, min(end - 1, start + LOOK_FOR_TITLE)):
        token = doc[number]
        if is_title(token):
            cut = number + 1
        elif not _part_of_title(doc, number, end):
            break
    return cut


def _calls_a_person(doc: Doc, start: int, end: int) -> bool:
    """RETURNS: whether the span is a form of address and one to three names, not a place or a body called so."""
    if not 2 <= end - start <= 4 or not is_title(doc[start]) or doc[start].lower_ not in words("form_of_address"):
        return False
    last = doc[end - 1].lower_
    named_after = last in words("organisation") or last in words("place_kind")
    return not named_after and all(token.text[0].isupper() and token.text.isalpha() for token in doc[start + 1 : end])


def _is_name(doc: Doc, start: int, end: int, label: EntityLabel) -> bool:
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
        if _common_word(first, label):
            return False
    tokens = [doc[number] for number in range(start, end)]
    if all(is_title(token) or token.lower_ in words("title_modifier") for token in tokens):
        return False
    return any(token.text[0].isupper() or token.text[1:2].isupper() for token in tokens)


def _common_word(token: Token, label: EntityLabel) -> bool:
    """RETURNS: whether a word of one token only looks like a name: a title, or a capital that opens a sentence."""
    if token.tag_ in syntax.PROPER_TAGS or known_label(fold(token.text)) is not None:
        return False
    if token.tag_ in _FUNCTION_TAGS and not token.is_upper:
        return True
    opening = token.is_sent_start and not token.is_upper and label is not EntityLabel.NORP
    return bool(opening or token.lower_ in words("title"))
