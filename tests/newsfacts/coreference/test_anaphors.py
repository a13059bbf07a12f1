from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsfacts.coreference.anaphors import Kind, anaphor

if TYPE_CHECKING:
    from spacy.language import Language

FOUND = [
    ("The company's profits rose.", "company", Kind.BODY, "The company"),
    ("The city is old.", "city", Kind.PLACE, "The city"),
    ("The championship starts on Monday.", "championship", Kind.BODY, "The championship"),
    ("The mayor spoke on Monday.", "mayor", Kind.ROLE, "The mayor"),
    ("The 37-year-old said the rain had helped.", "old", Kind.HE, "The 37-year-old"),
    ("She spoke on Monday.", "She", Kind.HE, "She"),
    ("The firm says it will close.", "it", Kind.IT, "it"),
]


@pytest.mark.parametrize(("text", "word", "kind", "phrase"), FOUND)
def test_what_can_point_back(nlp: Language, text: str, word: str, kind: Kind, phrase: str) -> None:
    doc = nlp(text)
    found = anaphor(next(token for token in doc if token.text == word), {"championship"})
    assert found is not None
    assert (found.kind, doc[found.start : found.end].text) == (kind, phrase)


NOT_FOUND = [
    ("A company closed on Monday.", "company"),
    ("The company lawyer spoke.", "company"),
    ("The companies closed on Monday.", "companies"),
    ("Jo Li, the mayor, spoke.", "mayor"),
    ("It is clear that the firm will close.", "It"),
]


@pytest.mark.parametrize(("text", "word"), NOT_FOUND)
def test_what_cannot(nlp: Language, text: str, word: str) -> None:
    assert all(anaphor(token, {"championship"}) is None for token in nlp(text) if token.text == word)
