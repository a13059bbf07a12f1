"""Datelines: "|" stands where the story begins."""

import pytest

from newsfacts.extractor import Extractor
from newsfacts.text.layout.datelines import dateline_end

DATELINES = [
    ("place", "ARLOW - |The bridge burned down."),
    ("two words", "PORT ARLOW — |The bridge burned down."),
    ("region", "ARLOW, Inland Province – |The bridge burned down."),
    ("abbreviated region", "ARLOW, N.H. -- |The bridge burned down."),
    ("date and agency", "ARLOW, Sept. 4 (Coast Wire) - |The bridge burned down."),
    ("agency", "ARLOW (CW) — |The bridge burned down."),
    ("not in capitals", "Port Arlow (CW) — |The bridge burned down."),
    ("year", "ARLOW, March 5, 2019 — |The bridge burned down."),
]
OTHERS = [
    ("abbreviation in a sentence", "NATO members - all 32 - met in Arlow."),
    ("name and dash", "Helen Marsh - an engineer - met the council."),
    ("no dash", "ARLOW (CW) The bridge burned down."),
    ("compound", "COVID-19 cases rose in Arlow."),
    ("headline", "BRIDGE BURNS DOWN IN ARLOW AFTER LONG DROUGHT - and nobody is hurt"),
]


@pytest.mark.parametrize("marked", [row[1] for row in DATELINES], ids=[row[0] for row in DATELINES])
def test_story_begins_after_its_dateline(marked: str) -> None:
    text = marked.replace("|", "")
    assert dateline_end(text, 0, len(text)) == marked.index("|")


@pytest.mark.parametrize("text", [row[1] for row in OTHERS], ids=[row[0] for row in OTHERS])
def test_other_openings_are_no_datelines(text: str) -> None:
    assert dateline_end(text, 0, len(text)) is None


def test_sentence_starts_after_the_dateline(extractor: Extractor) -> None:
    doc = extractor.nlp.get_pipe("newsfacts_layout")(extractor.nlp.make_doc("ARLOW (CW) - The bridge burned down."))
    assert [token.text for token in doc if token.is_sent_start] == ["ARLOW", "The"]
