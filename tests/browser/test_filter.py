"""Finding facts among many, and taking them away."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from newsfacts.facts import Article
from schemas.facts import dump
from service import tables
from tests.browser.page import Page
from tests.browser.recorded import TEXT, TITLE, RecordedExtractor

SLIDE = "const slider = arguments[0]; slider.value = arguments[1]; slider.dispatchEvent(new Event('input'))"
SAVED = """
window.saved = {};
URL.createObjectURL = (blob) => { window.blob = blob; return "blob:here"; };
HTMLAnchorElement.prototype.click = function () { window.blob.text().then((text) => { window.saved[this.download] = text; }); };
"""
COPIED = (
    "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { window.copied = text; }}})"
)


@pytest.fixture
def article(page: Page) -> Page:
    page.analyse(TEXT, title=TITLE, published="2025-03-05")
    return page


def shown(page: Page, layer: str = "quotes") -> list[str]:
    return [str(e.get_attribute("data-fact")) for e in page.all(f"#pane-{layer} .fact") if e.is_displayed()]


def choose(page: Page, choice: str, text: str) -> None:
    select = page.one(f"#filter-{choice}")
    next(o for o in select.find_elements(By.TAG_NAME, "option") if o.get_property("textContent") == text).click()


def saved(page: Page, name: str) -> str:
    page.script(SAVED)
    page.one("#tab-take").click()
    page.one(f'[data-save="{name}"]').click()
    page.until(f"return '{name}' in window.saved")
    return str(page.script("return window.saved[arguments[0]]", name))


def test_every_row_has_its_confidence_and_the_weak_ones_look_weak(article: Page) -> None:
    rows = [e.text for e in article.all("#pane-quotes .sure")]
    assert [row.split()[-1] for row in rows] == ["93%", "71%", "42%"]
    weak = article.segments("Nothing else happened")[0]
    strong = article.segments("I counted them.")[0]
    assert article.style(weak, "text-decoration-thickness") == "1px"
    assert article.style(weak, "background-color") == "rgba(0, 0, 0, 0)"
    assert article.style(strong, "background-color") != "rgba(0, 0, 0, 0)"
    assert [e.get_attribute("data-fact") for e in article.all(".weak .fact")] == ["q3"]


def test_form_says_that_facts_may_be_wrong(page: Page) -> None:
    assert "may be wrong" in page.one(".caveat").text


def test_slider_hides_what_is_less_certain_in_list_and_text(article: Page) -> None:
    article.script(SLIDE, article.one("#least"), 50)
    article.until("return document.querySelector('#least-shown').textContent === '50%'")
    assert shown(article) == ["q1", "q2"]
    assert "quote" not in str(article.segments("Nothing else happened")[0].get_attribute("class"))
    assert article.segments("Nothing else happened")[0].get_attribute("role") is None
    assert article.one("#fitting").text == "6 facts of 7"
    article.one("#unfilter").click()
    assert shown(article) == ["q1", "q2", "q3"]
    assert "quote" in str(article.segments("Nothing else happened")[0].get_attribute("class"))


@pytest.mark.parametrize(
    ("choice", "option", "left"),
    [
        ("speaker", "Aino Laine (2)", ["q1", "q2"]),
        ("speaker", "No speaker given (1)", ["q3"]),
        ("kind", "Direct (1)", ["q1"]),
        ("type", "Belief (1)", ["q3"]),
    ],
)
def test_quotes_are_chosen_by_speaker_kind_and_type(article: Page, choice: str, option: str, left: list[str]) -> None:
    choose(article, choice, option)
    assert shown(article) == left


def test_search_looks_in_all_lists(article: Page) -> None:
    article.one("#search").send_keys("HENS")
    article.until("return !document.querySelector('#unfilter').hidden")
    assert shown(article) == ["q1"]
    article.one("#tab-claims").click()
    assert shown(article, "claims") == ["c1"]
    article.one("#tab-entities").click()
    assert shown(article, "entities") == []
    assert article.one("#pane-entities .empty").text == "Nothing fits the filter."


def test_what_somebody_says_is_shown_from_the_card(article: Page) -> None:
    article.one("#tab-entities").click()
    article.one('[data-fact="e1"]').click()
    next(e for e in article.all("#card .go") if e.text == "2 quotes").click()
    assert article.one("#tab-quotes").get_attribute("aria-selected") == "true"
    assert shown(article) == ["q1", "q2"]


def test_tab_follows_the_pinned_fact(article: Page) -> None:
    article.segments("hens")[0].click()
    assert article.one("#tab-claims").get_attribute("aria-selected") == "true"
    assert article.one('[data-fact="c1"]').get_attribute("aria-current") == "true"


def test_opening_a_filtered_fact_shows_it(article: Page) -> None:
    article.script("document.querySelector('[data-fact=q1]').click()")
    choose(article, "kind", "Mixed (1)")
    article.script("document.querySelector('[data-fact=q1]').click()")
    assert "q1" in shown(article)


LONG = """
const names = [...Array(450).keys()].map((n) => `Person ${n} Poe`);
const text = names.map((name, n) => `“We saw ${n + 2} boats,” ${name} said.`).join("\\n\\n");
const quotes = [], claims = [];
let at = 0;
names.forEach((name, n) => {
  const start = at, end = text.indexOf("” ", start) + 1, from = text.indexOf(String(n + 2), start), who = text.indexOf(name, end);
  const span = (start, end) => ({text: text.slice(start, end), start, end});
  const party = {...span(who, who + name.length), entity_id: null, name};
  quotes.push({id: `q${n + 1}`, kind: "direct", type: "assertion", ...span(start, end), spans: [span(start, end)], cue: null,
    speaker: {...party, resolution: "name"}, addressee: null, reported_by: null, issues: [], confidence: 0.5 + n / 1000});
  claims.push({id: `c${n + 1}`, ...span(start + 1, end - 2), quantity: {...span(from, from + String(n + 2).length), kind: "count", value: n + 2,
    low: null, high: null, modifier: "exactly", unit: null}, subject: null, predicate: null, time: null, place: null, source: party,
    direction: null, quote_id: `q${n + 1}`, part_of: null, negated: false, confidence: 0.9});
  at = text.indexOf("\\n\\n", start) + 2;
});
const answer = {id: null, offset_unit: "utf16", length: text.length, language: "en", entities: [], quotes, claims, warnings: [],
  meta: {service_version: "1", model: "m", model_version: "1"}};
