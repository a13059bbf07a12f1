"""Who it was: resolves the source of each attribution to an entity of the article.

The rules of `resolving` are asked about every source in turn; the first that knows decides.
"""

from __future__ import annotations

from newsfacts.facts import Entity, EntityLabel, MentionKind, Party, Resolution, Speaker
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quotes.candidates import Candidate, Phrase
from newsfacts.quotes.carrying import Alone, carried
from newsfacts.quotes.context import Context
from newsfacts.quotes.evidence import Found, History, Source
from newsfacts.quotes.resolving import speakers
from newsfacts.quotes.together import speaking_together

_FORMERLY = frozenset({"former", "ex", "then", "late"})


class Speakers:
    """Resolves the sources of one article's attributions, in text order."""

    def __init__(self, context: Context, lemmas: Lemmas) -> None:
        self.context = context
        self.lemmas = lemmas
        self.history = History()

    def speaker(self, candidate: Candidate) -> tuple[Speaker | None, str, tuple[Speaker, ...]]:
        """Call in text order.

        RETURNS: the resolved speaker, None when the article gives none; what resolved it; and who speaks with them.
        """
        if candidate.source is None:
            return *self._unwritten(candidate), ()
        first, *others = speaking_together(self.context, candidate.source)
        source = self._source(first, candidate.start)
        found, by = self._found(source)
        if found.entity is not None:
            self._learn(found.entity, source)
        person = found.entity is not None and found.entity.label is EntityLabel.PERSON
        if person or not source.is_relative:  # "units, which protest against …" is no turn to speak
            self.history.last = found.entity, found.name, source.paragraph
        together = (self._spoken(other, self._found(self._source(other, candidate.start))[0]) for other in others)
        return self._spoken(source.phrase, found), by, tuple(together)

    def party(self, phrase: Phrase | None) -> Party | None:
        """RETURNS: an addressee or a reporting source, resolved as a speaker is."""
        if phrase is None:
            return None
        found, _ = self._found(self._source(phrase, phrase.start))
        speaker = self._spoken(phrase, found)
        return Party(
            text=speaker.text, start=speaker.start, end=speaker.end, entity_id=speaker.entity_id, name=speaker.name
        )

    def _source(self, phrase: Phrase, place: int) -> Source:
        return Source(self.context, self.lemmas, self.history, phrase, self.context.paragraph_at(place))

    def _found(self, source: Source) -> tuple[Found, str]:
        found = speakers.first(source)
        if found is None:
            return Found(None, None, Resolution.PRONOUN if source.is_pronoun else Resolution.NOMINAL), "encoder"
        return found

    def _spoken(self, phrase: Phrase | None, found: Found) -> Speaker:
        return Speaker(
            text=self.context.text[phrase.start : phrase.end] if phrase is not None else None,
            start=phrase.start if phrase is not None else None,
            end=phrase.end if phrase is not None else None,
            entity_id=found.entity.id if found.entity is not None else None,
            name=found.name,
            resolution=found.resolution,
        )

    def _unwritten(self, candidate: Candidate) -> tuple[Speaker | None, str]:
        """RETURNS: whom the layout names, or who is likely to say a quote without a cue."""
        entity = candidate.speaker
        if entity is not None:
            return self._spoken(None, Found(entity, entity.name, Resolution.CARRIED)), candidate.by
        alone = Alone(self.context, self.history, candidate)
        found = carried.first(alone) if candidate.cue is None and not candidate.laid_out else None
        return (self._spoken(None, found[0]), found[1]) if found is not None else (None, "encoder")

    def _learn(self, speaker: Entity, source: Source) -> None:
        """Keeps what a source shows of its speaker: what they wrote, the body of "X, the group's director"."""
        if source.is_writing:
            self.history.writer = speaker
            return
        if speaker.label is not EntityLabel.PERSON:
            return
        within = self.context.mentions.within(source.phrase.start, source.phrase.end)
        bodies = [e for m, e in within if e.label is EntityLabel.ORG and m.kind is MentionKind.NAME]
        formerly = any(t.lower_ in _FORMERLY for t in self.context.tokens(source.phrase.start, source.phrase.end))
        if len(bodies) == 1 and not formerly:
            self.history.bodies.setdefault(speaker.id, bodies[0])
