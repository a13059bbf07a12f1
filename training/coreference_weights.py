"""Makes `newsfacts/coreference/weights.tsv`: python -m training.coreference_weights DATA

Reads four corpora under DATA; of the first two no article of the annotated genres' dev part. GUM: documents with
`clusters`, each with its `mentions` ([start, end, "name" | "nominal" | "pronoun"], code points) and, parallel to them,
the spans of their `heads`. Annotated articles of many genres: each source that is a pronoun or a noun teaches whom it
means. GAP: of a quarter of its development snippets the one pronoun. The training part of PolNeAR 1.0, a quarter: in
news on people of whom everybody knows whether they are "he" or "she" (`known_people.tsv`), it is known whom such a
pronoun means, while the text itself does not show it.

Documents are read as the service reads them, but anaphors are linked as they should be. The model is log-linear: of an
anaphor's candidates and "none of them", those that are right get the probability. Fitted by gradient descent with a
ridge; same input, same table. Prints for each kind of anaphor how it does in fifths of the articles left to the weights
of the others. LitBank was tried: novels taught nothing for news; nor does all of GAP, whose articles are of one person
each.
"""

from __future__ import annotations

import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from newsfacts import pipeline
from newsfacts.coreference.actors import Actor
from newsfacts.coreference.anaphors import Anaphor, Kind
from newsfacts.coreference.features import Candidate, Place, features, features_of_none
from newsfacts.coreference.reading import Reading
from newsfacts.coreference.scorer import THRESHOLDS, best
from newsfacts.facts import EntityLabel, MentionKind
from newsfacts.lexicon import rows
from newsfacts.lexicon.folding import fold
from training.corpora import Row, read_jsonl

TABLE = Path(__file__).parent.parent / "newsfacts/coreference/weights.tsv"
HEAD = """\
# What each feature of an anaphor and a candidate adds to the score of the one's meaning the other: a log-linear model
# (ridge) fitted on GUM (CC BY 4.0), GAP, PolNeAR 1.0 and annotated speakers by training/coreference_weights.py.
feature\tweight
"""
PARTS, READ = 20, range(1, 6)
FOLDS = 5
LEAST = 5
RIDGE = 1.0
STEPS = 400
RATE = 0.1

Judge = Callable[[Anaphor, Sequence[Candidate], Place], list[bool] | None]
"""Says which candidates are right; None where nobody knows."""


class Case(NamedTuple):
    """An anaphor: its kind, a row of features for each candidate and, last, for none of them; which are right."""

    kind: Kind
    rows: list[list[str]]
    right: list[bool]


def main(data: Path) -> None:
    """Reads the corpora, prints how weights do on articles that they were not fitted on, and writes the table."""
    nlp = pipeline.load()
    nlp.select_pipes(disable=[pipeline.COREFERENCE, pipeline.PLACES, pipeline.QUOTES, pipeline.CLAIMS])
    read = ((row, judge, nlp(row["text"])) for row, judge in judged(data))
    found = [(row["id"], case) for row, judge, doc in read for case in cases(doc, judge(doc, row))]
    report(found)
    write(fitted(case for _, case in found))


def judged(data: Path) -> Iterator[tuple[Row, Callable[[Doc, Row], Judge]]]:
    """RETURNS: the articles to learn from, each with what judges it once it is read."""
    for row in read_jsonl(data / "data/coreference/gum.train.jsonl.gz"):
        if row["gold_genres"] != "dev":
            yield row, by_clusters
    for row in read_jsonl(data / "data/polnear/train.jsonl.gz"):
        if zlib.crc32(row["id"].encode()) % PARTS in READ:
            yield row, by_known_people
    for row in read_jsonl(data / "gold/genres/quotes.train.jsonl"):
        yield row, by_speakers
    for row in read_jsonl(data / "data/coreference/gap.jsonl.gz"):
        if row["split"] == "development" and zlib.crc32(row["id"].encode()) % PARTS in READ:
            yield row, by_pair


