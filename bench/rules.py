"""What each rule is worth: `python -m bench.rules DATA` prints it and writes docs/rules.md.

DATA holds annotated articles (`gold/`), corpora (`data/`) and their scorers (`bench/`). For each rule: how often it
decided something in the unlabelled articles, and what every score loses without it, in points: on the training articles
of PolNeAR and en-worldwide that were kept aside, and on annotated articles of many genres. Only the articles in which a
rule decided something are analysed again without it. Takes a quarter of an hour.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

import newsfacts
from newsfacts.facts import Article, Include
from newsfacts.rules import FAMILIES, Rule, rules, traced, without
from schemas.facts import dump
from training.corpora import held_out, read_jsonl

PAGE = Path(__file__).parents[1] / "docs" / "rules.md"
LOSS = 0.005
"""Points. What is less is written as nothing."""

Row = dict[str, Any]
Scores = Mapping[str, float]
Score = Callable[[list[Row], list[Row]], Scores]


@dataclass(slots=True)
class Corpus:
    """Annotated articles, how their answers are scored, and what was found in them with all rules.

    fired: for each article, the rules that decided something in it, with how often.
    """

    name: str
    gold: list[Row]
    score: Score
    answers: list[Row] = field(default_factory=list)
    fired: list[Counter[str]] = field(default_factory=list)

    def analyse(self, extract: Callable[[Row], Row]) -> None:
        """Fills `answers` and `fired`."""
        for row in tqdm(self.gold, self.name, disable=not sys.stderr.isatty()):
            with traced() as trace:
                self.answers.append(extract(row))
            self.fired.append(Counter(firing.rule for firing in trace))

    def losses(self, rule: str, extract: Callable[[Row], Row], full: Scores) -> Scores:
        """RETURNS: what each score loses without the rule, in points."""
        if not any(rule in counts for counts in self.fired):
            return dict.fromkeys(full, 0.0)
        with without([rule]):
            answers = [
                extract(row) if rule in counts else answer
                for row, answer, counts in zip(self.gold, self.answers, self.fired, strict=True)
            ]
        less = self.score(self.gold, answers)
        return {name: value - less[name] for name, value in full.items()}


@click.command(help=__doc__)
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(data: Path) -> None:
    """Reads the command line."""
    extractor = newsfacts.load()

    def extract(row: Row) -> Row:
        include = (Include.ENTITIES, Include.QUOTES, Include.CLAIMS)
        article = Article(text=row["text"], id=row["id"], title=row.get("title"), include=include)
        return dump(extractor.extract(article))

    corpora = list(_corpora(data))
    for corpus in corpora:
        corpus.analyse(extract)
    unlabelled = Corpus("unlabelled", read_jsonl(data / "data/genres/unlabelled.jsonl.gz"), lambda gold, answers: {})
    unlabelled.analyse(extract)
    fired = sum(unlabelled.fired, Counter())
    whole = {corpus.name: corpus.score(corpus.gold, corpus.answers) for corpus in corpora}
    losses = {
        name: {corpus.name: corpus.losses(name, extract, whole[corpus.name]) for corpus in corpora}
        for name in tqdm(rules(), "rules", disable=not sys.stderr.isatty())
    }
    page = _page(fired, losses, whole, len(unlabelled.gold))
    PAGE.write_text(page, encoding="utf-8")
    print(page)


def _corpora(data: Path) -> Iterable[Corpus]:
    quotes, claims, names = (_scorer(data / "bench" / kind / "score.py") for kind in ("quotes", "claims", "entities"))

    def quoted(assertions: bool) -> Score:
        def score(gold: list[Row], answers: list[Row]) -> Scores:
            found = quotes.evaluate(gold, answers, assertions=assertions)["rows"]["all"]
            named = {"names of speakers": 100 * found["name_accuracy"]} if assertions else {}
            return {"quotes": 100 * found["end_to_end"]["f1"], **named}

        return score

    def claimed(gold: list[Row], answers: list[Row]) -> Scores:
        return {"claims": 100 * claims.score(gold, {row["id"]: row for row in answers})["full"]["f1"]}

    def named(gold: list[Row], answers: list[Row]) -> Scores:
        found, _ = names.score(gold, {row["id"]: row for row in answers}, {})
        return {"names": found["core"]["exact"]["f"]}

    def aside(corpus: str) -> list[Row]:
        return [row for row in read_jsonl(data / "data" / corpus / "train.jsonl.gz") if held_out(row["id"])]

    gold = data / "gold"
    yield Corpus("PolNeAR", aside("polnear"), quoted(assertions=False))
    yield Corpus("en-worldwide", aside("worldwide"), named)
    yield Corpus("genres, quotes", read_jsonl(gold / "genres/quotes.train.jsonl"), quoted(assertions=True))
    yield Corpus("genres, claims", read_jsonl(gold / "genres/claims.train.jsonl"), claimed)
    yield Corpus("newswire", read_jsonl(gold / "claims.jsonl"), claimed)


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
`make rules DATA=…` makes this page: how often each rule decided something in {articles} unlabelled articles of many
genres, and what each score loses without it, in points. PolNeAR and en-worldwide are training articles that were kept
aside. A rule that nothing would miss should go.

Scores with all rules: {scores}.
"""


def _page(
    fired: Counter[str], losses: Mapping[str, Mapping[str, Scores]], whole: Mapping[str, Scores], articles: int
) -> str:
    columns = [(corpus, score) for corpus, scores in whole.items() for score in scores]
    scores = "; ".join(f"{score} {corpus} {whole[corpus][score]:.2f}" for corpus, score in columns)
    parts = [_OPENING.format(articles=articles, scores=scores)]
    heads = " | ".join(f"{score}, {corpus}" for corpus, score in columns)
    for family in FAMILIES:
        rows = [f"| rule | example | decided | {heads} |", f"|---|---|{'---:|' * (1 + len(columns))}"]
        for rule in family.rules:
            cells = (losses[rule.name][corpus][score] for corpus, score in columns)
            written = " | ".join(f"{loss:+.2f}" if abs(loss) >= LOSS else "" for loss in cells)
            rows.append(f"| `{rule.name}` | {_example(rule)} | {fired[rule.name]} | {written} |")
        parts.append(f"## {family.name}\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _example(rule: Rule[Any, Any]) -> str:
    text, answer = next(iter(rule.examples.items()))
    return f"{text} → {answer}".replace("|", "\\|")


if __name__ == "__main__":
    main()
