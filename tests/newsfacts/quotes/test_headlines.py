"""Headlines that attribute by a colon."""

from __future__ import annotations

import pytest
from spacy.language import Language

from newsfacts.quotes.context import Context
from newsfacts.quotes.headlines import find_headlines

STORY = "\n\nThe council of Arlow met on Monday and talked about the dam until midnight."

ATTRIBUTING = [
    ("Helen Marsh: Bridge to reopen in May", "Helen Marsh", "Bridge to reopen in May"),
    ("Kenya: Floods have killed 40 farmers", "Kenya", "Floods have killed 40 farmers"),
    ("Minister: Taxes will not rise this year", "Minister", "Taxes will not rise this year"),
    ("Dam may burst within days: officials", "officials", "Dam may burst within days"),
]
OTHERS = [
    "Video: The dam bursts in Arlow",
    "Floods: What we know so far",
    "The dam bursts in Arlow",
    "Helen Marsh: A life in pictures",
]


@pytest.mark.parametrize(("headline", "source", "content"), ATTRIBUTING)
def test_a_colon_attributes(nlp: Language, headline: str, source: str, content: str) -> None:
    (found,) = find_headlines(Context(nlp(headline + STORY)))
    assert found.source is not None
    assert headline[found.source.start : found.source.end] == source
    assert headline[found.start : found.end] == content


@pytest.mark.parametrize("headline", OTHERS)
def test_other_colons_do_not(nlp: Language, headline: str) -> None:
    assert list(find_headlines(Context(nlp(headline + STORY)))) == []
