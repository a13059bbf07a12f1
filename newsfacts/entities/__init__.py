"""Names: found by the model, then made to hold for the whole article.

Edges (`spans`, `edges`), one label a name (`labels`), overlooked mentions (`missed`), one entity a
thing (`clusters`, `persons`, `acronyms`), and the fullest name for each.
"""

# No postponed annotations here: spaCy reads those of a factory.

from collections.abc import Callable, Mapping, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts import times
from newsfacts.entities.acronyms import bracketed
from newsfacts.entities.clusters import clusters, fullest
from newsfacts.entities.labels import settle
from newsfacts.entities.missed import complete
from newsfacts.entities.names import TEMPORAL, Name, place
from newsfacts.entities.spans import tidy
from newsfacts.facts import Entity, Mention, MentionKind
from newsfacts.layers import ParagraphKind, register

register()


@Language.factory(
    "newsfacts_entities", requires=["doc.ents", "doc._.newsfacts_paragraphs"], assigns=["doc._.newsfacts_entities"]
)
def make_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """RETURNS: the component `entities`."""
    return entities


def entities(doc: Doc) -> Doc:
    """Writes `doc._.newsfacts_entities`: the article's names and times, each thing once with all its mentions.

    doc: parsed, with `ents` in OntoNotes labels and `paragraphs`; `title`, when set, is evidence for labels and full
        names, `published_at` what "on Tuesday" counts from.
    RETURNS: the same document.
    """
    title = _context(doc._.newsfacts_title)
    names = complete(doc, tidy(doc))
    place(names, doc._.newsfacts_paragraphs)
    settle(doc, [*title, *names])
    names = _without_furniture(names)
    groups = clusters([*title, *names], bracketed(doc, names))
    written = [(group, found) for group in groups if (found := [name for name in group if not name.context])]
    written.sort(key=lambda pair: pair[1][0].start)
    values = _values(doc, names)
    doc._.newsfacts_entities = tuple(
        _entity(number, group, found, values) for number, (group, found) in enumerate(written, start=1)
    )
    return doc


def _without_furniture(names: Sequence[Name]) -> list[Name]:
    """Leaves out what is named by the page's own text alone ("Share on Facebook")."""
    told = {name.key for name in names if name.kind is not ParagraphKind.FURNITURE}
    return [name for name in names if name.key in told]


def _context(title: Doc | None) -> list[Name]:
    if title is None:
        return []
    names = tidy(title)
    place(names, title._.newsfacts_paragraphs)
    for name in names:
        name.context = True
    return names


def _values(doc: Doc, names: Sequence[Name]) -> dict[int, str | None]:
    """RETURNS: the values of the dates and times among the names, by where they start."""
    spots = [times.Spot(name.start, name.left, name.right) for name in names if name.label in TEMPORAL]
    return dict(zip((spot.start for spot in spots), times.values(doc, spots), strict=True))


def _entity(number: int, group: Sequence[Name], found: Sequence[Name], values: Mapping[int, str | None]) -> Entity:
    best = fullest(group)
    mentions = []
    for name in found:
        value = values.get(name.left)
        mentions.append(Mention(text=name.text, start=name.left, end=name.right, kind=MentionKind.NAME, value=value))
    return Entity(id=f"e{number}", label=best.label, name=" ".join(best.text.split()), mentions=tuple(mentions))
