"""The component that sets the `place` of an article's entities."""

# No postponed annotations here: spaCy reads those of a factory.

from collections.abc import Callable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.facts import Entity, EntityLabel, MentionKind
from newsfacts.layers import register, text_of
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import nationality
from newsfacts.places import atlas
from newsfacts.places.atlas import Kind
from newsfacts.places.forms import look_up
from newsfacts.places.resolver import Evidence, Named, resolve
from newsfacts.places.written import surroundings

register()

_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC})
_PEOPLES_AND_BODIES = frozenset({EntityLabel.NORP, EntityLabel.ORG})
_LONGEST_BODY = 12


@Language.factory("newsfacts_places", requires=["doc._.newsfacts_entities"], assigns=["doc._.newsfacts_entities"])
def make_places(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """RETURNS: the component. The atlas is read now, so that processes forked later share it."""
    atlas.load()
    return places


def places(doc: Doc) -> Doc:
    """
    doc: with `entities`; the names of `title`, when set, are evidence of what the article is about.
    RETURNS: the document, with the `place` of its GPE and LOC entities set unless in doubt.
    """
    text = text_of(doc)
    names = {entity.id: _named(text, entity) for entity in doc._.newsfacts_entities if entity.label in _PLACES}
    if names:
        found = dict(zip(names, resolve(list(names.values()), _evidence(doc)), strict=True))
        doc._.newsfacts_entities = tuple(
            replace(entity, place=found[entity.id]) if entity.id in found else entity
            for entity in doc._.newsfacts_entities
        )
    return doc


def _named(text: str, entity: Entity) -> Named:
    """RETURNS: what the mentions by name say about a place. The first name in the atlas is looked up."""
    mentions = [mention for mention in entity.mentions if mention.kind is MentionKind.NAME]
    beside = [surroundings(text, mention.start, mention.end) for mention in mentions]
    keys = tuple(dict.fromkeys(fold(mention.text) for mention in mentions))
    forms = [look_up(key) for key in keys]
    known = [form for form in forms if form.candidates]
    candidates = known[0].candidates if known else ()
    one_place = all(set(candidates) & set(form.candidates) for form in known)
    if entity.label is EntityLabel.LOC:
        candidates = tuple(place for place in candidates if place.kind is not Kind.TOWN)
    return Named(
        keys=keys,
        candidates=candidates,
        holders=tuple(holder for around in beside for holder in around.holders),
        nouns=frozenset(noun for noun in (*(around.noun for around in beside), *(form.noun for form in forms)) if noun),
        mentions=len(mentions),
        whole=bool(known) and known[0].whole and one_place,
        unknown=not known and entity.label is EntityLabel.GPE and not any(form.vague for form in forms),
    )


def _evidence(doc: Doc) -> Evidence:
    """RETURNS: the countries that the article names otherwise: by nationalities, in bodies' names, in its title."""
    found = Evidence()
    for entity in doc._.newsfacts_entities:
        if entity.label in _PEOPLES_AND_BODIES:
            for code in _countries_in(entity.name):
                found.add(atlas.country(code), len(entity.mentions))
    for ent in doc._.newsfacts_title.ents if doc._.newsfacts_title is not None else ():
        for code in _countries_in(ent.text):
            found.add(atlas.country(code), 1)
    return found


def _countries_in(name: str) -> list[str]:
    """RETURNS: the countries that words of a name are, or are the nationality of ("Bank of Ghana", "Syrian Army")."""
    words = fold(name).split()[:_LONGEST_BODY]
    keys = [" ".join(words[first : first + size]) for size in (2, 1) for first in range(len(words) - size + 1)]
    found = (nationality(key) or _only_country(key) for key in keys)
    return [code for code in dict.fromkeys(found) if code]


def _only_country(key: str) -> str | None:
    places = atlas.countries_and_divisions(key)
    return places[0].country if len(places) == 1 and places[0].kind is Kind.COUNTRY else None
