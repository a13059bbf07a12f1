"""The network that is trained: an encoder with casing, spacing and quote-state embeddings, and its heads."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from newsfacts.encoder.features import Casing, Quoting, Spacing
from newsfacts.encoder.labels import FINE_TAGS, NAME_TAGS, QUOTE_TAGS, RELATIONS
from training.layers import CRF, IMPOSSIBLE, Grammar, Layer, bias_of, linear
from training.relative import RelativePositions

POINTER_SIZE = 64
SHORT: bool = torch.cpu._is_avx512_bf16_supported()
"""Without the instructions bfloat16 takes three to ten times as long as 32 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """An encoder's shape. `buckets`: of relative positions, 0 for a network without them. `inner`: neurons a layer."""

    vocabulary: int
    size: int
    inner: int
    heads: int
    head_size: int
    layers: int
    positions: int
    epsilon: float
    buckets: int = 0


class Network(nn.Module):
    """One encoder; a linear head each for names, fine labels, quotes, and the pointers' two sides; and the grammar."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        size = sizes.size
        self.words = nn.Embedding(sizes.vocabulary, size)
        self.positions = nn.Embedding(sizes.positions, size)
        self.casing, self.spacing, self.quoting = (
            nn.Embedding(len(kinds), size) for kinds in (Casing, Spacing, Quoting)
        )
        for embedding in (self.casing, self.spacing, self.quoting):
            nn.init.normal_(embedding.weight, 0, 0.02)
        self.norm = nn.LayerNorm(size, eps=sizes.epsilon)
        self.relative = RelativePositions(sizes.buckets, sizes.heads) if sizes.buckets else None
        self.layers = nn.ModuleList(
            Layer(size=size, inner=sizes.inner, heads=sizes.heads, head_size=sizes.head_size, epsilon=sizes.epsilon)
            for _ in range(sizes.layers)
        )
        self.names, self.fine, self.quotes = (nn.Linear(size, len(tags)) for tags in (NAME_TAGS, FINE_TAGS, QUOTE_TAGS))
        self.askers, self.answerers = (nn.Linear(size, len(RELATIONS) * POINTER_SIZE) for _ in range(2))
        self.grammar = Grammar(size, sizes.layers)
        self.names_crf, self.quotes_crf = CRF(NAME_TAGS), CRF(QUOTE_TAGS)

    def forward(self, ids: Tensor, casing: Tensor, spacing: Tensor, quoting: Tensor, mask: Tensor) -> list[Tensor]:
        """All batch × pieces. RETURNS: the state after each layer, batch × pieces × size."""
        x = self.embedded(ids, casing, spacing, quoting)
        bias = self.bias(mask)
        short = self.layers[0].up.weight.dtype == torch.bfloat16
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=SHORT and not short):
            if short:
                x, bias = x.bfloat16(), bias.bfloat16()
            states = []
            for layer in self.layers:
                x = layer(x, bias)
                states.append(x)
        return states

    def bias(self, mask: Tensor) -> Tensor:
        """RETURNS: what is added to the scores of attention, batch × 1 or heads × 1 or pieces × pieces."""
        bias = bias_of(mask)
        return bias if self.relative is None else bias + self.relative(mask.shape[1])

    def embedded(self, ids: Tensor, casing: Tensor, spacing: Tensor, quoting: Tensor) -> Tensor:
        """RETURNS: what the first layer sees, batch × pieces × size."""
        x = self.words(ids) + self.casing(casing) + self.spacing(spacing) + self.quoting(quoting)
        return fn.dropout(self.norm(x + self.positions.weight[: ids.shape[1]]), 0.1 if self.training else 0.0)

    def pointers(self, x: Tensor, mask: Tensor) -> Tensor:
        """RETURNS: batch × relation × from × to, scores."""
        batch, length, _ = x.shape
        q, k = (
            side(x).view(batch, length, len(RELATIONS), POINTER_SIZE).transpose(1, 2)
            for side in (self.askers, self.answerers)
        )
        scores = torch.matmul(q, k.transpose(-1, -2)).float() / POINTER_SIZE**0.5
        return scores.masked_fill(mask[:, None, None, :] == 0, IMPOSSIBLE)


def take(net: Network, state: dict[str, Tensor]) -> None:
    """Gives the network weights, its layers the widths that these have.

    RAISES: KeyError, there is no place for a weight.
    """
    for number, layer in enumerate(net.layers):
        for name, part in layer.named_children():
            path = f"layers.{number}.{name}"
            if isinstance(part, nn.Linear) and f"{path}.weight" in state:
                setattr(layer, name, linear(state[f"{path}.weight"], state[f"{path}.bias"]))
    if unknown := net.load_state_dict(state, strict=False).unexpected_keys:
        raise KeyError(unknown)
