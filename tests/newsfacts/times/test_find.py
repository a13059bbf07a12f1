"""Time expressions found in sentences, on the shipped pipeline; published on Thursday, 12 September 2019."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from newsfacts import times

FOUND = [
    ("The mine closed on Tuesday.", [("Tuesday", "2019-09-10")], "weekday, past"),
    ("The mine will close on Tuesday.", [("Tuesday", "2019-09-17")], "weekday under will"),
    ("The mine is due to close on Tuesday.", [("Tuesday", "2019-09-17")], "weekday under due"),
    ("The mine was closed, a report said on Tuesday.", [("Tuesday", "2019-09-10")], "weekday of the report"),
    ("Since the beginning of September it rained.", [("Since the beginning of September", "2019-09-01")], "bound"),
    ("It rained between March and May.", [("between March and May", "2019-03-01")], "range"),
    ("The vote in 2015 cost a lot.", [("2015", "2015-01-01")], "year after a preposition"),
    ("They may march again.", [], "modal and verb"),
    ("About 2015 miners went home.", [], "number before a noun"),
    ("It opened on 3 May and shut on 5 May.", [("3 May", "2019-05-03"), ("5 May", "2019-05-05")], "two dates"),
    ("He was born on February 30.", [("February 30", None)], "no such day"),
    ("Five days after, he left.", [("Five days after", None)], "counted from another event"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), FOUND)
def test_find(nlp: Language, text: str, expected: list[tuple[str, str | None]], phenomenon: str) -> None:
    doc = nlp(text)
    doc._.newsfacts_published_at = date(2019, 9, 12)
    found = times.find(doc)
    assert [(when.text, when.since.isoformat() if when.since else None) for when in found] == expected
    assert all(text[when.start : when.end] == when.text for when in found)


def test_find_reads_only_the_stretch_asked_for(nlp: Language) -> None:
    doc = nlp("It rained in May. It snowed in June 2019.")
    start = next(token.i for token in doc if token.text == "snowed")
    assert [when.text for when in times.find(doc, start, len(doc))] == ["June 2019"]
    assert times.find(doc, 3, 3) == []
