"""What is written beside a place's name: its kind ("Idlib province"), and the country or division that holds it
("Springfield, Illinois", "the Syrian city of Idlib", "Nigeria's Plateau State", "Homs in western Syria").

By characters alone within a bounded reach: a parse errs on names in a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from newsfacts.lexicon import values, words
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import listed, nationality
from newsfacts.places.atlas import Candidate, Kind, countries_and_divisions, country, division, states

_REACH = 90
_SKIPPED = 6
_LONGEST = 4
_TOWN_FOLLOWS = 4
_SEAT = "capital"
"""Of the nouns of kinds the one that stands beside the name of what it is the capital of."""
_WORD = re.compile(r"[^\W\d_](?:[\w'’&-]|\.(?=\w))*\.?")
_AFTER = re.compile(r"(?P<comma>,\s+|\s*\()|,?\s+(?P<within>in)\s+")
_CLOSED = re.compile(r"['’]s\b|[,.;:)\]\n—–]|\s*$|\s+[-—–]")
_LISTED = re.compile(r",?\s+(?:and|or)\s+(?:the\s+)?[A-Z]|,\s+(?:the\s+)?[A-Z]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


@dataclass(frozen=True, slots=True)
class Holder:
    """What is written to hold a place: a country, or a division of one, or either where its name is both's.

    sure: whether nothing else can be meant. listed: whether a list may go on here, of which both are members.
    """

    places: tuple[Candidate, ...]
    sure: bool
    listed: bool = False

    def holds(self, place: Candidate) -> bool:
        """RETURNS: whether `place` lies in it, as far as the atlas knows; a division is not in itself."""
        for whole in self.places:
            if place.country != whole.country or place.kind is Kind.COUNTRY:
                continue
            if whole.kind is Kind.COUNTRY:
                return True
            if not whole.division or (place.kind is Kind.TOWN and place.division in ("", whole.division)):
                return True
        return False

    @property
    def is_division(self) -> bool:
        """RETURNS: whether it can be a division."""
        return any(place.kind is Kind.DIVISION for place in self.places)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The `noun` is the kind that a noun beside the name gives, or None."""

    noun: Kind | None
    holders: tuple[Holder, ...]


def surroundings(text: str, start: int, end: int) -> Surroundings:
    """
    start, end: the name, code points of `text`.
    RETURNS: what is written beside it.
    """
    after = text[end : end + _REACH].partition("\n")[0]
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    noun = _noun_after(after)
    holders = [_holder_before(before), _holder_after(after[noun[1] :] if noun else after)]
    kind = noun[0] if noun else _noun_before(before)
    return Surroundings(kind, tuple(holder for holder in holders if holder))


def _noun_after(after: str) -> tuple[Kind, int] | None:
    """RETURNS: the kind that the next word gives, and its end in `after`."""
    word = _WORD.match(after, 1) if after[:1].isspace() else None
    noun = word.group().rstrip(".").lower() if word else ""
    if word is None or noun not in kinds() or noun == _SEAT or after.startswith(" of ", word.end()):
        return None  # "the Texas town of Paris": Texas is no town
    return kinds()[noun], word.start() + len(noun)


def _noun_before(before: str) -> Kind | None:
    """RETURNS: the kind in "the city of"."""
    words = [word.group().lower() for word in _WORD.finditer(before[-_REACH // 2 :])]
    named = len(words) > 1 and words[-1] == "of" and before.endswith("of ") and words[-2] != _SEAT
    return kinds().get(words[-2]) if named else None


def _holder_after(after: str) -> Holder | None:
    opening = _AFTER.match(after)
    if opening is None:
        return None
    words = list(_WORD.finditer(after, opening.end()))[: _SKIPPED + _LONGEST + _TOWN_FOLLOWS]
    if not words or words[0].start() != opening.end():
        return None
    first = 0
    while first < len(words) - 1 and first < _SKIPPED and _between(words[first]) and _beside(after, words, first):
        first += 1
    for last in range(min(first + _LONGEST, len(words)) - 1, first - 1, -1):
        if not all(_beside(after, words, number) for number in range(first, last)):
            continue
        written = after[words[first].start() : words[last].end()]
        rest = after[words[last].end() :]
        state = _state(written) if opening["comma"] and first == 0 else ()
        places = state or _whole(written)
        if places:
            closed = _CLOSED.match(rest) or _ends_sentence(written) or (state and written.endswith("."))
            return Holder(places, sure=bool(opening["comma"] and closed), listed=bool(_LISTED.match(rest)))
        people = _people(written)
        if people and any(_names_a_kind(word) for word in words[last + 1 : last + _TOWN_FOLLOWS]):
            return Holder(people, sure=bool(opening["comma"]) and first > 0)
    return None


def _ends_sentence(written: str) -> bool:
    """RETURNS: whether a name's last full stop is the sentence's ("Illinois."), not its own ("U.S.")."""
    return written.endswith(".") and "." not in written[:-1]


def _holder_before(before: str) -> Holder | None:
    words = list(_WORD.finditer(before))
    if not words or before[words[-1].end() :].strip(" “\"'‘") or not before[-1:].isspace():
        return None
    last = len(words) - 1
    noun = False
    while last > 0 and len(words) - 1 - last < _SKIPPED and _between(words[last]):
        if not _beside(before, words, last - 1):
            return None
        noun = noun or _names_a_kind(words[last])
        last -= 1
    for first in range(max(0, last - _LONGEST + 1), last + 1):
        if not all(_beside(before, words, number) for number in range(first, last)):
            continue
        written = before[words[first].start() : words[last].end()]
        bare = _POSSESSIVE.sub("", written)
        places = _whole(bare) if noun or bare != written else ()
        places = places or (_people(written) if noun else ())
        if places:
            return Holder(places, sure=noun)
    return None


def _beside(text: str, words: Sequence[re.Match[str]], number: int) -> bool:
    """RETURNS: whether nothing but a space is between the word of that number and the next."""
    return text[words[number].end() : words[number + 1].start()].isspace()


def _between(word: re.Match[str]) -> bool:
    return word.group() in _fillers() or _names_a_kind(word)


def _names_a_kind(word: re.Match[str]) -> bool:
    return word.group() in kinds()


def _whole(written: str) -> tuple[Candidate, ...]:
    """RETURNS: the countries and divisions that a capitalised name stands for."""
    if not written[:1].isupper():
        return ()
    key = fold(_POSSESSIVE.sub("", written))
    found = countries_and_divisions(key)
    shorter, _, noun = key.rpartition(" ")
    if not found and kinds().get(noun) is Kind.DIVISION:
        found = tuple(place for place in countries_and_divisions(shorter) if place.kind is Kind.DIVISION)
    return found


def _people(written: str) -> tuple[Candidate, ...]:
    """RETURNS: the country of a nationality."""
    code = nationality(fold(written)) if written[:1].isupper() else None
    return (country(code),) if code else ()


def _state(written: str) -> tuple[Candidate, ...]:
    """RETURNS: the state of an abbreviation: "Ill.", "IL", "D.C."."""
    code = _states().get(written)
    return (division(code),) if code else ()


@cache
def _states() -> dict[str, str]:
    found = {code[3:]: code for code in states()}
    found.update((form, code) for code, forms in listed("short") for form in forms)
    return found


@cache
def kinds() -> dict[str, Kind]:
    """RETURNS: the kind of place that a noun beside a name gives."""
    return {noun: Kind(kind) for noun, kind in values("place_level").items()}


@cache
def _fillers() -> frozenset[str]:
    return words("within_place")
