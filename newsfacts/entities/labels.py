"""One label for a name in an article: a vote.

The encoder has one vote, its mean opinion of the mentions; each rule has its own wherever it has something to say ("the
law firm Tolmex", "Al-Noor camp"). Longer names then speak for their parts: "Amina Okoro" for "Okoro",
"Tolmex Holdings plc" for "Tolmex". States, nationalities and regions of the world are known beforehand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsfacts.entities.descriptions import described, head_of, organisation_nouns, roles
from newsfacts.entities.edges import STORMS
from newsfacts.entities.names import PLACES, TEMPORAL, Name
from newsfacts.facts import EntityLabel
from newsfacts.layers import text_of
from newsfacts.lexicon import values, words
from newsfacts.lexicon.gazetteer import known_label
from newsfacts.rules import Family

_VOUCHED = 1.5
_HINT = 0.5
_SURE = 1.5
_LONGEST_PERSON = 4
_TURN = re.compile(r"^([A-Z][A-Z .’'-]{1,40}):", re.MULTILINE)
_TURN_REACH = 1500

_DECISIVE = frozenset({"label/after_a_body_noun", "label/turn"})

_LABELS = {str(label): label for label in EntityLabel}

Scores = dict[EntityLabel, float]
Opinion = dict[str, float]
"""The encoder's probabilities for a name, by OntoNotes label."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention whose label is asked for."""

    doc: Doc
    name: Name

    @property
    def before(self) -> Token | None:
        return self.doc[self.name.start - 1] if self.name.start else None

    @property
    def after(self) -> Token | None:
        return self.doc[self.name.end] if self.name.end < len(self.doc) else None


labels = Family[Named, EntityLabel]("label", at=lambda named: (named.name.left, named.name.right))


@labels.rule(
    examples={"Fighting broke out in the [Al-Noor] camp on Sunday.": "FAC"},
    against=["[Okoro] Province beat them.", "[Okoro] camped there."],
)
def before_a_place_noun(named: Named) -> EntityLabel | None:
    """A common noun for places follows: "Idlib province", "the Al-Noor camp"."""
    after = named.after
    kind = values("place_kind").get(after.text) if after is not None else None
    return EntityLabel(kind) if kind else None


@labels.rule(
    examples={"Law firm [Baker McKenzie] agreed.": "ORG"},
    against=["[Tolmex], a mining company, sold two pits.", "Bank chief [Rita Velloso] left."],
)
def after_a_body_noun(named: Named) -> EntityLabel | None:
    """The word right before it is one for bodies, in lower case: "the law firm X"."""
    before = named.before
    return EntityLabel.ORG if before is not None and before.text in organisation_nouns() else None


@labels.rule(
    examples={"[Hayat Tahrir al-Wadi] fighters shelled the town.": "ORG"},
    against=["[Rita Velloso] fights on.", "[Turkish] fighters left."],
)
def no_person(named: Named) -> EntityLabel | None:
    """A common noun in the plural follows ("X fighters"): of such names in the worldwide corpus, 1 % are people."""
    fellows = named.after is not None and named.after.tag_ == "NNS"
    return EntityLabel.ORG if fellows and named.name.label is EntityLabel.PERSON else None


@labels.rule(
    examples={"[OSEI]: We have to go.\n\nMENSAH: Why?\n\nOSEI: The dam broke.": "PERSON"},
    against=["[LAGOS]: Rain fell on Sunday.\n\nKANO: It was dry."],
)
def turn(named: Named) -> EntityLabel | None:
    """Capitals before a colon that open a paragraph of a transcript, in which such openings return."""
    left = named.name.left
    if named.after is None or named.after.text != ":" or not named.name.text.isupper():
        return None
    openings = _TURN.findall(text_of(named.doc), max(left - _TURN_REACH, 0), left + _TURN_REACH)
    return EntityLabel.PERSON if named.name.text in openings and len(openings) > len(set(openings)) else None


def settle(doc: Doc, names: list[Name]) -> None:
    """Gives every name its label for the whole article, and people the gender that the text shows, in place. Times keep
    their labels.

    names: mentions in text order; those with `context` belong to another document and bring their label only.
    """
    opinions: dict[int, Opinion] = {span.start: dict(span.scores) for span in doc._.newsfacts_name_spans or ()}
    lasting = [name for name in names if name.label not in TEMPORAL]
    seen = Counter(name.key for name in lasting if name.recognised and not name.stated)
    scores: dict[str, Scores] = defaultdict(lambda: defaultdict(float))
    for name in lasting:
        own = scores[name.key]
        for label, share in _opinion(name, opinions):
            own[label] += share / max(seen[name.key], 1)
        for label, weight in _votes(doc, name, seen[name.key]):
            own[label] += weight
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


def _opinion(name: Name, opinions: dict[int, Opinion]) -> Iterator[tuple[EntityLabel, float]]:
    yield name.label, 0.0
    if name.recognised and not name.stated:
        opinion = {} if name.context else opinions.get(name.start, {})
        shares = {_LABELS[label]: share for label, share in opinion.items() if label in _LABELS}
        yield from (shares or {name.label: 1.0}).items()


def _votes(doc: Doc, name: Name, seen: int) -> Iterator[tuple[EntityLabel, float]]:
    if name.stated:
        yield name.label, _SURE
    elif not name.context and known_label(name.key) is None:
        for label, rule in labels.every(Named(doc, name)):
            yield label, _SURE if rule in _DECISIVE else _SURE / max(seen, 1) if rule == no_person.name else _HINT


def _best(scores: Scores) -> EntityLabel:
    """Places are told from the rest first, and from each other then."""
    place = {label: score for label, score in scores.items() if label in PLACES}
    rest = {label: score for label, score in scores.items() if label not in PLACES}
    pool = place if place and sum(place.values()) >= max(rest.values(), default=0.0) else rest
    return max(pool, key=lambda label: pool[label])


def _vouch(names: Iterable[Name], scores: dict[str, Scores]) -> None:
    """Longer names speak for their parts: a person's for surname and given names, a firm's for its name
    without what it is ("plc"). What the encoder doubted about a surname counts for less than the full name.
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
        if label is EntityLabel.ORG and parts[-1] in words("legal_form"):
            for short in {parts[0], " ".join(parts[:-1])} & scores.keys():
                scores[short][label] += _VOUCHED
