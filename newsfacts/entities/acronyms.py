"""Acronyms: written beside their long form in brackets ("Hayat Tahrir al-Sham (HTS)"), or formed by its initials.

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003),
narrowed to the initials of words, since names of bodies are abbreviated so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from newsfacts.entities.names import Name
from newsfacts.facts import EntityLabel
from newsfacts.lexicon.gazetteer import known_label

_ABBREVIATED = frozenset({EntityLabel.ORG, EntityLabel.EVENT, EntityLabel.LAW, EntityLabel.PRODUCT, EntityLabel.FAC})
SMALL_WORDS = frozenset("of the and for in on to at de des du la le al el y et e against with".split())
_SHAPE = re.compile(r"^(?:[A-Z]\.?){2,8}s?$|^[A-Z][A-Za-z]*[A-Z][A-Za-z]*$")
_WORD = re.compile(r"[^\W\d_]+")


def is_acronym(text: str) -> bool:
    """RETURNS: whether the name has the form of an acronym ("HTS", "U.N.", "UNHCR", "NaCTSO")."""
    return len(text) <= 10 and bool(_SHAPE.match(text))


def letters(acronym: str) -> str:
    """RETURNS: the acronym's letters, without case, full stops and a plural -s."""
    return "".join(c for c in acronym.rstrip("s") if c.isalpha()).casefold()


def initials(long: str) -> frozenset[str]:
    """RETURNS: the acronyms that a name of several words may have: of all words, of the main ones, of its capitals."""
    parts = _WORD.findall(long)
    if len(parts) < 2 or long.isupper():
        return frozenset()
    every = "".join(part[0] for part in parts)
    main = "".join(part[0] for part in parts if part.casefold() not in SMALL_WORDS)
    capitals = "".join(c for c in long if c.isupper())
    return frozenset(found.casefold() for found in (every, main, capitals) if len(found) > 1)


def bracketed(doc: Doc, names: Sequence[Name]) -> list[tuple[Name, Name]]:
    """Gives an acronym in brackets after a name, whatever its letters, the label of that name wherever it stands.

    names: with their final labels, in text order.
    RETURNS: the pairs, the long name first ("National Hurricane Center (NHC)").
    """
    found = [
        (long, short)
        for long, short in pairwise(names)
        if short.start == long.end + 1
        and doc[long.end].text == "("
        and doc[min(short.end, len(doc) - 1)].text == ")"
        and long.label in _ABBREVIATED
        and is_acronym(short.text)
        and known_label(short.key) is None
    ]
    labels = {short.key: long.label for long, short in found}
    for name in names:
        name.label = labels.get(name.key, name.label)
    return found
