"""Every example of docs/entities.md is what the pipeline answers."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Entity, EntityLabel, MentionKind
from tests.newsfacts.tables import DOCS, rows

PAGE = "entities.md"


def entities(extractor: Extractor, text: str) -> tuple[Entity, ...]:
    return extractor.extract(Article(text=text)).entities


@pytest.mark.parametrize(("sentence", "expected"), rows(PAGE, "Sentence", "Entities"))
def test_labels(extractor: Extractor, sentence: str, expected: str) -> None:
    assert "; ".join(f"{entity.label} {entity.name}" for entity in entities(extractor, sentence)) == expected


@pytest.mark.parametrize(("text", "expected"), rows(PAGE, "Text", "Mentions"))
def test_mentions(extractor: Extractor, text: str, expected: str) -> None:
    (entity,) = entities(extractor, text)
    assert "; ".join(f"{mention.text} {mention.kind}" for mention in entity.mentions) == expected


@pytest.mark.parametrize(("text", "expected"), rows(PAGE, "Text", "Places"))
def test_places(extractor: Extractor, text: str, expected: str) -> None:
    places = [(e.name, e.place) for e in entities(extractor, text) if e.label == EntityLabel.GPE]
    written = [f"{name} {place.country} {place.geonames_id}" if place else f"{name} null" for name, place in places]
    assert "; ".join(written) == expected


@pytest.mark.parametrize("name", [*EntityLabel, *MentionKind])
def test_every_value_is_explained(name: str) -> None:
    assert f"| `{name}` |" in (DOCS / PAGE).read_text(encoding="utf-8")
