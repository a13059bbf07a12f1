"""Makes the weights from the corpora and the published models, stage by stage: `make weights DATA=FOLDER`, or

    python -m training.make DATA --models FOLDER --out FOLDER [--only STAGE …] [--threads N]

A stage that has been made of the same recipe, data and earlier stages is left as it is. SIGTERM stops a stage so that
the next run goes on where it was. With `--only`, just these stages are made, of what is there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from training import encoders, labels, stage
from training.corpora import ANNOTATED, articles
from training.export import export
from training.manifest import Manifest, digest, digests, made_with, up_to_date
from training.recipe import FOLDER, Recipe, load
from training.released import SERVED
from training.stage import Places

TRAINED = ("teacher", "wide", "student", "grammar")
"""The stages that have a recipe, in their order. The last is what is exported."""
EXPORTED = ("encoder.onnx", "vocabulary.txt", "settings.json")
LABELS = ("fine.jsonl.gz", "parses-md.jsonl.gz", "parses-sm.jsonl.gz")
CONFIDENCE = "newsfacts/quotes/confidence.tsv"
COREFERENCE = "newsfacts/coreference/weights.tsv"
COREFERENCE_DATA = (
    "data/coreference/gum.train.jsonl.gz",
    "data/coreference/gap.jsonl.gz",
    "data/polnear/train.jsonl.gz",
    "gold/genres/quotes.train.jsonl",
)
REFITTED = {
    "coreference": (COREFERENCE, "training.coreference_weights", ""),
    "confidence": (CONFIDENCE, "training.quote_confidence", "data/polnear"),
}
"""Tables fitted on the answers of the new model: the module that writes each, and the folder of the data it takes."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: what it is made of and what it makes, by names that tell where a file is."""

    name: str
    inputs: Mapping[str, Path]
    outputs: Sequence[str]
    make: Callable[[], None]
    recipe: Path | None = None


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--models", type=Path, required=True, help="what training.models unpacked")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="+", metavar="STAGE")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    places = Places(arguments.data, arguments.models, arguments.out)
    known = list(stages(places))
    if unknown := set(arguments.only or ()) - {each.name for each in known}:
        parser.error(f"no such stage: {', '.join(sorted(unknown))}")
    for each in known:
        if arguments.only is None or each.name in arguments.only:
            bring_up_to_date(each, places)


def bring_up_to_date(each: Stage, places: Places) -> None:
    """
    Makes a stage, unless it has been made of just what is there.

    RAISES: SystemExit, a file that it needs is missing, or SIGTERM came.
    """
    if missing := [name for name, path in each.inputs.items() if not path.exists()]:
        raise SystemExit(f"{each.name} needs what is not there: {', '.join(missing)}")
    folder = places.out / each.name
    recipe = digest(each.recipe) if each.recipe else None
    inputs = digests(each.inputs)
    if up_to_date(folder, recipe, inputs):
        print(f"{each.name}: up to date", flush=True)
        return
    print(f"{each.name}: making it", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    each.make()
    outputs = digests({name: folder / name for name in each.outputs})
    Manifest(each.name, recipe, inputs, outputs, made_with()).write(folder)


def stages(places: Places) -> Iterator[Stage]:
    """RETURNS: all stages, in their order."""
    recipes = {name: load(FOLDER / f"{name}.toml") for name in TRAINED}
    sources = {(source.kind, source.path) for recipe in recipes.values() for source in recipe.data}
    data = {f"data/{path}": places.data / path for _, path in sorted(sources)} | {ANNOTATED.name: ANNOTATED}
    yield Stage("labels", data, LABELS, lambda: _label(places, sorted(sources)))
    for name, recipe in recipes.items():
        yield Stage(
            name,
            _inputs(recipe, places),
            ["weights.safetensors"],
            partial(stage.run, recipe, places, lambda name: recipes[name].encoder),
            FOLDER / f"{name}.toml",
        )
    last = recipes[TRAINED[-1]]
    weights = {f"{last.name}/weights.safetensors": places.weights(last.name)}
    yield Stage("model", weights, EXPORTED, lambda: _export(last, places))
    model = {f"model/{name}": places.out / "model" / name for name in EXPORTED}
    coreference = {path: places.data / path for path in COREFERENCE_DATA}
    yield Stage("coreference", model | coreference, [Path(COREFERENCE).name], lambda: _refit(places, "coreference"))
    yield Stage("confidence", model | data, [Path(CONFIDENCE).name], lambda: _refit(places, "confidence"))


def _inputs(recipe: Recipe, places: Places) -> dict[str, Path]:
    found = {f"data/{source.path}": places.data / source.path for source in recipe.data} | {ANNOTATED.name: ANNOTATED}
    found |= {f"labels/{name}": places.labels / name for name in LABELS}
    model = places.models / recipe.encoder / "model.safetensors"
    found[f"models/{recipe.encoder}/model.safetensors"] = model
    for name in (recipe.start, recipe.teacher, recipe.states):
        if name and name != stage.RELEASED:
            found[f"{name}/weights.safetensors"] = places.weights(name)
    return found


def _label(places: Places, sources: Iterable[tuple[str, str]]) -> None:
    """sources: kinds and paths."""
    rows = [row for kind, path in sources for row in articles(kind, places.data / path)]
    labels.write(labels.names(rows, labels.SM), places.labels / "fine.jsonl.gz")
    labels.write(labels.parses(rows, labels.SM), places.labels / "parses-sm.jsonl.gz")
    labels.write(labels.parses(rows, str(places.models / "md")), places.labels / "parses-md.jsonl.gz")


def _export(recipe: Recipe, places: Places) -> None:
    encoder = places.models / recipe.encoder
    net = stage.finished(encoder, places.weights(recipe.name))
    export(net, encoders.vocabulary(encoder), places.out / "model")


def _refit(places: Places, name: str) -> None:
    """Puts the model where it is served, and refits a table that is fitted on its answers."""
    for exported in EXPORTED:
        shutil.copyfile(places.out / "model" / exported, SERVED / exported)
    path, module, folder = REFITTED[name]
    subprocess.run([sys.executable, "-m", module, str(places.data / folder)], check=True)
    table = Path(__file__).parent.parent / path
    shutil.copyfile(table, places.out / name / table.name)


if __name__ == "__main__":
    main()
