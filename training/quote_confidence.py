"""Makes `newsfacts/quotes/confidence.tsv`: python -m training.quote_confidence POLNEAR [GENRES]

POLNEAR holds `train.jsonl.gz`, the training part of PolNeAR 1.0, one article a line: `id`, `text`, and `attributions`
with their `source`, `cue` and `content` as lists of code point spans. Only the articles that were kept aside when the
encoder was trained are looked at (`corpora.held_out`): of its own training texts it is too sure. GENRES is a file of
the same form with articles of other kinds; give it only where the encoder was not trained on them. What is `optional`
there may be found or not, and beliefs and plans are not annotated throughout: those that no annotation confirms do not
count.

A quote is right where its words and those of one annotated content overlap by half or more of their union, and its
speaker shares a word with the annotated source, or the last of its name with the annotated name. The head of the table
has the digests of the data, and of the quotes from some confidence on the share that is right.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsfacts import pipeline
from newsfacts.facts import AttributionType, Quote
from newsfacts.quotes.candidates import Candidate
from newsfacts.quotes.confidence import traits
from newsfacts.quotes.context import Context
from training.corpora import Row, held_out, read_jsonl
from training.manifest import digest
from training.scoring import paired, speaker_right, words

TABLE = Path(__file__).parent.parent / "newsfacts/quotes/confidence.tsv"
HEAD = """\
# What each trait of a quote adds to the log-odds of its being right: a logistic regression (ridge) on articles that the
# encoder was not trained on, made by training/quote_confidence.py. Data (SHA-256), and of the quotes from some
# confidence on, the share that is right, each fifth of the articles by weights from the others:
"""
LEAST = 20
RIDGE = 2.0
PARTS = 5
LEVELS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)


class Case(NamedTuple):
    """A quote that the pipeline found: the number of its article, its traits, whether it is right."""

    article: int
    traits: tuple[str, ...]
    right: bool


def main(polnear: Path, genres: Path | None = None) -> None:
    """Counts on the articles that the encoder was not trained on, and writes the table."""
    files = [polnear / "train.jsonl.gz", *([genres] if genres is not None else [])]
    articles = [article for article in read_jsonl(files[0]) if held_out(article["id"])]
    articles += [article for path in files[1:] for article in read_jsonl(path)]
    cases = list(observed(articles))
    head = HEAD + "".join(f"# {path.name} {digest(path)}\n" for path in files)
    head += "".join(f"# from {low}: {share:.1%} of {count}\n" for low, share, count in reliability(cases))
    rows = [f"{name}\t{weight:.2f}\n" for name, weight in fit(cases).items()]
    TABLE.write_text(head + "trait\tweight\n" + "".join(rows), encoding="utf-8")


def observed(articles: Iterable[Row]) -> Iterator[Case]:
    """RETURNS: every quote that the pipeline finds and the annotation decides."""
    nlp = pipeline.load()
    quotes: Any = nlp.get_pipe(pipeline.QUOTES)
    nlp.select_pipes(disable=[pipeline.QUOTES, pipeline.CLAIMS])
    for number, article in enumerate(articles):
        with nlp.memory_zone():
            context = Context(nlp(article["text"]))
            yield from cases_of(number, article, context, list(quotes.founded(context)))


def cases_of(number: int, article: Row, context: Context, found: Sequence[tuple[Candidate, Quote]]) -> Iterator[Case]:
    """RETURNS: the quotes of one article that its annotation decides."""
    right = judged(article, [quote for _, quote in found])
    selective = any("optional" in attribution for attribution in article["attributions"])
    for place, (candidate, quote) in enumerate(found):
        if place in right or not selective or quote.type is AttributionType.ASSERTION:
            yield Case(number, traits(context, candidate, quote.kind, quote.speaker), place in right)


def judged(article: Row, quotes: Sequence[Quote]) -> set[int]:
    """RETURNS: the numbers of the quotes that are right."""
    text, wanted = article["text"], article["attributions"]
    pairs = paired(
        [words(text, ((span.start, span.end) for span in quote.spans)) for quote in quotes],
        [words(text, attribution["content"]) for attribution in wanted],
    )
    return {number for number, other in pairs.items() if _same_speaker(text, wanted[other], quotes[number])}


def _same_speaker(text: str, attribution: Row, quote: Quote) -> bool:
    written, wanted = quote.speaker.name if quote.speaker is not None else None, attribution.get("speaker_name")
    named = written is not None and wanted is not None and written.split()[-1:] == wanted.split()[-1:]
    return named or speaker_right(text, attribution["source"], quote.speaker)


def reliability(cases: Sequence[Case]) -> Iterator[tuple[float, float, int]]:
    """RETURNS: of the quotes from some confidence on, the share that is right and how many there are.

    Articles are read in turns: each part by weights that were fitted on the others.
    """
    pairs: list[tuple[float, bool]] = []
    for part in range(PARTS):
        table = fit([case for case in cases if case.article % PARTS != part])
        for case in cases:
            if case.article % PARTS == part:
                odds = sum(table.get(trait, 0.0) for trait in case.traits)
                pairs.append((1 / (1 + math.exp(-odds)), case.right))
    for low in LEVELS:
        told = [right for sure, right in pairs if sure >= low]
        yield low, sum(told) / max(1, len(told)), len(told)


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """RETURNS: the weights by trait, in order of name."""
    counts = Counter(trait for case in cases for trait in case.traits)
    names = sorted(trait for trait, count in counts.items() if count >= LEAST)
    values = np.array([[trait in case.traits for trait in names] for case in cases], dtype=float)
    weights = fitted(values, np.array([case.right for case in cases], dtype=float))
    return dict(zip(names, weights.tolist(), strict=True))


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
    main(*map(Path, sys.argv[1:]))
