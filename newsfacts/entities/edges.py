"""Where names begin and end: rules for names of which the recogniser saw a part, or that it cut in two."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.entities.temporal import after_day_part, is_weekday
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import values, words
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import known_label
from newsfacts.rules import Family

HYPHENS = frozenset({"-", "‐", "‑", "–"})
_LONGEST_SYLLABLE = 6
_LONGEST_NICKNAME = 3
_LONGEST_FIRM = 8
_INITIAL = re.compile(r"[A-Z]\.?")
_SUFFIX = re.compile(r"[JS]r\.?|I{2,3}|IV|VI{0,3}|IX|XI{0,3}|XI?V")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})
_OPENING = frozenset({"“", '"', "‘", "'", "``"})
_CLOSING = frozenset({"”", '"', "’", "'", "''"})
_MAY_BE_FIRMS = frozenset({EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.GPE})


class Found(NamedTuple):
    """A name as found: tokens `start` to `end` (exclusive), and `floor`, where the name before it ends."""

    doc: Doc
    start: int
    end: int
    label: EntityLabel
    floor: int

    def token(self, number: int) -> Token | None:
        """RETURNS: that token of the document, None beyond its end or before `floor`."""
        return self.doc[number] if self.floor <= number < len(self.doc) else None


edges = Family[Found, Found](
    "edge",
    at=lambda found: syntax.chars(found.doc, found.start, found.end),
    shown=lambda found: found.doc[found.start : found.end].text,
)


def whole(found: Found) -> Found:
    """RETURNS: all of the name. Every rule that answers makes it longer, or gives it another label for good."""
    answer = edges.first(found)
    while answer:
        found = answer[0]
        answer = edges.first(found)
    return found


def is_title(token: Token) -> bool:
    """RETURNS: whether the token, capitalised, is a title before a person's name; "MS Okoro" has initials."""
    if token.text == "MS" and token.i + 1 < len(token.doc) and not token.nbor().is_upper:
        return False
    return token.lower_ in words("title") and token.text[0].isupper()


def is_initial(token: Token) -> bool:
    return bool(_INITIAL.fullmatch(token.text))


def is_small_legal_form(token: Token) -> bool:
    return token.text.islower() and values("legal_form").get(token.text) == "small"


@edges.rule(
    examples={"The clinic opens [Tuesday] morning.": "Tuesday morning"},
    against=["The clinic opens on [Tuesday]."],
)
def part_of_day(found: Found) -> Found | None:
    """A weekday is a date, with a part of the day after it a time."""
    if not is_weekday(found.doc, found.start, found.end):
        return None
    end = after_day_part(found.doc, found.start + 1)
    label = EntityLabel.DATE if end - found.start == 1 else EntityLabel.TIME
    return None if (end, label) == (found.end, found.label) else found._replace(end=end, label=label)


@edges.rule(
    examples={"The chairman, P. B. [H. Lorne], resigned.": "P. B. H. Lorne"},
    against=["Doctors gave her vitamin A. [Okoro] left."],
)
def initials(found: Found) -> Found | None:
    """A person's initials, of which the recogniser saw the last alone, or none."""
    before = found.token(found.start - 1)
    if found.label is not EntityLabel.PERSON or before is None or not is_initial(before):
        return None
    earlier = found.token(found.start - 2)
    alone = before.text.endswith(".") and (earlier is None or earlier.tag_ not in _NOUNS)
    return found._replace(start=found.start - 1) if alone or is_initial(found.doc[found.start]) else None


@edges.rule(
    examples={"The king, [Tunde Bello] II, ruled for years.": "Tunde Bello II"},
    against=["[Tunde Bello] is late."],
)
def suffix(found: Found) -> Found | None:
    """What tells generations of a family apart: "Jr.", "III"."""
    after = found.token(found.end)
    fits = found.label is EntityLabel.PERSON and after is not None and _SUFFIX.fullmatch(after.text)
    return found._replace(end=found.end + 1) if fits else None


