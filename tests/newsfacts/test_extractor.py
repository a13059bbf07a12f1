"""The extractor: long texts, steps by what is asked for, the same answer every time."""

from dataclasses import replace
from datetime import date

import pytest
from spacy.tokens import Doc

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Explanation, Facts, Include

PARAGRAPH = (
    "Governor Amina Okoye said on Monday that 14 villages had been cut off by the flood. "
    "“We need boats, not promises,” she told reporters in Lokoja."
)


@pytest.mark.parametrize("separator", ["\n\n", "\n", " ", " \n \r\n"])
def test_every_character_of_a_long_text_is_read(extractor: Extractor, separator: str) -> None:
    text = separator.join([PARAGRAPH] * 250)
    with extractor.nlp.memory_zone():
        doc = extractor._annotate(text, {})
        assert doc.text == text
        assert all(token.dep_ for token in doc if not token.is_space)


def test_a_long_text_gives_the_facts_of_its_parts(extractor: Extractor) -> None:
    alone = extractor.extract(Article(text=PARAGRAPH))
    many = extractor.extract(Article(text="\n\n".join([PARAGRAPH] * 200)))
    assert len(many.quotes) == 200 * len(alone.quotes)
    assert len(many.claims) == 200 * len(alone.claims)


@pytest.mark.parametrize(
    "asked", [(Include.ENTITIES,), (Include.QUOTES,), (Include.CLAIMS,), (Include.QUANTITIES,), ()]
)
def test_what_is_not_asked_for_changes_nothing_of_what_is(extractor: Extractor, asked: tuple[Include, ...]) -> None:
    whole = extractor.extract(Article(text=PARAGRAPH, include=tuple(Include)))
    part = extractor.extract(Article(text=PARAGRAPH, include=asked))
    for kind in Include:
        expected = getattr(whole, kind.value) if kind in asked else ()
        assert getattr(part, kind.value) == expected


def test_equal_articles_give_equal_facts(extractor: Extractor) -> None:
    def run() -> Facts:
        return extractor.extract(Article(text=PARAGRAPH, title="Flood in Lokoja", published_at=date(2024, 3, 5)))

    first = run()
    extractor.extract(Article(text="Something else happened in Osaka on Friday, Kenji Mori said."))
    assert run() == first


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "\n",
        "\x00",
        "\ufeff",
        "a",
        '"',
        "“",
        "(" * 5000,
        "😀" * 500,
        "e\u0301" * 300,
        "\u202eabc",
        "5" * 5000,
        "1,2," * 500,
        "'' " * 400,
    ],
)
def test_odd_texts_are_answered(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(Article(text=text, include=tuple(Include)))
    assert facts.length == len(text)


def test_a_failure_leaves_the_extractor_whole(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that passes spaCy's memory zone leaves it open, and every later article with its words fails."""

    def fail(doc: Doc) -> Doc:
        raise ValueError("a defect")

    text = "Zorvane Quill spoke in Mistrefield, where 14 quenchards fell."
    with monkeypatch.context() as patched:
        patched.setattr(extractor, "_document", [("newsfacts_entities", fail)])
        with pytest.raises(ValueError, match="a defect"):
            extractor.extract(Article(text=text))
    again = extractor.extract(Article(text=text))
    assert again == extractor.extract(Article(text=text))
    assert again.length == len(text)


def test_the_tokenizer_keeps_nothing_of_an_article(extractor: Extractor) -> None:
    """Its cache points into the vocabulary, which forgets the article's words when the zone ends."""
    words = [f"Vexmorn{number}" for number in range(50)]
    before = len(extractor.nlp.vocab.strings)
    for _ in range(3):
        facts = extractor.extract(Article(text=" ".join(words) + " met in Oslo."))
        assert facts.length > 500
    assert len(extractor.nlp.vocab.strings) == before


def test_a_renewed_vocabulary_changes_no_answer(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article(text=f"{PARAGRAPH} Isn't it, U.S.-Egypt? See www.example.org,“We can't”.", include=tuple(Include))
    old, expected = extractor.nlp.vocab, extractor.extract(article)
    monkeypatch.setattr("newsfacts.extractor.MOST_WORDS", 0)
    assert extractor.extract(article) == expected
    assert extractor.nlp.vocab is not old
    assert all(
        label in extractor.nlp.vocab.strings for labels in extractor.nlp.pipe_labels.values() for label in labels
    )
    assert len(extractor.nlp.vocab) < len(old)


def test_timings_name_the_steps(extractor: Extractor) -> None:
    timings: dict[str, float] = {}
    extractor.extract(Article(text=PARAGRAPH), timings=timings)
    assert set(timings) == {"parse", "encoder", "entities", "coreference", "places", "quotes", "claims"}


def test_what_is_less_sure_than_asked_is_left_out(extractor: Extractor) -> None:
    text = f"{PARAGRAPH} Some say the dam may hold until 3 more metres of rain have fallen."
    whole = extractor.extract(Article(text=text))
    least = sorted({fact.confidence for fact in (*whole.quotes, *whole.claims)})[1]
    part = extractor.extract(Article(text=text, min_confidence=least))
    assert part.entities == whole.entities
    assert part.quotes == tuple(quote for quote in whole.quotes if quote.confidence >= least)
    assert part.claims == tuple(claim for claim in whole.claims if claim.confidence >= least)
    assert len(part.quotes) + len(part.claims) < len(whole.quotes) + len(whole.claims)


def test_explanations_are_given_where_they_are_asked_for(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    reason = Explanation(field="cue", by="encoder", confidence=0.9)

    def explain(doc: Doc) -> Doc:
        doc._.newsfacts_quotes = [replace(quote, explanation=(reason,)) for quote in doc._.newsfacts_quotes]
        return doc

    monkeypatch.setattr(extractor, "_document", [*extractor._document, ("newsfacts_quotes", explain)])
    plain = extractor.extract(Article(text=PARAGRAPH))
    explained = extractor.extract(Article(text=PARAGRAPH, explain=True))
    assert {quote.explanation for quote in explained.quotes} == {(reason,)}
    assert {quote.explanation for quote in plain.quotes} == {()}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said that exports rose 5 percent in 2024.\n\n２",  # a sentence of one token, after a sourced claim
        "Her winning time was 1,50:04.22 in Doha.",  # hours with a decimal comma
        "aged -1.5. １９９",
    ],
)
def test_garbled_figures_do_no_harm(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(Article(text=text, include=tuple(Include)))
    assert all(text[figure.start : figure.end] == figure.text for figure in facts.quantities)
