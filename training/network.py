"""The encoder in torch: MiniLM-L6 with casing, spacing and quote-state embeddings, and its heads."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as fn

from service.nlp.encoder.features import Casing, Quoting, Spacing
from service.nlp.encoder.labels import (
    DEPENDENCIES,
    FINE_TAGS,
    NAME_TAGS,
    PARTS_OF_SPEECH,
    QUOTE_TAGS,
    RELATIONS,
    legal,
    legal_start,
)

POINTER_SIZE = 64
HEAD_SIZE = 128
_IMPOSSIBLE = -1e4


class Layer(nn.Module):
    """A BERT layer: self-attention and a feed-forward network, each with its residual and norm."""

    def __init__(self, size: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.output = (nn.Linear(size, size) for _ in range(4))
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.last_norm = nn.LayerNorm(size, eps=1e-12)
        self.dropout = 0.1

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: batch × pieces × size. bias: batch × 1 × 1 × pieces, added to the attention's scores."""
        batch, length, size = x.shape
        drop = self.dropout if self.training else 0.0
        q, k, v = (
            part(x).view(batch, length, self.heads, size // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        # Written out: on CPU the fused kernel's backward pass takes three times as long.
        scores = torch.matmul(q * (size // self.heads) ** -0.5, k.transpose(-1, -2)) + bias.to(q.dtype)
        seen = torch.matmul(torch.softmax(scores, -1, dtype=torch.float32).to(q.dtype), v)
        seen = self.output(seen.transpose(1, 2).reshape(batch, length, size))
        x = self.norm(x + fn.dropout(seen, drop))
        return self.last_norm(x + fn.dropout(self.down(fn.gelu(self.up(x))), drop))


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
            self.transitions.masked_fill(self.barred, _IMPOSSIBLE),
            self.start.masked_fill(self.barred_start, _IMPOSSIBLE),
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


class Network(nn.Module):
    """One encoder, and a linear head each for names, fine labels, quotes, and the pointers' two sides."""

    def __init__(self, *, vocabulary: int, size: int, inner: int, heads: int, layers: int, positions: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, size)
        self.positions = nn.Embedding(positions, size)
        self.casing, self.spacing, self.quoting = (
            nn.Embedding(len(kinds), size) for kinds in (Casing, Spacing, Quoting)
        )
        for embedding in (self.casing, self.spacing, self.quoting):
            nn.init.normal_(embedding.weight, 0, 0.02)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, inner, heads) for _ in range(layers))
        self.names, self.fine, self.quotes = (nn.Linear(size, len(tags)) for tags in (NAME_TAGS, FINE_TAGS, QUOTE_TAGS))
        self.askers, self.answerers = (nn.Linear(size, len(RELATIONS) * POINTER_SIZE) for _ in range(2))
        self.parts, self.relations = nn.Linear(size, len(PARTS_OF_SPEECH)), nn.Linear(size, len(DEPENDENCIES))
        self.dependents, self.governors = nn.Linear(size, HEAD_SIZE), nn.Linear(size, HEAD_SIZE)
        self.names_crf, self.quotes_crf = CRF(NAME_TAGS), CRF(QUOTE_TAGS)

    def forward(self, ids: Tensor, casing: Tensor, spacing: Tensor, quoting: Tensor, mask: Tensor) -> Tensor:
        """All batch × pieces. RETURNS: batch × pieces × size."""
        x = self.words(ids) + self.casing(casing) + self.spacing(spacing) + self.quoting(quoting)
        x = fn.dropout(self.norm(x + self.positions.weight[: ids.shape[1]]), 0.1 if self.training else 0.0)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * _IMPOSSIBLE
        for layer in self.layers:
            x = layer(x, bias)
        return fn.dropout(x, 0.1 if self.training else 0.0)

    def pointers(self, x: Tensor, mask: Tensor) -> Tensor:
        """RETURNS: batch × relation × from × to, scores."""
        batch, length, _ = x.shape
        q, k = (
            side(x).view(batch, length, len(RELATIONS), POINTER_SIZE).transpose(1, 2)
            for side in (self.askers, self.answerers)
        )
        scores = torch.matmul(q, k.transpose(-1, -2)).float() / POINTER_SIZE**0.5
        return scores.masked_fill(mask[:, None, None, :] == 0, _IMPOSSIBLE)

    def heads(self, words: Tensor, mask: Tensor) -> Tensor:
        """words: batch × words × size. RETURNS: batch × word × head, scores; a word that heads itself is a root."""
        scores = torch.matmul(self.dependents(words), self.governors(words).transpose(-1, -2)).float()
        return (scores / HEAD_SIZE**0.5).masked_fill(~mask[:, None, :], _IMPOSSIBLE)


def from_minilm(folder: Path) -> Network:
    """RETURNS: a network with the weights of a BERT in the Hugging Face form (`config.json`, `model.safetensors`)."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    net = Network(
        vocabulary=config["vocab_size"],
        size=config["hidden_size"],
        inner=config["intermediate_size"],
        heads=config["num_attention_heads"],
        layers=config["num_hidden_layers"],
        positions=config["max_position_embeddings"],
    )
    old = {name.removeprefix("bert."): weight for name, weight in load_file(folder / "model.safetensors").items()}
    new = {
        "words.weight": old["embeddings.word_embeddings.weight"],
        # One segment only: its embedding is a part of every position's.
        "positions.weight": old["embeddings.position_embeddings.weight"]
        + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "output": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "last_norm": "output.LayerNorm",
    }
    for number in range(config["num_hidden_layers"]):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                new[f"layers.{number}.{ours}.{kind}"] = old[f"encoder.layer.{number}.{theirs}.{kind}"]
    missing = net.load_state_dict(new, strict=False)
    assert not missing.unexpected_keys
    return net
