"""Tags, Markdown and invisible characters in plain text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Span
from newsfacts.text.markup import INVISIBLE, is_marked, trim


@pytest.mark.parametrize(
    "text",
    [
        "<p>The mayor left.</p>",
        'The mayor of <a href="https://lumo.example/a">Lumo</a> left.',
        "The mayor left.<br/>She will be back.",
        "## Mayor leaves\n\nShe left on Monday.",
        "The mayor **left** on Monday.",
        "The [mayor](https://lumo.example/mayor) left.",
        "The mayor&nbsp;left.",
    ],
)
def test_markup(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "Profits at A&T rose, 3 < 5 and 7 > 2.",
        "The film was rated ** by critics.",
        "He wrote to <anna@lumo.example> on Monday.",
        "She tweeted #1 and # 2 [sic] (see https://lumo.example).",
        "5 * 3 * 2 made 30, a*b and c_d_e.",
    ],
)
def test_no_markup(text: str) -> None:
    assert not is_marked(text)


@given(st.text(alphabet="ab <>/p\u200b\u2066\ufeff", max_size=40), st.data())
def test_no_span_has_markup_at_its_edge(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = trim(Span(text=text[start:end], start=start, end=end), text)
    assert found.text == text[found.start : found.end]
    if text[start:end].strip(" <>/p\u200b\u2066\ufeff"):
        assert found.text.strip("\u200b\u2066\ufeff") == found.text


@pytest.mark.parametrize(
    "text",
    [
        "“\u200bFive men were hurt,” \u200bAnna Berg\u200b said in \u2066Oslo\u2069 on 3 May.",
        "\u202aAnna Berg\u202c said that \u200eabout 40 people had left \u2066Oslo\u2069 by sea.",
        "<p>“Five men were hurt,” <b>Anna Berg</b> said in <em>Oslo</em> on 3 May.</p>",
    ],
)
def test_names_and_quotes_have_clean_edges(extractor: Extractor, text: str) -> None:
    facts = extractor.extract(Article(text=text))
    spans = [span for quote in facts.quotes for span in quote.spans]
    mentions = [mention for entity in facts.entities for mention in entity.mentions]
    assert "Anna Berg" in [entity.name for entity in facts.entities]
    assert spans
    for span in (*spans, *mentions):
        assert span.text == text[span.start : span.end]
        assert span.text.strip(f"<>{INVISIBLE}") == span.text
    for name in [entity.name for entity in facts.entities] + [quote.text for quote in facts.quotes]:
        assert name.strip(f"<>{INVISIBLE}") == name


@pytest.mark.parametrize("piece", ["<", "<p ", "<p a", "\u200b", "\u200b ", "</", "&", "**", "](https://a", "# "])
def test_hostile_text_takes_no_long(piece: str) -> None:
    text = (piece * 300_000)[:300_000]
    start = time.process_time()
    is_marked(text)
    trim(Span(text=text, start=0, end=len(text)), text)
    assert time.process_time() - start < 3
