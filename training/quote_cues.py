"""Makes `newsfacts/quotes/cues.tsv`: python training/quote_cues.py FOLDER

FOLDER holds `train.jsonl.gz`, the training part of PolNeAR 1.0, one article a line: `text`, and `attributions` with
their `cue` and `content` as lists of code point spans. A verb takes a frame where enough of its uses in it attribute;
what the corpus has too little of comes from `quote_cue_verbs.tsv`.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from newsfacts import pipeline, syntax
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quotes.frames import Frame, frames

HERE = Path(__file__).parent
TABLE = HERE.parent / "newsfacts/quotes/cues.tsv"
HAND = HERE / "quote_cue_verbs.tsv"
HEAD = """\
# Verbs that attribute: base form, its other forms, the type of what it attributes (PARC's terms), its frames.
# A frame ("that", "to", "object"...; frames.py explains them) has the share of its uses that attribute, as counted on
# the training part of PolNeAR 1.0; 0.5 where the corpus has too few and the frame is that of a grammar of reporting
# verbs (Francis, Hunston and Manning, Collins COBUILD Grammar Patterns 1: Verbs). Made by training/quote_cues.py.
"""
CLAUSES = frozenset({"that", "+that"})
OBJECTS = frozenset({"object", "small", "as", "to", "+to", "figure"})
PLACES = frozenset(
    {"in", "during", "after", "by", "at", "from", "over", "with", "+in", "+at", "+on", "+from", "+by", "+with"}
)
BY_GRAMMAR = 0.5
TELLING = 0.7
LOWEST, HIGHEST = 0.3, 0.97
AGAINST = 0.35
"""A frame of the grammar is left out where the corpus has it, and fewer of its uses than these attribute."""


@dataclass
class Uses:
    """How often a verb stands in a frame, is then annotated as a cue, and with what content."""

    all: int = 0
    cues: int = 0
    contents: int = 0

    def share(self, count: int) -> float:
        return (count + 0.3) / (self.all + 1)


@dataclass
class Counts:
    frames: dict[tuple[str, str], Uses] = field(default_factory=lambda: defaultdict(Uses))
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


def main(folder: Path) -> None:
    """Counts on every article of `folder`, and writes the table."""
    nlp = pipeline.load()
    nlp.select_pipes(disable=list(pipeline.DOCUMENT_COMPONENTS))
    lemmas = Lemmas()
    counts = Counts()
    with gzip.open(folder / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            with nlp.memory_zone():
                count(counts, lemmas, nlp(article["text"]), article["attributions"])
    hand = by_hand()
    irregular = exceptions(nlp)
    rows = []
    for verb, rates in sorted(rated(counts, hand).items()):
        inflected = dict.fromkeys(forms(verb, irregular.get(verb, []), unchanged=verb in hand["unchanged"]))
        seen = [form for form in sorted(counts.forms[verb]) if form.isalpha()]
        others = [form for form in (*inflected, *(form for form in seen if form not in inflected)) if form != verb]
        shares = "; ".join(f"{frame}={rate}" for frame, rate in sorted(rates.items()))
        rows.append("\t".join((verb, " ".join(others), type_of(verb, hand), shares)) + "\n")
    TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


def by_hand() -> Mapping[str, list[str]]:
    rows = (line.split("\t") for line in HAND.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {key: verbs.split() for key, verbs in rows}


def count(counts: Counts, lemmas: Lemmas, doc: Doc, attributions: list[dict[str, Any]]) -> None:
    """Adds the uses of one article's verbs; those inside a content count for nothing, as nothing is nested there."""
    cues = sorted((start, end, number) for number, found in enumerate(attributions) for start, end in found["cue"])
    contents = sorted((start, end) for found in attributions for start, end in found["content"])
    for token in doc:
        if not syntax.is_verb(token) or not token.is_alpha or covering(contents, token.idx) is not None:
            continue
        cue = covering(cues, token.idx)
        verb = lemmas.verb(token.lower_)
        if cue is not None:
            counts.forms[verb][token.lower_] += 1
        for name, frame in {frame.name: frame for frame in reversed(list(frames(token)))}.items():
            uses = counts.frames[verb, name]
            uses.all += 1
            if cue is not None:
                uses.cues += 1
                uses.contents += fits(doc, frame, attributions[cue[2]]["content"])


