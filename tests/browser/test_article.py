"""The marked article: its text, its marks, and what follows pointer and keys."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selenium.webdriver import ActionChains, Keys

from service.web.page import FOLDER
from tests.browser.page import Page
from tests.browser.recorded import TEXT, TITLE

SAMPLES = [entry["file"] for entry in json.loads((FOLDER / "samples" / "index.json").read_text("utf-8"))]
CLEAR = "rgba(0, 0, 0, 0)"

UNTIDY = (
    "e\u0301migre\u0301 \u200bnames, \ttabs   and runs.\n\n\n\u202bعربي\u202c \U0001f469\u200d\U0001f469\u200d\U0001f467 <b>&amp;</b>"
    "\u00a0€3 \ufeffand\u2028a line separator. “Open,” he said\n"
)


@pytest.fixture
def article(page: Page) -> Page:
    page.analyse(TEXT, title=TITLE, published="2025-03-05")
    return page


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_is_marked_and_its_json_is_the_answer(real_page: Page, sample: str) -> None:
    request = json.loads((FOLDER / "samples" / sample).read_text("utf-8"))
    real_page.one(f'[data-sample="{sample}"]').click()
    real_page.wait("#text-marked .chip")
    shown: dict[str, Any] = json.loads(real_page.pane("json"))
    assert real_page.text() == request["text"]
    assert shown == real_page.ask({k: v for k, v in request.items() if k != "id"} | {"offset_unit": "utf16"})
    assert len(real_page.all("#pane-entities .fact")) == len(shown["entities"])


def test_untidy_text_comes_through_unchanged(real_page: Page) -> None:
    real_page.analyse(UNTIDY)
    assert real_page.text() == UNTIDY


def test_marks_lie_at_their_offsets_though_emoji_come_before(article: Page) -> None:
    assert article.text() == TEXT
    answer = json.loads(article.pane("json"))
    for claim in answer["claims"]:
        pieces = article.script(
            "return [...document.querySelectorAll('#text-marked .claim')].map((piece) => piece.textContent).join('')"
        )
        assert pieces == claim["text"]
    assert [e.text for e in article.all("#text-marked .chip-person")][:2] == ["Aino Laine", "She"]


@pytest.mark.parametrize(
    ("words", "classes", "chip"),
    [
        ("At least 40", {"quote-direct", "claim", "quantity", "starts-content", "starts-claim"}, None),
        ("Tampere", {"quote-direct", "claim", "ends-claim"}, "chip-place"),
        ("said", {"cue"}, None),
        ("I counted them.", {"quote-direct", "starts-content", "ends-content"}, None),
        ("12 percent", set(), None),
        ("She", set(), "mention-pronoun"),
    ],
)
def test_overlapping_marks_keep_their_own_look(article: Page, words: str, classes: set[str], chip: str | None) -> None:
    found = article.segments(words)
    if not classes and chip is None:
        assert found == []
        return
    segment = found[0]
    assert classes <= set(str(segment.get_attribute("class")).split())
    inner = article.script("return arguments[0].querySelector('.chip')?.className ?? ''", segment)
    assert (chip or "") in inner


@pytest.mark.parametrize(
    ("layer", "words", "part", "style", "stops_lost"),
    [
        ("quotes", "I counted them.", None, "background-color", 3),
        ("claims", "hens", None, "border-bottom-style", 0),  # it begins where its quote begins
        ("entities", "Aino Laine", ".chip", "background-color", 6),
    ],
)
def test_legend_switches_a_layer(
    article: Page, layer: str, words: str, part: str | None, style: str, stops_lost: int
) -> None:
    pick = "return arguments[1] ? arguments[0].querySelector(arguments[1]) : arguments[0]"
    target = article.script(pick, article.segments(words)[0], part)
    stops = len(article.all("#text-marked [tabindex]"))
    button = article.one(f'[data-layer="{layer}"]')
    shown = article.style(target, style)
    assert shown not in (CLEAR, "none")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert article.style(target, style) in (CLEAR, "none")
    assert len(article.all("#text-marked [tabindex]")) == stops - stops_lost
    button.click()
    assert article.style(target, style) == shown
    assert len(article.all("#text-marked [tabindex]")) == stops


def test_arrow_keys_go_from_fact_to_fact_and_show_cards(article: Page) -> None:
    article.into_article()
    assert article.focused().text == "TAMPERE"
    assert article.wait("#card .card-title").text == "Tampere"
    article.keys(Keys.ARROW_RIGHT)
    assert article.focused().text == "At least 40"
    assert article.one("#card .card-title").text == "≥ 40"
    assert article.focused().get_attribute("aria-describedby") == "card"
    article.keys(Keys.END)
    assert article.focused().text == "Laine"
    article.keys(Keys.HOME)
    assert article.focused().text == "TAMPERE"
    assert len(article.all('#text-marked [tabindex="0"]')) == 1


def test_enter_goes_into_the_card_and_escape_back(article: Page) -> None:
    article.into_article()
    article.keys(Keys.ARROW_RIGHT, Keys.ENTER)
    assert article.focused().get_attribute("id") == "card"
    article.keys(Keys.ESCAPE)
    article.gone("#card")
    assert article.focused().text == "At least 40"


def test_tab_goes_into_the_card_which_stays(article: Page) -> None:
    article.into_article()
    article.keys(Keys.ARROW_RIGHT, Keys.TAB)
    assert article.script("return document.getElementById('card').contains(document.activeElement)")
    article.pause(0.5)
    assert article.one("#card").is_displayed()
    article.keys(Keys.ESCAPE)
    article.gone("#card")
    assert article.focused().text == "At least 40"


def test_focus_is_visible(article: Page) -> None:
    article.into_article()
    assert article.style(article.focused(), "outline-style") == "solid"
    assert article.style(article.focused(), "outline-width") == "3px"


def test_pointer_shows_the_innermost_fact_and_what_else_is_there(article: Page) -> None:
    ActionChains(article.driver).move_to_element(article.segments("hens")[0]).perform()
    card = article.wait("#card")
    rows = dict(zip([e.text for e in article.all("#card dt")], [e.text for e in article.all("#card dd")], strict=True))
    assert article.one("#card .kind").text.lower() == "claim · number"
    assert rows["Of what"] == "hens"
    assert rows["When"] == "on Monday 3 Mar 2025"
    assert rows["Source"] == "Aino Laine"
    assert "Aino Laine" in article.one("#card .also-quotes").text
    ActionChains(article.driver).move_to_element(article.one("#headline")).perform()
    article.gone("#card")
    assert not card.is_displayed()


def test_quote_points_at_its_speaker(article: Page) -> None:
    article.one('[data-fact="q1"]').click()
    tip = article.box(article.one(".line-speaker .head"))
    speaker = article.box(article.segments("Aino Laine")[0])
    assert speaker["left"] <= tip["left"]
    assert tip["right"] <= speaker["right"]
    assert speaker["top"] - 12 < tip["bottom"] < speaker["bottom"]
    assert "on-speaker" in str(article.segments("Aino Laine")[0].get_attribute("class"))
    assert "on-cue" in str(article.segments("said")[0].get_attribute("class"))


def test_pronoun_points_on_to_the_name(article: Page) -> None:
    article.one('[data-fact="q2"]').click()
    tip = article.box(article.one(".line-is .head"))
    name = article.box(article.segments("Aino Laine")[0])
    assert name["left"] <= tip["left"]
    assert tip["right"] <= name["right"]


def test_claim_points_at_its_source(article: Page) -> None:
    article.one("#tab-claims").click()
    article.one('[data-fact="c1"]').click()
    assert [e.get_property("textContent") for e in article.all(".line text")] == ["of what", "source"]


def test_list_jumps_to_the_fact(article: Page) -> None:
    article.script("scrollTo(0, document.body.scrollHeight)")
    row = article.one('[data-fact="q2"]')
    row.click()
    assert article.focused().text == "feed costs rose by 12 percent"
    box = article.box(article.focused())
    assert 0 < box["top"] < 900
    assert row.get_attribute("aria-current") == "true"
    assert article.one("#card .card-title").text == "Aino Laine"


def test_list_shows_a_hidden_layer_again(article: Page) -> None:
    article.one('[data-layer="quotes"]').click()
    article.one('[data-fact="q1"]').click()
    assert article.one('[data-layer="quotes"]').get_attribute("aria-pressed") == "true"


def test_card_leads_to_other_facts(article: Page) -> None:
    article.one('[data-fact="q1"]').click()
    next(e for e in article.all("#card .go") if e.text == "≥ 40").click()
    assert article.one("#card .kind").text.lower() == "claim · number"


def test_tabs_go_by_arrow_keys(article: Page) -> None:
    article.one("#tab-quotes").click()
    article.keys(Keys.ARROW_RIGHT)
    assert article.focused().get_attribute("id") == "tab-claims"
    assert article.one("#pane-claims").is_displayed()
    article.keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert article.one("#pane-curl").is_displayed()


def test_curl_sends_the_same_request(article: Page) -> None:
    head, body = article.pane("curl").split("<<'JSON'\n")
    assert head.startswith(f"curl -sS {article.address}/v1/extract ")
    request = json.loads(body.removesuffix("\nJSON\n"))
    assert request == {"text": TEXT, "title": TITLE, "published_at": "2025-03-05", "offset_unit": "utf16"}
    assert article.ask(request) == json.loads(article.pane("json"))
