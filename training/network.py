"""The encoder in torch: MiniLM-L6 with casing, spacing and quote-state embeddings, and its heads."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as fn

from newsfacts.encoder.features import Casing, Quoting, Spacing
from newsfacts.encoder.labels import (
    DEPENDENCIES,
    FINE_TAGS,
    NAME_TAGS,
    PARTS_OF_SPEECH,
    QUOTE_TAGS,
    RELATIONS,
    legal,
    legal_start,
)
from training.batches import Batch

HEAD_SIZE = 32
POINTER_SIZE = 64
ARC_SIZE = 128
RIDGE = 1e-4
_IMPOSSIBLE = -1e4


class Layer(nn.Module):
    """A BERT layer: self-attention and a feed-forward network, each with its residual and norm."""

    def __init__(self, size: int, inner: int, heads: int) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(size, heads * HEAD_SIZE) for _ in range(3))
        self.output = nn.Linear(heads * HEAD_SIZE, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.last_norm = nn.LayerNorm(size, eps=1e-12)
        self.dropout = 0.1

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: batch × pieces × size. bias: batch × 1 × 1 × pieces, added to the attention's scores."""
        x = self.attend(x, bias)
        drop = self.dropout if self.training else 0.0
        return self.last_norm(x + fn.dropout(self.down(fn.gelu(self.up(x))), drop))

    def attend(self, x: Tensor, bias: Tensor) -> Tensor:
        """RETURNS: what the feed-forward network sees, batch × pieces × size."""
        drop = self.dropout if self.training else 0.0
        return self.norm(x + fn.dropout(self.output(self.seen(x, bias)), drop))

    def seen(self, x: Tensor, bias: Tensor) -> Tensor:
        """RETURNS: what the heads of attention see, side by side, batch × pieces × heads times `HEAD_SIZE`."""
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, -1, HEAD_SIZE).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        # Written out: on CPU the fused kernel's backward pass takes three times as long.
        scores = torch.matmul(q * HEAD_SIZE**-0.5, k.transpose(-1, -2)) + bias.to(q.dtype)
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
        return (scores / ARC_SIZE**0.5).masked_fill(~mask[:, None, :], _IMPOSSIBLE)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """heads: batch × words, each word's. RETURNS: batch × words × relations, scores."""
        return self.as_dependent(words) + at(self.as_governor(words), heads)


def at(x: Tensor, places: Tensor) -> Tensor:
    """x: batch × length × size. places: batch × n. RETURNS: batch × n × size, the rows at the places."""
    return x.gather(1, places[:, :, None].expand(-1, -1, x.shape[-1]))


class Network(nn.Module):
    """One encoder; a linear head each for names, fine labels, quotes, and the pointers' two sides; and the grammar."""

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
        self.grammar = Grammar(size, layers)
        self.names_crf, self.quotes_crf = CRF(NAME_TAGS), CRF(QUOTE_TAGS)

    def forward(self, ids: Tensor, casing: Tensor, spacing: Tensor, quoting: Tensor, mask: Tensor) -> list[Tensor]:
        """All batch × pieces. RETURNS: the state after each layer, batch × pieces × size."""
        x = self.embedded(ids, casing, spacing, quoting)
        bias = bias_of(mask)
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

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
        return scores.masked_fill(mask[:, None, None, :] == 0, _IMPOSSIBLE)


def narrow(net: Network, inner: int, heads: int, batches: Sequence[Batch], loss: Callable[[Batch], Tensor]) -> None:
    """Leaves of the network the `heads` heads of attention of most use, and of each layer the `inner` neurons.

    What those that stay add is fitted anew, by least squares, to what all of them added together.

    heads: in all layers together, one in each at least: some need few. inner: in each layer.
    loss: how far what the network says of a batch is from what it should say, with gradients.
    """
    net.eval()
    kept = _useful_heads(net, heads, batches, loss)
    with torch.no_grad():
        inputs = [net.embedded(*batch.inputs) for batch in batches]
        biases = [bias_of(batch.mask) for batch in batches]
        real = [batch.mask.bool() for batch in batches]
        for layer, chosen in zip(net.layers, kept, strict=True):
            seen = torch.cat([layer.seen(x, bias)[rows] for x, bias, rows in zip(inputs, biases, real, strict=True)])
            places = torch.arange(seen.shape[1]).view(-1, HEAD_SIZE)[chosen].flatten()
            fitted = _fitted(seen[:, places], layer.output(seen))
            for name in ("query", "key", "value"):
                whole = getattr(layer, name)
                setattr(layer, name, _linear(whole.weight[places], whole.bias[places]))
            layer.output = fitted
            inputs = [layer.attend(x, bias) for x, bias in zip(inputs, biases, strict=True)]
            active = fn.gelu(layer.up(torch.cat([x[rows] for x, rows in zip(inputs, real, strict=True)])))
            neurons = (active.abs().mean(0) * layer.down.weight.norm(dim=0)).topk(inner).indices.sort().values
            layer.down = _fitted(active[:, neurons], layer.down(active))
            layer.up = _linear(layer.up.weight[neurons], layer.up.bias[neurons])
            inputs = [layer.last_norm(x + layer.down(fn.gelu(layer.up(x)))) for x in inputs]


def _useful_heads(net: Network, count: int, batches: Sequence[Batch], loss: Callable[[Batch], Tensor]) -> list[Tensor]:
    """RETURNS: of each layer, which heads are among the `count` whose gates the loss depends on most.

    After Michel et al. 2019, "Are sixteen heads really better than one?". The gradient at a gate on what a head adds is
    that at the weights which add it, times these, summed. Every layer keeps one head.
    """
    uses = [torch.zeros(layer.output.in_features // HEAD_SIZE) for layer in net.layers]
    outputs = [layer.output.weight for layer in net.layers]
    for batch in batches:
        gradients = torch.autograd.grad(loss(batch), outputs)
        for use, weight, gradient in zip(uses, outputs, gradients, strict=True):
            use += (weight * gradient).detach().view(len(weight), -1, HEAD_SIZE).sum((0, 2)).abs()
    least = torch.cat(uses).sort(descending=True).values[count - 1]
    return [use >= torch.minimum(least, use.max()) for use in uses]


def _fitted(x: Tensor, wanted: Tensor) -> nn.Linear:
    """RETURNS: the layer that makes of the rows of `x` those of `wanted`, as nearly as can be."""
    x = torch.cat([x, torch.ones(len(x), 1)], 1).double()
    gram = x.T @ x
    ridge = RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
    fitted = torch.linalg.solve(gram + ridge, x.T @ wanted.double()).float()
    return _linear(fitted[:-1].T, fitted[-1])


def _linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight.contiguous()), nn.Parameter(bias.contiguous())
    return layer


def bias_of(mask: Tensor) -> Tensor:
    """RETURNS: what keeps attention from padding, for `Layer`."""
    return (1.0 - mask.float())[:, None, None, :] * _IMPOSSIBLE


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


def take(net: Network, state: dict[str, Tensor]) -> None:
    """Gives the network weights, its layers the widths that these have.

    RAISES: KeyError, there is no place for a weight.
    """
    for number, layer in enumerate(net.layers):
        for name, part in layer.named_children():
            if isinstance(part, nn.Linear):
                setattr(layer, name, _linear(*(state[f"layers.{number}.{name}.{kind}"] for kind in ("weight", "bias"))))
    if unknown := net.load_state_dict(state, strict=False).unexpected_keys:
        raise KeyError(unknown)
