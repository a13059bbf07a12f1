"""What the page's files must and must not hold, and how they are served."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from schemas.requests import Article
from service.web.page import FOLDER, blueprint

SAMPLES = [
    FOLDER / "samples" / entry["file"] for entry in json.loads((FOLDER / "samples" / "index.json").read_text("utf-8"))
]
OWN_CODE = sorted([*FOLDER.glob("js/*.js"), *FOLDER.glob("css/*.css"), *FOLDER.glob("*.html")])
GEONAMES = "https://www.geonames.org/"  # a link, for the credit that its licence asks for; nothing is fetched from it


@pytest.fixture
def client() -> FlaskClient:
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(blueprint)
    return app.test_client()


class Inline(HTMLParser):
    """Collects what a strict content security policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        self.found += [v for n, v in names.items() if n in ("src", "href") and ("//" in v or v.startswith("/"))]


@pytest.mark.parametrize("name", ["index.html", "docs.html"])
def test_document_has_nothing_inline_and_only_relative_addresses(name: str) -> None:
    parser = Inline()
    parser.feed((FOLDER / name).read_text("utf-8"))
    assert parser.found == []


@pytest.mark.parametrize("path", OWN_CODE, ids=lambda path: path.name)
@pytest.mark.parametrize("word", ["innerHTML", "insertAdjacentHTML", "eval(", "document.write", "https://", "@import"])
def test_own_code_parses_no_markup_and_names_no_other_origin(path: Path, word: str) -> None:
    assert word not in path.read_text("utf-8").replace(GEONAMES, "")


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_documents_allow_only_our_own_files(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/", "/docs", "/static/js/app.js", "/static/samples/index.json"])
def test_nothing_is_sniffed_or_told_to_others(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sample_is_a_valid_request(sample: Path) -> None:
    request = json.loads(sample.read_text("utf-8"))
    article = Article().load(request)
    assert article.title
    assert article.published_at
    assert article.text == article.text.strip()


def test_every_sample_is_listed() -> None:
    assert sorted(path.name for path in SAMPLES) == sorted(
        path.name for path in (FOLDER / "samples").iterdir() if path.name != "index.json"
    )
