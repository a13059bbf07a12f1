"""Makes `newsfacts/quotes/confidence.tsv`: python -m training.quote_confidence FOLDER

FOLDER holds `train.jsonl.gz`, the training part of PolNeAR 1.0, one article a line: `id`, `text`, and `attributions`
with their `source`, `cue` and `content` as lists of code point spans. Only the articles that were kept aside when the
encoder was trained are looked at (`corpora.held_out`): of its own training texts it is too sure. A quote is right where
its words and those of one annotated content overlap by half or more of their union, and its speaker shares a word with
the annotated source.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from newsfacts import pipeline
from newsfacts.facts import Quote
from newsfacts.quotes.confidence import traits
from newsfacts.quotes.context import Context
from training.corpora import held_out, read_jsonl

TABLE = Path(__file__).parent.parent / "newsfacts/quotes/confidence.tsv"
HEAD = """\
# What each trait of a quote adds to the log-odds of its being right: a logistic regression (ridge) on articles of the
# training part of PolNeAR 1.0 that the encoder was not trained on, made by training/quote_confidence.py.
"""
LEAST = 20
RIDGE = 2.0
WORD = re.compile(r"\w+")
EMPTY = frozenset({"the", "a", "an", "his", "her", "its", "their"})


def main(folder: Path) -> None:
    """Counts on the articles of `folder` that were kept aside, and writes the table."""
    articles = [article for article in read_jsonl(folder / "train.jsonl.gz") if held_out(article["id"])]
    cases = list(observed(articles))
    counts = Counter(trait for found, _ in cases for trait in found)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST)
    values = np.array([[trait in found for trait in names] for found, _ in cases], dtype=float)
    weights = fitted(values, np.array([right for _, right in cases], dtype=float))
    rows = [f"{name}\t{weight:.2f}\n" for name, weight in zip(names, weights, strict=True)]
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


def observed(articles: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """RETURNS: the traits of every quote that the service finds, and whether it is right."""
    nlp = pipeline.load()
    quotes: Any = nlp.get_pipe(pipeline.QUOTES)
    nlp.select_pipes(disable=[pipeline.QUOTES, pipeline.CLAIMS])
    for article in articles:
        with nlp.memory_zone():
            pairs = list(quotes.founded(Context(nlp(article["text"]))))
        right = judged(article, [quote for _, quote in pairs])
        for number, (candidate, quote) in enumerate(pairs):
            yield traits(candidate, quote.kind, quote.speaker), number in right


def judged(article: dict[str, Any], quotes: list[Quote]) -> set[int]:
    """RETURNS: the numbers of the quotes that are right."""
    text = article["text"]
    starts = [match.start() for match in WORD.finditer(text)]
    gold = [words(starts, attribution["content"]) for attribution in article["attributions"]]
    found = [words(starts, [(span.start, span.end) for span in quote.spans]) for quote in quotes]
    by_word: dict[int, list[int]] = {}
    for number, content in enumerate(gold):
        for word in content:
            by_word.setdefault(word, []).append(number)
    pairs = []
    for number, content in enumerate(found):
        shared = Counter(other for word in content for other in by_word.get(word, ()))
        pairs += [(n / len(content | gold[other]), number, other) for other, n in shared.items()]
    right: set[int] = set()
    taken: set[int] = set()
    done: set[int] = set()
    for overlap, number, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if overlap < 0.5 or number in done or other in taken:
            continue
        done.add(number)
        taken.add(other)
        if same_speaker(text, starts, quotes[number], article["attributions"][other]["source"]):
            right.add(number)
    return right


def same_speaker(text: str, starts: list[int], quote: Quote, source: list[list[int]]) -> bool:
    """RETURNS: whether the speaker is the annotated source: by a word of the span, else by the last of the name."""
    speaker = quote.speaker
    if not source or speaker is None:
        return not source and speaker is None
    written = {match.group().lower() for start, end in source for match in WORD.finditer(text[start:end])}
    if speaker.name is not None and set(WORD.findall(speaker.name.lower())[-1:]) & written:
        return True
    if speaker.start is None or speaker.end is None:
        return False
    shared = words(starts, [(speaker.start, speaker.end)]) & words(starts, source)
    return any(found[0].lower() not in EMPTY for start in shared if (found := WORD.match(text, start)))


def words(starts: list[int], spans: Any) -> frozenset[int]:
    """RETURNS: where the words that begin in the spans begin."""
    return frozenset(
        start for first, last in spans for start in starts[bisect_left(starts, first) : bisect_left(starts, last)]
    )


def fitted(values: np.ndarray, right: np.ndarray) -> np.ndarray:
    """RETURNS: the weights of a logistic regression with a ridge penalty, by Newton's method."""
    weights = np.zeros(values.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - RIDGE * weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main(Path(sys.argv[1]))
