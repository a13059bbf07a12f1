"""Makes `newsfacts/quotes/confidence.tsv`: python -m training.quote_confidence FOLDER

FOLDER holds `train.jsonl.gz`, the training part of PolNeAR 1.0, one article a line: `id`, `text`, and `attributions`
with their `source`, `cue` and `content` as lists of code point spans. Only the articles that were kept aside when the
encoder was trained are looked at (`corpora.held_out`): of its own training texts it is too sure. A quote is right where
its words and those of one annotated content overlap by half or more of their union, and its speaker shares a word with
the annotated source.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsfacts import pipeline
from newsfacts.facts import Quote
from newsfacts.quotes.confidence import traits
from newsfacts.quotes.context import Context
from training.corpora import Row, held_out, read_jsonl
from training.scoring import paired, speaker_right, words

TABLE = Path(__file__).parent.parent / "newsfacts/quotes/confidence.tsv"
HEAD = """\
# What each trait of a quote adds to the log-odds of its being right: a logistic regression (ridge) on articles of the
# training part of PolNeAR 1.0 that the encoder was not trained on, made by training/quote_confidence.py.
"""
LEAST = 20
RIDGE = 2.0


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


def observed(articles: Iterable[Row]) -> Iterator[tuple[tuple[str, ...], bool]]:
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


def judged(article: Row, quotes: Sequence[Quote]) -> set[int]:
    """RETURNS: the numbers of the quotes that are right."""
    text, wanted = article["text"], article["attributions"]
    pairs = paired(
        [words(text, ((span.start, span.end) for span in quote.spans)) for quote in quotes],
        [words(text, attribution["content"]) for attribution in wanted],
    )
    return {
        number
        for number, other in pairs.items()
        if speaker_right(text, wanted[other]["source"], quotes[number].speaker)
    }


def fitted(values: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
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
