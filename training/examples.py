"""From annotated articles to arrays: pieces, tags of every token, and where the pointers point."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en import English
from spacy.vocab import Vocab, create_vocab

from newsfacts.encoder.features import Pieces, pieces
from newsfacts.encoder.labels import FINE_TAGS, NAME_TAGS, QUOTE_TAGS
from newsfacts.encoder.wordpiece import WordPieces
from newsfacts.text.layout.marks import quotations
from newsfacts.text.layout.paragraphs import paragraphs
from newsfacts.text.tokenizer import BoundedTokenizer

IGNORED = -100
NONE = -1
"""A pointer's target that the article does not hold."""

_HAS_WORD = re.compile(r"\w")


def tokenizer(vocab: Vocab) -> BoundedTokenizer:
    """RETURNS: the tokenizer of the service, whatever the pipeline that is to parse its tokens."""
    return BoundedTokenizer.of(vocab, English.Defaults)


_TOKENIZER = tokenizer(create_vocab(English.lang, English.Defaults))


@dataclass(slots=True)
class Content:
    """A piece of an attribution's content. All are numbers of tokens; `source`, `cue` and `previous` may be `NONE`."""

    start: int
    end: int
    source: int
    cue: int
    previous: int


@dataclass(slots=True)
class Example:
    """An article. `names`, `fine` and `quotes` are tags by token, `IGNORED` where nothing was annotated.

    So are `parts` and `relations` of the parse, and whether a sentence `starts`; `heads` are numbers of tokens, a
    root's its own.
    """

    id: str
    text: str
    tokens: list[str]
    offsets: list[int]
    pieces: Pieces
    names: NDArray[np.int64]
    fine: NDArray[np.int64]
    quotes: NDArray[np.int64]
    parts: NDArray[np.int64]
    relations: NDArray[np.int64]
    heads: NDArray[np.int64]
    starts: NDArray[np.int64]
    contents: list[Content] = field(default_factory=list)
    cues: list[tuple[int, int, int]] = field(default_factory=list)  # start, end, first token of the source or NONE

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """RETURNS: the tokens, white space aside, that share a character with `start` to `end`."""
        low, high = token_range(self.tokens, self.offsets, start, end)
        while low < high and self.pieces.first[low] < 0:
            low += 1
        while low < high and self.pieces.first[high - 1] < 0:
            high -= 1
        return low, high


