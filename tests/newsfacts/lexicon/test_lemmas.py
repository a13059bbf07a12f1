"""Lemmas by the model's tables, and the compact form of those."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from newsfacts.lexicon.lemmas import Forms, Lemmas


def test_forms_know_their_words_and_no_others() -> None:
    words = ["say", "see", "naïve", "prep", ""]
    forms = Forms(words)
    assert all(word in forms for word in words)
    assert not any(word in forms for word in ("says", "SAY", "naive", "zzz"))
    assert "say" not in Forms([])


@pytest.mark.parametrize(
    ("form", "base"), [("said", "say"), ("Told", "tell"), ("adds", "add"), ("vexmorned", "vexmorned")]
)
def test_verbs(nlp: Language, form: str, base: str) -> None:
    assert Lemmas(nlp).verb(form) == base


@pytest.mark.parametrize(("form", "base"), [("families", "family"), ("fishermen", "fisherman"), ("people", "people")])
def test_nouns(nlp: Language, form: str, base: str) -> None:
    assert Lemmas(nlp).noun(form) == base
    assert Lemmas(nlp).is_noun(form)


def test_without_tables_each_word_is_its_own_lemma() -> None:
    assert Lemmas(spacy.blank("en")).verb("said") == "said"
