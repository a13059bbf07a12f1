"""Who it was: resolves the source of each attribution to an entity of the article.

A source is resolved by the mention that its head or its span holds (names first, then what coreference found for
nominals and pronouns), else from the dialogue: a pronoun or a nominal that nothing resolves goes back to the speaker
before, if there is one that fits; a quote without a source takes its neighbour's.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.facts import Entity, EntityLabel, Mention, MentionKind, Party, Resolution, Speaker
from newsfacts.layers import ParagraphKind, char_end
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quotes.candidates import Candidate, Phrase
from newsfacts.quotes.context import Context

_SPEAKING = (EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.NORP, EntityLabel.GPE)
_RELATIVES = frozenset({"who", "which", "that"})
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_FORMERLY = frozenset({"former", "ex", "then", "late"})
_FARTHEST = 3
_FARTHEST_CARRY = 2


@dataclass(frozen=True, slots=True)
class _Known:
    entity: Entity | None
    name: str | None
    paragraph: int


class Speakers:
    """Resolves the sources of one article's attributions, in text order."""

    def __init__(self, context: Context, lemmas: Lemmas) -> None:
        self.context = context
        self.lemmas = lemmas
        self.doc: Doc = context.doc
        self.mentions = context.mentions
        self._last: _Known | None = None
        self._genders: dict[str, str] = {}  # by the pronouns that took people up
        self._bodies: dict[str, Entity] = {}  # for which people speak
        self._unlisted: dict[str, str] = {}  # names that are no entity, by their last words

    def speaker(self, candidate: Candidate) -> Speaker | None:
        """RETURNS: the resolved speaker; None when the article gives none. Call in text order."""
        paragraph = self.context.paragraph_at(candidate.start)
        if candidate.source is None:
            return self._told(candidate.speaker) if candidate.laid_out else self._carried(candidate, paragraph)
        source = candidate.source
        found, resolution = self._resolved(source)
        if found is None and resolution is not Resolution.NAME:
            found = self._from_dialogue(source, paragraph)
        name = found.name if found is not None else None
        if found is None and resolution is Resolution.NAME:
            name = self._written_name(source)
        if found is not None:
            self._learn(found, source)
        person = found is not None and found.label is EntityLabel.PERSON
        if person or not self._is_relative(source):  # "units, which protest against …" is no turn to speak
            self._last = _Known(found, name, paragraph)
        return Speaker(
            text=self.context.text[source.start : source.end],
            start=source.start,
            end=source.end,
            entity_id=found.id if found is not None else None,
            name=name,
            resolution=resolution,
        )

    def _learn(self, speaker: Entity, source: Phrase) -> None:
        """Keeps what a source shows of its speaker: gender, and the body that "X, the group's director" speaks for."""
        if speaker.label is not EntityLabel.PERSON:
            return
        gender = _GENDERS.get(self.doc[source.head].lower_)
        if gender is not None:
            self._genders.setdefault(speaker.id, gender)
        bodies = [
            entity
            for mention, entity in self.mentions.within(source.start, source.end)
            if entity.label is EntityLabel.ORG and mention.kind is MentionKind.NAME
        ]
        formerly = any(token.lower_ in _FORMERLY for token in self.context.tokens(source.start, source.end))
        if len(bodies) == 1 and not formerly:
            self._bodies.setdefault(speaker.id, bodies[0])

    def party(self, phrase: Phrase | None) -> Party | None:
        """RETURNS: an addressee or a reporting source, resolved by its mention."""
        if phrase is None:
            return None
        found, resolution = self._resolved(phrase)
        name = found.name if found is not None else None
        if found is None and resolution is Resolution.NAME:
            name = self._written_name(phrase)
        return Party(
            text=self.context.text[phrase.start : phrase.end],
            start=phrase.start,
            end=phrase.end,
            entity_id=found.id if found is not None else None,
            name=name,
        )

    def _is_relative(self, phrase: Phrase) -> bool:
        head = self.doc[phrase.head]
        return head.lower_ in _RELATIVES or head.tag_ in ("WP", "WDT")

    def _told(self, entity: Entity | None) -> Speaker | None:
        """RETURNS: a speaker whom no phrase beside the quote names."""
        if entity is None:
            return None
        carried = Resolution.CARRIED
        return Speaker(text=None, start=None, end=None, entity_id=entity.id, name=entity.name, resolution=carried)

    def _carried(self, candidate: Candidate, paragraph: int) -> Speaker | None:
        last = self._last
        if (
            candidate.cue is not None
            or last is None
            or last.name is None
            or paragraph - last.paragraph > _FARTHEST_CARRY
        ):
            return None
        return Speaker(
            text=None,
            start=None,
            end=None,
            entity_id=last.entity.id if last.entity is not None else None,
            name=last.name,
            resolution=Resolution.CARRIED,
        )

    def _resolved(self, phrase: Phrase) -> tuple[Entity | None, Resolution]:
        """RETURNS: the entity of the phrase and how it was found."""
        head = self.doc[phrase.head]
        if self._is_relative(phrase):
            return self._antecedent(phrase), Resolution.PRONOUN
        if head.tag_ in syntax.PRONOUN_TAGS or head.tag_ == "DT":
            covering = self.mentions.at(head.idx)
            return (covering[1] if covering else None), Resolution.PRONOUN
        covering = self.mentions.at(head.idx)
        if covering is not None and covering[1].label in _SPEAKING:
            mention, entity = covering
            if mention.kind is MentionKind.NAME:
                apposed = self._apposed_person(phrase, entity)
                return apposed or entity, Resolution.NAME
            named = self._apposed_person(phrase, entity) or self._apposed_body(phrase)
            if named is not None:
                return named, Resolution.NAME
            return entity, Resolution.NOMINAL
        apposed = self._apposed_person(phrase, None) or self._apposed_body(phrase)
        if apposed is not None:
            return apposed, Resolution.NAME
        if (head.is_title or head.is_upper) and head.lower_ in self.context.surnames:
            return self.context.surnames[head.lower_], Resolution.NAME
        return None, Resolution.NAME if self._is_name(head) else Resolution.NOMINAL

    def _is_name(self, head: Token) -> bool:
        """RETURNS: whether a word is a name: written so, and no common noun where any word has a capital."""
        written = (head.is_title and not head.is_sent_start) or (head.is_upper and len(head) > 1)
        if head.tag_ not in syntax.PROPER_TAGS and not written:
            return False
        return not (self._may_be_capital(head) and self.lemmas.is_noun(head.lower_))

    def _may_be_capital(self, head: Token) -> bool:
        """RETURNS: whether a common noun is capital there: first, in a headline, or after "the" ("the Chair")."""
        if head.is_sent_start or head.i == 0 or head.is_upper or not head.nbor(-1).is_alpha:
            return True
        if head.nbor(-1).tag_ in ("DT", "PRP$"):
            return True
        return self.context.paragraphs[self.context.paragraph_at(head.idx)].kind is ParagraphKind.HEADLINE

    def _apposed_body(self, phrase: Phrase) -> Entity | None:
        """RETURNS: the body of "the newspaper Dagbladet" or "the ship's owner, Meridian Bulk Carriers"."""
        head = self.doc[phrase.head]
        if head.tag_ in syntax.PROPER_TAGS or head.i + 2 >= len(self.doc):
            return None
        found = self.mentions.at(head.nbor(2 if head.nbor().text == "," else 1).idx)
        if found is None or found[0].kind is not MentionKind.NAME:
            return None
        within = found[0].end <= phrase.end and self._stands_free(found[0], phrase)
        if not within and not any(child.dep_ == "appos" and child.i > head.i for child in syntax.rights(head)):
            return None
        return found[1] if found[1].label is EntityLabel.ORG else None

    def _apposed_person(self, phrase: Phrase, entity: Entity | None) -> Entity | None:
        """RETURNS: the person of "a spokesperson for the ministry, Maria Orlova", unless the head names a person."""
        if entity is not None and entity.label is EntityLabel.PERSON:
            return None
        head = self.doc[phrase.head]
        for child in syntax.rights(head):
            if child.dep_ == "appos":
                found = self.mentions.of(child)
                if found is not None and found.label is EntityLabel.PERSON:
                    return found
        if head.tag_ not in syntax.PROPER_TAGS:
            people = [
                e
                for m, e in self.mentions.within(phrase.start, phrase.end)
                if e.label is EntityLabel.PERSON and m.kind is MentionKind.NAME and self._stands_free(m, phrase)
            ]
            if len(people) == 1:
                return people[0]
        return None

    def _stands_free(self, name: Mention, phrase: Phrase) -> bool:
        """RETURNS: whether a name is no possessor or complement of the phrase's head, but apposed to it.

        It stands right after the head or after a comma, and ends the phrase or has a comma after it.
        """
        rest = self.context.text[name.end : phrase.end].strip()
        between = self.context.text[char_end(self.doc[phrase.head]) : name.start]
        before = self.doc[phrase.head].idx < name.start
        return before and (not rest or rest[0] == ",") and (not between.strip() or "," in between)

    def _antecedent(self, phrase: Phrase) -> Entity | None:
        head = self.doc[phrase.head]
        verb = head.head
        for _ in range(_FARTHEST):
            if verb.dep_ == "relcl":
                found = self.mentions.of(verb.head)
                return found if found is not None and found.label in _SPEAKING else None
            verb = verb.head
        return None

    def _from_dialogue(self, source: Phrase, paragraph: int) -> Entity | None:
        """RETURNS: the speaker before, for "he", "she" or a role that coreference left open; precision first."""
        last = self._last
        if last is None or last.entity is None or paragraph - last.paragraph > 1:
            return None
        head = self.doc[source.head]
        gender = _GENDERS.get(head.lower_)
        if gender is not None:
            fits = last.entity.label is EntityLabel.PERSON and self._genders.get(last.entity.id, gender) == gender
            return last.entity if fits else None
        definite = any(child.lower_ == "the" for child in syntax.lefts(head))
        if not definite or any(child.dep_ in ("prep", "relcl", "amod") for child in syntax.children(head)):
            return None
        if head.lower_ in words("body"):
            return self._bodies.get(last.entity.id) if last.entity.label is EntityLabel.PERSON else last.entity
        if head.lower_ in words("writing"):
            return last.entity
        return None

    def _written_name(self, phrase: Phrase) -> str:
        """RETURNS: a name that is no known entity: as it is written, a surname as it was first written in full."""
        name = self._as_written(phrase)
        return self._unlisted.setdefault(name.split()[-1].casefold(), name) if name.split() else name

    def _as_written(self, phrase: Phrase) -> str:
        """RETURNS: the name without what is apposed to it."""
        written = self.context.text[phrase.start : phrase.end]
        if written.isupper() and "," not in written:
            return written
        head = self.doc[phrase.head]
        start, end = syntax.base_phrase(head)
        while start < end - 1 and self.doc[start].tag_ in ("DT", "PRP$"):
            start += 1
        first, last = syntax.chars(self.doc, start, end)
        return self.context.text[max(first, phrase.start) : last]
