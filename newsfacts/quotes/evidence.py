"""What is known of a source when it is asked who it is: its words, the mentions in it, and who spoke before."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.facts import Entity, EntityLabel, Mention, MentionKind, Resolution
from newsfacts.layers import char_end
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quotes.candidates import Phrase
from newsfacts.quotes.context import Context

SPEAKING = (EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.NORP, EntityLabel.GPE)
"""Whose names can speak."""
_RELATIVES = frozenset({"who", "which", "that"})


@dataclass(slots=True)
class History:
    """Who spoke before, and what their sources showed of them.

    last: the last speaker's entity and name, and the paragraph. bodies: for which people speak. writer: of the report
    that spoke last. unlisted: names that are no entity, by their last words.
    """

    last: tuple[Entity | None, str | None, int] | None = None
    bodies: dict[str, Entity] = field(default_factory=dict)
    writer: Entity | None = None
    unlisted: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class Source:
    """A source, the paragraph of its content, and what is known so far. Every rule asks the same of it: asked once."""

    context: Context
    lemmas: Lemmas
    history: History
    phrase: Phrase
    paragraph: int

    @cached_property
    def head(self) -> Token:
        return self.context.doc[self.phrase.head]

    @cached_property
    def is_pronoun(self) -> bool:
        if self._is_acronym:
            return False
        return self.head.tag_ in syntax.PRONOUN_TAGS or self.head.tag_ == "DT" or self.is_relative

    @cached_property
    def is_relative(self) -> bool:
        return not self._is_acronym and (self.head.lower_ in _RELATIVES or self.head.tag_ in ("WP", "WDT"))

    @cached_property
    def _is_acronym(self) -> bool:
        """Whether it is the only capital word of its surroundings ("The WHO said")."""
        head, doc = self.head, self.context.doc
        around = doc[max(0, head.i - 2) : head.i + 3]
        return len(head) > 1 and head.is_upper and not any(t.is_upper and t.i != head.i for t in around)

    @cached_property
    def mention(self) -> tuple[Mention, Entity] | None:
        """The mention at the head, of somebody who can speak."""
        found = self.context.mentions.at(self.head.idx)
        return found if found is not None and found[1].label in SPEAKING else None

    @cached_property
    def is_writing(self) -> bool:
        """Whether it is something written: a report, a statement, data."""
        form = self.head.lower_
        known = words("writing") | words("publication")
        return not self.is_pronoun and (form in known or self.lemmas.noun(form) in known)

    def named_within(self, label: EntityLabel) -> list[tuple[Mention, Entity]]:
        """RETURNS: the names within the phrase behind its head, of entities with a label."""
        found = self.context.mentions.within(char_end(self.head), self.phrase.end)
        return [
            (m, e) for m, e in found if e.label is label and m.kind is MentionKind.NAME and m.end <= self.phrase.end
        ]

    def last_speaker(self) -> Entity | None:
        """RETURNS: who spoke last, in this paragraph or the one before."""
        last = self.history.last
        return last[0] if last is not None and self.paragraph - last[2] <= 1 else None


@dataclass(frozen=True, slots=True)
class Found:
    """Who it is: an entity with its name, or a name that is no entity's."""

    entity: Entity | None
    name: str | None
    resolution: Resolution
