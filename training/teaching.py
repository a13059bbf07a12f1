"""A network taught by another: not by annotations but by all that the other says, of every text (Hinton et al. 2015).

So it learns what the teacher says of quotes in texts that have names annotated only, the other way round, and in texts
that nobody has annotated.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as fn

from newsfacts.encoder.labels import RELATIONS
from training.layers import at
from training.losses import Losses
from training.network import Network
from training.tensors import Batch

STATE_WEIGHT = 5.0
HEAD_WEIGHTS = {
    **{"names": 1.0, "fine": 0.25, "quotes": 1.0, "pointers": 0.3},
    **{"arcs": 0.15, "relations": 0.1, "parts": 0.06, "starts": 0.05},
}


class Teacher:
    """What a network says, and the states that another of the pupil's size has, as losses of a pupil."""

    def __init__(self, heads: Network, states: Network | None = None) -> None:
        """
        heads: says what is to be learnt; of any size, with the same word pieces.
        states: has as many layers as the pupil, and as wide; without it the pupil's states are its own.
        """
        self._heads = heads
        self._states = states

    def losses(self, pupil: Network, batch: Batch) -> Losses:
        """RETURNS: by head, how far the pupil is from the teacher, weighted; and how far its states are."""
        states = pupil(*batch.inputs, batch.mask)
        words = batch.words.float()
        with torch.no_grad():
            seen = self._heads(*batch.inputs, batch.mask)
            goals = scores_of(self._heads, seen, batch, None)
            attributes = (1 - torch.softmax(goals["quotes"], -1)[..., 0]) * words  # pointers mean little elsewhere
            heads = goals["arcs"].argmax(-1)
            goals |= scores_of(self._heads, seen, batch, heads)
        found = scores_of(pupil, states, batch, heads)
        weights = dict.fromkeys(found, words)
        weights["pointers"] = attributes[:, None, :].expand(found["pointers"].shape[:3])
        losses = {name: HEAD_WEIGHTS[name] * _divergence(found[name], goals[name], weights[name]) for name in found}
        if self._states is not None:
            with torch.no_grad():
                wanted = self._states(*batch.inputs, batch.mask)
            losses["states"] = STATE_WEIGHT * _distance(states, wanted, batch)
        return losses

    def disagreement(self, pupil: Network, batch: Batch) -> Tensor:
        """RETURNS: how far what the pupil's heads say is from what the teacher's do, a scalar."""
        losses = self.losses(pupil, batch)
        return sum((value for name, value in losses.items() if name != "states"), torch.zeros(()))


def scores_of(net: Network, states: list[Tensor], batch: Batch, heads: Tensor | None) -> dict[str, Tensor]:
    """
    states: after each layer, batch × pieces × size.
    heads: the words that relations are asked of, batch × words; without them, there are none.
    RETURNS: by head, the scores, batch × words × tags; pointers are batch × relation × word × piece.
    """
    states = [state.to(net.names.weight.dtype) for state in states]
    words = at(states[-1], batch.first)
    grammar = net.grammar(states, batch.first)
    scores = {name: getattr(net, name)(words) for name in ("names", "fine", "quotes")}
    scores["pointers"] = net.pointers(states[-1], batch.mask).gather(
        2, batch.first[:, None, :, None].expand(-1, len(RELATIONS), -1, batch.mask.shape[1])
    )
    scores |= {"parts": net.grammar.parts(grammar), "starts": net.grammar.starts(grammar)}
    scores["arcs"] = net.grammar.arcs(grammar, batch.words)
    if heads is not None:
        scores["relations"] = net.grammar.relations(grammar, heads)
    return {name: value.float() for name, value in scores.items()}


def _divergence(found: Tensor, goal: Tensor, weight: Tensor) -> Tensor:
    """RETURNS: the Kullback-Leibler divergence of the distributions over the last axis, the weighted mean."""
    each = fn.kl_div(fn.log_softmax(found, -1), fn.log_softmax(goal, -1), reduction="none", log_target=True).sum(-1)
    return (each * weight).sum() / weight.sum().clamp_min(1.0)


def _distance(states: list[Tensor], wanted: list[Tensor], batch: Batch) -> Tensor:
    """RETURNS: how much of the wanted states' variance the states leave unexplained, the mean over layers."""
    real = batch.mask.bool()
    parts = [
        (state[real].float() - goal[real]).square().mean() / goal[real].float().var()
        for state, goal in zip(states, wanted, strict=True)
    ]
    return torch.stack(parts).mean()
