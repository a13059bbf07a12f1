"""Who can be pointed back at: the people, bodies and things of the article, and what it says of each.

Gender, age and office come from titles, appositions, copulas and pronouns ("Ms Okoro", "a spokesperson for the
ministry, X", "X, 37,"), never from the name itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from newsfacts.entities.descriptions import Description, described, organisation_nouns, roles
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
    descriptions: list[Description] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        return self.label is EntityLabel.PERSON

    def nouns(self) -> set[str]:
        """RETURNS: the nouns that it was described by; those of people by office ("chairwoman" is "chairperson")."""
        return {description.noun for description in self.descriptions}

    def described_words(self) -> frozenset[str]:
        """RETURNS: all folded words of its descriptions."""
        return frozenset().union(*(description.words for description in self.descriptions))

    def learn(self, doc: Doc, start: int, end: int, head: Token) -> None:
        """Reads what stands beside one mention by name: the tokens `start` to `end`, whose head is `head`."""
        if self.is_person:
            self._learn_gender_of_titles(doc, start)
            self._learn_age(doc, end)
        for noun, description in described(doc, start, end, head):
            known = roles().get(noun)
            if self.is_person and known:
                self.gender = self.gender or known.gender or None
                self._add(Description(known.office, description))
            elif not self.is_person and noun in organisation_nouns():
                self._add(Description(noun, description))

    def _add(self, description: Description) -> None:
        if len(self.descriptions) < _DESCRIPTIONS and description not in self.descriptions:
            self.descriptions.append(description)

    def _learn_gender_of_titles(self, doc: Doc, start: int) -> None:
        for number in range(start - 1, max(start - 4, -1), -1):
            token = doc[number]
            gender = values("title").get(token.lower_) if token.text[0].isupper() else None
            if gender:
                self.gender = self.gender or gender
            elif not token.text[0].isupper():
                return

    def _learn_age(self, doc: Doc, end: int) -> None:
        """Reads "X, 37," and "37-year-old X" is read with the descriptions."""
        if end + 2 < len(doc) and doc[end].text == "," and doc[end + 1].text.isdigit() and len(doc[end + 1]) < 4:
            self.age = self.age or doc[end + 1].text
