"""One label for a name in an article: a vote.

Each mention brings the encoder's probabilities, and one vote for every rule that has an opinion there ("its director,
Okoro", "Tolmex, a mining company"). A name that takes the article ("the Sangam said") is no person's and no town's.
Longer names then speak for their parts: "Amina Okoro" for "Okoro", "Tolmex Holdings" for "Tolmex". States,
nationalities and regions of the world are known beforehand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsfacts.entities.acronyms import is_acronym
from newsfacts.entities.descriptions import described, head_of, organisation_nouns, roles
from newsfacts.entities.edges import HYPHENS, STORMS
from newsfacts.entities.names import PLACES, TEMPORAL, Name
from newsfacts.facts import EntityLabel
from newsfacts.layers import text_of
from newsfacts.lexicon import values, words
from newsfacts.lexicon.gazetteer import known_label
from newsfacts.places.atlas import candidates
from newsfacts.rules import Family

_VOUCHED = 1.5
_SURE = 1.5
_TURN = re.compile(r"^([A-Z][A-Z .’'-]{1,40}):", re.MULTILINE)
_TURN_REACH = 1500
_DECISIVE = frozenset({"label/after_a_body_noun", "label/no_person", "label/turn"})
_BARE = (EntityLabel.PERSON, EntityLabel.GPE)
_WITH_ARTICLE = (EntityLabel.ORG, EntityLabel.NORP, EntityLabel.LOC, EntityLabel.FAC)
_LONGEST_PERSON = 4
_LONGEST_FIRM = 6
_GOES_ON = frozenset({"NN", "NNS", "NNP", "NNPS", "POS"})

_LABELS = {str(label): label for label in EntityLabel}

Scores = dict[EntityLabel, float]
Opinion = dict[str, float]
"""The encoder's probabilities for a name, by OntoNotes label."""


@dataclass(frozen=True, slots=True)
class Named:
    """A mention whose label is asked for."""

    doc: Doc
    name: Name
    nouns: tuple[str, ...]
    """What its sentence calls it: "director", "company"."""

    @property
    def before(self) -> Token | None:
        return self.doc[self.name.start - 1] if self.name.start else None

    @property
    def after(self) -> Token | None:
        return self.doc[self.name.end] if self.name.end < len(self.doc) else None


labels = Family[Named, EntityLabel]("label", at=lambda named: (named.name.left, named.name.right))


@labels.rule(
    examples={"Heavy rain fell in [Orvella] on Sunday.": "GPE"},
    against=[
        "Workers in [Tolmex] factories walked out.",
        "Police in [Lagos]' port area fired.",
        "They met [Okoro] in Lagos.",
    ],
)
def located(named: Named) -> EntityLabel | None:
    """What somebody is in is a place, where the phrase ends with it."""
    if named.before is None or named.before.lower_ != "in":
        return None
    return None if named.after is not None and named.after.tag_ in _GOES_ON else EntityLabel.GPE


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
    examples={"The director of the clinic, [Tolm Brixa], came.": "PERSON"},
    against=["The director praised [Tolm Brixa], a small clinic."],
)
def called_a_person(named: Named) -> EntityLabel | None:
    """The sentence calls a name of the form of a person's a director, a farmer, a spokeswoman."""
    if not _like_a_full_name(named.name):
        return None
    people = (noun in roles() and noun not in words("body_too") for noun in named.nouns)
    return EntityLabel.PERSON if any(people) else None


@labels.rule(
    examples={"The [Orvella Ports Authority] agreed.": "ORG"},
    against=["[Orvella] agreed.", "[Amina Okoro] agreed."],
)
def worded_as_a_body(named: Named) -> EntityLabel | None:
    """A word of the name itself is one of bodies: "authority", "university"."""
    parts = named.name.words
    whole = len(parts) > 1 and (parts[-1] in words("organisation") or parts[0] in words("organisation"))
    return EntityLabel.ORG if whole else None


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
    written = [name for name in lasting if not name.context]
    for key, opinion in _with_article(doc, written, opinions):
        _without_bare(scores[key], opinion)
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
    if name.stated:
        yield name.label, _SURE
        return
    yield name.label, 0.0
    opinion = {} if name.context else opinions.get(name.start, {})
    if name.recognised:
        shares = {_LABELS[label]: share for label, share in opinion.items() if label in _LABELS}
        yield from (shares or {name.label: 1.0}).items()
    if name.context or known_label(name.key) is not None:
        return
    head = head_of(doc, name.start, name.end)
    nouns = tuple(description.noun for description in described(doc, name.start, name.end, head))
    for label, rule in labels.every(Named(doc, name, nouns)):
        yield label, _SURE if rule in _DECISIVE else 1.0


def _with_article(
    doc: Doc, names: Iterable[Name], opinions: dict[int, Opinion]
) -> Iterator[tuple[str, dict[str, float]]]:
    """RETURNS: names of one word that stand after "the" more often than not where nothing follows that "the" could
    belong to, each with what the encoder thought of it.

    Of such phrases in the worldwide corpus, 2 % are people, who make up 44 % of the names of one word without it.
    """
    balance: Counter[str] = Counter()
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        if name.end - name.start > 1:
            continue
        for label, share in opinions.get(name.start, {}).items():
            found[name.key][label] += share
        after = doc[name.end] if name.end < len(doc) else None
        if after is None or not (after.tag_ in _GOES_ON or after.text in HYPHENS):
            balance[name.key] += 1 if name.start and doc[name.start - 1].lower_ == "the" else -1
    yield from ((key, found[key]) for key in balance if balance[key] > 0)


def _without_bare(scores: Scores, opinion: Opinion) -> None:
    """Gives what speaks for a person or a town to what else the encoder thought likeliest."""
    other = max(_WITH_ARTICLE, key=lambda label: opinion.get(label, 0.0))
    scores[other] += sum(scores.pop(label, 0.0) for label in _BARE)


def _best(scores: Scores) -> EntityLabel:
    """Places are told from the rest first, and from each other then."""
    place = {label: score for label, score in scores.items() if label in PLACES}
    rest = {label: score for label, score in scores.items() if label not in PLACES}
    pool = place if place and sum(place.values()) >= max(rest.values(), default=0.0) else rest
    return max(pool, key=lambda label: pool[label])


def _like_a_full_name(name: Name) -> bool:
    parts = name.words
    return 2 <= len(parts) <= 5 and not is_acronym(name.text) and all(part.isalpha() for part in parts)


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
