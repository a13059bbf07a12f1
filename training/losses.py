"""What the network is to learn from annotations: tags, pointers and parses."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as fn

from newsfacts.encoder.labels import RELATIONS
from training.examples import IGNORED
from training.layers import at
from training.network import SHORT, Network
from training.tensors import Batch

FINE_WEIGHT = 0.25
POINTER_WEIGHT = 0.3
TOKEN_WEIGHT = 0.2
"""Of a cross-entropy by token beside the CRF, which keeps the scores of single tokens meaningful."""
SMOOTHING = 0.05
GRAMMAR_WEIGHT = 0.15
"""Beside the other losses; alone it counts whole."""
GRAMMAR_WEIGHTS = {"arcs": 1.0, "relations": 0.7, "parts": 0.4, "starts": 0.3}

Losses = dict[str, Tensor]


def annotation_losses(net: Network, states: list[Tensor], batch: Batch) -> Losses:
    """
    states: after each layer, batch × pieces × size.
    RETURNS: the parts of the loss that the batch's annotation allows, weighted, scalars.
    """
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        x = fn.dropout(states[-1].to(net.names.weight.dtype), 0.1 if net.training else 0.0)
        words = at(x, batch.first)
        scores = {name: getattr(net, name)(words).float() for name in ("names", "quotes", "fine")}
    losses: Losses = {}
    if (batch.fine != IGNORED).any():
        losses["fine"] = FINE_WEIGHT * _cross_entropy(scores["fine"], batch.fine)
    for name, tags in (("names", batch.names), ("quotes", batch.quotes)):
        if (tags != IGNORED).any():
            losses[name] = getattr(net, name + "_crf").loss(scores[name], tags, batch.words)
            losses[name + "_token"] = TOKEN_WEIGHT * _cross_entropy(scores[name], tags)
    if len(batch.asked):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
            pointers = net.pointers(x, batch.mask)
        losses["pointers"] = POINTER_WEIGHT * pointer_loss(pointers, batch)
    if (batch.heads != IGNORED).any():
        losses |= {name: GRAMMAR_WEIGHT * loss for name, loss in grammar_losses(net, states, batch).items()}
    return losses


def grammar_losses(net: Network, states: list[Tensor], batch: Batch) -> Losses:
    """RETURNS: the parts of the grammar's loss, weighted among themselves."""
    grammar = net.grammar
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT):
        words = grammar([state.to(net.names.weight.dtype) for state in states], batch.first)
        scores = {
            "arcs": (grammar.arcs(words, batch.words), batch.heads),
            "relations": (grammar.relations(words, batch.heads.clamp_min(0)), batch.relations),
            "parts": (grammar.parts(words), batch.parts),
            "starts": (grammar.starts(words), batch.starts),
        }
    return {
        name: GRAMMAR_WEIGHTS[name]
        * fn.cross_entropy(found.float().flatten(0, 1), wanted.flatten(), ignore_index=IGNORED)
        for name, (found, wanted) in scores.items()
    }


def pointer_loss(scores: Tensor, batch: Batch) -> Tensor:
    """
    scores: batch × relation × from × to.
    RETURNS: cross-entropy of the pointers, where a content starts as much as everywhere else in it.
    """
    number, piece, relation, goal, at_start = batch.asked.T
    last = batch.mask.sum(1)[number] - 1
    goal = torch.where(goal < 0, last, goal)
    each = fn.cross_entropy(scores[number, relation, piece], goal, reduction="none")
    starts = at_start.bool()
    parts = [each[chosen].mean() for chosen in (starts, ~starts) if chosen.any()]
    return torch.stack(parts).sum() * len(RELATIONS) / 4


def _cross_entropy(scores: Tensor, tags: Tensor) -> Tensor:
    return fn.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), tags.reshape(-1), ignore_index=IGNORED, label_smoothing=SMOOTHING
    )
