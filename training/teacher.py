"""A network taught by another: not by annotations but by all that the other says, of every text (Hinton et al. 2015).

So it learns what the teacher says of quotes in texts that have names annotated only, and the other way round.
"""

from __future__ import annotations

import copy
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as fn

from newsfacts.encoder.labels import RELATIONS
from training.batches import Batch
from training.network import Network, at
from training.released import ReleasedStates, take_released

STATE_WEIGHT = 5.0
HEAD_WEIGHTS = {
    **{"names": 1.0, "fine": 0.25, "quotes": 1.0, "pointers": 0.3},
    **{"arcs": 0.15, "relations": 0.1, "parts": 0.06, "starts": 0.05},
}


class Teacher:
    """The network as it is served, with its heads."""

    def __init__(self, net: Network, folder: Path) -> None:
        """
        net: a network of the original sizes; its weights are not used.
        folder: the released model.
        """
        self._states = ReleasedStates(folder)
        self._net = copy.deepcopy(net).requires_grad_(False).eval()
        take_released(self._net, folder)

    def losses(self, net: Network, states: list[Tensor], batch: Batch) -> dict[str, Tensor]:
        """
        states: of the network that is taught, after each layer.
        RETURNS: by head, how far the network is from its teacher, weighted; and how far its states are.
        """
        wanted = self._states(batch)
        words = batch.words.float()
        with torch.no_grad():
            goals = scores_of(self._net, wanted, batch, None)
            speaks = (1 - torch.softmax(goals["quotes"], -1)[..., 0]) * words  # pointers mean little elsewhere
            heads = goals["arcs"].argmax(-1)
            goals |= scores_of(self._net, wanted, batch, heads)
        found = scores_of(net, states, batch, heads)
        weights = dict.fromkeys(found, words) | {"pointers": speaks[:, None, :].expand(found["pointers"].shape[:3])}
        losses = {name: HEAD_WEIGHTS[name] * _divergence(found[name], goals[name], weights[name]) for name in found}
        return losses | {"states": STATE_WEIGHT * _distance(states, wanted, batch)}


def scores_of(net: Network, states: list[Tensor], batch: Batch, heads: Tensor | None) -> dict[str, Tensor]:
    """
    heads: the words that relations are asked of, batch × words; without them, there are none.
    RETURNS: by head, the scores at each word; pointers are batch × relation × word × piece.
    """
    words = at(states[-1], batch.first)
    told = net.grammar(states, batch.first)
    scores = {name: getattr(net, name)(words) for name in ("names", "fine", "quotes")}
    scores["pointers"] = net.pointers(states[-1], batch.mask).gather(
        2, batch.first[:, None, :, None].expand(-1, len(RELATIONS), -1, batch.mask.shape[1])
    )
    scores |= {"parts": net.grammar.parts(told), "starts": net.grammar.starts(told)}
    scores["arcs"] = net.grammar.arcs(told, batch.words)
    if heads is not None:
        scores["relations"] = net.grammar.relations(told, heads)
    return {name: value.float() for name, value in scores.items()}


def _divergence(found: Tensor, goal: Tensor, weight: Tensor) -> Tensor:
    """RETURNS: the Kullback-Leibler divergence of the distributions over the last axis, the weighted mean."""
    each = fn.kl_div(fn.log_softmax(found, -1), fn.log_softmax(goal, -1), reduction="none", log_target=True).sum(-1)
    return (each * weight).sum() / weight.sum().clamp_min(1.0)


def _distance(states: list[Tensor], wanted: list[Tensor], batch: Batch) -> Tensor:
    """RETURNS: how much of the wanted states' variance the states leave unexplained, the mean over layers."""
    real = batch.mask.bool()
    parts = [
        (state[real].float() - goal[real]).square().mean() / goal[real].var()
        for state, goal in zip(states, wanted, strict=True)
    ]
    return torch.stack(parts).mean()
