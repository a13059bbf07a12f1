"""Scores the service's facts against annotated articles: the figures of `docs/accuracy.md` and `docs/model-card.md`.

    python -m training.scores DATA [--split dev]

DATA is the folder that training reads. Names: exact spans and labels after mapping both sides to
person, organisation, place, nationality (`core`) and the rest (`names`), without leading article, possessive, quotation
marks and final full stop; a region a row. Quotes: a quote is found when its words overlap an annotated one's by half or
more (intersection over union), one to one, and right when its speaker is right, too.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from newsfacts import load
from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include, MentionKind
from training.corpora import Row, read_jsonl
from training.scoring import Tally, paired, speaker_right, words

COARSE = {
    **dict.fromkeys(("Person", "PERSON"), "PERSON"),
    **dict.fromkeys(("Organization", "ORG"), "ORG"),
    **dict.fromkeys(("Location", "Facility", "GPE", "LOC", "FAC"), "PLACE"),
    "NORP": "NORP",
    **dict.fromkeys(("Misc", "Product", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"), "MISC"),
}
CORE = frozenset({"PERSON", "ORG", "PLACE", "NORP"})
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_MARKS = "\"'“”‘’ \t\r\n\u00a0"


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    arguments = parser.parse_args()
    extractor = load()
    _names(extractor, read_jsonl(arguments.data / "data/worldwide" / f"{arguments.split}.jsonl.gz"))
    _quotes(extractor, read_jsonl(arguments.data / "data/polnear" / f"{arguments.split}.jsonl.gz"))


def _names(extractor: Extractor, rows: Iterable[Row]) -> None:
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    articles: Counter[str] = Counter()
    for row in rows:
        wanted = {_tidy(row["text"], e["start"], e["end"]): COARSE.get(e["label"]) for e in row["entities"]}
        facts = extractor.extract(Article(text=row["text"], include=(Include.ENTITIES,)))
        found: dict[tuple[int, int], str | None] = {}
        for entity in facts.entities:
            for mention in entity.mentions:
                if mention.kind is MentionKind.NAME:
                    found.setdefault(_tidy(row["text"], mention.start, mention.end), COARSE.get(entity.label))
        for place in ("all", row["region"]):
            articles[place] += 1
            for group, labels in (("core", CORE), ("names", CORE | {"MISC"})):
                ours, theirs = ({pair for pair in side.items() if pair[1] in labels} for side in (found, wanted))
                tally = Tally(len(ours & theirs), len(ours), len(theirs))
                tallies[place, group] = tallies[place, group].plus(tally)
    print("names            articles   core  names")
    for place in sorted(articles, key=lambda place: -articles[place]):
        print(f"{place:<16} {articles[place]:8} {tallies[place, 'core'].f1:6.1f} {tallies[place, 'names'].f1:6.1f}")


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """RETURNS: the span without what annotators differ in."""
    written = text[start:end]
    start += len(written) - len(written.lstrip())
    end -= len(written) - len(written.rstrip())
    article = _ARTICLE.match(text, start, end)
    if article and article.end() < end:
        start = article.end()
    possessive = _POSSESSIVE.search(text[start:end])
    if possessive and possessive.start():
        end = start + possessive.start()
    while end - start > 1 and text[start] in _MARKS:
        start += 1
    while end - start > 1 and text[end - 1] in _MARKS + ".":
        end -= 1
    return start, end


def _quotes(extractor: Extractor, rows: Iterable[Row]) -> None:
    overlapping: dict[str, Tally] = defaultdict(Tally)
    right: dict[str, Tally] = defaultdict(Tally)
    sure: dict[int, list[bool]] = defaultdict(list)
    for row in rows:
        text, wanted = row["text"], row["attributions"]
        quotes = extractor.extract(Article(text=text, include=(Include.QUOTES,))).quotes
        pairs = paired(
            [words(text, ((span.start, span.end) for span in quote.spans)) for quote in quotes],
            [words(text, attribution["content"]) for attribution in wanted],
        )
        for number, quote in enumerate(quotes):
            kind = wanted[pairs[number]]["kind"] if number in pairs else str(quote.kind)
            good = number in pairs and speaker_right(text, wanted[pairs[number]]["source"], quote.speaker)
            overlapping[kind] = overlapping[kind].plus(Tally(number in pairs, 1))
            right[kind] = right[kind].plus(Tally(good, 1))
            sure[int(quote.confidence * 10)].append(good)
        for attribution in wanted:
            for tallies in (overlapping, right):
                tallies[attribution["kind"]] = tallies[attribution["kind"]].plus(Tally(wanted=1))
    print("\nquotes           found  end to end")
    for name, kinds in (("all", tuple(right)), ("direct + mixed", ("direct", "mixed")), *((k, (k,)) for k in right)):
        scores = (_sum(tallies[kind] for kind in kinds).f1 for tallies in (overlapping, right))
        print(f"{name:<16} " + "  ".join(f"{score:5.1f}" for score in scores))
    print("\nconfidence  quotes  right")
    for tenth in sorted(sure, reverse=True):
        print(f"{tenth / 10:.1f} {len(sure[tenth]):14} {100 * sum(sure[tenth]) / len(sure[tenth]):5.0f} %")


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total = total.plus(tally)
    return total


if __name__ == "__main__":
    main()