window.fetch = () => Promise.resolve(new Response(JSON.stringify(answer)));
document.getElementById("text").value = text;
"""


@pytest.fixture
def long(page: Page) -> Page:
    """An article of 900 facts."""
    page.script(LONG)
    page.one("#analyse").click()
    page.wait("#text-marked")
    return page


def test_list_goes_with_the_text(long: Page) -> None:
    long.script("document.querySelectorAll('#text-marked p')[300].scrollIntoView()")
    long.pause(0.3)
    top = long.box(long.one("#pane-quotes"))["top"]
    first = next(e for e in long.all("#pane-quotes .fact") if long.box(e)["bottom"] > top + 1)
    assert abs(int(str(first.get_attribute("data-fact"))[1:]) - 301) <= 3


def test_filtering_a_long_article_is_quick(long: Page) -> None:
    took = long.script(
        "const start = performance.now(); const search = document.getElementById('search'); search.value = 'person 44';"
        "const select = document.getElementById('filter-kind'); select.dispatchEvent(new Event('change'));"
        "document.body.offsetHeight; return performance.now() - start"
    )
    assert len(shown(long)) == 11
    assert took < 500


def test_fact_is_copied_with_its_speaker_and_place(article: Page) -> None:
    article.script(COPIED)
    article.one('[data-fact="q2"]').click()
    article.one("#card .copy").click()
    article.until("return window.copied")
    start = TEXT.index("feed") + 2  # two emoji come before
    assert article.script("return window.copied") == (
        f"feed costs rose by 12 percent — Aino Laine (“{TITLE}”, paragraph 2, characters {start}–{start + 29})"
    )


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (
            "quotes.csv",
            {"id": "q2", "speaker": "Aino Laine", "speaker_text": "She", "kind": "indirect", "confidence": "0.71"},
        ),
        (
            "claims.csv",
            {"id": "c1", "value": "40", "modifier": "at_least", "from": "2025-03-03", "source": "Aino Laine"},
        ),
        ("entities.csv", {"id": "e2", "mention": "Tampere", "country": "FI", "geonames_id": "634963"}),
    ],
)
def test_tables_have_every_fact_with_its_offsets(article: Page, name: str, row: dict[str, str]) -> None:
    table = saved(article, name)
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert [found for found in rows if row.items() <= found.items()]
    same = tables.rows(name.removesuffix(".csv"), dump(RecordedExtractor().extract(Article(text=TEXT))))
    assert ["article", *rows[0]] == list(next(same))
    units = TEXT.encode("utf-16-le")
    for found in rows:
        place = units[2 * int(found["start"]) : 2 * int(found["end"])].decode("utf-16-le")
        assert place.startswith((found.get("mention") or found["text"])[:20])


def test_what_is_filtered_out_is_not_taken_away(article: Page) -> None:
    choose(article, "kind", "Direct (1)")
    assert "q2" not in saved(article, "quotes.csv")
    assert "Confidence" not in saved(article, "facts.md")


def test_markdown_and_json_are_taken_away(article: Page) -> None:
    document = saved(article, "facts.md")
    assert document.startswith(f"# {TITLE}\n\n2025-03-05\n\n## Quotes\n\n- **Aino Laine** (direct, 93%): ")
    assert json.loads(saved(article, "facts.json")) == json.loads(article.pane("json"))


def test_text_is_no_formula_and_no_markup(page: Page) -> None:
    quote: dict[str, Any] = {
        "id": "q1", "kind": "direct", "type": "assertion", "text": '=1+1, "x"\n*a*', "spans": [{"start": 0, "end": 3}],
        "cue": None, "speaker": None, "addressee": None, "reported_by": None, "issues": [], "confidence": 1,
    }  # fmt: skip
    table = page.module("export", "(m, quote) => m.csv('quotes', [quote])", quote)
    assert (
        """,'"'=1+1, ""x""\n*a*",0,3,""" in table.replace("assertion,,,,", "','")
        or '"\'=1+1, ""x""\n*a*",0,3,' in table
    )
    document = page.module(
        "export", "(m, quote) => m.markdown({title: '<b>'}, {quotes: [quote], claims: [], entities: []})", quote
    )
    assert document.startswith("# \\<b\\>\n")
    assert '=1+1, "x" \\*a\\*' in document


