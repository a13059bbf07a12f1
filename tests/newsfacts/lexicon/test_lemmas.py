"""Lemmas: irregular forms by the table, the rest by their endings."""

from __future__ import annotations

import pytest

from newsfacts.lexicon.lemmas import Lemmas


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("said", "say"),
        ("Told", "tell"),
        ("adds", "add"),
        ("found", "find"),
        ("tried", "try"),
        ("vexmorned", "vexmorned"),
    ],
)
def test_verbs(form: str, base: str) -> None:
    assert Lemmas().verb(form) == base


@pytest.mark.parametrize(("form", "base"), [("families", "family"), ("fishermen", "fisherman"), ("people", "people")])
def test_nouns(form: str, base: str) -> None:
    assert Lemmas().noun(form) == base
    assert Lemmas().is_noun(form)


@pytest.mark.parametrize(
    ("form", "base"), [("data", "datum"), ("boxes", "box"), ("series", "series"), ("wives", "wife"), ("1980s", "1980s")]
)
def test_odd_nouns(form: str, base: str) -> None:
    assert Lemmas().noun(form) == base


@pytest.mark.parametrize("form", ["vexmorn", "", "\t", "\n", "zzzz", "'"])
def test_what_is_no_noun(form: str) -> None:
    assert Lemmas().noun(form) == form
    assert not Lemmas().is_noun(form)
