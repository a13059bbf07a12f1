"""Every example of docs/quotes.md is what the pipeline answers."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, AttributionType, Quote, QuoteIssue, QuoteKind, Resolution
from tests.newsfacts.tables import DOCS, rows

PAGE = "quotes.md"


def quotes(extractor: Extractor, sentence: str) -> tuple[Quote, ...]:
    return extractor.extract(Article(text=sentence.replace(" ¶ ", "\n\n"))).quotes


def written(quote: Quote) -> str:
    """A quote as the page writes it: `kind, type, speaker: text`."""
    speaker = quote.speaker and (quote.speaker.name or quote.speaker.text)
    return f"{quote.kind}, {quote.type}, {speaker}: {quote.text}"


@pytest.mark.parametrize(("sentence", "expected"), rows(PAGE, "Sentence", "Quotes"))
def test_quotes(extractor: Extractor, sentence: str, expected: str) -> None:
    assert "; ".join(map(written, quotes(extractor, sentence))) == expected.replace("no quote", "")


@pytest.mark.parametrize(("sentence", "expected"), rows(PAGE, "Sentence", "Speakers"))
def test_speakers(extractor: Extractor, sentence: str, expected: str) -> None:
    (quote,) = quotes(extractor, sentence)
    speaker = quote.speaker
    assert speaker is not None
    assert f"{speaker.text}, {speaker.resolution}, {speaker.name or 'no name'}" == expected


@pytest.mark.parametrize(("sentence", "first", "others"), rows(PAGE, "Sentence", "Speaker", "Together with"))
def test_co_speakers(extractor: Extractor, sentence: str, first: str, others: str) -> None:
    (quote,) = quotes(extractor, sentence)
    assert quote.speaker is not None
    assert quote.speaker.text == first
    assert "; ".join(str(speaker.text) for speaker in quote.co_speakers) == others.replace("nobody", "")


@pytest.mark.parametrize(("sentence", "addressee", "outlet"), rows(PAGE, "Sentence", "Told to", "Reported by"))
def test_addressee_and_outlet(extractor: Extractor, sentence: str, addressee: str, outlet: str) -> None:
    (quote,) = quotes(extractor, sentence)
    named = [party.text if party is not None else "nobody" for party in (quote.addressee, quote.reported_by)]
    assert named == [addressee, outlet]


@pytest.mark.parametrize(("sentence", "expected"), rows(PAGE, "Sentence", "Issues"))
def test_issues(extractor: Extractor, sentence: str, expected: str) -> None:
    (quote,) = quotes(extractor, sentence)
    assert ", ".join(quote.issues) == expected


@pytest.mark.parametrize(("sentence", "expected"), rows(PAGE, "Sentence", "Explanation"))
def test_explanation(extractor: Extractor, sentence: str, expected: str) -> None:
    (quote,) = extractor.extract(Article(text=sentence, explain=True)).quotes
    assert "; ".join(f"{part.field}: {part.by}" for part in quote.explanation) == expected


@pytest.mark.parametrize("name", [*QuoteKind, *AttributionType, *Resolution, *QuoteIssue])
def test_every_value_is_explained(name: str) -> None:
    assert f"| `{name}` |" in (DOCS / PAGE).read_text(encoding="utf-8")
