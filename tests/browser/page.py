"""The page as its tests speak of it."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterable
from typing import Any

from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

EXPECTED_REFUSAL = "Failed to load resource: the server responded with a status of"


class Page:
    def __init__(self, driver: Chrome, address: str) -> None:
        self.driver = driver
        self.address = address
        self.refusals_expected = False

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)
        if path == "/":
            self.wait(".sample")

    # ------------------------------------------------------------------ finding

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def wait(self, selector: str) -> WebElement:
        """RETURNS: the first element that fits, once it is shown."""
        shown = WebDriverWait(self.driver, 20).until(lambda _: [e for e in self.all(selector) if e.is_displayed()])
        return shown[0]

    def gone(self, selector: str) -> None:
        WebDriverWait(self.driver, 20).until(lambda _: not any(e.is_displayed() for e in self.all(selector)))

    def until(self, body: str) -> None:
        """Waits until a script gives what is true."""
        WebDriverWait(self.driver, 20).until(lambda _: self.script(body))

    def script(self, body: str, *arguments: object) -> Any:
        return self.driver.execute_script(body, *arguments)

    def module(self, name: str, body: str, *arguments: object) -> Any:
        """RETURNS: what `body`, a function of a JavaScript module and the arguments, gives."""
        call = (
            "const done = arguments[arguments.length - 1];"
            f"import('./static/js/{name}.js').then((module) => ({body})(module, ...[...arguments].slice(0, -1)))"
            ".then(done, (error) => done(String(error)))"
        )
        return self.driver.execute_async_script(call, *arguments)

    def segments(self, words: str) -> list[WebElement]:
        """RETURNS: the marked segments whose text is `words`, white space at the ends aside."""
        return [e for e in self.all("#text-marked .seg") if e.get_property("textContent").strip() == words]

    def style(self, element: WebElement, name: str) -> str:
        return str(self.script("return getComputedStyle(arguments[0]).getPropertyValue(arguments[1])", element, name))

    def box(self, element: WebElement) -> dict[str, float]:
        return dict(self.script("return arguments[0].getBoundingClientRect().toJSON()", element))

    # ------------------------------------------------------------------ doing

    def analyse(self, text: str, *, title: str = "", published: str = "") -> None:
        """Fills the form, sends it, and waits for the marked article."""
        self.fill(text, title=title, published=published)
        self.one("#analyse").click()
        self.wait("#text-marked")

    def fill(self, text: str, *, title: str = "", published: str = "") -> None:
        fill = "for (const [id, value] of arguments[0]) document.getElementById(id).value = value"
        self.script(fill, [["text", text], ["title", title], ["published", published]])

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def pause(self, seconds: float) -> None:
        """For what must not happen: nothing tells when it has not."""
        ActionChains(self.driver).pause(seconds).perform()

    def into_article(self) -> None:
        """Moves the focus to the article by the tab key, as a person would."""
        self.one("#keys").send_keys(Keys.TAB)

    def prefer(self, scheme: str) -> None:
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def resize(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": True}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    # ------------------------------------------------------------------ reading

    def text(self) -> str:
        """RETURNS: all characters of the marked article."""
        return str(self.one("#text-marked").get_property("textContent"))

    def pane(self, name: str) -> str:
        return str(self.one(f"#pane-{name} pre").get_property("textContent"))

    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def ask(self, request: dict[str, Any]) -> Any:
        """RETURNS: what the service answers to a request made outside the browser."""
        call = urllib.request.Request(
            f"{self.address}/v1/extract",
            data=json.dumps(request).encode(),
            headers={"content-type": "application/json"},
        )
        with urllib.request.urlopen(call) as answer:
            return json.load(answer)

    def complaints(self) -> list[str]:
        """RETURNS: what the console complains of; a refused request is no complaint where one is expected."""
        messages = [entry["message"] for entry in self.driver.get_log("browser")]
        return [m for m in messages if not (self.refusals_expected and (EXPECTED_REFUSAL in m or "ERR_" in m))]

    def foreign_requests(self, events: Iterable[dict[str, Any]]) -> list[str]:
        """RETURNS: the addresses asked for that are not the service's own."""
        messages = [event["message"] for event in events]
        sent = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [url for url in sent if not url.startswith((self.address, "data:", "blob:"))]
