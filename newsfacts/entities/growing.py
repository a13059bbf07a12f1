"""Names of which the recogniser saw a part: initials, halves of hyphenated names, what makes it a body."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import values, words
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import known_label

HYPHENS = frozenset({"-", "‐", "‑", "–"})
LOOK_FOR_TITLE = 5
_LONGEST_SYLLABLE = 6


def whole(doc: Doc, start: int, end: int, label: EntityLabel, floor: int) -> tuple[int, int]:
    """
    start, end, label: a name as found, without what is no part of it. floor: where the name before it ends.
    RETURNS: where all of it starts and ends.
    """
    if label is EntityLabel.PERSON:
        start = _back_to_initials(doc, _back_to_title(doc, start, floor), floor)
    start, end = _joined(doc, start, end, floor)
    while label is EntityLabel.PERSON and _given_name_goes_on(doc, start, end):
        end += 2
    return start, end + _closes(doc, end)


def is_title(token: Token) -> bool:
    """RETURNS: whether the token, capitalised, is a title before a person's name; "MS Okoro" has initials."""
    if token.text == "MS" and token.i + 1 < len(token.doc) and not token.nbor().is_upper:
        return False
    return token.lower_ in words("title") and token.text[0].isupper()


def is_initial(token: Token) -> bool:
    return len(token) == 1 and token.is_upper


def is_small_legal_form(token: Token) -> bool:
    return token.text.islower() and values("legal_form").get(token.text) == "small"


def _back_to_title(doc: Doc, start: int, floor: int) -> int:
    """RETURNS: where a person's name begins of which the recogniser saw the end alone ("Dr Amina | Okoro")."""
    for number in range(start - 1, max(start - 1 - LOOK_FOR_TITLE, floor - 1), -1):
        token = doc[number]
        if is_title(token) and token.lower_ in words("form_of_address"):
            return number + 1
        if token.tag_ not in syntax.PROPER_TAGS or not token.text[0].isupper() or token.ent_type_:
            break
    return start


def _back_to_initials(doc: Doc, start: int, floor: int) -> int:
    """RETURNS: where a person's initials begin of which the recogniser saw the last alone ("K |R Kibet")."""
    while start > floor and is_initial(doc[start]) and is_initial(doc[start - 1]):
        start -= 1
    return start


def _joined(doc: Doc, start: int, end: int, floor: int) -> tuple[int, int]:
    """Takes in the rest of a hyphenated name of which the recogniser saw a part ("Deir-|Hanna|")."""
    while (
        start - 2 >= floor
        and doc[start - 1].text in HYPHENS
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
        and _part_of_name(doc[start - 2])
        and not doc[start - 2].ent_type_
    ):
        start -= 2
    while (
        end + 1 < len(doc)
        and doc[end].text in HYPHENS
        and not doc[end].whitespace_
        and not doc[end - 1].whitespace_
        and _part_of_name(doc[end + 1])
        and not doc[end + 1].ent_type_
        and known_label(fold(doc[start:end].text)) is None
    ):
        end += 2
    return start, end


def _part_of_name(token: Token) -> bool:
    if token.text in {"al", "el"}:
        return True
    return token.text[0].isupper() and token.text.isalpha() and known_label(fold(token.text)) is None


def _given_name_goes_on(doc: Doc, start: int, end: int) -> bool:
    """RETURNS: whether the next part of a hyphenated given name was left out ("Park Suk|-yeol", "Ann Lam Man|-kin")."""
    if end - start < 2 or end + 1 >= len(doc) or doc[end].text not in HYPHENS:
        return False
    half = doc[end + 1]
    apart = doc[end - 1].whitespace_ or doc[end].whitespace_
    if apart or not half.text.islower() or len(half) > _LONGEST_SYLLABLE or half.text.endswith("ed"):
        return False
    return half.text not in words("compound_tail")


def _closes(doc: Doc, end: int) -> bool:
    """RETURNS: whether the bracket follows that closes one within the name's last word ("JD(S|)")."""
    last = doc[end - 1]
    return end < len(doc) and doc[end].text == ")" and not last.whitespace_ and "(" in last.text