def report(found: Sequence[tuple[str, Case]]) -> None:
    """Prints precision and recall of each kind in fifths of the articles left to the weights of the others."""
    chosen, right, meant = Counter[Kind](), Counter[Kind](), Counter[Kind]()
    parts = [zlib.crc32(identity.encode()) // PARTS % FOLDS for identity, _ in found]
    for part in range(FOLDS):
        weights = fitted(case for (_, case), other in zip(found, parts, strict=True) if other != part)
        for (_, case), own in zip(found, parts, strict=True):
            if own == part:
                scores = np.array([sum(weights.get(name, 0.0) for name in row) for row in case.rows])
                shares = np.exp(scores - scores.max())
                best = int(shares[:-1].argmax()) if len(shares) > 1 else -1
                taken = best >= 0 and shares[best] / shares.sum() >= THRESHOLDS[case.kind]
                chosen[case.kind] += taken
                right[case.kind] += taken and case.right[best]
                meant[case.kind] += not case.right[-1]
    for kind in Kind:
        precision, recall = right[kind] / max(1, chosen[kind]), right[kind] / max(1, meant[kind])
        print(f"{kind}: {meant[kind]} with an antecedent, precision {precision:.3f}, recall {recall:.3f}")


def cases(doc: Doc, judge: Judge) -> Iterator[Case]:
    """
    doc: read up to the entities. Anaphors are linked as they should be, where that is known, else by the present table.
    RETURNS: the cases of a document.
    """
    reading = Reading(doc)
    for anaphor, candidates, where in reading.anaphors():
        right = judge(anaphor, candidates, where)
        if right is not None:
            yield _case(anaphor, candidates, where, right)
            meant = next((c for c, is_right in zip(candidates, right, strict=True) if is_right), None)
            chosen = None if meant is None else (meant, 1.0)
        else:
            chosen = best(anaphor, candidates, where)
        if chosen is None:
            reading.leave(anaphor)
        else:
            reading.link(anaphor, chosen[0].actor, sure=chosen[1])


def by_clusters(doc: Doc, document: Row) -> Judge:
    """RETURNS: what the annotated clusters say."""
    cluster_at, shares = _gold(doc, document)

    def judge(anaphor: Anaphor, candidates: Sequence[Candidate], where: Place) -> list[bool]:
        cluster = cluster_at.get(anaphor.token.idx)
        return [
            cluster is not None and (cluster_at.get(c.seen.head.idx) == cluster or (c.actor.number, cluster) in shares)
            for c in candidates
        ]

    return judge


def _gold(doc: Doc, document: Row) -> tuple[dict[int, int], set[tuple[int | None, int]]]:
    """RETURNS: the cluster of each mention by where its head begins; which entity shares a name with which cluster."""
    names = [
        (mention.start, mention.end, number)
        for number, entity in enumerate(doc._.newsfacts_entities)
        for mention in entity.mentions
        if mention.kind is MentionKind.NAME
    ]
    at: dict[int, int] = {}
    shares: set[tuple[int | None, int]] = set()
    for number, cluster in enumerate(document["clusters"]):
        for (start, end, kind), head in zip(cluster["mentions"], cluster["heads"], strict=True):
            first, last = head or (start, end)
            if kind == "name":
                touching = [(min(last, e) - max(first, s), entity) for s, e, entity in names if s < last and first < e]
                shares.update((entity, number) for _, entity in sorted(touching)[-1:])
            elif head or kind == "pronoun":
                at[first] = number
    return at, shares


def by_known_people(doc: Doc, article: Row) -> Judge:
    """RETURNS: for "he" and "she" in news on people of whom everybody knows which they are: with all candidates known,
    the one who fits is meant. What the model gets to see is the text alone. And a body that says that "it" does
    something means itself.
    """
    genders = _known_genders()
    known = [genders.get(fold(entity.name)) for entity in doc._.newsfacts_entities]

    def judge(anaphor: Anaphor, candidates: Sequence[Candidate], where: Place) -> list[bool] | None:
        if anaphor.kind is Kind.IT and _is_body(where.saying):
            return [c.actor is where.saying for c in candidates]
        if anaphor.kind is not Kind.HE:
            return None
        people = [known[c.actor.number] if c.actor.number is not None else None for c in candidates]
        fitting = [c for c, gender in zip(candidates, people, strict=True) if gender == anaphor.gender]
        rivals = [c for c, gender in zip(candidates, people, strict=True) if gender is None]
        farther = (c.actor.number is None and c.rank > fitting[0].rank for c in rivals if fitting)
        return [c in fitting for c in candidates] if len(fitting) == 1 and all(farther) else None

    return judge


@cache
def _known_genders() -> Mapping[str, str]:
    """RETURNS: "m" or "f" by folded name or surname."""
    return {name: gender for name, gender, *_ in rows("known_people", "training")}


def _is_body(actor: Actor | None) -> bool:
    return actor is not None and actor.label is EntityLabel.ORG and actor.number is not None


def by_speakers(doc: Doc, article: Row) -> Judge:
    """RETURNS: what the annotated speakers say of the sources that are pronouns and nouns."""
    entities = doc._.newsfacts_entities
    sources = [(s, e, a.get("speaker_name")) for a in article["attributions"] for s, e in a["source"]]

    def judge(anaphor: Anaphor, candidates: Sequence[Candidate], where: Place) -> list[bool] | None:
        first, head = doc[anaphor.start].idx, anaphor.token.idx
        names = [name for start, end, name in sources if start <= head < end and first <= start + 1]
        if not names:
            return None
        return [
            names[0] is not None and c.actor.number is not None and _same(entities[c.actor.number].name, names[0])
            for c in candidates
        ]

    return judge


def by_pair(doc: Doc, snippet: Row) -> Judge:
    """RETURNS: what GAP says of its one pronoun, where that is one of its two names."""
    entities = doc._.newsfacts_entities
    meant = [snippet[name] for name in ("a", "b") if snippet[f"{name}_coref"]]
    right = {
        number
        for number, entity in enumerate(entities)
        if any(m.start < end and start < m.end for start, end in meant for m in entity.mentions)
    }

    def judge(anaphor: Anaphor, candidates: Sequence[Candidate], where: Place) -> list[bool] | None:
        if not right or anaphor.token.idx != snippet["pronoun"][0]:
            return None
        return [c.actor.number in right for c in candidates]

    return judge


def _same(one: str, other: str) -> bool:
    first, second = fold(one).split(), fold(other).split()
    return bool(first and second) and (set(first) <= set(second) or set(second) <= set(first))


def _case(anaphor: Anaphor, candidates: Sequence[Candidate], where: Place, right: list[bool]) -> Case:
    found = [features(anaphor, candidate, where) for candidate in candidates]
    return Case(anaphor.kind, [*found, features_of_none(anaphor, candidates, where)], [*right, not any(right)])


def fitted(cases: Iterable[Case]) -> dict[str, float]:
    """RETURNS: the weight of each feature that is frequent enough."""
    telling = [case for case in cases if len(case.rows) > 1]
    counts = Counter(name for case in telling for row in case.rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    number = {name: place for place, name in enumerate(names)}
    known = [[number[name] for name in row if name in number] for case in telling for row in case.rows]
    columns = np.array([place for row in known for place in row])
    of_row = np.repeat(np.arange(len(known)), [len(row) for row in known])
    firsts = np.cumsum([0, *(len(case.rows) for case in telling)])[:-1]
    of_case = np.repeat(np.arange(len(telling)), [len(case.rows) for case in telling])
    right = np.array([is_right for case in telling for is_right in case.right], dtype=float)
    weights = np.zeros(len(names))
    mean, spread = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = np.bincount(of_row, weights[columns], len(known)).astype(float)
        shares = _shares(scores, firsts, of_case, np.ones(len(known)))
        wanted = _shares(scores, firsts, of_case, right)
        slope = np.bincount(columns, (shares - wanted)[of_row], len(names)) + RIDGE * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8) * (1 - step / STEPS)
    return dict(zip(names, weights.tolist(), strict=True))


def _shares(
    scores: NDArray[np.float64], firsts: NDArray[np.int64], of_case: NDArray[np.int64], open_to: NDArray[np.float64]
) -> NDArray[np.float64]:
    """RETURNS: the probability of each row among its case's rows with 1 in `open_to`."""
    powers = np.exp(scores - np.maximum.reduceat(scores, firsts)[of_case]) * open_to
    found: NDArray[np.float64] = powers / np.add.reduceat(powers, firsts)[of_case]
    return found


def write(weights: dict[str, float]) -> None:
    """Writes the table."""
    lines = (f"{name}\t{weight:.2f}\n" for name, weight in weights.items() if abs(weight) >= 0.005)
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
