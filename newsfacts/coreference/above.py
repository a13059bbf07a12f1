"""What governs a pronoun: the clauses that it stands in, read upwards once."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.entities.descriptions import speech_verbs

_CLIMB = 5
_EMBEDDED = frozenset({"ccomp", "advcl", "conj", "xcomp", "relcl", "acl", "pcomp", "prep"})


class Above(NamedTuple):
    """The noun whose relative clause the pronoun stands deep in ("a clerk who left because he …"), or else who says its
    clause ("Okoro said he …").
    """

    described: Token | None = None
    saying: Token | None = None


def above(pronoun: Token) -> Above:
    """RETURNS: what governs a pronoun."""
    verb, embedded, saying = pronoun.head, True, None
    for step in range(_CLIMB):
        if verb.dep_ == "relcl":
            return Above(described=verb.head) if step else Above(saying=saying)
        if step and embedded and verb.lower_ in speech_verbs():
            saying, embedded = syntax.subject(verb), False
        embedded = embedded and verb.dep_ in _EMBEDDED
        if verb.head == verb:
            break
        verb = verb.head
    return Above(saying=saying)
