"""Scores the service's facts against annotated articles: the figures of `docs/accuracy.md` and `docs/model-card.md`.

    python -m training.scores DATA [--split dev]

DATA holds `worldwide/` and `polnear/`, as for training. Names: exact spans and labels after mapping both sides to
person, organisation, place, nationality (`core`) and the rest (`names`), without leading article, possessive, quotation
marks and final full stop; a region a row. Quotes: a quote is found when its words overlap an annotated one's by half or
more (intersection over union), one to one, and right when its speaker is right, too.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newsfacts.extractor import Extractor, default
from newsfacts.facts import Article, Include, MentionKind, Quote
from training.corpora import read_jsonl

COARSE = {
    **dict.fromkeys(("Person", "PERSON"), "PERSON"),
    **dict.fromkeys(("Organization", "ORG"), "ORG"),
    **dict.fromkeys(("Location", "Facility", "GPE", "LOC", "FAC"), "PLACE"),
    "NORP": "NORP",
    **dict.fromkeys(("Misc", "Product", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"), "MISC"),
}
CORE = frozenset({"PERSON", "ORG", "PLACE", "NORP"})
DETERMINERS = frozenset(
    "a an the this that these those some any each every no another other his her its their our my your s".split()
)
LEAST_OVERLAP = 0.5
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_MARKS = "\"'“”‘’ \t\r\n\u00a0"


class Tally(NamedTuple):
    """What was right, what was found and what there is to be found."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def plus(self, other: Tally) -> Tally:
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def f1(self) -> float:
        """RETURNS: the harmonic mean of precision and recall, in per cent."""
        return 200 * self.right / max(1, self.found + self.wanted)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    arguments = parser.parse_args()
    extractor = default()
    _names(extractor, read_jsonl(arguments.data / "worldwide" / f"{arguments.split}.jsonl.gz"))
    _quotes(extractor, read_jsonl(arguments.data / "polnear" / f"{arguments.split}.jsonl.gz"))


def _names(extractor: Extractor, rows: Iterable[dict[str, Any]]) -> None:
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


def _quotes(extractor: Extractor, rows: Iterable[dict[str, Any]]) -> None:
    overlapping: dict[str, Tally] = defaultdict(Tally)
    right: dict[str, Tally] = defaultdict(Tally)
    sure: dict[int, list[bool]] = defaultdict(list)
    for row in rows:
        text, wanted = row["text"], row["attributions"]
        quotes = extractor.extract(Article(text=text, include=(Include.QUOTES,))).quotes
        pairs = dict(_paired(text, wanted, quotes))
        for number, quote in enumerate(quotes):
            kind = wanted[pairs[number]]["kind"] if number in pairs else str(quote.kind)
            good = number in pairs and _speaker_right(text, wanted[pairs[number]], quote)
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


def _paired(text: str, wanted: list[dict[str, Any]], quotes: Iterable[Quote]) -> Iterator[tuple[int, int]]:
    """RETURNS: quotes and annotated ones that are the same, by their numbers; the most alike first."""
    theirs = [_words(text, attribution["content"]) for attribution in wanted]
    ours = [_words(text, ((span.start, span.end) for span in quote.spans)) for quote in quotes]
    alike = []
    for a, left in enumerate(ours):
        for b, other in enumerate(theirs):
            shared = len(left & other)
            if shared and shared / len(left | other) >= LEAST_OVERLAP:
                alike.append((-shared / len(left | other), b, a))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, b, a in sorted(alike):
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            yield a, b


def _words(text: str, spans: Iterable[Iterable[int]]) -> set[int]:
    """RETURNS: where the words of the spans begin."""
    return {word.start() for start, end in spans for word in _WORD.finditer(text, start, end)}


def _speaker_right(text: str, attribution: dict[str, Any], quote: Quote) -> bool:
    speaker = quote.speaker
    if not attribution["source"] or speaker is None:
        return not attribution["source"] and speaker is None
    source = _words(text, attribution["source"])
    firm = {start for start in source if _word(text, start) not in DETERMINERS} or source
    if speaker.start is not None and speaker.end is not None:
        ours = _words(text, [(speaker.start, speaker.end)])
        if ours & firm and len(ours) <= 3 * len(source) + 10:
            return True
    named = [word for word in _WORD.findall((speaker.name or "").lower()) if word not in DETERMINERS]
    return bool(named) and named[-1] in {_word(text, start) for start in source}


def _word(text: str, start: int) -> str:
    found = _WORD.match(text, start)
    assert found is not None
    return found.group().lower()


if __name__ == "__main__":
    main()
