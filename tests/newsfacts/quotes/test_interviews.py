"""Interviews without labels."""

from __future__ import annotations

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include, Quote, QuoteKind

INTERVIEW = """Marine biologist Amina Okoye talks about the reefs of Zanzibar

We met in her office above the harbour on Friday.

When did you first dive there?

I was nine. My uncle had a boat, and we went out every week.

I have never stopped.

Corals

What changed for you and your team after the storm?

We lost half of our corals in one night.

Do you think that they will come back?

I hope so. Some of them already do."""

EXPLAINER = """What the new tax means

The new tax begins in May.

Who pays it?

Firms with more than 50 workers pay it.

When is it due?

It is due at the end of each month.

What happens to those who do not pay?

They pay a fine of 900 francs."""


def _said(extractor: Extractor, text: str) -> list[Quote]:
    """RETURNS: what is said, turn by turn."""
    quotes = extractor.extract(Article(text=text, include=(Include.QUOTES,))).quotes
    return [quote for quote in quotes if quote.kind is QuoteKind.DIRECT]


def test_questions_and_answers_are_turns(extractor: Extractor) -> None:
    found = _said(extractor, INTERVIEW)
    assert [(quote.text, quote.speaker.name if quote.speaker else None) for quote in found] == [
        ("When did you first dive there?", None),
        ("I was nine. My uncle had a boat, and we went out every week I have never stopped", "Amina Okoye"),
        ("What changed for you and your team after the storm?", None),
        ("We lost half of our corals in one night", "Amina Okoye"),
        ("Do you think that they will come back?", None),
        ("I hope so. Some of them already do", "Amina Okoye"),
    ]


def test_where_two_are_named_nobody_is(extractor: Extractor) -> None:
    found = _said(extractor, INTERVIEW.replace("talks about", "and painter Jean Duval talk about"))
    assert len(found) == 6
    assert {quote.speaker for quote in found} == {None}


def test_an_explainer_is_no_interview(extractor: Extractor) -> None:
    assert _said(extractor, EXPLAINER) == []


def test_a_headline_that_says_so_proves_an_interview_of_two_questions(extractor: Extractor) -> None:
    page = """{}

Why do you dive?

The reefs are dying, and somebody has to count them.

What do you see there?

I see sand. There were corals when I began."""
    found = _said(extractor, page.format("Interview with biologist Amina Okoye"))
    assert [quote.speaker.name if quote.speaker else None for quote in found] == [None, "Amina Okoye"] * 2
    assert _said(extractor, page.format("What biologist Amina Okoye knows")) == []
