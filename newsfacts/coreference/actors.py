"""Who can be taken up by a pronoun or a noun: the people and bodies of the article, and what it says of each.

Gender and office come from titles, appositions and copulas ("Ms Okoro", "a spokesperson for the ministry, X", "X is the
group's founder"), never from the name itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from newsfacts.entities.descriptions import Description, described, organisation_nouns, roles
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import values, words

_DESCRIPTIONS = 16


@cache
def generic_offices() -> frozenset[str]:
    return words("generic_role")


@dataclass(slots=True, eq=False)
class Actor:
    """A person or a body of the article. `gender` is what the text shows, `leaning` that of a pronoun taken for it with
    some doubt. `number` is its place among `doc._.newsfacts_entities`; None for somebody without a
    name ("a senior official"), who is nobody's mention but may be whom a pronoun means.
    """

    number: int | None
    label: EntityLabel
    last_word: str
    gender: str | None = None
    leaning: str | None = None
    descriptions: list[Description] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)

    @property
    def is_person(self) -> bool:
        return self.label is EntityLabel.PERSON

    def nouns(self) -> list[str]:
        """RETURNS: the nouns that can take up the actor by its descriptions or, a body, by the end of its name."""
        found = [description.noun for description in self.descriptions]
        if not self.is_person and self.last_word in organisation_nouns():
            found.append(self.last_word)
        return found

    def learn(self, doc: Doc, start: int, end: int, head: Token) -> None:
        """Reads what stands beside one mention by name: the tokens `start` to `end`, whose head is `head`."""
        if self.is_person:
            self._learn_gender_of_titles(doc, start)
        for noun, description in described(doc, start, end, head):
            known = roles().get(noun)
            if self.is_person and known:
                self.gender = self.gender or (known.gender if known.gender != "-" else None)
                self.fields.add(known.field)
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
