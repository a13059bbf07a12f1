"""The parts of the network in torch: layers of a transformer, chains over tags, grammar."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from newsfacts.encoder.labels import DEPENDENCIES, PARTS_OF_SPEECH, legal, legal_start

ARC_SIZE = 128
IMPOSSIBLE = -1e4


class Layer(nn.Module):
    """A layer of BERT or MPNet: self-attention and a feed-forward network, each with its residual and norm."""

    def __init__(self, *, size: int, inner: int, heads: int, head_size: int, epsilon: float) -> None:
        super().__init__()
        self.head_size = head_size
        self.query, self.key, self.value = (nn.Linear(size, heads * head_size) for _ in range(3))
        self.output = nn.Linear(heads * head_size, size)
        self.norm = nn.LayerNorm(size, eps=epsilon)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.last_norm = nn.LayerNorm(size, eps=epsilon)
        self.dropout = 0.1

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """
        x: batch × pieces × size.
        bias: batch × 1 or heads × 1 or pieces × pieces, added to the scores of attention.
        """
        x = self.attend(x, bias)
        drop = self.dropout if self.training else 0.0
        return self.last_norm(x + fn.dropout(self.down(fn.gelu(self.up(x))), drop))

    def attend(self, x: Tensor, bias: Tensor) -> Tensor:
        """RETURNS: what the feed-forward network sees, batch × pieces × size."""
        drop = self.dropout if self.training else 0.0
        return self.norm(x + fn.dropout(self.output(self.seen(x, bias)), drop))

    def seen(self, x: Tensor, bias: Tensor) -> Tensor:
        """RETURNS: what the heads of attention see, side by side, batch × pieces × (heads times `head_size`)."""
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, -1, self.head_size).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        # Written out: on CPU the fused kernel's backward pass takes three times as long.
        scores = torch.matmul(q * self.head_size**-0.5, k.transpose(-1, -2)) + bias.to(q.dtype)
        seen = torch.matmul(torch.softmax(scores, -1, dtype=torch.float32).to(q.dtype), v)
        return seen.transpose(1, 2).reshape(batch, length, -1)


class CRF(nn.Module):
    """A linear chain over tags with learned transitions (Lafferty et al. 2001); illegal ones are impossible."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.start, self.end = nn.Parameter(torch.zeros(len(tags))), nn.Parameter(torch.zeros(len(tags)))
        self.register_buffer("barred", torch.from_numpy(~legal(tags)), persistent=False)
        self.register_buffer("barred_start", torch.from_numpy(~legal_start(tags)), persistent=False)

    def tables(self) -> tuple[Tensor, Tensor, Tensor]:
        """RETURNS: scores of transitions (from × to), of starting and of ending with a tag."""
        return (
            self.transitions.masked_fill(self.barred, IMPOSSIBLE),
            self.start.masked_fill(self.barred_start, IMPOSSIBLE),
            self.end,
        )

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """scores: batch × words × tags. tags, mask: batch × words; every first word is real.

        RETURNS: the mean negative log-likelihood a word.
        """
        transitions, start, end = self.tables()
        tags = tags.masked_fill(~mask, 0)
        each = scores.gather(2, tags[:, :, None])[:, :, 0] * mask
        steps = transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        last = tags.gather(1, mask.sum(1, keepdim=True) - 1)[:, 0]
        path = each.sum(1) + steps.sum(1) + start[tags[:, 0]] + end[last]
        alpha = start + scores[:, 0]
        for i in range(1, scores.shape[1]):
            new = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, i]
            alpha = torch.where(mask[:, i, None], new, alpha)
        return (torch.logsumexp(alpha + end, 1) - path).sum() / mask.sum()


class Grammar(nn.Module):
    """What a mixture of the layers says of each word: its tag, whether it begins a sentence, its head and its relation.

    Syntax lies in a network's middle layers (Tenney et al. 2019), so a learned mixture of all (Peters et al. 2018)
    tells more than the last. Heads are found by dot products, a simple form of Dozat and Manning 2017; the score of a
    relation is what the dependent says plus what its head says.
    """

    def __init__(self, size: int, layers: int) -> None:
        super().__init__()
        self.mixture = nn.Parameter(torch.zeros(layers))
        self.parts, self.starts = nn.Linear(size, len(PARTS_OF_SPEECH)), nn.Linear(size, 2)
        self.dependents, self.governors = nn.Linear(size, ARC_SIZE), nn.Linear(size, ARC_SIZE)
        self.as_dependent, self.as_governor = nn.Linear(size, len(DEPENDENCIES)), nn.Linear(size, len(DEPENDENCIES))

    def forward(self, states: Sequence[Tensor], first: Tensor) -> Tensor:
        """states: of each layer, batch × pieces × size. first: batch × words. RETURNS: batch × words × size."""
        shares = torch.softmax(self.mixture, 0).to(states[0].dtype)
        x = sum((share * state for share, state in zip(shares, states, strict=True)), torch.zeros(()))
        return fn.dropout(at(x, first), 0.1 if self.training else 0.0)

    def arcs(self, words: Tensor, mask: Tensor) -> Tensor:
        """words: batch × words × size. RETURNS: batch × word × head, scores; a word that heads itself is a root."""
        scores = torch.matmul(self.dependents(words), self.governors(words).transpose(-1, -2)).float()
        return (scores / ARC_SIZE**0.5).masked_fill(~mask[:, None, :], IMPOSSIBLE)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """heads: batch × words, each word's. RETURNS: batch × words × relations, scores."""
        return self.as_dependent(words) + at(self.as_governor(words), heads)


def at(x: Tensor, places: Tensor) -> Tensor:
    """x: batch × length × size. places: batch × n. RETURNS: batch × n × size, the rows at the places."""
    return x.gather(1, places[:, :, None].expand(-1, -1, x.shape[-1]))


def bias_of(mask: Tensor) -> Tensor:
    """RETURNS: what keeps attention from padding, for `Layer`."""
    return (1.0 - mask.float())[:, None, None, :] * IMPOSSIBLE


def linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    """RETURNS: a layer with these weights."""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight.contiguous()), nn.Parameter(bias.contiguous())
    return layer
