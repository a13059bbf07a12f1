"""The API reference."""

from __future__ import annotations

import json

from tests.browser.page import Page


def test_every_operation_is_listed(page: Page) -> None:
    page.open("/docs")
    page.wait(".opblock")
    listed = {
        (
            e.get_attribute("class").split("opblock-")[1].split()[0],
            e.find_element("css selector", "[data-path]").get_attribute("data-path"),
        )
        for e in page.all(".opblock")
    }
    document = json.loads(page.script("return fetch('openapi.json').then((answer) => answer.text())"))
    assert listed == {(method, path) for path, item in document["paths"].items() for method in item}


def test_operation_opens_and_can_be_tried(page: Page) -> None:
    page.open("/docs")
    page.wait("#operations-extraction-extract .opblock-summary-control, [id$=extract] .opblock-summary-control").click()
    page.wait(".try-out__btn").click()
    page.wait(".execute").click()
    assert page.wait(".live-responses-table .response .response-col_status").text.startswith("200")


def test_operation_opens_on_examples_of_request_and_answer(page: Page) -> None:
    page.open("/docs")
    page.wait("[id$=extract] .opblock-summary-control").click()
    request = page.wait(".body-param__example")
    assert '"published_at"' in request.text
    assert '"entities"' in page.wait("pre.example").text
