"""The bias that MPNet adds to attention, by how far apart two pieces stand (Raffel et al. 2020; Song et al. 2020)."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

FAR = 128
"""Pieces; at this distance and beyond all share a bucket."""


class RelativePositions(nn.Module):
    """One table for all layers: a bias for each bucket of distances and each head of attention."""

    def __init__(self, buckets: int, heads: int) -> None:
        """buckets: half of them for pieces that stand before, half for those after."""
        super().__init__()
        self.table = nn.Embedding(buckets, heads)

    def forward(self, length: int) -> Tensor:
        """RETURNS: heads × from × to, `length` pieces each: what is added to the scores of attention."""
        bias: Tensor = self.table(buckets(length, self.table.num_embeddings)).permute(2, 0, 1)
        return bias


def buckets(length: int, count: int) -> Tensor:
    """RETURNS: from × to, the number of each pair's bucket: small distances have their own, larger ones share."""
    places = torch.arange(length)
    back = places[:, None] - places[None, :]
    half = count // 2
    exact = half // 2
    distance = back.abs()
    share = torch.log(distance.clamp_min(1).float() / exact) / math.log(FAR / exact)
    large = (exact + (share * (half - exact)).long()).clamp_max(half - 1)
    return torch.where(distance < exact, distance, large) + half * (back < 0).long()
