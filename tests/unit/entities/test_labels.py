from __future__ import annotations

import pytest

from tests.unit.entities.markup import spans

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
    ("[Southern Africa|GPE] agreed.", "Southern Africa", "LOC", "region"),
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
]


@pytest.mark.parametrize(("marked", "expected", "phenomenon"), MISSED, ids=[row[2] for row in MISSED])
def test_overlooked_names_are_added(marked: str, expected: list[str], phenomenon: str) -> None:
    assert [text for text, _ in spans(marked)] == expected


def test_names_of_the_page_alone_are_left_out() -> None:
    assert spans("[Okoro|PERSON] spoke in town today.\n\nFollow us on [Chirper|ORG]") == [("Okoro", "PERSON")]
