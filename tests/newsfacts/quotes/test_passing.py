"""Who says it and who only reports it: one-sentence stories with an outlet, and those where no outlet passes it on."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include

PASSED_ON = [
    # what it shows, story, who says it, who reports it
    (
        "after what the speaker is",
        "“The kiln is cold,” said Rosa Quell, the mayor of Tarn, Reuters reported.",
        "Rosa Quell, the mayor of Tarn",
        "Reuters",
    ),
    (
        "after a clause",
        "“The kiln is cold,” said Rosa Quell, who runs the works, the Ledger reports.",
        "Rosa Quell, who runs the works",
        "the Ledger",
    ),
    (
        "after an age",
        "“The kiln is cold,” said Rosa Quell, 54, the newspaper reported.",
        "Rosa Quell, 54",
        "the newspaper",
    ),
    (
        "after whom it was told",
        "“The kiln is cold,” Rosa Quell told the council, the Herald reported.",
        "Rosa Quell",
        "the Herald",
    ),
    (
        "after a place",
        "“We will appeal,” Bart Olm told journalists in Warsaw, AFP reported.",
        "Bart Olm",
        "AFP",
    ),
    (
        "after where it was written",
        "“The kiln is cold,” Quell wrote on Facebook, the Ledger reported.",
        "Quell",
        "the Ledger",
    ),
    (
        "no marks",
        "The kiln is cold, the mayor told residents on Friday, local media reported.",
        "the mayor",
        "local media",
    ),
    (
        "first who told it",
        "Rosa Quell, the union's leader, told a rally that the kiln was cold, the Ledger reported.",
        "Rosa Quell, the union's leader",
        "the Ledger",
    ),
]
SAID_ALONE = [
    (
        "a firm that owns something",
        "“The kiln is cold,” said Rosa Quell, who runs the Tarn Works, which owns it.",
        "Rosa Quell, who runs the Tarn Works, which owns it",
    ),
    ("another sentence", "“The kiln is cold,” said Rosa Quell, a baker. Reuters was there.", "Rosa Quell, a baker"),
    ("something is said behind", "When asked, the mayor said nothing to the council, Reuters reported.", "Reuters"),
    ("somebody aside", "The kiln, the council says, is cold, the Herald reported.", "the Herald"),
]


def said(extractor: Extractor, text: str) -> list[tuple[str | None, str | None]]:
    """RETURNS: of each quote who says it and who reports it, as written."""
    quotes = extractor.extract(Article(text=text, include=(Include.QUOTES,))).quotes
    return [(q.speaker and q.speaker.text, q.reported_by and q.reported_by.text) for q in quotes]


@pytest.mark.parametrize(
    ("text", "speaker", "outlet"), [row[1:] for row in PASSED_ON], ids=[row[0] for row in PASSED_ON]
)
def test_who_says_it_and_who_reports_it(extractor: Extractor, text: str, speaker: str, outlet: str) -> None:
    assert said(extractor, text) == [(speaker, outlet)]


@pytest.mark.parametrize(("text", "speaker"), [row[1:] for row in SAID_ALONE], ids=[row[0] for row in SAID_ALONE])
def test_nobody_reports_it(extractor: Extractor, text: str, speaker: str) -> None:
    assert said(extractor, text) == [(speaker, None)]


def test_a_noun_and_the_body_that_told_of_it_are_no_outlet(extractor: Extractor) -> None:
    [(_, outlet)] = said(extractor, "“The kiln is cold,” said Rosa Quell, a view the council reported.")
    assert outlet is None
