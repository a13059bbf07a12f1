"""What each rule is worth: `python -m bench.rules DATA` prints it and writes docs/rules.md.

DATA holds annotated articles (`gold/`), corpora (`data/`) and their scorers (`bench/`). For each rule: how often it
decided something in the unlabelled articles, and what every score loses without it, in points: on the training articles
of PolNeAR and en-worldwide that were kept aside, and on annotated articles of many genres. Each article is analysed
once with all rules, and once more without each rule that decided something in it; the network reads it only once.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

import click
from tqdm import tqdm

import newsfacts
from newsfacts.encoder.features import Pieces
from newsfacts.encoder.network import Encoder, Reading
from newsfacts.facts import Article
from newsfacts.pipeline import ENCODER
from newsfacts.rules import FAMILIES, Rule, traced, without
from schemas.facts import dump
from training.corpora import held_out, read_jsonl

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
LOSS = 0.005
"""Points. What is less is written as nothing."""

Row = dict[str, Any]
Scores = Mapping[str, float]
Score = Callable[[list[Row], list[Row]], Scores]


class Analysis(NamedTuple):
    """Of one article: the answer, how often each rule decided something, and the answers that differ without a rule."""

    answer: Row
    fired: Counter[str]
    without: dict[str, Row]


@dataclass(slots=True)
class Corpus:
    """Annotated articles and how their answers are scored. `about` says of each column of the page what it is."""

    name: str
    gold: list[Row]
    score: Score
    about: Mapping[str, str]
    analyses: list[Analysis] = field(default_factory=list)

    def scores(self, rule: str | None = None) -> Scores:
        """RETURNS: each score by its column, without the rule if one is given."""
        answers = [found.without.get(rule, found.answer) if rule else found.answer for found in self.analyses]
        return self.score(self.gold, answers)

    def losses(self, rule: str, full: Scores) -> Scores:
        """RETURNS: what each score loses without the rule, in points."""
        if not any(rule in found.without for found in self.analyses):
            return dict.fromkeys(full, 0.0)
        less = self.scores(rule)
        return {name: value - less[name] for name, value in full.items()}


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--page", type=click.Path(path_type=Path), default=PAGE, help="Where to write.")
@click.option("--processes", default=2)
def main(data: Path, page: Path, processes: int) -> None:
    """Reads the command line."""
    corpora = list(_corpora(data))
    articles = read_jsonl(data / "data/genres/unlabelled.jsonl.gz")
    unlabelled = Corpus("unlabelled", articles, lambda gold, answers: {}, {})
    with ProcessPoolExecutor(processes) as pool:
        for corpus in (*corpora, unlabelled):
            analyse = analysed if corpus.about else analysed_once
            found = pool.map(analyse, corpus.gold, chunksize=4)
            corpus.analyses = list(tqdm(found, corpus.name, len(corpus.gold), disable=not sys.stderr.isatty()))
    written = _page(corpora, unlabelled)
    page.write_text(written, encoding="utf-8")
    print(written)


def analysed(row: Row) -> Analysis:
    """RETURNS: what is found in an article with all rules, and without each rule that decides something in it."""
    found = analysed_once(row)
    for name in found.fired:
        with without([name]):
            answer = _extract(row)
        if answer != found.answer:
            found.without[name] = answer
    return found


def analysed_once(row: Row) -> Analysis:
    """RETURNS: what is found in an article with all rules."""
    _extractor()  # whose start has firings of its own
    with traced() as trace:
        answer = _extract(row)
    return Analysis(answer, Counter(firing.rule for firing in trace), {})


def _extract(row: Row) -> Row:
    return dump(_extractor().extract(Article(text=row["text"], id=row["id"], title=row.get("title"))))


@cache
def _extractor() -> newsfacts.Extractor:
    """RETURNS: this process's extractor, whose network reads no article twice in a row."""
    extractor = newsfacts.load()
    component: Any = extractor.nlp.get_pipe(ENCODER)
    component.encoder = _Remembering(component.encoder)
    return extractor


