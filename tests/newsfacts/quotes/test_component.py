"""What each field of a quote rests on."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include

EXPLAINED = [
    # text, the last quote's fields and what gave them
    (
        "Helen Marsh said the bridge was safe.",
        {"content": "encoder", "cue": "encoder", "speaker": "speaker/name", "type": "lexicon"},
    ),
    (
        "Rain is coming, officials said, Reuters reported.",
        {"content": "passed_on/behind", "cue": "passed_on/behind", "speaker": "encoder", "type": "lexicon"},
    ),
    (
        "“We lost the harvest.” — Amina Okoye",
        {"content": "layout/signature", "cue": "layout/signature", "speaker": "speaker/name", "type": "lexicon"},
    ),
    (
        "Helen Marsh: Bridge to reopen in May\n\nThe council of Arlow met on Monday and talked until midnight.",
        {"content": "layout/headline", "cue": "layout/headline", "speaker": "speaker/name", "type": "lexicon"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), EXPLAINED)
def test_every_field_says_what_it_rests_on(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    article = Article(text=text, include=(Include.QUOTES,), explain=True)
    quote = extractor.extract(article).quotes[0]
    assert {reason.field: reason.by for reason in quote.explanation} == expected
