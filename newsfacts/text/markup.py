"""What a plain text should not hold, and readers do not see: tags, Markdown, invisible characters, emoji.

The text is analysed without them, and the facts are then moved to where they are in the text that was sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.entities import html5

from newsfacts.facts import Facts
from newsfacts.text.offsets import move

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
EMOJI = "\u2190-\u21ff\u231a-\u23ff\u2600-\u275a\u275f-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
"""With arrows and other pictures; without ornamental quotation marks."""

FARTHEST = 400
"""Characters between the marks of an emphasis."""

LONGEST_MARK = 3

_BLOCK = (
    "address|article|aside|blockquote|body|br|caption|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header"
    "|hr|html|li|main|nav|ol|option|p|pre|section|table|td|th|title|tr|ul"
)
_OTHER = "a|abbr|b|cite|code|em|font|i|iframe|img|mark|meta|q|s|small|span|strong|sub|sup|tbody|thead|time|u|video"
_SILENT = "noscript|script|style|svg|template"
_LINK = r"\]\((?:https?://|mailto:|/)"
_ANY = re.compile(rf"[<&*_\[{INVISIBLE}{EMOJI}\u20e3]|^[#>]", re.MULTILINE)
_NOISE = re.compile(
    rf"""(?=[<&*_\[\]!\#>\u20e3{INVISIBLE}{EMOJI}])(?:
    <(?P<silent>{_SILENT}|!--)(?:(?<=-)|\b[^<>]*>)
    |(?P<block></?(?:{_BLOCK})(?:[\s/][^<>]*)?>)
    |(?P<tag></?(?:{_OTHER}|{_SILENT})(?:[\s/][^<>]*)?>|<[a-z][a-z0-9:-]*\s[^<>=]*=[^<>]*>|<!doctype\b[^<>]*>|</[a-z][a-z0-9:-]*>)
    |(?P<entity>&(?:\#\d{{1,7}}|\#x[0-9a-f]{{1,6}}|[a-z][a-z0-9]{{1,31}});)
    |(?P<image>!\[[^\[\]\n]{{0,300}}\]\([^\s()]{{1,2000}}\))
    |(?P<link>\[(?=[^\[\]\n]{{1,300}}{_LINK})|{_LINK}(?:[^\s()]|\([^\s()]*\))*+(?:[ ]"[^"\n]*")?\))
    |(?P<line>^(?:\#{{1,6}}|>(?:[ ]?>)*)[ \t]+(?=\S))
    |(?P<emphasis>\*+|_+)
    |(?P<emoji>\ufe0f?[\u20e3{EMOJI}](?:[ \t\u20e3{INVISIBLE}{EMOJI}]|[0-9](?=\ufe0f?\u20e3))*+)
    |(?P<invisible>[{INVISIBLE}]+)
    )""",
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
"""Each form ends at the next of its first characters, or after a bounded length, so the time is linear in the text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and what is read in its place."""

    start: int
    end: int
    instead: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as a reader sees it.

    sent: the text with everything in it.
    is_marked: whether tags or Markdown were in it.
    edits: what makes `text` of `sent`, in order.
    """

    sent: str
    text: str
    is_marked: bool
    edits: tuple[Edit, ...]

    def restored(self, facts: Facts) -> Facts:
        """
        facts: about `text`, offsets in code points.
        RETURNS: the same about `sent`. None begins or ends with what was taken out.
        """
        if not self.edits:
            return facts
        starts, lasts, position = [], [], 0
        for edit in (*self.edits, Edit(len(self.sent), len(self.sent), "")):
            between = range(position, edit.start)
            starts += [*between, *[edit.start] * len(edit.instead)]
            lasts += [*between, *[edit.end - 1] * len(edit.instead)]
            position = edit.end
        ends = [0, *(last + 1 for last in lasts)]
        moved: Facts = move(facts, [*starts, len(self.sent)], ends, self.sent)
        return moved


def read(text: str) -> Plain:
    """RETURNS: the text as a reader sees it."""
    if not _ANY.search(text):
        return Plain(text, text, False, ())
    reader = _Reader(text)
    reader.read()
    edits = sorted(reader.edits, key=lambda edit: edit.start)
    pieces, position = [], 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.instead]
        position = edit.end
    return Plain(text, "".join(pieces) + text[position:], reader.is_marked, tuple(edits))


class _Reader:
    """Goes through a text once, and notes what to take out."""

    def __init__(self, text: str) -> None:
        self.edits: list[Edit] = []
        self.is_marked = False
        self._text = text
        self._opened: dict[str, int] = {}
        self._endless: set[str] = set()

    def read(self) -> None:
        position = 0
        while match := _NOISE.search(self._text, position):
            position = match.end()
            kind = match.lastgroup or ""
            if kind == "silent":
                position = self._end(match["silent"].lower(), position)
            if kind == "emphasis":
                self._emphasis(*match.span())
            else:
                self._take(kind, match, position)

    def _take(self, kind: str, match: re.Match[str], end: int) -> None:
        start, instead = match.start(), ""
        if kind == "emoji":
            start, instead = self._around(start, end)
        elif kind == "entity":
            instead = unescape(match[0]) if match[0][1] == "#" else html5.get(match[0][1:], "")
            if not instead:
                return
        elif kind == "block":
            instead = " " if match[0][:3].lower() in ("<td", "<th") else "\n\n"
        self.is_marked |= kind not in ("emoji", "invisible")
        self.edits.append(Edit(start, end, instead))

    def _end(self, name: str, position: int) -> int:
        """RETURNS: where an element or a comment ends whose content is not seen; where it began if it does not."""
        closing = "-->" if name == "!--" else f"</{name}[^<>]*>"
        if closing not in self._endless:
            if closed := re.compile(closing, re.IGNORECASE).search(self._text, position):
                return closed.end()
            self._endless.add(closing)
        return position

    def _emphasis(self, start: int, end: int) -> None:
        """Takes out marks of emphasis, once the second of two is there."""
        text, mark = self._text, self._text[start:end]
        before, after = text[start - 1 : start], text[end : end + 1]
        opened = self._opened.get(mark, -FARTHEST)
        closes = before.strip() and not after.isalnum() and start - opened < FARTHEST
        if closes and "\n" not in text[opened:start]:
            del self._opened[mark]
            self.is_marked = True
            self.edits += [Edit(opened, opened + len(mark), ""), Edit(start, end, "")]
        elif after.strip() and not before.isalnum() and len(mark) <= LONGEST_MARK:
            self._opened[mark] = start

    def _around(self, start: int, end: int) -> tuple[int, str]:
        """RETURNS: where emoji begin with the space before them, and the space that is left in their place."""
        text, before = self._text, self.edits[-1].end if self.edits else 0
        if text[start] in "\ufe0f\u20e3" and start > before and text[start - 1] in "0123456789#":
            start -= 1
        while start > before and text[start - 1] in " \t":
            start -= 1
        left, right = text[start - 1 : start], text[end : end + 1]
        return start, " " if left.strip() and right.strip() and (right.isalnum() or right in "“‘\"'(") else ""
