from __future__ import annotations

import pytest

from newsfacts.facts import EntityLabel
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import known_label


@pytest.mark.parametrize("name", ["Myanmar", "Burma", "Czechia", "Ivory Coast", "DRC"])
def test_a_country_is_one_by_each_of_its_names(name: str) -> None:
    assert known_label(fold(name)) is EntityLabel.GPE