class _Remembering:
    """An encoder that remembers the last two texts that it read: an article and its title."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._read: dict[bytes, list[Reading]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._encoder, name)

    def read(self, pieces: Pieces) -> Iterator[Reading]:
        key = pieces.ids.tobytes() + pieces.quoting.tobytes() + pieces.spacing.tobytes()
        if key not in self._read:
            self._read = {**dict([*self._read.items()][-1:]), key: list(self._encoder.read(pieces))}
        return iter(self._read[key])


def _corpora(data: Path) -> Iterable[Corpus]:
    quotes, claims, names = (_scorer(data / "bench" / kind / "score.py") for kind in ("quotes", "claims", "entities"))
    gold = data / "gold"

    def aside(corpus: str) -> list[Row]:
        return [row for row in read_jsonl(data / "data" / corpus / "train.jsonl.gz") if held_out(row["id"])]

    def of_polnear(gold: list[Row], answers: list[Row]) -> Scores:
        return {"PolNeAR": 100 * quotes.evaluate(gold, answers)["rows"]["all"]["end_to_end"]["f1"]}

    yield Corpus("PolNeAR", aside("polnear"), of_polnear, {"PolNeAR": "quotes of PolNeAR, end to end, F1"})

    def of_names(gold: list[Row], answers: list[Row]) -> Scores:
        found, _ = names.score(gold, {row["id"]: row for row in answers}, {})
        return {"worldwide": found["core"]["exact"]["f"]}

    yield Corpus("en-worldwide", aside("worldwide"), of_names, {"worldwide": "names of en-worldwide, F1"})

    def of_genres(gold: list[Row], answers: list[Row]) -> Scores:
        found = quotes.evaluate(gold, answers, assertions=True)["rows"]["all"]
        return {"quotes": 100 * found["end_to_end"]["f1"], "speakers": 100 * found["name_accuracy"]}

    about = {
        "quotes": "assertions in news of many genres, end to end, F1",
        "speakers": "of the quotes found there, those with the right speaker's name",
    }
    yield Corpus("genres, quotes", read_jsonl(gold / "genres/quotes.train.jsonl"), of_genres, about)
    kinds = {"": "news of many genres", "wire ": "newswire"}
    for kind, path in (("", gold / "genres/claims.train.jsonl"), ("wire ", gold / "claims.jsonl")):

        def of_claims(gold: list[Row], answers: list[Row], kind: str = kind) -> Scores:
            found = claims.score(gold, {row["id"]: row for row in answers})
            return {
                f"{kind}claims": 100 * found["full"]["f1"],
                f"{kind}figures": 100 * found["detection"]["f1"],
                f"{kind}sources": 100 * found["on_detected"]["source"],
            }

        about = {
            f"{kind}claims": f"claims in {kinds[kind]} with value, unit and subject right, F1",
            f"{kind}figures": "the figures that are claims there, F1",
            f"{kind}sources": "of the claims found there, those with the right source",
        }
        yield Corpus(f"{kind}claims", read_jsonl(path), of_claims, about)


def _scorer(path: Path) -> Any:
    """RETURNS: the scorer's module, which stands outside of the project."""
    sys.path.insert(0, str(path.parent))
    spec = spec_from_file_location(f"score_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.path.remove(str(path.parent))
    return module


_OPENING = """\
# The rules

The network reads; these rules decide what is left: what a figure counts, which figures are claims, where a name ends,
who "she" is. Each is a function with examples beside it in the code, and the name that answers with `explain` give.

`make rules DATA=…` makes this page. "Decided" is how often a rule decided something in {articles} unlabelled articles
of many genres; the other columns are what each score loses without it, in points. PolNeAR and en-worldwide are training
articles that were kept aside. A rule that nothing would miss should go.

| column | what it scores | with all rules |
|---|---|---:|
{columns}
"""


def _page(corpora: Iterable[Corpus], unlabelled: Corpus) -> str:
    whole = {corpus.name: corpus.scores() for corpus in corpora}
    fired = sum((found.fired for found in unlabelled.analyses), Counter())
    columns = [
        f"| {column} | {about} | {whole[corpus.name][column]:.2f} |"
        for corpus in corpora
        for column, about in corpus.about.items()
    ]
    parts = [_OPENING.format(articles=len(unlabelled.gold), columns="\n".join(columns))]
    heads = [column for scores in whole.values() for column in scores]
    for family in FAMILIES:
        rows = [f"| rule | example | decided | {' | '.join(heads)} |", f"|---|---|{'---:|' * (1 + len(heads))}"]
        for rule in tqdm(family.rules, family.name, disable=not sys.stderr.isatty()):
            lost = [loss for c in corpora for loss in c.losses(rule.name, whole[c.name]).values()]
            cells = " | ".join(f"{loss:+.2f}" if abs(loss) >= LOSS else "" for loss in lost)
            rows.append(f"| `{rule.name}` | {_example(rule)} | {fired[rule.name]} | {cells} |")
        parts.append(f"## {family.name}\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _example(rule: Rule[Any, Any]) -> str:
    text, answer = next(iter(rule.examples.items()))
    return f"{text} → {answer}".replace("|", "\\|")


if __name__ == "__main__":
    main()
