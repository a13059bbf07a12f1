"""Lists of what somebody said, and lists of voices."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include

LISTS = [
    # text, per quote: speaker as written, contents
    (
        "The ministry said:\n\n- two bridges would be closed\n- trains would run\n\nIt rained all day.",
        [("The ministry", ["two bridges would be closed", "trains would run"])],
    ),
    (
        "Doctors warned that:\n1. wards were full\n2. nurses were ill",
        [("Doctors", ["wards were full", "nurses were ill"])],
    ),
    (
        "Voices from the harbour:\n\n• Kofi Mensah, fisherman: “Nets are dear.”\n\n• Lena Fors, baker: “Bread is dearer.”",
        [("Kofi Mensah, fisherman", ["“Nets are dear.”"]), ("Lena Fors, baker", ["“Bread is dearer.”"])],
    ),
]
OTHERS = ["The menu of the inn has:\n\n- fish soup\n- black bread", "Results of the day:\n\n- Kenya: 12\n- Norway: 8"]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_items_are_said_by_whom_the_stem_or_the_label_names(
    extractor: Extractor, text: str, expected: list[tuple[str, list[str]]]
) -> None:
    quotes = extractor.extract(Article(text=text, include=(Include.QUOTES,))).quotes
    found = [(quote.speaker and quote.speaker.text, [span.text for span in quote.spans]) for quote in quotes]
    assert found == expected


@pytest.mark.parametrize("text", OTHERS)
def test_other_lists_say_nothing(extractor: Extractor, text: str) -> None:
    article = Article(text=text, include=(Include.QUOTES,), explain=True)
    quotes = extractor.extract(article).quotes
    assert [reason.by for quote in quotes for reason in quote.explanation if reason.by.startswith("layout")] == []