def covering(spans: list[Any], offset: int) -> Any:
    """RETURNS: the last of the sorted spans that starts at `offset` or before, if it covers it."""
    place = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return spans[place] if place >= 0 and offset < spans[place][1] else None


def fits(doc: Doc, frame: Frame, content: list[list[int]]) -> bool:
    """RETURNS: whether half of the frame's and the annotated content's characters are of both."""
    gold = {place for start, end in content for place in range(start, end)}
    found: set[int] = set()
    for first, last in frame.contents:
        if first < last:
            found.update(range(*syntax.chars(doc, first, last)))
    return bool(gold) and len(gold & found) >= 0.5 * len(gold | found)


def rated(counts: Counts, hand: Mapping[str, list[str]]) -> dict[str, dict[str, float]]:
    """RETURNS: the frames of every verb that attributes, with the share of uses that do."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for (verb, frame), uses in counts.frames.items():
        if attributes(frame, uses):
            rate = round((uses.share(uses.cues) + 2 * uses.share(uses.contents)) / 3, 2)
            if rate >= LOWEST:
                table[verb][frame] = min(HIGHEST, rate)
    for key, verbs in hand.items():
        frame = key.removeprefix("frame ")
        for verb in verbs if frame != key else ():
            uses = counts.frames.get((verb, frame), Uses())
            if frame not in table[verb] and (uses.all < 5 or uses.cues / uses.all >= AGAINST):
                table[verb][frame] = BY_GRAMMAR
    for verb in hand["told"]:
        if verb in table:
            table[verb].setdefault("+that", TELLING)
    return {verb: rates for verb, rates in table.items() if rates and verb not in hand["left out"]}


def attributes(frame: str, uses: Uses) -> bool:
    """RETURNS: whether the counts are enough for the frame; a place or a time is easily taken for a content."""
    cues, contents = uses.share(uses.cues), uses.share(uses.contents)
    if frame in CLAUSES:
        return uses.all >= 2 and cues >= 0.4
    if frame in OBJECTS:
        return uses.all >= 3 and cues >= 0.42 and contents >= 0.28
    if frame in PLACES:
        return uses.all >= 4 and cues >= 0.42 and contents >= 0.45
    return uses.all >= 3 and cues >= 0.42 and contents >= 0.3


def type_of(verb: str, hand: Mapping[str, list[str]]) -> str:
    return next((kind for kind in ("belief", "fact", "eventuality") if verb in hand[f"type {kind}"]), "assertion")


def exceptions(nlp: Any) -> Mapping[str, list[str]]:
    """RETURNS: the irregular forms of each verb, from the model's lemmatizer."""
    found: dict[str, list[str]] = defaultdict(list)
    for form, bases in nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc")["verb"].items():
        if form.isalpha():
            found[bases[0]].append(form)
    return {base: sorted(forms) for base, forms in found.items()}


def forms(verb: str, irregular: list[str], *, unchanged: bool) -> Iterator[str]:
    """RETURNS: the inflected forms; a regular one only where no irregular one of its kind is known."""
    if re.search(r"(s|x|z|ch|sh)$", verb):
        yield verb + "es"
    else:
        yield verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
    doubled = verb + verb[-1] if re.search(r"^[^aeiou]*[aeiou][^aeiouwxy]$", verb) else verb
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else doubled
    past = verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else f"{stem.removesuffix('e')}ed"
    yield from [form for form in irregular if not form.endswith("ing")] or ([] if unchanged else [past])
    yield from [form for form in irregular if form.endswith("ing")] or [f"{stem}ing"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
