"""The loop: batches in, weights out, saved every ten minutes; stopped by SIGTERM, it goes on where it was."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import numpy as np
import torch

from training.batches import Window, collate
from training.losses import Losses
from training.recipe import Recipe
from training.tensors import Batch
from training.weights import Place, Weights

SAVE_EVERY = 600.0
"""Seconds."""
SHOW_EVERY = 10
STOPPED = 143
"""The exit status of a run that SIGTERM ended."""


def train(
    weights: Weights,
    recipe: Recipe,
    batches: Callable[[int], list[list[Window]]],
    losses: Callable[[Batch], Losses],
    special: tuple[int, int, int],
    state: Path,
) -> None:
    """
    Trains until the recipe's last step; goes on from `state` where it is there.

    batches: those of a round, by its number. losses: the weighted parts of a batch's loss.
    special: the numbers of the pieces CLS, SEP and MASK.
    RAISES: SystemExit, SIGTERM came; `state` is written.
    """
    start = weights.load(state) if state.exists() else Place()
    stop = _Stop()
    shown: dict[str, float] = {}
    began = saved = time.monotonic()
    place = start
    for place, chosen in _from(start, batches):
        if place.step >= recipe.steps or stop.asked:
            break
        torch.manual_seed(recipe.seed + place.step)
        batch = Batch.of(collate(chosen, special, np.random.default_rng([recipe.seed, place.step])))
        parts = losses(batch)
        weights.step(sum(parts.values(), torch.zeros(())), recipe.factor(place.step), place.step + 1)
        for name, value in parts.items():
            shown[name] = 0.98 * shown.get(name, value.item()) + 0.02 * value.item()
        done = place.step + 1
        if done % SHOW_EVERY == 0:
            cost = time.process_time() / (done - start.step)
            _show(done, place.round, shown, (time.monotonic() - began) / 60, cost)
        if time.monotonic() - saved > SAVE_EVERY:
            weights.save(state, Place(done, place.round, place.batch + 1))
            saved = time.monotonic()
    weights.save(state, place)
    if place.step < recipe.steps:
        raise SystemExit(STOPPED)


class _Stop:
    """Whether SIGTERM has come."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True


def _from(place: Place, batches: Callable[[int], list[list[Window]]]) -> Iterator[tuple[Place, list[Window]]]:
    """RETURNS: batches without end, each with the place before it."""
    step, number, done = place
    while True:
        for at, batch in enumerate(batches(number)):
            if at >= done:
                yield Place(step, number, at), batch
                step += 1
        number, done = number + 1, 0


def _show(step: int, number: int, losses: dict[str, float], minutes: float, cost: float) -> None:
    text = " ".join(f"{name} {value:.4f}" for name, value in sorted(losses.items()))
    print(f"{step} round {number} {text} | {minutes:.1f} min, {cost:.2f} CPU s a step", flush=True)
