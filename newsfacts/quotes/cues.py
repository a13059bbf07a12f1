"""What a cue attributes, in PARC's terms: by its noun or adjective, else by its verb and what follows it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span, Token

from newsfacts import syntax
from newsfacts.facts import AttributionType
from newsfacts.lexicon import rows, values, words
from newsfacts.quotes.sources import is_passive

_STATING = frozenset({"claim", "profess", "purport", "pretend", "seem", "appear"})


class CueVerb(NamedTuple):
    """A verb that attributes. ordering: whether it takes a person and what they are to do ("told them to leave")."""

    base: str
    type: AttributionType
    ordering: bool

    def type_in(self, *, infinitive: bool, passive: bool) -> AttributionType:
        """RETURNS: what the verb attributes: "agreed to …" an intention, "agreed that …" an opinion.

        Not every infinitive is intended: "claims to be …", and in the passive "is said to be …" (but "was told to …").
        """
        states = self.base in _STATING or (passive and not self.ordering)
        return AttributionType.EVENTUALITY if infinitive and not states else self.type


def cue_verb(cue: Span) -> Token | None:
    """RETURNS: the cue's verb: the last one that the table has, else the last."""
    verbs = [token for token in cue if syntax.is_verb(token)]
    return next((verb for verb in reversed(verbs) if verb.lower_ in cue_verbs()), verbs[-1] if verbs else None)


def type_of(cue: Span | None, verb: Token | None, first: Token | None) -> AttributionType:
    """
    verb: the cue's, see `cue_verb`.
    first: the first token of the content, unless that is a finite clause.
    RETURNS: what is attributed: by the noun or adjective of the cue ("voiced fears"), else by its verb.
    """
    for token in cue or ():
        kind = _words().get(token.lower_)
        if kind is not None and (token.tag_ == "VBN" or not syntax.is_verb(token) or token.lower_ not in cue_verbs()):
            return kind
    entry = cue_verbs().get(verb.lower_) if verb is not None else None
    if verb is None or entry is None:
        return AttributionType.ASSERTION
    infinitive = first is not None and (first.lower_ == "to" or (entry.ordering and _is_told_to(verb, first)))
    return entry.type_in(infinitive=infinitive, passive=is_passive(verb))


def _is_told_to(verb: Token, first: Token) -> bool:
    """RETURNS: whether a content that begins with a person is what they are to do: "told **the builders to leave**"."""
    clauses = (child for child in syntax.rights(verb) if child.dep_ in ("xcomp", "ccomp") and child.i > first.i)
    return any(child.tag_ == "TO" for clause in clauses for child in syntax.lefts(clause))


@cache
def cue_verbs() -> Mapping[str, CueVerb]:
    """RETURNS: the verb of every form, lower case."""
    found: dict[str, CueVerb] = {}
    for base, forms, kind, _ in rows("verbs"):
        if kind:
            verb = CueVerb(base, AttributionType(kind), base in words("ordering"))
            for form in (base, *forms.split()):
                found.setdefault(form, verb)
    return found


@cache
def _words() -> Mapping[str, AttributionType]:
    """RETURNS: what nouns, adjectives and rare verbs attribute, by form, lower case."""
    return {form: AttributionType(kind) for form, kind in values("attributes").items()}
