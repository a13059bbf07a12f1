from __future__ import annotations

import pytest

from newsfacts.entities.gazetteer import known_label
from newsfacts.entities.names import fold
from newsfacts.facts import EntityLabel
from tests.newsfacts.entities.markup import spans

LABELS = [
    ("[Orvella|ORG] fell. Rain hit Orvella province.", "Orvella", "GPE", "place noun after"),
    ("[Orvella|ORG] fell. The outskirts of [Orvella|ORG] burned.", "Orvella", "GPE", "place noun before"),
    ("[Orvella|ORG] fell, in towns such as [Orvella|ORG], [Brix|PERSON] and [Tolm|ORG].", "Tolm", "GPE", "examples"),
    ("Ms [Velloso|ORG] came. [Velloso|ORG] left.", "Velloso", "PERSON", "title"),
    ("[Velloso|GPE], who came, left.", "Velloso", "PERSON", "relative pronoun"),
    ("[Rita Velloso|PERSON] came. [Velloso|GPE] left.", "Velloso", "PERSON", "full name vouches"),
    ("[Rita Velloso|PERSON] came." + " [Velloso|ORG] left." * 4, "Velloso", "PERSON", "full name against doubts"),
    ("[Ghana|PERSON] agreed.", "Ghana", "GPE", "state"),
    ("[Ghanaians|ORG] agreed.", "Ghanaians", "NORP", "nationality"),
    ("[West Bank|ORG] towns", "West Bank", "GPE", "region of two words like a body's"),
    ("[Southern Africa|GPE] agreed.", "Southern Africa", "LOC", "region"),
    ("[Tolm Brix|ORG], 41, came.", "Tolm Brix", "PERSON", "age"),
    ("The chair of the board, [Tolm Brix|ORG], came.", "Tolm Brix", "PERSON", "office before a comma"),
    ("[Tolm Brix|ORG] came. Ms [Brix|PERSON] left.", "Tolm Brix", "PERSON", "surname with a title"),
    ("[Rita Velloso Brix|PERSON] came. [Rita Velloso|ORG] left.", "Rita Velloso", "PERSON", "first names"),
    ("[Tolmex|GPE]'s chief executive left.", "Tolmex", "ORG", "firm's office"),
    ("[Tolmex|GPE] grew. [Tolmex Mining plc|ORG] sold.", "Tolmex", "ORG", "firm's first word"),
    ("[Tengwa|GPE] grew. [Tengwa University|ORG] agreed.", "Tengwa", "ORG", "university for short"),
    ("[Lagos|GPE] grew. [Lagos University|ORG] agreed.", "Lagos", "GPE", "university of a town"),
    ("He left the [Sangama|PERSON]. The [Sangama|PERSON], he said, lost.", "Sangama", "ORG", "takes the article"),
    ("The [Velloso|PERSON] plan is dead. [Velloso|PERSON] left.", "Velloso", "PERSON", "article of another noun"),
    ("The [Philippines|GPE] agreed.", "Philippines", "GPE", "state with an article"),
    ("[Orvella Ports Authority|PERSON] agreed.", "Orvella Ports Authority", "ORG", "word of a body"),
    ("[Brigade Nine|PERSON] agreed. [Brigade Nine|PERSON] fighters left.", "Brigade Nine", "ORG", "its members"),
]


@pytest.mark.parametrize(("marked", "name", "label", "phenomenon"), LABELS, ids=[row[3] for row in LABELS])
def test_label(marked: str, name: str, label: str, phenomenon: str) -> None:
    assert {found for text, found in spans(marked) if text == name} == {label}


MIXED = "[Orvella|ORG] fell.\n\nPeople fled [Orvella|GPE] by bus.\n\nIn [Orvella|GPE], schools closed."


def test_a_name_has_one_label_in_an_article() -> None:
    assert spans(MIXED) == [("Orvella", "GPE")] * 3


MISSED = [
    ("[Amina Okoro|PERSON] spoke. We saw Amina Okoro leave.", ["Amina Okoro"] * 2, "seen elsewhere"),
    ("[Okoro|PERSON] spoke. The Okoro Bridge fell.", ["Okoro"], "part of a longer name"),
    ("[Tolm|GPE] fell. The tolm was paid.", ["Tolm"], "not capitalised"),
    ("They flew to Ghana and Peru.", ["Ghana", "Peru"], "states"),
    ("A Ghanaian President came.", ["Ghanaian"], "nationality before a title"),
    ("an Israeli-U.S. pact", ["Israeli", "U.S."], "joined by a hyphen"),
    ("[Amina Okoro|PERSON] spoke. Okoro left.", ["Amina Okoro", "Okoro"], "bare surname"),
    ("[Amina Okoro|ORG], 41, spoke. Okoro left.", ["Amina Okoro", "Okoro"], "bare surname of a name taken for a body"),
    ("[Amina Park|PERSON] spoke. Green Park fell.", ["Amina Park"], "surname in a longer phrase"),
    ("[Amina Street|PERSON] spoke. The Street fell.", ["Amina Street"], "surname that is a place noun"),
    ("ORVELLA — A court met.", ["ORVELLA"], "dateline"),
    ("TOLM BRIX (Coast Wire) – A court met.", ["TOLM BRIX"], "dateline with its agency"),
    (
        "the River and [Allied Herders Union|ORG] (RAHU) met",
        ["River and Allied Herders Union", "RAHU"],
        "cut at its and",
    ),
]


@pytest.mark.parametrize(("marked", "expected", "phenomenon"), MISSED, ids=[row[2] for row in MISSED])
def test_overlooked_names_are_added(marked: str, expected: list[str], phenomenon: str) -> None:
    assert [text for text, _ in spans(marked)] == expected


def test_names_of_the_page_alone_are_left_out() -> None:
    assert spans("[Okoro|PERSON] spoke in town today.\n\nFollow us on [Chirper|ORG]") == [("Okoro", "PERSON")]


@pytest.mark.parametrize("name", ["Myanmar", "Burma", "Czechia", "Ivory Coast", "DRC"])
def test_a_country_is_one_by_each_of_its_names(name: str) -> None:
    assert known_label(fold(name)) is EntityLabel.GPE
