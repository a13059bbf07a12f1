from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsfacts.coreference.above import above

if TYPE_CHECKING:
    from spacy.language import Language

GOVERNED = [
    ("Amina Okoro said that he was late.", "he", None, "Okoro"),
    ("Amina Okoro said on Monday that the mayor, who knew him, was late.", "him", None, None),
    ("The firm fired a clerk who left because he was ill.", "he", "clerk", None),
    ("He was late.", "He", None, None),
]


@pytest.mark.parametrize(("text", "pronoun", "described", "saying"), GOVERNED)
def test_what_governs_a_pronoun(
    nlp: Language, text: str, pronoun: str, described: str | None, saying: str | None
) -> None:
    doc = nlp(text)
    found = above(next(token for token in doc if token.text == pronoun))
    assert (found.described.text if found.described else None) == described
    assert (found.saying.text if found.saying else None) == saying
