from __future__ import annotations

import pytest

from newsfacts.facts import EntityLabel
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import homes, known_label


@pytest.mark.parametrize("name", ["Myanmar", "Burma", "Czechia", "Ivory Coast", "DRC"])
def test_a_country_is_one_by_each_of_its_names(name: str) -> None:
    assert known_label(fold(name)) is EntityLabel.GPE


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kenya", "KE"), ("Kenyans", "KE"), ("Nakuru", "KE"), ("Poles", "PL"), ("Holland", "NL"), ("Congo", "CD")],
)
def test_names_tell_which_country_an_article_is_from(name: str, code: str) -> None:
    assert homes()[name] == code


@pytest.mark.parametrize("name", ["Georgia", "Jersey", "Korea", "Kurdish"])
def test_names_that_tell_of_no_one_country(name: str) -> None:
    assert homes().get(name, "-") == "-"
