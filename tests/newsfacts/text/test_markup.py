"""Tags, Markdown and invisible characters in plain text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, WarningCode
from newsfacts.text.markup import INVISIBLE, read


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
    assert read(text).is_marked


@pytest.mark.parametrize(
    "text",
    [
        "Profits at A&T rose, 3 < 5 and 7 > 2.",
        "The film was rated ** by critics.",
        "He wrote to <anna@lumo.example> on Monday.",
        "She tweeted #1 and # 2 [sic] (see https://lumo.example).",
        "5 * 3 * 2 made 30, a*b and c_d_e.",
        "Sales* rose. They are a f*** and s*** disgrace, he said, and *** off.",
        "A: <laughs> I don’t know. R&D; and &nothing; are no characters.",
        "It is in [brackets] (and in these), see [1](above).",
        "\u200bThe \u00admayor left. \U0001f600",
    ],
)
def test_no_markup(text: str) -> None:
    assert not read(text).is_marked


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("<p>Five <b>men</b> died.</p><p>A sixth lives.</p>", "\n\nFive men died.\n\n\n\nA sixth lives.\n\n"),
        ("Fish &amp; chips cost&nbsp;&pound;5 &#8212; he said.", "Fish & chips cost\u00a0£5 — he said."),
        ("<table><tr><td>Lokoja</td><td>5</td></tr></table>", "\n\n\n\n Lokoja\n\n 5\n\n\n\n\n\n"),
        ("Left.<script>if (a < b) { x(); }</script> Right.<!-- a <b> c -->", "Left. Right."),
        ("Left.<script>never closed. <style>nor this", "Left.never closed. nor this"),
        ('<hl-source kind="x">PubMed</hl-source> says so.', "PubMed says so."),
        ("## Mayor leaves\n\n> **Anna Berg** and *Tom __Ill__* left.", "Mayor leaves\n\nAnna Berg and Tom Ill left."),
        ("![a boat](https://a.example/b.jpg)The [mayor](https://a.example/m) left.", "The mayor left."),
        ("in\u00adfra\u00adstruc\u00adture for \u2068Amina\u2069", "infrastructure for Amina"),
        ("\U0001f600 “Stop,” \U0001f621 said Ray \U0001f1f0\U0001f1ea.", "“Stop,” said Ray."),
        ("1\ufe0f\u20e3 “Stop,” he said\u27a1\ufe0fnow.", "“Stop,” he said now."),
        ("It is 20 °C, ©2024 and §5.", "It is 20 °C, ©2024 and §5."),
    ],
)
def test_what_a_reader_sees(sent: str, text: str) -> None:
    assert read(sent).text == text


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        ("<p>&ldquo;We waited,&rdquo; said <b>%</b>.</p>\n<p>About", None, "&ldquo;We waited,&rdquo;"),
        ("<div>“We waited,” said <a href='/a'>%</a>.<br>About</div>", None, "“We waited,”"),
        ("“We waited,” said \u200e%\u200f.", None, "“We waited,”"),
        ("\ufeff“We waited,”\u200b said \u2068%\u2069.", None, "“We waited,”"),
        ("“\u200bWe waited,\u200b” said %.", None, "“\u200bWe waited,\u200b”"),
        ("“We waited,” said Amina\u00ad Wekesa\u200d.", "Amina\u00ad Wekesa", "“We waited,”"),
        ("\U0001f600 “We waited,” said %.", None, "“We waited,”"),
        ("\U0001f534\ufe0f \U0001f1f0\U0001f1ea “We waited,” \U0001f621 said %\U0001f622.", None, "“We waited,”"),
        ("1\ufe0f\u20e3 “We waited,” said % \u2764\ufe0f", None, "“We waited,”"),
        ("➡ “We waited,” said %.", None, "“We waited,”"),
        ("• “We waited,” said %.", None, "“We waited,”"),
        ("■\t“We waited,” said %.", None, "“We waited,”"),
        ("* “We waited,” said %.", None, "“We waited,”"),
        ("**“We waited,”** said _%_.", None, "“We waited,”"),
        ("“We waited,” said [%](https://lumo.example/a_(b)).", None, "“We waited,”"),
        ("> “We waited,” said **%**.", None, "“We waited,”"),
    ],
)
def test_markup_is_in_no_name_and_at_no_edge(extractor: Extractor, text: str, speaker: str | None, quote: str) -> None:
    text = text.replace("%", "Amina Wekesa")
    (found,) = extractor.extract(Article(text=text)).quotes
    assert found.text == quote
    assert found.speaker
    assert (found.speaker.name, found.speaker.text) == ("Amina Wekesa", speaker or "Amina Wekesa")
    for span in (found.speaker, *found.spans):
        assert span.text == text[span.start : span.end]


def test_a_page_sent_as_text_is_english(extractor: Extractor) -> None:
    menu = "".join(f'<li class="item-{n}"><a href="/a/{n}">Sport Video Radio Kessa {n}</a></li>' for n in range(200))
    article = (
        "<p>The mayor of Lumo said that about 40 of them had left the town by sea, as they were not safe.</p>" * 90
    )
    facts = extractor.extract(Article(text=f"<head><style>a {{}}</style></head><ul>{menu}</ul>{article}"))
    assert facts.language == "en"
    assert [warning.code for warning in facts.warnings] == [WarningCode.MARKUP]


@given(st.text(alphabet="aB <>/p&;*_[](1\n\u200b\ufe0f\u20e3\U0001f600", max_size=40))
def test_every_place_has_its_like(text: str) -> None:
    plain = read(text)
    rest = [char for n, char in enumerate(text) if not any(edit.start <= n < edit.end for edit in plain.edits)]
    assert sorted("".join(rest) + "".join(edit.instead for edit in plain.edits)) == sorted(plain.text)
    assert read(text) == plain


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


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<p ",
        "<p a=",
        "\u200b ",
        "</",
        "&",
        "&a",
        "**",
        "*a* ",
        "](https://a",
        "![a](",
        "\n# ",
        " \U0001f600",
        "<!--",
        "<script>",
        "<p>",
        "&lt;",
        "\t ",
    ],
)
def test_hostile_text_takes_no_long(piece: str) -> None:
    text = (piece * 300_000)[:300_000]
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 3
