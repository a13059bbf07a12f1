"""One stage of the training, as its recipe has it.

A stage writes `weights.safetensors`, the average of its weights, below its own name; `state.pt` is what it goes on from
if it is stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from newsfacts.encoder.wordpiece import CLS, MASK, SEP, WordPieces
from training import encoders
from training.batches import collate
from training.corpora import articles, held_out, read_jsonl
from training.geonames import geography
from training.loop import train
from training.losses import Losses, annotation_losses, grammar_losses
from training.narrowing import narrow
from training.network import Network, take
from training.other_names import OtherNames
from training.recipe import Recipe
from training.released import take_released
from training.rounds import Rounds
from training.teaching import Teacher
from training.tensors import Batch
from training.weights import Weights

FINE, PARSES = "fine.jsonl.gz", "parses-*.jsonl.gz"
RELEASED = "released"
"""As a recipe's `start`: the weights that are served."""
NARROWING_BATCHES = 32

Special = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Folders: of the corpora, of the published models, and of everything that is made."""

    data: Path
    models: Path
    out: Path

    @property
    def labels(self) -> Path:
        """RETURNS: where the labels are that models gave to the corpora."""
        return self.out / "labels"

    def weights(self, stage: str) -> Path:
        """RETURNS: where a stage's weights are."""
        return self.out / stage / "weights.safetensors"


def run(recipe: Recipe, places: Places, encoder_of: Callable[[str], str]) -> None:
    """
    Trains a stage to its end.

    encoder_of: the published encoder that a stage started from, by the stage's name.
    RAISES: SystemExit, SIGTERM came; the next run goes on.
    """
    torch.manual_seed(recipe.seed)
    wordpieces = WordPieces(encoders.vocabulary(places.models / recipe.encoder))
    special = (wordpieces.numbers[CLS], wordpieces.numbers[SEP], wordpieces.numbers[MASK])
    rounds = _rounds(recipe, places, wordpieces)
    net = _start(recipe, places)
    state = places.out / recipe.name / "state.pt"
    teacher = None
    if recipe.teacher:
        heads, states = (
            finished(places.models / encoder_of(name), places.weights(name)) if name else None
            for name in (recipe.teacher, recipe.states)
        )
        assert heads is not None
        teacher = Teacher(heads, states)
        _narrow(recipe, net, teacher, rounds, special)
    weights = Weights(net, recipe.rates, short=recipe.short, only="grammar" if recipe.task == "grammar" else None)
    net.train(teacher is None)  # what a teacher says is exact, dropout would only be noise
    train(weights, recipe, rounds, _losses(recipe, net, teacher), special, state)
    save_file(weights.averaged(), places.weights(recipe.name))


def finished(encoder: Path, weights: Path) -> Network:
    """
    encoder: the published one that the stage started from. weights: what the stage wrote.
    RETURNS: the network, ready to be run.
    """
    net = encoders.read(encoder)
    take(net, load_file(weights))
    net.eval().requires_grad_(False)
    return net


def _start(recipe: Recipe, places: Places) -> Network:
    net = encoders.read(places.models / recipe.encoder)
    if recipe.start == RELEASED:
        take_released(net)
    elif recipe.start:
        take(net, load_file(places.weights(recipe.start)))
    for layer in net.layers:
        layer.dropout = recipe.dropout
    return net


def _narrow(recipe: Recipe, net: Network, teacher: Teacher, rounds: Rounds, special: Special) -> None:
    if recipe.narrow:
        neurons, heads = recipe.narrow
        some = [Batch.of(collate(windows, special)) for windows in islice(rounds(0), NARROWING_BATCHES)]
        narrow(net, neurons, heads, some, lambda batch: teacher.disagreement(net, batch))


def _losses(recipe: Recipe, net: Network, teacher: Teacher | None) -> Callable[[Batch], Losses]:
    """RETURNS: what makes the parts of the loss of a batch."""

    def from_annotations(batch: Batch) -> Losses:
        return annotation_losses(net, net(*batch.inputs, batch.mask), batch)

    def from_parses(batch: Batch) -> Losses:
        with torch.no_grad():
            states = net(*batch.inputs, batch.mask)
        return grammar_losses(net, states, batch)

    def from_teacher(batch: Batch) -> Losses:
        assert teacher is not None
        return teacher.losses(net, batch)

    return {"annotations": from_annotations, "grammar": from_parses, "teacher": from_teacher}[recipe.task]


def _rounds(recipe: Recipe, places: Places, wordpieces: WordPieces) -> Rounds:
    fine = {row["id"]: row["entities"] for row in read_jsonl(places.labels / FINE)}
    corpora = []
    donors = None
    for source in recipe.data:
        rows = [row for row in articles(source.kind, places.data / source.path) if not held_out(row["id"])]
        rows = [row | {"fine": fine[row["id"]]} for row in rows]
        if source.kind == "worldwide" and recipe.task != "grammar":
            donors = OtherNames(rows, geography())
        corpora.append((rows, source.times))
    parses = [{row["id"]: row for row in read_jsonl(path)} for path in sorted(places.labels.glob(PARSES))]
    return Rounds(corpora, wordpieces, parses=parses, donors=donors, batch=recipe.batch, seed=recipe.seed)
