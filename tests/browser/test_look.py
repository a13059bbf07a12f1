"""Light and dark, wide and narrow, and whether it can be read."""

from __future__ import annotations

import re

import pytest

from tests.browser.page import Page
from tests.browser.recorded import TEXT, TITLE

CONTRAST_AA = 4.5
CONTRAST_MARK = 3.0

COLOURS = """
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") return colour;
  }
  return "rgb(255, 255, 255)";
};
return [...document.querySelectorAll("body *")]
  .filter((e) => e.checkVisibility() && !e.closest("svg, option") &&
    [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .map((e) => [e.className + ": " + e.textContent.slice(0, 20), getComputedStyle(e).color, ground(e)]);
"""


def _luminance(colour: str) -> float:
    levels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in levels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """RETURNS: the contrast ratio of WCAG 2, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("fact", [None, "q1", "c1", "e1"])
def test_every_text_has_contrast(page: Page, scheme: str, fact: str | None) -> None:
    page.prefer(scheme)
    page.analyse(TEXT, title=TITLE, published="2025-03-05")
    if fact:
        page.script("document.querySelector(`[data-fact=${arguments[0]}]`).click()", fact)
    found = page.script(COLOURS)
    poor = [
        (name, round(contrast(ink, ground), 2)) for name, ink, ground in found if contrast(ink, ground) < CONTRAST_AA
    ]
    assert len(found) > 30
    assert poor == []


LINES = """
const paper = getComputedStyle(document.getElementById("paper")).backgroundColor;
return [...document.querySelectorAll("#meanings .key")].map((key) => {
  const style = getComputedStyle(key);
  const line = key.classList.contains("quote") ? style.textDecorationColor : style.borderBottomColor;
  const shape = key.classList.contains("quote") ? "underline " + style.textDecorationStyle + " " + style.textDecorationThickness
    : `border ${style.borderTopWidth === "0px" ? "none" : style.borderTopStyle} ${style.borderBottomStyle}`;
  const ground = style.backgroundColor === "rgba(0, 0, 0, 0)" ? paper : style.backgroundColor;
  return [key.textContent, key.className.includes("quantity") ? shape + " bold" : shape, line, ground, paper];
});
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 768, 390])
def test_kinds_have_lines_of_their_own_that_can_be_seen(page: Page, width: int, scheme: str) -> None:
    page.prefer(scheme)
    page.resize(width, 900)
    page.analyse(TEXT, title=TITLE)
    page.one("#keys").click()
    found = page.script(LINES)
    assert len({shape for _, shape, *_ in found}) == len(found)
    poor = [
        (name, ground, round(contrast(line, ground), 2))
        for name, _, line, *grounds in found
        for ground in grounds
        if contrast(line, ground) < CONTRAST_MARK
    ]
    assert poor == []


@pytest.mark.parametrize("width", [1440, 1200, 768, 390])
def test_legend_is_there_at_every_width_in_plain_words(page: Page, width: int) -> None:
    page.resize(width, 900)
    page.analyse(TEXT, title=TITLE)
    keys = [key.text for key in page.all(".legend .key") if key.is_displayed()]
    assert keys == ["direct", "mixed", "indirect", "claim", "figure", "person", "organisation", "place", "date, other"]
    assert not {"GPE", "NORP", "FAC", "ORG"} & set(page.one("main").text.split())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_form_has_contrast(page: Page, scheme: str) -> None:
    page.prefer(scheme)
    assert [n for n, ink, ground in page.script(COLOURS) if contrast(ink, ground) < CONTRAST_AA] == []


def test_theme_follows_the_system_until_it_is_chosen(page: Page) -> None:
    def dark() -> bool:
        return _luminance(page.style(page.one("body"), "background-color")) < 0.2

    assert not dark()
    page.prefer("dark")
    assert dark()
    page.one("#theme").click()
    assert page.one("#theme").text == "Light"
    assert not dark()
    page.open("/")
    assert not dark()
    page.one("#theme").click()
    page.prefer("light")
    assert dark()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_narrow_window_needs_no_sideways_scrolling(page: Page, width: int) -> None:
    page.resize(width, 800)
    assert page.script("return document.documentElement.scrollWidth") <= width
    page.analyse(TEXT, title=TITLE)
    assert page.script("return document.documentElement.scrollWidth") <= width
    page.script("document.querySelector('[data-fact=q1]').click()")
    assert page.box(page.one("#card"))["bottom"] == 800
    assert page.box(page.one("#card"))["width"] == width
    assert page.box(page.focused())["bottom"] < page.box(page.one("#card"))["top"]
