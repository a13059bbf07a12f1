"""How an article comes in, and what is said when it can't be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver import Keys

from tests.browser.page import Page
from tests.browser.recorded import TEXT, TITLE

DROP = """
const [bytes, name] = arguments;
const data = new DataTransfer();
data.items.add(new File([new Uint8Array(bytes)], name));
document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
"""


def test_first_view_is_quiet(page: Page) -> None:
    assert page.one("h1").is_displayed()
    assert not page.one("#result").is_displayed()
    assert len(page.all(".sample")) == 4


def test_typed_article_is_sent_by_the_keyboard_alone(page: Page) -> None:
    page.one("#text").send_keys("A short text.", Keys.CONTROL, Keys.ENTER)
    page.wait("#text-marked")
    assert page.text() == "A short text."
    assert page.one("#warnings").text == "No sentence."
    assert page.one("#headline").text == "Untitled article"


def test_article_can_be_edited_after_reading(page: Page) -> None:
    page.analyse(TEXT, title=TITLE)
    page.one("#back").click()
    assert page.wait("#text").get_property("value") == TEXT
    assert page.focused().get_attribute("id") == "text"


def test_the_browsers_own_buttons_go_back_and_forth(page: Page) -> None:
    page.analyse(TEXT, title=TITLE)
    assert page.driver.title == f"{TITLE} · newsfacts"
    page.driver.back()
    assert page.wait("#text").get_property("value") == TEXT
    page.driver.forward()
    page.wait("#text-marked")
    page.driver.refresh()
    assert page.wait("#text").is_displayed()


@pytest.mark.parametrize(
    ("encoded", "text"),
    [
        ("Café “open”".encode(), "Café “open”"),
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        ("Café “open”".encode("cp1252"), "Café “open”"),
    ],
    ids=["utf-8", "byte order mark", "windows-1252"],
)
def test_file_is_dropped(page: Page, encoded: bytes, text: str) -> None:
    page.script(DROP, list(encoded), "article.txt")
    page.wait("#count:not(:empty)")
    assert page.one("#text").get_property("value") == text


def test_file_is_opened(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Opened.", "utf-8")
    page.one("#file").send_keys(str(file))
    page.wait("#count:not(:empty)")
    assert page.one("#text").get_property("value") == "Opened."


def test_file_that_is_no_text_is_refused(page: Page) -> None:
    page.script(DROP, [0x25, 0x50, 0x44, 0x46, 0], "article.pdf")
    assert page.wait(".problem-title").text == "This is not a plain text file"


def test_refusal_names_the_field_and_goes_to_it(page: Page) -> None:
    page.refusals_expected = True
    page.one("#analyse").click()
    problem = page.wait(".problem")
    assert "Article" in problem.text
    assert "Status 422" in problem.text
    assert page.focused().get_attribute("id") == "text"
    assert page.one("#problem").get_attribute("role") == "alert"
    page.analyse(TEXT)
    assert page.all(".problem") == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Promise.reject(new TypeError('no network'))", "The service does not answer"),
        ("Promise.resolve(new Response('<h1>Bad gateway</h1>', {status: 502}))", "Unexpected answer: 502"),
        (
            """Promise.resolve(new Response('{"title": "Too much to do right now", "status": 503}', {status: 503,
            headers: {'content-type': 'application/problem+json', 'retry-after': '7'}}))""",
            "The service asks to wait 7 s.",
        ),
    ],
    ids=["no answer", "a proxy's error", "overloaded"],
)
def test_failure_is_readable(page: Page, answer: str, expected: str) -> None:
    page.script(f"window.fetch = () => {answer}")
    page.fill("Some text.")
    page.one("#analyse").click()
    assert expected in page.wait(".problem").text
    assert page.one("#analyse").is_enabled()


LOCKED = """
window.sent = [];
const real = window.fetch;
window.fetch = (address, options) => {
  const key = options.headers["x-api-key"] ?? null;
  sent.push(key);
  if (key === "right") return real(address, options);
  const status = key === null ? 401 : 403;
  const headers = {"content-type": "application/problem+json"};
  return Promise.resolve(new Response(JSON.stringify({title: "A key", status}), {status, headers}));
};
"""


def test_a_key_is_asked_for_and_kept_for_the_tab(page: Page) -> None:
    page.script(LOCKED)
    page.fill(TEXT)
    page.one("#analyse").click()
    for number, key in enumerate(("wrong", "right"), start=1):
        page.wait("#key").send_keys(key)
        page.one(".problem button").click()
        page.until(f"return sent.length > {number}")
    page.wait("#text-marked")
    assert page.script("return sent") == [None, "wrong", "right"]
    assert page.script("return localStorage.length") == 0
    page.one("#back").click()
    page.wait("#text")
    page.analyse(TEXT)
    assert page.script("return sent.at(-1)") == "right"
    assert page.all(".problem") == []


def test_waiting_shows_and_can_be_ended(page: Page) -> None:
    page.script(
        "window.fetch = (_, {signal}) => new Promise((_, reject) =>"
        " signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))))"
    )
    page.fill("Some text.")
    page.one("#analyse").click()
    assert page.one("#form").get_attribute("aria-busy") == "true"
    assert not page.one("#analyse").is_enabled()
    page.wait("#cancel").click()
    page.gone("#cancel")
    assert page.one("#analyse").is_enabled()
    assert page.all(".problem") == []
