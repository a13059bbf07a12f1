"""The component that completes the entities with mentions by pronoun and by noun."""

# No postponed annotations here: spaCy reads those of a factory.

from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts import syntax
from newsfacts.coreference.reading import Reading
from newsfacts.coreference.scorer import best
from newsfacts.facts import Mention, MentionKind
from newsfacts.layers import cut, register

register()


@Language.factory(
    "newsfacts_coreference",
    requires=["doc._.newsfacts_entities", "doc._.newsfacts_paragraphs", "doc._.newsfacts_quotations"],
    assigns=["doc._.newsfacts_entities"],
)
def make_coreference(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """RETURNS: the component `coreference`."""
    return coreference


def coreference(doc: Doc) -> Doc:
    """Completes `doc._.newsfacts_entities` with mentions by pronoun and by noun, where the text leaves no doubt.

    RETURNS: the same document.
    """
    found = _resolved(doc)
    if found:
        doc._.newsfacts_entities = tuple(
            replace(entity, mentions=tuple(sorted([*entity.mentions, *found[number]], key=lambda m: (m.start, -m.end))))
            if number in found
            else entity
            for number, entity in enumerate(doc._.newsfacts_entities)
        )
    return doc


def _resolved(doc: Doc) -> dict[int, list[Mention]]:
    """RETURNS: the mentions found, by the number of their entity."""
    reading = Reading(doc)
    found: dict[int, list[Mention]] = {}
    for anaphor, candidates, where in reading.anaphors():
        chosen = best(anaphor, candidates, where)
        if chosen is None:
            reading.leave(anaphor)
            continue
        actor = chosen[0].actor
        reading.link(anaphor, actor, sure=chosen[1])
        if actor.number is not None:
            span = cut(doc, *syntax.chars(doc, anaphor.start, anaphor.end))
            kind = MentionKind.PRONOUN if anaphor.is_pronoun else MentionKind.NOMINAL
            mention = Mention(text=span.text, start=span.start, end=span.end, kind=kind)
            found.setdefault(actor.number, []).append(mention)
    return found
