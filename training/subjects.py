"""Makes `newsfacts/claims/subjects/weights.tsv`: python -m training.subjects ARTICLES.jsonl...

Each file has an annotated article a line: `id`, `text`, and `claims` with the code points of their `number` and
`subject_head`, and in `accept` other heads that are right. To these come the sentences of `subjects.txt`, in which
square brackets mark figures and braces their subjects. Prints how many figures are right where each fifth of the
articles is left to the weights of the others.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from spacy.tokens import Doc, Token

from newsfacts import pipeline
from newsfacts.claims.assemble import by_sentence
from newsfacts.claims.figure import Figure
from newsfacts.claims.subjects import AROUND, Answer, Asked, find
from newsfacts.claims.subjects.candidates import candidates
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quantities import recognise

TABLE = Path(__file__).parent.parent / "newsfacts/claims/subjects/weights.tsv"
SENTENCES = Path(__file__).parent / "subjects.txt"
HEAD = """\
# What each trait of a candidate (`candidates.py`) adds to its score as a figure's subject: a log-linear ranking with a
# ridge penalty, fitted on annotated claims by training/subjects.py.
trait	weight
"""
LEAST = 3
RIDGE = 1.5
ROUNDS = 150
RATE = 0.1
FOLDS = 5
SMALLEST = 0.02


class Case(NamedTuple):
    """A figure: the traits of its candidates, and which of these are right."""

    article: str
    traits: Sequence[Sequence[str]]
    right: Sequence[bool]


def main(paths: Sequence[Path]) -> None:
    """Reads the articles of `paths`, prints the accuracy on kept-aside fifths, and writes the table."""
    nlp = pipeline.load()
    articles = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    articles += sentences()
    found = [case for article in articles for case in cases(article, nlp(article["text"]))]
    right = sum(judged(case, weights) for weights, rest in _folds(found) for case in rest)
    print(f"{len(found)} figures, {right / len(found):.3f} right in kept-aside fifths")
    weights = fitted(found)
    rows = (f"{trait}\t{weight:.2f}\n" for trait, weight in sorted(weights.items()) if abs(weight) >= SMALLEST)
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


def sentences() -> Iterator[dict[str, Any]]:
    """RETURNS: the sentences of `subjects.txt` as annotated articles. Every subject in one is right for each figure."""
    for number, line in enumerate(SENTENCES.read_text(encoding="utf-8").splitlines()):
        text, places = "", {"[": [], "{": []}  # type: tuple[str, dict[str, list[list[int]]]]
        for piece in re.split(r"([\[\]{}])", line):
            if piece in places:
                places[piece].append([len(text), len(text)])
                opened = places[piece][-1]
            elif piece in ("]", "}"):
                opened[1] = len(text)
            else:
                text += piece
        head, *others = places["{"]
        accept = {"subject_head": others}
        claims = [{"number": figure, "subject_head": head, "accept": accept} for figure in places["["]]
        yield {"id": f"sentence {number}", "text": text, "claims": claims}


def _folds(found: Sequence[Case]) -> Iterator[tuple[Mapping[str, float], list[Case]]]:
    """RETURNS: for each fifth of the articles the weights fitted on the others, and its cases."""
    place = {case.article: sha256(case.article.encode()).digest()[0] % FOLDS for case in found}
    for fold in range(FOLDS):
        rest = [case for case in found if place[case.article] == fold]
        yield fitted([case for case in found if place[case.article] != fold]), rest


def cases(article: Mapping[str, Any], doc: Doc) -> Iterator[Case]:
    """RETURNS: the annotated figures of an article whose subject is left to the ranking."""
    lemmas = Lemmas()
    for figures in by_sentence(doc, recognise(doc)):
        answers = find(figures, lemmas)
        known: dict[int, Answer] = {}
        for number, figure in enumerate(figures):
            heads = _heads(article, figure)
            asked = Asked(figure, figures[max(0, number - AROUND) : number + AROUND], dict(known), lemmas)
            known[figure.key] = answers[figure.key]
            if heads is None:
                continue
            offered = candidates(asked)
            right = [_is_any(_span(one.token, figure), heads) for one in offered]
            if any(right):
                yield Case(article["id"], [one.traits for one in offered], right)
                known[figure.key] = Answer(offered[right.index(True, 1) if any(right[1:]) else 0].token, 1.0)


def _heads(article: Mapping[str, Any], figure: Figure) -> list[tuple[int, int]] | None:
    """RETURNS: the places of the heads that are right for the figure; None where it is not annotated, or not scored."""
    quantity = figure.quantity
    claims = [claim for claim in article["claims"] if _meets((quantity.start, quantity.end), claim["number"])]
    if not claims:
        return None
    others = claims[0].get("accept", {}).get("subject_head", [])
    heads = [claims[0]["subject_head"], *others]
    return None if "*" in others else [(head[0], head[1]) for head in heads if head is not None]


def _span(token: Token, figure: Figure) -> tuple[int, int]:
    return (figure.quantity.start, figure.quantity.end) if figure.covers(token) else (token.idx, token.idx + len(token))


def _is_any(span: tuple[int, int], heads: Sequence[tuple[int, int]]) -> bool:
    return any(_meets(span, head) for head in heads)


def _meets(one: Sequence[int], other: Sequence[int]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def judged(case: Case, weights: Mapping[str, float]) -> bool:
    """RETURNS: whether the candidate with the highest score is right."""
    scores = [sum(weights.get(trait, 0.0) for trait in traits) for traits in case.traits]
    return case.right[scores.index(max(scores))]


def fitted(found: Sequence[Case]) -> dict[str, float]:
    """RETURNS: the weights under which the right candidates are likeliest, with a ridge penalty, by Adam."""
    counts = Counter(trait for case in found for traits in case.traits for trait in set(traits))
    numbers = {trait: n for n, trait in enumerate(sorted(t for t, count in counts.items() if count >= LEAST))}
    rows: list[int] = []
    columns: list[int] = []
    owners: list[int] = []
    right: list[float] = []
    for owner, case in enumerate(found):
        for traits, one in zip(case.traits, case.right, strict=True):
            known = [numbers[trait] for trait in traits if trait in numbers]
            rows += [len(owners)] * len(known)
            columns += known
            owners.append(owner)
            right.append(float(one))
    row, column, owner_of, is_right = np.array(rows), np.array(columns), np.array(owners), np.array(right)
    weights, mean, square = (np.zeros(len(numbers)) for _ in range(3))
    for step in range(1, ROUNDS + 1):
        scores = np.bincount(row, weights=weights[column], minlength=len(owners))
        likely = np.exp(scores)
        share = likely / np.bincount(owner_of, weights=likely)[owner_of]
        wanted = likely * is_right
        wanted /= np.bincount(owner_of, weights=wanted)[owner_of]
        slope = np.bincount(column, weights=(share - wanted)[row], minlength=len(numbers)) + RIDGE * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        pace = RATE * (1 if step <= ROUNDS * 2 / 3 else 0.3)
        weights = weights - pace * mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {trait: float(weights[number]) for trait, number in numbers.items()}


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
