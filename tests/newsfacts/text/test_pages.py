"""The article in a web page."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, OffsetUnit, TextFormat, WarningCode
from newsfacts.text.pages import read

PARAGRAPHS = (
    "Governor Amina Okoye said on Monday that 14 villages had been cut off by the flood along the river.",
    "“We need boats, not promises,” she told reporters in Lokoja, after a meeting with the heads of the villages.",
    "About 3,200 families have been brought to schools and churches since Saturday, according to the Red Cross.",
)
PAGE = f"""<!DOCTYPE html><html><head><title>Flood cuts off villages | Lokoja Star</title>
<meta property="og:title" content="Flood cuts off villages">
<meta property="article:published_time" content="2024-09-16T08:00:00+01:00">
<script>var advert = "“Buy now,” said Tom Hill.";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport: Rovers win 3-0</a></li></ul></nav>
<article><h1>Flood cuts off villages</h1>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</article>
<aside><h2>More news</h2><p><a href="/x">“I am done,” says Paul Reed</a></p></aside>
<footer>© 2024 Lokoja Star. Sold in 12 states.</footer></body></html>"""


MENU = '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><h1>Flood cuts off villages</h1>'
MORE = """<div class="more"><h3>More news</h3><ul><li><a href="/x">Five killed in a crash near Abuja, the police say</a></li>
<li><a href="/y">Rovers win 3-0 in the last match of a long season</a></li></ul></div><footer>© 2024 Lokoja Star.</footer>"""


def page(body: str) -> str:
    return f"<html><head><title>Flood cuts off villages</title></head><body>{MENU}{body}{MORE}</body></html>"


def wrapped(around: str) -> str:
    return "".join(around.replace("%", text) for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{wrapped('<p>%</p>')}</article>",
        f"<div>{wrapped('<div>%</div>')}</div>",
        f"<div>{wrapped('%<br><br>')}</div>",
        f"<p>{wrapped('%<br><br>')}</p>",
        f"<div>{wrapped('<div><span><span>%</span></span></div>')}</div>",
        wrapped('<div class="chunk a"><p>%</p></div><div class="ad">Advertisement</div>'),
        f"<article>{wrapped('<p>%</p>')}</article>".replace("Red Cross", '<a href="/red">Red Cross</a>'),
        f"<article>{wrapped('<p>%</p>')}</article>".replace("told", "<x-verb>told</x-verb>"),
        f"<article><blockquote>{wrapped('<p>%</p>')}</blockquote></article>",
        f"<article><ul>{wrapped('<li>%</li>')}</ul></article>",
        f"<table><tr><td>Menu</td><td>{wrapped('<p>%</p>')}</td></tr></table>",
        f"<figure><img src=a><figcaption>Okoye in Lokoja. Photo: Tom Hill</figcaption></figure>{wrapped('<p>%</p>')}",
        f"<article>{wrapped('<p>%</p>')}<p><a href=/a>Read more: 30 people killed in a flood of the Niger</a></p></article>",
    ],
)
def test_pages_are_built_in_many_ways(body: str) -> None:
    assert read(page(body)).text == "\n\n".join(PARAGRAPHS)


def test_lists_and_rows_of_tables_are_lines_of_words() -> None:
    first, *rest = PARAGRAPHS
    rows = "<table><tr><th>Town</th><th>Boats</th></tr><tr><td>Lokoja</td><td>12 boats</td></tr></table>"
    body = f"<article><p>{first}</p><ul><li>Schools are shut.</li></ul>{rows}<p>{rest[0]}</p><p>{rest[1]}</p></article>"
    assert read(page(body)).text.split("\n\n") == [first, "Schools are shut.", "Town Boats", "Lokoja 12 boats", *rest]


def test_the_article_is_found() -> None:
    page = read(PAGE)
    assert page.text == "\n\n".join(PARAGRAPHS)
    assert page.title == "Flood cuts off villages"
    assert page.published_at == date(2024, 9, 16)


@pytest.mark.parametrize("unit", OffsetUnit)
def test_offsets_are_those_of_the_answers_text(extractor: Extractor, unit: OffsetUnit) -> None:
    facts = extractor.extract(Article(text=PAGE, format=TextFormat.HTML, offset_unit=unit))
    plain = extractor.extract(
        Article(
            text="\n\n".join(PARAGRAPHS),
            title="Flood cuts off villages",
            published_at=date(2024, 9, 16),
            offset_unit=unit,
        )
    )
    assert facts == replace(plain, text="\n\n".join(PARAGRAPHS))
    assert facts.quotes
    assert facts.claims


def test_what_the_request_gives_counts(extractor: Extractor) -> None:
    article = Article(text=PAGE, format=TextFormat.HTML, published_at=date(2023, 9, 18))
    (monday,) = [c.time for c in extractor.extract(article).claims if c.time and c.time.text == "since Saturday"]
    assert monday.since == date(2023, 9, 16)


@pytest.mark.parametrize(
    "html",
    ["", " ", "<", "\0", "<html></html>", "<!-- -->", "<script>alert(1)</script>", "<b>" * 100_000, "\x00\x89" * 9],
)
def test_a_page_without_words_gets_a_warning(extractor: Extractor, html: str) -> None:
    facts = extractor.extract(Article(text=html, format=TextFormat.HTML))
    assert facts.text is not None
    assert facts.length == len(facts.text)
    assert [w.code for w in facts.warnings if w.code is not WarningCode.NOT_ENGLISH] == [WarningCode.NO_SENTENCES]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("“Stop,” said <b>Anna</b> Berg.", "“Stop,” said Anna Berg."),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("One.<br>Two.<div>Three.</div>Four.", "One.\n\nTwo.\n\nThree.\n\nFour."),
        ("<p>Fish &amp; chips cost&nbsp;&pound;5.</p><style>p {}</style>", "Fish & chips cost £5."),
        ('<?xml version="1.0" encoding="latin-1"?><p>Größe</p>', "Größe"),
    ],
)
def test_without_an_article_all_that_is_seen_is_read(html: str, text: str) -> None:
    assert read(html).text == text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<script type="application/ld+json">{"datePublished": "2024-05-02T09:00"}</script>', date(2024, 5, 2)),
        ('<meta name="date" content="2024-05-03">', date(2024, 5, 3)),
        ('<meta name="date" content="2024-13-45">', None),
        ('<time datetime="2024-05-04 10:00">yesterday</time>', date(2024, 5, 4)),
        ("<time>3 May 2024</time>", None),
    ],
)
def test_date_of_publication(head: str, day: date | None) -> None:
    assert read(f"<html><body>{head}<p>Police left.</p></body></html>").published_at == day


@given(st.text(alphabet="<>/=\"'&;!-apbr x\0\n\ud7ff\ufeff", max_size=200))
def test_any_string_is_read(html: str) -> None:
    assert read(html) == read(html)


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<p>A word.", "<a href=x>y</a>", "<table><tr><td>", "<!--", "<", "x<br>", "\0<p>", "<p> \n", "<form>x"],
)
def test_hostile_pages_take_no_long(piece: str) -> None:
    start = time.process_time()
    read((piece * 300_000)[:300_000])
    assert time.process_time() - start < 5


@pytest.mark.parametrize("attribute", ["a{}=b", "a{}='<>'", 'a{}="<p>"', "a{}", "/a{}", "a{}=<"])
def test_tags_of_many_attributes_take_no_long(attribute: str) -> None:
    tag = "<p " + " ".join(attribute.format(number) for number in range(60_000))
    start = time.process_time()
    assert read(f"{tag}>Police left.</p>").text == "Police left."
    read((tag[:19_000] + ">") * 50)
    assert time.process_time() - start < 5
