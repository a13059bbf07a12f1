"""For people who use a screen reader, the keyboard, forced colours, or paper."""

from __future__ import annotations

import pytest

from tests.browser.page import Page
from tests.browser.recorded import TEXT, TITLE

STATES = {
    "form": "",
    "problem at a field": "document.getElementById('analyse').click()",
    "result": "",
    "help": "document.getElementById('keys').click()",
    "card of a quote": "document.querySelector('[data-fact=q1]').click()",
    "card of a claim": "document.querySelector('[data-fact=c1]').click()",
    "card of a place": "document.querySelector('[data-fact=e2]').click()",
    "claims": "document.getElementById('tab-claims').click()",
    "names": "document.getElementById('tab-entities').click()",
    "export": "document.getElementById('tab-take').click()",
    "json": "document.getElementById('tab-json').click()",
    "curl": "document.getElementById('tab-curl').click()",
}

AXE = """
const done = arguments[arguments.length - 1];
axe.run(arguments[0]).then(({violations}) => done(violations.flatMap(({id, nodes}) =>
  nodes.map(({target}) => `${id}: ${target.join(" ")}`))), (error) => done([String(error)]));
"""


def violations(page: Page, context: object = None) -> list[str]:
    """RETURNS: what axe finds wrong with the page as it is, a rule and an element each."""
    return list(page.driver.execute_async_script(AXE, context or {"include": [["html"]]}))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_axe_finds_nothing_in_any_state(page: Page, axe: str, width: int, scheme: str) -> None:
    page.prefer(scheme)
    page.resize(width, 900)
    page.driver.execute_script(axe)
    found = {}
    for state, script in STATES.items():
        if state == "result":
            page.analyse(TEXT, title=TITLE, published="2025-03-05")
        page.script(script)
        found[state] = violations(page)
    assert found == {state: [] for state in STATES}


def test_axe_finds_nothing_of_ours_in_the_reference(page: Page, axe: str) -> None:
    page.open("/docs")
    page.wait(".opblock")
    page.driver.execute_script(axe)
    assert violations(page, {"exclude": [["#reference"]]}) == []
    assert page.script("return document.querySelectorAll('main, [role=main]').length") == 1


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("I counted them.", "Direct quote, Aino Laine: I counted them."),
        ("feed costs rose by 12 percent", "Indirect quote, Aino Laine: feed costs rose by 12 percent"),
        ("Nothing else happened", "Mixed quote, no speaker given: Nothing else happened"),
        ("She", "She: person, Aino Laine"),
        ("Aino Laine", "Aino Laine: person"),
    ],
)
def test_fact_is_announced_by_kind_speaker_and_first_words(page: Page, words: str, name: str) -> None:
    page.analyse(TEXT, title=TITLE)
    assert page.segments(words)[0].accessible_name == name


def test_facts_that_begin_together_are_announced_together(page: Page) -> None:
    page.analyse(TEXT, title=TITLE)
    names = [e.accessible_name for e in page.segments("At least 40")]
    assert names == [
        "Claim, Aino Laine: At least 40 hens walked through Tampere; "
        "Direct quote, Aino Laine: At least 40 hens walked through Tampere,"
    ]


def test_line_styles_tell_the_kinds_apart_in_forced_colours(page: Page) -> None:
    features = [{"name": "forced-colors", "value": "active"}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    page.analyse(TEXT, title=TITLE)
    look = "return ['text-decoration-style', 'text-decoration-line', 'border-bottom-style'].map((name) => getComputedStyle(arguments[0]).getPropertyValue(name))"
    looks = {words: tuple(page.script(look, page.segments(words)[0])) for words in ("I counted them.", "said", "hens")}
    assert looks["I counted them."] == ("solid", "underline", "none")
    assert looks["said"] == ("solid", "none", "none")
    assert looks["hens"] == ("solid", "underline", "double")
    assert page.script(look, page.segments("feed costs rose by 12 percent")[0])[0] == "dotted"
    assert page.script(look, page.segments("Nothing else happened")[0])[0] == "dashed"


PRINTED = """
return [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility()).length;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_paper_has_article_legend_and_lists_and_nothing_else(page: Page, width: int, scheme: str) -> None:
    page.resize(width, 900)
    page.analyse(TEXT, title=TITLE)
    page.script("document.querySelector('[data-fact=q1]').click()")
    page.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"media": "print", "features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    shown = {selector: page.script(PRINTED, selector) for selector in ("#text-marked", "#meanings dt", ".fact")}
    assert shown == {"#text-marked": 1, "#meanings dt": 11, ".fact": 7}
    hidden = ".bar, #card, .line path, .tab, .filters, #back, #keys, #pane-json, #pane-curl, #pane-take"
    assert page.script(PRINTED, hidden) == 0
    page.script("document.documentElement.dataset.theme = 'dark'")
    assert page.style(page.one("#text-marked"), "color") == "rgb(27, 29, 31)"
    for pane in page.all("#pane-quotes, #pane-claims, #pane-entities"):
        assert page.script("return arguments[0].scrollHeight <= arguments[0].clientHeight + 1", pane)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
