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
    assert len(page.all(".sample")) == 7


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


@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Paste an article first."),
        (" \n", "Paste an article first."),
        ("😀" * 1_050_000, "1,050,000 characters; the limit is 1,000,000."),
    ],
    ids=["empty", "blank", "too long"],
)
def test_what_cannot_be_sent_is_said_at_the_field_before_the_call(
    page: Page, width: int, text: str, message: str
) -> None:
    page.script("window.fetch = () => { window.called = true; return Promise.reject(); }")
    page.resize(width, 844)
    page.fill(text)
    page.script("scrollTo(0, document.body.scrollHeight)")
    page.one("#analyse").click()
    problem = page.wait("#text-problem")
    assert problem.text.removeprefix("⚠ ") == message
    assert page.script("return window.called") is None
    assert 0 <= page.box(problem)["top"] < page.box(page.one("#text"))["top"] < 844
    assert page.focused().get_attribute("id") == "text"
    assert page.one("#text").get_attribute("aria-invalid") == "true"
    assert "text-problem" in str(page.one("#text").get_attribute("aria-describedby"))
    page.script("document.getElementById('text').value = ''")
    page.one("#text").send_keys("A")
    assert page.one("#text").get_attribute("aria-invalid") is None
    assert problem.text == ""


REFUSED = """
window.fetch = () => Promise.resolve(new Response(JSON.stringify({title: "The body does not fit its schema", status: 422,
  detail: "#/text: Must have 1 to 500 characters.", errors: [{pointer: "#/text", detail: "Must have 1 to 500 characters."}]}),
  {status: 422, headers: {"content-type": "application/problem+json"}}));
"""


def test_refusal_is_said_at_its_field_without_the_words_of_developers(page: Page) -> None:
    page.script(REFUSED)
    page.fill("Some text.")
    page.one("#analyse").click()
    assert page.wait("#text-problem").text.removeprefix("⚠ ") == "The article: must have 1 to 500 characters."
    assert "schema" not in page.one("main").text
    assert page.all(".problem") == []


def test_examples_that_do_not_come_are_told_of_and_tried_again(page: Page) -> None:
    page.script("window.kept = fetch; window.fetch = () => Promise.reject(new TypeError('no network'))")
    page.one(".sample").click()
    assert page.wait(".problem-title").text == "The example could not be loaded"
    page.script("window.fetch = window.kept")
    next(button for button in page.all(".problem button") if button.text == "Try again").click()
    page.wait("#text-marked")


def test_draft_survives_a_reload_until_it_is_cleared(page: Page) -> None:
    page.one("#title").send_keys("A headline")
    page.one("#text").send_keys("Typed.")
    page.pause(0.5)
    page.open("/")
    assert page.one("#text").get_property("value") == "Typed."
    assert page.one("#title").get_property("value") == "A headline"
    assert page.script("return localStorage.length") == 0
    page.one("#clear").click()
    page.pause(0.5)
    page.open("/")
    assert page.one("#text").get_property("value") == ""
    assert not page.one("#clear").is_displayed()


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
    page.script("window.fetch = () => Promise.reject(new TypeError('no network'))")
    next(button for button in page.all(".problem button") if button.text == "Try again").click()
    assert "The service does not answer" in page.wait(".problem").text
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
    assert "-H 'x-api-key: right'" in page.pane("curl")
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


def test_saved_web_page_is_read_as_one(page: Page) -> None:
    saved = f"<!DOCTYPE html>\n<html><body><p onclick='alert(1)'>{TEXT}</p></body></html>"
    page.script(DROP, list(saved.encode()), "article.html")
    page.wait("#count:not(:empty)")
    page.one("#analyse").click()
    page.wait("#text-marked")
    assert page.text() == TEXT
    page.one("#back").click()
    assert page.wait("#text").get_property("value") == saved
