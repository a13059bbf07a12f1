"""A stage of the training as a file: which data, which start, how many steps, at which rates.

`training/recipes/NAME.toml` is the recipe of the stage NAME. A key that is unknown or missing is an error, so that a
misspelt rate cannot go unnoticed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent / "recipes"
TASKS = ("annotations", "teacher", "grammar")
KINDS = ("worldwide", "polnear", "genres", "annotated", "gum", "unlabelled")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of articles: how it is annotated, where it is below DATA, and how often a round reads it."""

    kind: str
    path: str
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Learning rates: of the encoder's layers, of the features and heads, of the pointers, of the CRFs' tables."""

    encoder: float
    heads: float
    pointers: float
    transitions: float = 5e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A stage.

    task: what the network learns from: `annotations`, a `teacher`, or parses alone (`grammar`, the encoder frozen).
    encoder: the published weights it starts from, a name in `training.models`.
    start: the stage whose weights it goes on from instead, if any.
    teacher, states: the stages whose heads it repeats, and whose states after each layer, if any.
    narrow: neurons of each layer, and heads of attention in all layers together, that are left before training.
    steps, decay, warm_up: updates in all; over how many of the last, and of the first, the rate falls and rises.
    batch: windows of full length in a step. dropout: in the layers.
    short: layers in bfloat16, with masters of 32 bits, where the processor has the instructions.
    """

    name: str
    task: str
    encoder: str
    steps: int
    rates: Rates
    data: tuple[Source, ...]
    decay: int = 0
    warm_up: int = 100
    batch: int = 12
    seed: int = 1
    dropout: float = 0.1
    short: bool = False
    start: str | None = None
    teacher: str | None = None
    states: str | None = None
    narrow: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.task not in TASKS:
            raise ValueError(f"{self.name}: task is one of {', '.join(TASKS)}")
        if (self.task == "teacher") != (self.teacher is not None):
            raise ValueError(f"{self.name}: a teacher goes with the task `teacher`")
        if self.narrow and self.teacher is None:
            raise ValueError(f"{self.name}: narrowing asks a teacher which parts can be spared")
        if unknown := [source.kind for source in self.data if source.kind not in KINDS]:
            raise ValueError(f"{self.name}: unknown kinds of data: {', '.join(unknown)}")
        if not 0 < self.warm_up <= self.steps or not 0 <= self.decay <= self.steps:
            raise ValueError(f"{self.name}: warm_up and decay are no longer than steps")

    def factor(self, step: int) -> float:
        """
        step: counted from 0.
        RETURNS: what the learning rates are multiplied by in this step, above 0 and at most 1.
        """
        rising = (step + 1) / self.warm_up
        falling = (self.steps - step) / self.decay if self.decay else 1.0
        return min(1.0, rising, falling)


def load(path: Path) -> Recipe:
    """RETURNS: the recipe in the file. RAISES: ValueError, a key is unknown or missing or has an impossible value."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    found["name"] = path.stem
    found["rates"] = _made(Rates, found.get("rates", {}), f"{path.stem}.rates")
    found["data"] = tuple(_made(Source, row, f"{path.stem}.data") for row in found.get("data", ()))
    if "narrow" in found:
        neurons, heads = found["narrow"]
        found["narrow"] = (int(neurons), int(heads))
    return _made(Recipe, found, path.stem)


def _made(kind: type[_T], values: Mapping[str, Any], place: str) -> _T:
    known = {each.name: each for each in fields(kind)}  # type: ignore[arg-type]
    if unknown := values.keys() - known.keys():
        raise ValueError(f"{place}: unknown: {', '.join(sorted(unknown))}")
    needed = {name for name, each in known.items() if each.default is MISSING}
    if missing := needed - values.keys():
        raise ValueError(f"{place}: missing: {', '.join(sorted(missing))}")
    return kind(**values)
