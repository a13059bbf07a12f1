"""Scores quotes on annotated Wikinews articles of GUM, from your own checkout of it: `make accuracy GUM=FOLDER`.

FOLDER is a checkout of amir-zeldes/gum or UniversalDependencies/UD_English-GUM. The annotations, `gum.jsonl`, hold no
text: their offsets count the characters of an article that are no white space, so they fit whatever is made of its
paragraphs and spaces. An article a line: `document`, `checksum` (CRC-32 of these characters in UTF-8) and `quotes`,
each with the spans of its `source` and `content`, of the `names` of who speaks, where the article has them, and whether
it is `optional`: neither missed nor wrong.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

import newsfacts
from newsfacts.extractor import Extractor
from newsfacts.facts import Article, AttributionType, Include, Quote
from newsfacts.lexicon.folding import fold
from training.scoring import Tally, paired, speaker_right, words

ANNOTATIONS = Path(__file__).parent / "gum.jsonl"

Row = dict[str, Any]


@dataclass(slots=True)
class Scores:
    """Quotes found; found with the right speaker; speakers of found quotes whose name is right."""

    found: Tally = field(default_factory=Tally)
    right: Tally = field(default_factory=Tally)
    names: Tally = field(default_factory=Tally)


@click.command(help=__doc__)
@click.argument("gum", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(gum: Path) -> None:
    """Reads the command line."""
    extractor, scores, read = newsfacts.load(), Scores(), 0
    for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = article(gum, row["document"])
        if text is None or checksum(text) != row["checksum"]:
            print(f"{row['document']}: {'not there' if text is None else 'another version'}, left out")
            continue
        read += 1
        score(extractor, text, row["quotes"], scores)
    print(f"articles {read}")
    for name, tally in (("quotes found", scores.found), ("and the speaker right", scores.right)):
        print(f"{name:<22} P {tally.precision:5.1f}  R {tally.recall:5.1f}  F1 {tally.f1:5.1f}  of {tally.wanted}")
    print(f"{'names of speakers':<22} {scores.names.recall:5.1f} % of {scores.names.wanted}")


def article(gum: Path, document: str) -> str | None:
    """RETURNS: the text of a document, an empty line between paragraphs; None where the checkout lacks it."""
    paths = sorted(gum.rglob(f"{document}.conllu"))
    return _text(paths[0].read_text(encoding="utf-8")) if paths else None


def _text(conllu: str) -> str:
    pieces: list[str] = []
    within = 0  # the last word of a token of several words
    for line in conllu.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            pieces.append("\n\n")
        elif line.startswith("# sent_id"):
            within = 0
        elif line and line[0] != "#":
            number, form, *_, misc = line.split("\t")
            first, _, last = number.partition("-")
            if "." in first or (not last and int(first) <= within):
                continue
            within = int(last or within)
            pieces += [form, "" if "SpaceAfter=No" in misc else " "]
    return "".join(pieces).strip()


def checksum(text: str) -> int:
    """RETURNS: that of the characters that are no white space."""
    return zlib.crc32("".join(text.split()).encode())


def score(extractor: Extractor, text: str, quotes: Sequence[Row], scores: Scores) -> None:
    """Adds one article to the scores."""
    places = [number for number, character in enumerate(text) if not character.isspace()]
    wanted = [_placed(row, places) for row in quotes if not row.get("optional")]
    optional = [_placed(row, places) for row in quotes if row.get("optional")]
    found = extractor.extract(Article(text=text, include=(Include.QUOTES,))).quotes
    contents = [words(text, ((span.start, span.end) for span in quote.spans)) for quote in found]
    pairs = paired(contents, [words(text, row["content"]) for row in wanted])
    spare = [number for number in range(len(found)) if number not in pairs]
    excused = {
        *(spare[n] for n in paired([contents[n] for n in spare], [words(text, row["content"]) for row in optional])),
        *(number for number in spare if found[number].type is not AttributionType.ASSERTION),
    }
    scores.found = scores.found.plus(Tally(len(pairs), len(found) - len(excused), len(wanted)))
    good = sum(_speaks(text, wanted[other], found[number]) for number, other in pairs.items())
    scores.right = scores.right.plus(Tally(good, len(found) - len(excused), len(wanted)))
    for number, other in pairs.items():
        if wanted[other]["names"]:
            scores.names = scores.names.plus(Tally(_is_named(text, wanted[other]["names"], found[number]), 1, 1))


def _placed(row: Row, places: Sequence[int]) -> Row:
    """RETURNS: the quote with offsets into the text."""
    spans = {key: list(_moved(row[key], places)) for key in ("source", "content", "names")}
    return row | spans


def _moved(spans: Iterable[Sequence[int]], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((places[start], places[end - 1] + 1) for start, end in spans)


def _speaks(text: str, row: Row, quote: Quote) -> bool:
    """RETURNS: whether the speaker is right: by the source, or where none is written, by name."""
    if row["names"] and not row["source"]:
        return _is_named(text, row["names"], quote)
    return speaker_right(text, row["source"], quote.speaker)


def _is_named(text: str, names: Iterable[Sequence[int]], quote: Quote) -> bool:
    """RETURNS: whether the speaker's name ends as one annotated does, and one of the two has all words of the other."""
    ours = fold(quote.speaker.name).split() if quote.speaker is not None and quote.speaker.name else []
    theirs = [fold(text[start:end]).split() for start, end in names]
    return any(
        name[-1] == ours[-1] and (set(name) <= set(ours) or set(ours) <= set(name)) for name in theirs if ours and name
    )


if __name__ == "__main__":
    main()
