"""A batch as tensors."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from training.batches import Arrays


@dataclass(slots=True, kw_only=True)
class Batch:
    """Windows, padded.

    ids, casing, spacing, quoting, mask: batch × pieces; the first and the last real piece are CLS and SEP.
    words: batch × words, whether there is one. first: batch × words, the place of each word's first piece.
    names, fine, quotes, parts, relations, starts: batch × words, numbers of tags, `IGNORED` where unknown.
    heads: batch × words, numbers of words.
    asked: pointers × 5: batch, piece, relation, target piece (-1: SEP), and whether the piece begins its span.
    """

    ids: Tensor
    casing: Tensor
    spacing: Tensor
    quoting: Tensor
    mask: Tensor
    words: Tensor
    first: Tensor
    names: Tensor
    fine: Tensor
    quotes: Tensor
    parts: Tensor
    relations: Tensor
    heads: Tensor
    starts: Tensor
    asked: Tensor

    @classmethod
    def of(cls, arrays: Arrays) -> Batch:
        """RETURNS: the arrays as tensors, which share their memory."""
        return cls(**{name: torch.from_numpy(array) for name, array in arrays.items()})

    @property
    def inputs(self) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """RETURNS: what the network reads besides the mask."""
        return self.ids, self.casing, self.spacing, self.quoting