@edges.rule(
    examples={"[Park Suk]-yeol spoke in Busan.": "Park Suk-yeol"},
    against=["[Amina Okoro]-led forces left."],
)
def given_name(found: Found) -> Found | None:
    """The second half of a hyphenated given name."""
    if found.label is not EntityLabel.PERSON or found.end - found.start < 2:
        return None
    hyphen, half = found.token(found.end), found.token(found.end + 1)
    if hyphen is None or half is None or hyphen.text not in HYPHENS:
        return None
    apart = found.doc[found.end - 1].whitespace_ or hyphen.whitespace_
    syllable = half.text.islower() and len(half) <= _LONGEST_SYLLABLE and not half.text.endswith("ed")
    goes_on = syllable and not apart and half.text not in words("compound_tail")
    return found._replace(end=found.end + 2) if goes_on else None


@edges.rule(
    examples={'[Danny] "The Hammer" Quill fought in Reno.': 'Danny "The Hammer" Quill'},
    against=["“We won,” said [Danny Quill]. “Reno” was the last song."],
)
def nickname(found: Found) -> Found | None:
    """A nickname in quotation marks between a person's names."""
    mark = found.token(found.end)
    if found.label is not EntityLabel.PERSON or mark is None or mark.text not in _OPENING:
        return None
    for number in range(found.end + 1, min(found.end + 2 + _LONGEST_NICKNAME, len(found.doc) - 1)):
        token = found.doc[number]
        if token.text in _CLOSING and number > found.end + 1:
            end = _name_end(found.doc, number + 1)
            return found._replace(end=end) if end > number + 1 else None
        if not token.text[0].isupper() and token.lower_ != "the":
            return None
    return None


@edges.rule(
    examples={"[Ernst] & Young will pay a fine.": "Ernst & Young"},
    against=["[Ernst] and Jana Young will pay a fine.", "[Trinidad] & Tobago will pay."],
)
def ampersand(found: Found) -> Found | None:
    """A firm called after two people."""
    if found.label not in _MAY_BE_FIRMS or found.end - found.start > _LONGEST_FIRM or _is_known(found):
        return None
    after, before = found.token(found.end), found.token(found.start - 1)
    if after is not None and after.text == "&":
        end = _name_end(found.doc, found.end + 1)
        return found._replace(end=end, label=EntityLabel.ORG) if end > found.end + 1 else None
    first = found.token(found.start - 2)
    if before is not None and before.text == "&" and first is not None and _is_proper(first):
        return found._replace(start=found.start - 2, label=EntityLabel.ORG)
    return None


@edges.rule(
    examples={"She lives in [Washington], DC.": "Washington, DC"},
    against=["She lives in [Washington], Iowa."],
)
def capital_of_the_us(found: Found) -> Found | None:
    """The district belongs to "Washington, D.C."."""
    comma, district = found.token(found.end), found.token(found.end + 1)
    if comma is None or district is None or found.doc[found.end - 1].text != "Washington":
        return None
    return found._replace(end=found.end + 2) if comma.text == "," and district.text.startswith(("DC", "D.C")) else None


@edges.rule(
    examples={"Cyclone [Idai] destroyed the port.": "Cyclone Idai"},
    against=["The storm hit [Beira] on Monday."],
)
def storm(found: Found) -> Found | None:
    """A storm is an event, and what it is belongs to its name."""
    before = found.token(found.start - 1)
    if before is not None and before.lower_ in STORMS and before.is_title:
        return found._replace(start=found.start - 1, label=EntityLabel.EVENT)
    named = found.end - found.start > 1 and found.doc[found.end - 2].lower_ in STORMS
    return found._replace(label=EntityLabel.EVENT) if named and found.label is not EntityLabel.EVENT else None


@edges.rule(
    examples={"However, [JD(S)] leaders have claimed a win.": "JD(S)"},
    against=["However, [Tolmex] (TMX) claimed a win."],
)
def closing_bracket(found: Found) -> Found | None:
    """The bracket that closes one within the name's last word ("JD(S|)")."""
    last, after = found.doc[found.end - 1], found.token(found.end)
    fits = after is not None and after.text == ")" and not last.whitespace_ and "(" in last.text
    return found._replace(end=found.end + 1) if fits else None


def _is_known(found: Found) -> bool:
    return known_label(fold(found.doc[found.start : found.end].text)) is not None


def _is_proper(token: Token) -> bool:
    return token.tag_ in syntax.PROPER_TAGS and token.text[0].isupper()


def _name_end(doc: Doc, start: int) -> int:
    """RETURNS: where the run of capitalised proper nouns that begins at token `start` ends."""
    end = start
    while end < len(doc) and _is_proper(doc[end]):
        end += 1
    return end
