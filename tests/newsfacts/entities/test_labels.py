from __future__ import annotations

import pytest

from tests.newsfacts.entities.markup import spans

LABELS = [
    ("[Rita Velloso|PERSON] came. [Velloso|GPE] left.", "Velloso", "PERSON", "full name vouches"),
    ("[Rita Velloso|PERSON] came." + " [Velloso|ORG] left." * 4, "Velloso", "PERSON", "full name against doubts"),
    ("[Ghana|PERSON] agreed.", "Ghana", "GPE", "state"),
    ("[Ghanaians|ORG] agreed.", "Ghanaians", "NORP", "nationality"),
    ("[West Bank|ORG] towns", "West Bank", "GPE", "region of two words like a body's"),
    ("[Southern Africa|GPE] agreed.", "Southern Africa", "LOC", "region"),
    ("[Storm Velloso|PERSON] passed. [Velloso|PERSON] killed two.", "Velloso", "EVENT", "storm for short"),
    ("[Rita Velloso Brix|PERSON] came. [Rita Velloso|ORG] left.", "Rita Velloso", "PERSON", "first names"),
    ("[Tolmex|GPE] grew. [Tolmex Mining plc|ORG] sold.", "Tolmex", "ORG", "firm's first word"),
    ("He left the [Sangama|PERSON]. The [Sangama|PERSON], he said, lost.", "Sangama", "ORG", "takes the article"),
    ("The [Velloso|PERSON] plan is dead. [Velloso|PERSON] left.", "Velloso", "PERSON", "article of another noun"),
    ("[Tengwa|GPE] grew. [Tengwa University|ORG] agreed.", "Tengwa", "ORG", "university for short"),
    ("The [Philippines|GPE] agreed.", "Philippines", "GPE", "state with an article"),
]


@pytest.mark.parametrize(("marked", "name", "label", "phenomenon"), LABELS, ids=[row[3] for row in LABELS])
def test_label(marked: str, name: str, label: str, phenomenon: str) -> None:
    assert {found for text, found in spans(marked) if text == name} == {label}


MIXED = "[Orvella|ORG] fell.\n\nPeople fled [Orvella|GPE] by bus.\n\nIn [Orvella|GPE], schools closed."


def test_a_name_has_one_label_in_an_article() -> None:
    assert spans(MIXED) == [("Orvella", "GPE")] * 3


def test_names_of_the_page_alone_are_left_out() -> None:
    assert spans("[Okoro|PERSON] spoke in town today.\n\nFollow us on [Chirper|ORG]") == [("Okoro", "PERSON")]
