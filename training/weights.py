"""The weights while they are trained: their optimizer, their running average, and how all of it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from training.network import SHORT, Network
from training.recipe import Rates

FEATURES_AND_HEADS = ("casing", "spacing", "quoting", "names", "fine", "quotes", "grammar")
POINTERS = ("askers", "answerers")
AVERAGE_EVERY = 4
SLOWEST_AVERAGE = 0.993
WEIGHT_DECAY = 0.01
LONGEST_GRADIENT = 1.0


class Place(NamedTuple):
    """How far training is: steps done in all, the round it is in, and the batches of that which are done."""

    step: int = 0
    round: int = 0
    batch: int = 0


class Weights:
    """A network, with what training needs beside it.

    Where layers are short (bfloat16), the optimizer changes masters of 32 bits, and the layers are copies of these.
    """

    def __init__(self, net: Network, rates: Rates, *, short: bool, only: str | None = None) -> None:
        """
        net: the word embeddings stay as they are. only: the part that is trained, if not all of the rest.
        short: asks for short layers; the processor must have the instructions.
        """
        self.net = net
        net.requires_grad_(only is None)
        if only is not None:
            getattr(net, only).requires_grad_(True)
        net.words.weight.requires_grad_(False)
        names = [name for name, p in net.named_parameters() if p.requires_grad]
        self.average = {name: p.detach().clone() for name, p in net.named_parameters() if name in names}
        if short and SHORT:
            net.layers.bfloat16()
        self._short = {name: p for name, p in net.named_parameters() if p.requires_grad and p.dtype == torch.bfloat16}
        masters = {name: nn.Parameter(self.average[name].clone()) for name in self._short}
        self.trained = {name: masters.get(name, p) for name, p in net.named_parameters() if p.requires_grad}
        self._rates = rates
        self._optimizer = torch.optim.AdamW(self._groups(), lr=rates.encoder, weight_decay=WEIGHT_DECAY, fused=True)

    def _groups(self) -> list[dict[str, object]]:
        groups: dict[str, list[Tensor]] = {}
        for name, parameter in self.trained.items():
            groups.setdefault(part_of(name), []).append(parameter)
        return [
            {
                "params": parameters,
                "base": getattr(self._rates, part),
                "weight_decay": 0.0 if part == "transitions" else WEIGHT_DECAY,
            }
            for part, parameters in groups.items()
        ]

    def step(self, loss: Tensor, factor: float, number: int) -> None:
        """
        Changes the weights by the gradient of `loss`.

        factor: of the rates. number: of this step, from 1.
        """
        for group in self._optimizer.param_groups:
            group["lr"] = group["base"] * factor
        self.net.zero_grad(set_to_none=True)
        loss.backward()
        for name, parameter in self._short.items():
            self.trained[name].grad = None if parameter.grad is None else parameter.grad.float()
        nn.utils.clip_grad_norm_(self.trained.values(), LONGEST_GRADIENT)
        self._optimizer.step()
        self._copy_masters()
        if number % AVERAGE_EVERY == 0:
            seen = number / AVERAGE_EVERY
            keep = min(SLOWEST_AVERAGE, seen / (seen + 10))
            with torch.no_grad():
                theirs = [p.detach() for p in self.trained.values()]
                torch._foreach_lerp_([self.average[name] for name in self.trained], theirs, 1 - keep)

    def _copy_masters(self) -> None:
        with torch.no_grad():
            for name, parameter in self._short.items():
                parameter.copy_(self.trained[name])

    def averaged(self) -> dict[str, Tensor]:
        """RETURNS: the weights of the whole network, by name: the average where they are trained."""
        with torch.no_grad():
            return {name: p.detach().float().contiguous() for name, p in self.net.named_parameters()} | self.average

    def save(self, path: Path, place: Place) -> None:
        """Writes what `load` reads; a file is there whole or not at all."""
        state = {
            "place": list(place),
            "net": {name: p.detach() for name, p in self.trained.items()},
            "average": self.average,
            "optimizer": self._optimizer.state_dict(),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    def load(self, path: Path) -> Place:
        """RETURNS: where training is to go on. RAISES: ValueError, the file is of a network with other parts."""
        state = torch.load(path, map_location="cpu", weights_only=True)
        if state["net"].keys() != self.trained.keys():
            raise ValueError(f"{path} is of another network")
        with torch.no_grad():
            for name, parameter in self.trained.items():
                parameter.copy_(state["net"][name])
                self.average[name].copy_(state["average"][name])
        self._copy_masters()
        self._optimizer.load_state_dict(state["optimizer"])
        return Place(*state["place"])


def part_of(name: str) -> str:
    """RETURNS: which of the `Rates` a parameter has, by its name in the network."""
    if "crf" in name:
        return "transitions"
    if name.startswith(POINTERS):
        return "pointers"
    return "heads" if name.startswith(FEATURES_AND_HEADS) else "encoder"
