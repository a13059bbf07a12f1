"""The article in a web page: its text, headline and date. Needs the packages of `newsfacts[html]`.

lxml reads the page and trafilatura finds the article in it. What it found is looked up in the page, because it loses
paragraphs and the words of links, and draws tables. A page with more elements than pages of news have gets the text of
its body instead, so that the time stays linear in the page.
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
LONGEST_TAG = 20_000
"""Characters of a tag from which on its attributes are dropped: libxml2 compares each with all before it."""
LONGEST_TITLE = 2_000
LINKED = 0.6
"""The share of links from which on a block leads to other pages."""
KEY = 30
"""Letters and digits that tell a paragraph from others."""
LONG = 60
"""Characters."""
MANY = 3
"""So many long blocks in one place can be an article."""

_UNREADABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(
    r"(<[a-zA-Z][^\s/>]*+)"
    r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+|(?=>)))?+)*+"""
)
"""A tag with its attributes, as HTML5 reads them."""
_OTHERS = re.compile(r"[\W_]+")
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
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav noframes ol "
    "optgroup option p pre search section summary table tbody tfoot thead title tr ul".split()
)
"""Elements that browsers begin a line for. Others stand in their line, those that HTML does not know too."""
_CELLS = ("td", "th")


@dataclass(frozen=True, slots=True)
class Page:
    """What a web page holds. `text` has a line for each paragraph; it is empty where the page has no words."""

    text: str
    title: str | None
    published_at: date | None


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, a heading, an item of a list, a row of a table.

    linked: how many of its characters are links.
    place: the kind of its element and of the one around it. The paragraphs of an article have the same.
    """

    text: str
    linked: int
    place: tuple[Any, str]

    @property
    def is_text(self) -> bool:
        """Whether most of it is no link."""
        return self.linked < LINKED * len(self.text)

    @property
    def is_long(self) -> bool:
        """Whether it is rather a paragraph than a label."""
        return len(self.text) >= LONG


def read(html: str) -> Page:
    """
    html: a web page or a fragment of one; any string.
    RETURNS: the article in it. Equal pages give equal articles.
    RAISES: ModuleNotFoundError, the packages of `newsfacts[html]` are not installed.
    """
    tree = _parsed(_TAG.sub(_short, _UNREADABLE.sub(" ", html)))
    if tree is None:
        return Page("", None, None)
    title, published_at = _title(tree), _published_at(tree)
    blocks = _article(_Reader().read(tree), _found(tree), title)
    return Page("\n\n".join(_without_title([block.text for block in blocks], title)), title, published_at)


def _parsed(html: str) -> Any:
    """RETURNS: the root of the page's tree, or None where there is nothing to read."""
    lxml = _needed("lxml.html")
    parser = lxml.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return lxml.document_fromstring(html.encode(), parser=parser)
    except lxml.etree.LxmlError:
        return None


def _short(tag: re.Match[str]) -> str:
    return tag[0] if len(tag[0]) < LONGEST_TAG else tag[1]


def _needed(module: str) -> Any:
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError("Web pages need more packages: pip install 'newsfacts[html]'") from error


def _found(tree: Any) -> str | None:
    """RETURNS: what trafilatura takes for the article, a paragraph a line; None where the page is too large for it."""
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return None
    trafilatura = _needed("trafilatura")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports pages without an article as errors
    try:
        found = trafilatura.bare_extraction(tree, fast=True, favor_precision=True, include_comments=False)
    except Exception:  # a page that trafilatura was not made for
        return ""
    finally:
        _forget()
    return (found.text or "") if found else ""


def _forget() -> None:
    """Empties trafilatura's caches, which keep long texts."""
    utils = _needed("trafilatura.utils")
    utils.trim.cache_clear()
    utils.line_processing.cache_clear()


def _article(blocks: list[_Block], found: str | None, title: str | None) -> list[_Block]:
    """The blocks that trafilatura found, whole, as it drops words with links; and those beside them that it missed.

    found: what trafilatura found; None where it was not asked.
    RETURNS: the blocks of the article; all where none can be made out.
    """
    lines = {_key(line): len(line) for line in (found or "").split("\n")}
    lines.pop(_key(title or ""), None)
    known = [block.is_text and len(block.text) < 2 * lines.get(_key(block.text), 0) for block in blocks]
    sure = [n for n, block in enumerate(blocks) if known[n] and block.is_long]
    sure = sure or [n for n in range(len(blocks)) if known[n]] or _densest(blocks)
    if found is None or not sure:
        return blocks
    places = {blocks[n].place for n in sure}
    first, last = sure[0], sure[-1]
    while first and known[first - 1]:
        first -= 1
    while last + 1 < len(blocks) and known[last + 1]:
        last += 1
    article = []
    for n, block in enumerate(blocks):
        inside = first <= n <= last
        beside = block.place in places and block.is_text
        if (inside and (known[n] or beside)) or (beside and block.is_long):
            article.append(block)
    return article


def _densest(blocks: list[_Block]) -> list[int]:
    """RETURNS: the numbers of the long blocks in the place that has most of them, if it has a few."""
    places: dict[Any, list[int]] = {}
    for n, block in enumerate(blocks):
        if block.is_text and block.is_long:
            places.setdefault(block.place, []).append(n)
    most = max(places.values(), key=len, default=[])
    return most if MANY <= len(most) > sum(map(len, places.values())) / 2 else []


def _kind(node: Any) -> Any:
    """RETURNS: what like elements have in common; only the element itself has where it has no class."""
    return (node.tag, node.get("class")) if node is not None and node.get("class") else node


def _key(text: str) -> str:
    """RETURNS: the first letters and digits, by which a paragraph is known again."""
    return _OTHERS.sub("", text[: 4 * KEY])[:KEY]


class _Reader:
    """Cuts a page into blocks."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._open: list[Any] = []

    def read(self, tree: Any) -> list[_Block]:
        """RETURNS: the blocks that a reader sees and that hold something."""
        unseen = links = 0
        for event, node in _needed("lxml.etree").iterwalk(tree, events=("start", "end")):
            step = 1 if event == "start" else -1
            self._border(node, event)
            unseen += step * (node.tag in _UNSEEN)
            links += step * (node.tag == "a")
            text = node.text if event == "start" else node.tail
            if text and not unseen:
                self._pieces.append(text.replace("\n", " "))
                self._linked += len(text) * (links > 0)
        return self.blocks

    def _border(self, node: Any, event: str) -> None:
        if node.tag in _CELLS:
            self._pieces.append(" ")
        if node.tag not in _BLOCKS:
            return
        if text := _SPACE.sub(" ", "".join(self._pieces)).strip():
            holder = self._open[-1]
            self.blocks.append(_Block(text, self._linked, (_kind(holder.getparent()), holder.tag)))
        self._pieces, self._linked = [], 0
        if event == "start":
            self._open.append(node)
        else:
            self._open.pop()


def _without_title(texts: list[str], title: str | None) -> list[str]:
    """The headline is read as context, so it is no part of the text."""
    return texts[1:] if title and len(texts) > 1 and texts[0].casefold() == title.casefold() else texts


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
