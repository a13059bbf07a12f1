"""A real Chromium, and the service on a free port of this machine. Each test gets a fresh page."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

from newsfacts.extractor import Extractor
from service.app import create_app
from service.settings import Settings
from tests.browser.page import Page
from tests.browser.recorded import RecordedExtractor

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "build" / "tools"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """RETURNS: the address of a running application."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The service on the recorded article: what is drawn is known to the letter."""
    with served(create_app(Settings(), RecordedExtractor())) as address:
        yield address


@pytest.fixture(scope="session")
def real_site(extractor: Extractor) -> Iterator[str]:
    """The service on the shipped pipeline."""
    with served(create_app(Settings(), extractor)) as address:
        yield address


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = Options()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(20)
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, which finds what keeps people out: the version and the hash of `axe/package-lock.json`."""
    folder = TOOLS / "axe"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    folder.mkdir(parents=True, exist_ok=True)
    for file in (HERE / "axe").iterdir():
        shutil.copy(file, folder)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder, check=True)
    return script.read_text("utf-8")


@pytest.fixture
def page(driver: webdriver.Chrome, site: str) -> Iterator[Page]:
    """The page in its first state, light, and wide. Fails a test that makes the console complain."""
    yield from _fresh(driver, site)


@pytest.fixture
def real_page(driver: webdriver.Chrome, real_site: str) -> Iterator[Page]:
    yield from _fresh(driver, real_site)


def _fresh(driver: webdriver.Chrome, address: str) -> Iterator[Page]:
    page = Page(driver, address)
    page.prefer("light")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    driver.get(address)
    driver.execute_script("localStorage.clear(); sessionStorage.clear()")
    for log in ("browser", "performance"):
        driver.get_log(log)
    page.open("/")
    yield page
    assert page.complaints() == []
    assert page.foreign_requests(json.loads(entry["message"]) for entry in driver.get_log("performance")) == []