def token_range(tokens: Sequence[str], offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """RETURNS: the tokens that share a character with `start` to `end`."""
    low = bisect_right(offsets, start) - 1
    if low >= 0 and offsets[low] + len(tokens[low]) <= start:
        low += 1
    return max(low, 0), bisect_left(offsets, end)


def example(
    row: dict[str, Any],
    wordpieces: WordPieces,
    fine: Iterable[dict[str, Any]] | None = None,
    parse: dict[str, list[int]] | None = None,
) -> Example:
    """
    row: an article of either corpus. fine, parse: the base model's names in it, and its parse.
    RETURNS: the article as arrays.
    """
    text = row["text"]
    doc = _TOKENIZER(text)
    tokens, offsets = [token.text for token in doc], [token.idx for token in doc]
    blocks = paragraphs(text)
    found = pieces(tokens, offsets, blocks, quotations(text, blocks), wordpieces=wordpieces)

    def unknown() -> NDArray[np.int64]:
        return np.full(len(tokens), IGNORED, dtype=np.int64)

    made = Example(
        id=row["id"],
        text=text,
        tokens=tokens,
        offsets=offsets,
        pieces=found,
        names=unknown(),
        fine=unknown(),
        quotes=unknown(),
        parts=unknown(),
        relations=unknown(),
        heads=unknown(),
        starts=unknown(),
    )
    if "entities" in row:
        made.names = _span_tags(made, row["entities"], NAME_TAGS)
    if fine is not None:
        made.fine = _span_tags(made, fine, FINE_TAGS)
    if "attributions" in row:
        _quote_tags(made, row["attributions"])
    if parse is not None:
        _parse(made, parse)
    return made


def _parse(made: Example, parse: dict[str, list[int]]) -> None:
    """Words that hang on white space stay open."""
    tags, relations, heads = (np.array(parse[kind], dtype=np.int64) for kind in ("tags", "relations", "heads"))
    known = (made.pieces.first >= 0) & (made.pieces.first[heads] >= 0)
    made.parts, made.relations, made.heads = (np.where(known, kind, IGNORED) for kind in (tags, relations, heads))
    words = np.flatnonzero(made.pieces.first >= 0)
    made.starts[words] = np.diff(_roots(heads)[words], prepend=-1) != 0


def _roots(heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """RETURNS: the root above each token."""
    above = heads
    while not np.array_equal(above, above[above]):
        above = above[above]
    return above


def _blank_tags(made: Example) -> NDArray[np.int64]:
    return np.where(made.pieces.first >= 0, 0, IGNORED)


def _span_tags(made: Example, spans: Iterable[dict[str, Any]], tags: Sequence[str]) -> NDArray[np.int64]:
    number = {tag: n for n, tag in enumerate(tags)}
    found = _blank_tags(made)
    for span in sorted(spans, key=lambda span: span["start"]):
        low, high = made.token_range(span["start"], span["end"])
        for token in range(low, high):
            if found[token] != IGNORED:
                found[token] = number[("B-" if token == low else "I-") + span["label"]]
    return found


def _quote_tags(made: Example, attributions: Sequence[dict[str, Any]]) -> None:
    number = {tag: n for n, tag in enumerate(QUOTE_TAGS)}
    tags = made.quotes = _blank_tags(made)

    def mark(low: int, high: int, first: str, rest: str) -> None:
        tags[low:high] = np.where(tags[low:high] == IGNORED, IGNORED, number[rest])
        tags[low] = number[first]

    plain = []
    for attribution in attributions:
        ranges = {
            part: [r for span in _joined(made.text, attribution[part]) if (r := made.token_range(*span))[0] < r[1]]
            for part in ("source", "cue", "content")
        }
        plain.append(ranges)
    for part, name in (("cue", "CUE"), ("source", "SOURCE")):
        for ranges in plain:
            for low, high in ranges[part]:
                mark(low, high, "B-" + name, "I-" + name)
    for ranges in plain:
        source, cue = (ranges[part][0][0] if ranges[part] else NONE for part in ("source", "cue"))
        previous = NONE
        for low, high in _by_paragraph(made, ranges["content"]):
            mark(low, high, "B-CONTENT" if previous == NONE else "R-CONTENT", "I-CONTENT")
            made.contents.append(Content(low, high, source, cue, previous))
            previous = low
        made.cues += [(low, high, source) for low, high in ranges["cue"]]
    made.contents.sort(key=lambda content: content.start)


def restarted(tags: NDArray[np.int64], names: Sequence[str]) -> NDArray[np.int64]:
    """RETURNS: the tags, every `I-` that follows nothing of its kind made a beginning (a content's: a later piece)."""
    number = {tag: n for n, tag in enumerate(names)}
    found = tags.copy()
    before = "O"
    for place, tag in enumerate(found):
        if tag == IGNORED:
            continue
        name = names[tag]
        if name.startswith("I-") and before[1:] != name[1:]:
            found[place] = number["R-CONTENT" if name == "I-CONTENT" else "B" + name[1:]]
        before = name
    return found


def _joined(text: str, spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """RETURNS: the spans in order, those without a word between them made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted((int(start), int(end)) for start, end in spans):
        if out and not _HAS_WORD.search(text, out[-1][1], start):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _by_paragraph(made: Example, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """RETURNS: the ranges of tokens, cut where paragraphs start."""
    starts = set(made.pieces.paragraph_starts.tolist())
    out = []
    for low, high in ranges:
        begin = low
        for token in range(low + 1, high):
            if int(made.pieces.first[token]) in starts:
                out.append((begin, token))
                begin = token
        out.append((begin, high))
    return [(low, high) for low, high in out if any(made.pieces.first[low:high] >= 0)]
