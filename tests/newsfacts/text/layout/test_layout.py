"""The component: where sentences start, in time linear in the paragraphs."""

from __future__ import annotations

import time

import spacy

from newsfacts.text.layout import layout

BLANK = spacy.blank("en")


def test_a_sentence_starts_with_every_paragraph_and_after_a_dateline() -> None:
    doc = layout(BLANK.make_doc("Bridge closed\n\nARLOW, March 5 (CW) - The bridge is closed. It rains.\n\n“No.”"))
    assert [token.text for token in doc if token.is_sent_start] == ["Bridge", "ARLOW", "The", "“"]


def test_many_paragraphs_take_linear_time() -> None:
    def seconds(paragraphs: int) -> float:
        doc = BLANK.make_doc("A: b\n\n" * paragraphs)
        start = time.process_time()
        layout(doc)
        return time.process_time() - start

    seconds(100)
    assert seconds(12_000) < 12 * seconds(3_000) + 0.1
