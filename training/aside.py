"""How well an exported encoder reads the articles that were kept aside: `python -m training.aside DATA MODEL`.

The encoder's own names and attributions, without what the rest of the service makes of them. A name is right where its
span and label are; an attribution where its words and those of an annotated content share half of all words of both,
and its source is right too where a word is in both sources. `--dev` reads the development articles instead; settings
are not chosen on these.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from newsfacts.encoder.attributions import attributions
from newsfacts.encoder.labels import NAME_TAGS
from newsfacts.encoder.network import Encoder, Reading, load
from newsfacts.encoder.tagging import tag_set
from training.corpora import Row, articles, held_out
from training.examples import Example, example
from training.recipe import FOLDER, Source
from training.recipe import load as load_recipe
from training.scoring import Places, Tally, paired


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path, help="what training.export wrote")
    parser.add_argument("--dev", action="store_true")
    arguments = parser.parse_args()
    encoder = load(arguments.model)
    for source in load_recipe(FOLDER / "teacher.toml").data:
        if source.kind == "gum" and not arguments.dev:
            continue  # too few are kept aside
        rows = _rows(source, arguments.data, dev=arguments.dev)
        for name, tally in scores(encoder, rows).items():
            print(f"{source.kind:10} {len(rows):4} articles  {name:28} {_said(tally)}", flush=True)


def scores(encoder: Encoder, rows: Iterable[Row]) -> dict[str, Tally]:
    """RETURNS: what is right, by what is asked."""
    total: dict[str, Tally] = {}
    for row in rows:
        made = example(row, encoder.wordpieces)
        readings = list(encoder.read(made.pieces))
        found: dict[str, Tally] = {}
        if "entities" in row:
            names = set(_names(readings, encoder))
            wanted = {(*made.token_range(e["start"], e["end"]), e["label"]) for e in row["entities"]}
            found["names"] = Tally(len(names & wanted), len(names), len(wanted))
        if "attributions" in row:
            ours = [
                (
                    _tokens((piece.start, piece.end) for piece in each.pieces),
                    _tokens([(each.source.span.start, each.source.span.end)] if each.source.span else []),
                )
                for each in attributions(readings, encoder.chains["quotes"])
            ]
            found |= _attributions(ours, [_wanted(made, each) for each in row["attributions"]])
        total |= {name: total.get(name, Tally()).plus(tally) for name, tally in found.items()}
    return total


def _said(tally: Tally) -> str:
    shares = f"F1 {tally.f1:5.1f}  precision {tally.precision:5.1f}  recall {tally.recall:5.1f}"
    return f"{shares}  of {tally.wanted}"


def _rows(source: Source, data: Path, *, dev: bool) -> list[Row]:
    if dev:
        return articles(source.kind, data / source.path.replace("train", "dev"))
    return [row for row in articles(source.kind, data / source.path) if held_out(row["id"])]


def _names(readings: Sequence[Reading], encoder: Encoder) -> Iterator[tuple[int, int, str]]:
    """RETURNS: tokens, end exclusive, and labels of the worldwide corpus."""
    decoded = encoder.chains["names"].decode([reading.names for reading in readings])
    for reading, (tags, _) in zip(readings, decoded, strict=True):
        for low, high, label in tag_set(NAME_TAGS).spans(tags):
            yield int(reading.tokens[low]), int(reading.tokens[high - 1]) + 1, label


def _wanted(made: Example, attribution: Row) -> tuple[Places, Places]:
    content, source = (
        _tokens(made.token_range(start, end) for start, end in attribution[part]) for part in ("content", "source")
    )
    return content, source


def _tokens(ranges: Iterable[tuple[int, int]]) -> Places:
    return frozenset(token for low, high in ranges for token in range(low, high))


def _attributions(ours: Sequence[tuple[Places, Places]], theirs: Sequence[tuple[Places, Places]]) -> dict[str, Tally]:
    """ours, theirs: contents and sources."""
    pairs = paired([content for content, _ in ours], [content for content, _ in theirs]).items()
    right = sum(bool(ours[a][1] & theirs[b][1]) or not (ours[a][1] or theirs[b][1]) for a, b in pairs)
    return {
        "contents": Tally(len(pairs), len(ours), len(theirs)),
        "contents and sources": Tally(right, len(ours), len(theirs)),
    }


if __name__ == "__main__":
    main()