def test_json_and_curl_say_what_their_offsets_count(article: Page) -> None:
    for name in ("json", "curl", "take"):
        article.one(f"#tab-{name}").click()
        assert "UTF-16" in article.one(f"#pane-{name} .fine").text


def test_link_leads_to_a_fact_of_an_example(real_page: Page) -> None:
    real_page.open("/#mombasa/q2")
    real_page.wait("#card .card-title")
    assert real_page.one('[data-fact="q2"]').get_attribute("aria-current") == "true"
    real_page.script(COPIED)
    next(e for e in real_page.all("#card button") if e.text == "Copy link").click()
    real_page.until("return window.copied")
    assert str(real_page.script("return window.copied")).endswith("/#mombasa/q2")
    real_page.script("document.querySelector('[data-fact=q1]').click()")
    assert real_page.script("return location.hash") == "#mombasa/q1"


def test_own_text_is_never_in_the_address(article: Page) -> None:
    article.one('[data-fact="q1"]').click()
    assert article.script("return location.hash") == ""
    assert "Copy link" not in article.one("#card").text


def test_place_has_its_country_and_the_credit(article: Page) -> None:
    article.one("#tab-entities").click()
    article.one('[data-fact="e2"]').click()
    rows = dict(zip([e.text for e in article.all("#card dt")], [e.text for e in article.all("#card dd")], strict=True))
    assert rows["Country"] == "Finland"
    assert rows["Place data"] == "GeoNames CC BY 4.0"
    assert article.one("#card a").get_attribute("href") == "https://www.geonames.org/634963"
    assert "GeoNames" in article.one("#foot").text


def test_date_is_told_in_words(article: Page) -> None:
    article.one("#tab-entities").click()
    article.one('[data-fact="e3"]').click()
    rows = dict(zip([e.text for e in article.all("#card dt")], [e.text for e in article.all("#card dd")], strict=True))
    assert rows["Meaning"] == "3 Mar 2025"


EXPLAINED = """
const before = window.fetch;
window.fetch = async (address, options) => {
  window.asked = JSON.parse(options.body);
  const {explain, ...request} = window.asked;
  const answer = await (await before(address, {...options, body: JSON.stringify(request)})).json();
  for (const fact of [...answer.quotes, ...answer.claims]) fact.explanation = explain ? [
    {field: "speaker", by: "encoder", confidence: 0.97}, {field: "quantity", by: "subject/predicated", confidence: null}] : [];
  return new Response(JSON.stringify(answer));
};
"""


def test_fact_is_explained_when_it_is_asked_for(article: Page) -> None:
    article.script(EXPLAINED)
    article.one('[data-fact="q1"]').click()
    next(e for e in article.all("#card button") if e.text == "Why?").click()
    article.wait("#card .why dl")
    assert article.script("return window.asked.explain") is True
    assert article.one("#card .why").text.split("\n") == [
        "Speaker",
        "the trained network 97%",
        "Figure",
        "rule subject/predicated",
    ]


def test_shipped_service_explains_its_quotes(real_page: Page) -> None:
    real_page.open("/#mombasa/q1")
    real_page.wait("#card .card-title")
    next(e for e in real_page.all("#card button") if e.text == "Why?").click()
    terms = real_page.wait("#card .why dl").find_elements(By.TAG_NAME, "dt")
    assert "Speaker" in [term.text for term in terms]


def test_service_without_explanations_is_no_trouble(article: Page) -> None:
    article.script("window.fetch = () => Promise.resolve(new Response('{}', {status: 422}))")
    article.one('[data-fact="q1"]').click()
    next(e for e in article.all("#card button") if e.text == "Why?").click()
    article.until("return document.querySelector('.why').textContent === 'The service gives no explanation.'")
