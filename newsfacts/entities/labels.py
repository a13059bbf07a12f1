"""One label for a name in an article: a vote.

Each mention brings the encoder's probabilities, and a rule tips those in doubt ("law firm X"). Longer
names then speak for their parts: "Amina Okoro" for "Okoro", "Tolmex Holdings" for "Tolmex". States, nationalities and
regions of the world are known beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from newsfacts.entities.descriptions import described, head_of, organisation_nouns, roles
from newsfacts.entities.edges import STORMS
from newsfacts.entities.names import PLACES, TEMPORAL, Name
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import words
from newsfacts.lexicon.gazetteer import known_label
from newsfacts.places.atlas import candidates
from newsfacts.rules import Family

_VOUCHED = 1.5
_HINT = 0.5
_LONGEST_PERSON = 4
_LONGEST_FIRM = 6
_LABELS = {str(label): label for label in EntityLabel}

Scores = dict[EntityLabel, float]
Opinion = dict[str, float]
"""The encoder's probabilities for a name, by OntoNotes label."""


class Named(NamedTuple):
    """A mention whose label is asked for."""

    doc: Doc
    name: Name


labels = Family[Named, EntityLabel]("label", at=lambda named: (named.name.left, named.name.right))


@labels.rule(
    examples={"Law firm [Baker McKenzie] agreed.": "ORG"},
    against=["[Tolmex], a mining company, sold two pits.", "Bank chief [Rita Velloso] left."],
)
def after_a_body_noun(named: Named) -> EntityLabel | None:
    """The word right before it is one for bodies, in lower case: "the law firm X"."""
    start = named.name.start
    return EntityLabel.ORG if start and named.doc[start - 1].text in organisation_nouns() else None


def settle(doc: Doc, names: list[Name]) -> None:
    """Gives every name its label for the whole article, in place. Times keep theirs.

    names: mentions in text order; those with `context` belong to another document and bring their label only.
    """
    opinions: dict[int, Opinion] = {span.start: dict(span.scores) for span in doc._.newsfacts_name_spans or ()}
    lasting = [name for name in names if name.label not in TEMPORAL]
    scores: dict[str, Scores] = defaultdict(lambda: defaultdict(float))
    for name in lasting:
        own = scores[name.key]
        for label, share in _votes(doc, name, opinions):
            own[label] += share
    _vouch(lasting, scores)
    decided = {key: known_label(key) or _best(own) for key, own in scores.items()}
    for name in lasting:
        name.label = decided[name.key]
        if name.label is EntityLabel.PERSON and name.gender is None and not name.context:
            name.gender = _gender(doc, name)


def _gender(doc: Doc, name: Name) -> str | None:
    """RETURNS: the gender of what the sentence calls a person ("his wife, X"), m or f."""
    called = described(doc, name.start, name.end, head_of(doc, name.start, name.end))
    return next((role.gender for noun, _ in called if (role := roles().get(noun)) and role.gender), None)


def _votes(doc: Doc, name: Name, opinions: dict[int, Opinion]) -> Iterator[tuple[EntityLabel, float]]:
    yield name.label, _VOUCHED if name.stated else 0.0
    if name.stated:
        return
    if name.recognised:
        opinion = {} if name.context else opinions.get(name.start, {})
        shares = {_LABELS[label]: share for label, share in opinion.items() if label in _LABELS}
        yield from (shares or {name.label: 1.0}).items()
    found = labels.first(Named(doc, name)) if not name.context and known_label(name.key) is None else None
    if found:
        yield found[0], _HINT


def _best(scores: Scores) -> EntityLabel:
    """Places are told from the rest first, and from each other then."""
    place = {label: score for label, score in scores.items() if label in PLACES}
    rest = {label: score for label, score in scores.items() if label not in PLACES}
    pool = place if place and sum(place.values()) >= max(rest.values(), default=0.0) else rest
    return max(pool, key=lambda label: pool[label])


def _vouch(names: Iterable[Name], scores: dict[str, Scores]) -> None:
    """Longer names speak for their parts: a person's for surname and given names, a body's for what it is called for
    short. What the encoder doubted about a surname counts for less than the full name.
    """
    longer = {name.key: name.words for name in names if len(name.words) > 1}
    for key, parts in longer.items():
        label = _best(scores[key])
        if label is EntityLabel.PERSON:
            for end in range(1, min(len(parts), _LONGEST_PERSON)):
                given = scores.get(" ".join(parts[:end]))
                if given is not None:
                    given[label] += _VOUCHED
        if label is EntityLabel.PERSON or (label is EntityLabel.EVENT and parts[-2] in STORMS):
            surname = scores.get(parts[-1])
            if surname is not None:
                surname[label] = max(surname.values()) + _VOUCHED
        if label is EntityLabel.ORG:
            for short in _short_forms(parts):
                if short in scores:
                    scores[short][label] += _VOUCHED


def _short_forms(parts: list[str]) -> Iterator[str]:
    """RETURNS: what a body may be called for short: a firm by its first words, another by its name less its kind,
    unless a place is called so ("Tengwa University", not "Lagos University").
    """
    if parts[-1] in words("legal_form"):
        yield from (" ".join(parts[:end]) for end in range(1, min(len(parts), _LONGEST_FIRM)))
    elif parts[-1] in words("organisation"):
        short = " ".join(parts[:-1])
        if not candidates(short):
            yield short
