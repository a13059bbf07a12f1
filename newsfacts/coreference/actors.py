"""Who can be pointed back at: the people, bodies and things of the article, and what it says of each.

Gender, age and office come from titles, appositions, copulas and pronouns ("Ms Okoro", "a spokesperson for the
ministry, X", "X, 37,"), never from the name itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from newsfacts.entities.descriptions import described, organisation_nouns, roles
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import values

_DESCRIPTIONS = 16


@dataclass(slots=True, eq=False)
class Actor:
    """Somebody or something of the article.

    number: its place among `doc._.newsfacts_entities`; None for what has no name ("a senior official", "the plan"),
        which gets no mentions but may be what a pronoun means.
    label: None for a thing without a name.
    words: the folded words of its name, or its noun; `noun` is the one that a name's other words describe.
    gender: what the text shows ("m", "f"); `leaning` is that of a pronoun taken for it with some doubt.
    count: how often it was mentioned so far.
    standing: its place among the article's people, or else among its other names, by how often all of the article
        names it: 0 the first alone, 1 the first with others, 2 later, 3 named once, or without a name.
    nouns: what it was described by; people by office ("chairwoman" is "chairperson"). told: all folded words of that.
    """

    number: int | None
    label: EntityLabel | None
    words: frozenset[str]
    noun: str = ""
    plural: bool = False
    gender: str | None = None
    leaning: str | None = None
    age: str | None = None
    count: int = 0
    standing: int = 3
    nouns: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    is_person: bool = field(init=False)

    def __post_init__(self) -> None:
        self.is_person = self.label is EntityLabel.PERSON

    def learn(self, doc: Doc, start: int, end: int, head: Token) -> str | None:
        """Reads what stands beside one mention by name: the tokens `start` to `end`, whose head is `head`.

        RETURNS: the gender that it shows there.
        """
        gender = None
        if self.is_person:
            gender = _gender_of_titles(doc, start)
            self._learn_age(doc, end)
        for noun, description in described(doc, start, end, head):
            known = roles().get(noun)
            if self.is_person and known:
                gender = gender or known.gender or None
                self._add(known.office, description)
            elif not self.is_person and noun in organisation_nouns():
                self._add(noun, description)
        return gender

    def _add(self, noun: str, words: frozenset[str]) -> None:
        if len(self.nouns) < _DESCRIPTIONS:
            self.nouns.add(noun)
            self.told |= words

    def _learn_age(self, doc: Doc, end: int) -> None:
        """Reads "X, 37," and "37-year-old X" is read with the descriptions."""
        if end + 2 < len(doc) and doc[end].text == "," and doc[end + 1].text.isdigit() and len(doc[end + 1]) < 4:
            self.age = self.age or doc[end + 1].text


def _gender_of_titles(doc: Doc, start: int) -> str | None:
    for number in range(start - 1, max(start - 4, -1), -1):
        token = doc[number]
        gender = values("title").get(token.lower_) if token.text[0].isupper() else None
        if gender or not token.text[0].isupper():
            return gender
    return None
