"""The article in a web page: its text, headline and date. Needs the packages of `newsfacts[html]`.

lxml reads the page and trafilatura finds the article in it. A page in which it finds none, and one with more elements
than pages of news have, gets the text of its body instead, so that the time stays linear in the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

MOST_ELEMENTS = 6_000
"""Pages of news have 200 to 2,000. trafilatura's time grows faster than their number."""
LONGEST_TITLE = 2_000

_UNREADABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_TAG = re.compile(r"<([a-zA-Z][^\s<>/]{0,30})[^<>]{20000,}")
"""Its attributes are dropped: libxml2 compares each with all before it."""
_SPACE = re.compile(r"[ \t\r\f\v\xa0]+")
_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_LINKED_DATE = re.compile(r'"datePublished"\s?:\s?"([^"]{10,40})"')
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
)
_TITLES = ("og:title", "twitter:title")
_UNSEEN = frozenset("head script style noscript template svg math iframe select textarea button nav footer".split())
_IN_LINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q s samp small span strike strong "
    "sub sup time tt u var wbr".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page holds. `text` has a line for each paragraph; it is empty where the page has no words."""

    text: str
    title: str | None
    published_at: date | None


def read(html: str) -> Page:
    """
    html: a web page or a fragment of one; any string.
    RETURNS: the article in it. Equal pages give equal articles.
    RAISES: ModuleNotFoundError, the packages of `newsfacts[html]` are not installed.
    """
    tree = _parsed(_LONG_TAG.sub(r"<\1 ", _UNREADABLE.sub(" ", html)))
    if tree is None:
        return Page("", None, None)
    title, published_at = _title(tree), _published_at(tree)
    text = _article(tree) or _body(tree)
    return Page(_without_title(text, title), title, published_at)


def _parsed(html: str) -> Any:
    """RETURNS: the root of the page's tree, or None where there is nothing to read."""
    lxml = _needed("lxml.html")
    parser = lxml.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return lxml.document_fromstring(html.encode(), parser=parser)
    except lxml.etree.LxmlError:
        return None


def _needed(module: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("Web pages need more packages: pip install 'newsfacts[html]'") from error


def _article(tree: Any) -> str:
    """RETURNS: the text of the article, a paragraph a line; empty where none is found."""
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return ""
    trafilatura = _needed("trafilatura")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports pages without an article as errors
    try:
        found = trafilatura.bare_extraction(tree, fast=True, favor_precision=True, include_comments=False)
    except Exception:  # a page that trafilatura was not made for
        return ""
    finally:
        _forget()
    return _tidy((found.text or "").split("\n")) if found else ""


def _forget() -> None:
    """Empties trafilatura's caches, which keep long texts."""
    utils = _needed("trafilatura.utils")
    utils.trim.cache_clear()
    utils.line_processing.cache_clear()


def _body(tree: Any) -> str:
    """RETURNS: all text of the page that a reader sees, a line for each block."""
    return _tidy("".join(_pieces(tree)).split("\n"))


def _pieces(tree: Any) -> Iterator[str]:
    unseen = 0
    for event, node in _needed("lxml.etree").iterwalk(tree, events=("start", "end")):
        tag = node.tag
        block = tag not in _IN_LINE
        if event == "start":
            unseen += tag in _UNSEEN
            yield "\n" if block else ""
            if node.text and not unseen:
                yield node.text.replace("\n", " ")
            continue
        unseen -= tag in _UNSEEN
        yield "\n" if block else ""
        if node.tail and not unseen:
            yield node.tail.replace("\n", " ")


def _tidy(lines: list[str]) -> str:
    """RETURNS: the lines that hold something, each a paragraph of its own."""
    neat = (_SPACE.sub(" ", line).strip() for line in lines)
    return "\n\n".join(line for line in neat if line)


def _without_title(text: str, title: str | None) -> str:
    """The headline is read as context, so it is no part of the text."""
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and first.casefold() == title.casefold() else text


def _title(tree: Any) -> str | None:
    """RETURNS: the headline, as the page tells it to others or shows it."""
    shown = (" ".join(node.itertext()) for tag in ("h1", "title") for node in tree.iter(tag))
    for title in (*_told(tree, _TITLES), *_first(shown)):
        if neat := " ".join(title.split()):
            return neat[:LONGEST_TITLE]
    return None


def _first(texts: Iterator[str]) -> Iterator[str]:
    """RETURNS: the first that is not blank."""
    return (text for text in [next((text for text in texts if text.strip()), "")] if text)


def _told(tree: Any, names: tuple[str, ...]) -> list[str]:
    """RETURNS: what the page's `meta` elements say under these names, in the order of the names."""
    said: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").casefold()
        if name in names:
            said.setdefault(name, node.get("content") or "")
    return [said[name] for name in names if name in said]


def _published_at(tree: Any) -> date | None:
    """RETURNS: the date of publication that the page gives to machines."""
    for written in (*_told(tree, _DATES), *_linked(tree), *(node.get("datetime") or "" for node in tree.iter("time"))):
        if found := _date(written):
            return found
    return None


def _linked(tree: Any) -> Iterator[str]:
    """RETURNS: dates of publication in the page's JSON-LD."""
    for node in tree.iter("script"):
        if node.get("type") == "application/ld+json" and node.text:
            yield from _LINKED_DATE.findall(node.text)


def _date(written: str) -> date | None:
    match = _ISO.match(written)
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
