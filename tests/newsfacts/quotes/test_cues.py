from __future__ import annotations

import pytest

from newsfacts.facts import AttributionType
from newsfacts.quotes.cues import cue_verbs


@pytest.mark.parametrize("form", ["say", "says", "said", "saying", "told", "denied", "denying", "admitted", "wrote"])
def test_every_form_of_a_cue_is_known(form: str) -> None:
    assert cue_verbs()[form].reports


def test_rates_are_shares() -> None:
    assert all(0 < rate <= 1 for verb in cue_verbs().values() for rate in verb.rates.values())


def test_an_infinitive_is_an_intention_whatever_the_verb() -> None:
    assert cue_verbs()["promised"].type_in("to") is AttributionType.EVENTUALITY
