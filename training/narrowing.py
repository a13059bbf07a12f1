"""Leaves out of a network the heads of attention and the neurons that it can do without."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as fn

from training.layers import linear
from training.network import Network
from training.tensors import Batch

RIDGE = 1e-4


def narrow(net: Network, inner: int, heads: int, batches: Sequence[Batch], loss: Callable[[Batch], Tensor]) -> None:
    """Leaves of the network the `heads` heads of attention of most use, and of each layer the `inner` neurons.

    What those that stay add is fitted again, by least squares, to what all of them added together.

    heads: in all layers together, one in each at least: some need few. inner: in each layer.
    loss: how far what the network says of a batch is from what it should say, with gradients.
    """
    net.eval()
    kept = _useful_heads(net, heads, batches, loss)
    with torch.no_grad():
        inputs = [net.embedded(*batch.inputs) for batch in batches]
        biases = [net.bias(batch.mask) for batch in batches]
        real = [batch.mask.bool() for batch in batches]
        for layer, chosen in zip(net.layers, kept, strict=True):
            seen = torch.cat([layer.seen(x, bias)[rows] for x, bias, rows in zip(inputs, biases, real, strict=True)])
            places = torch.arange(seen.shape[1]).view(-1, layer.head_size)[chosen].flatten()
            fitted = _fitted(seen[:, places], layer.output(seen))
            for name in ("query", "key", "value"):
                whole = getattr(layer, name)
                setattr(layer, name, linear(whole.weight[places], whole.bias[places]))
            layer.output = fitted
            inputs = [layer.attend(x, bias) for x, bias in zip(inputs, biases, strict=True)]
            active = fn.gelu(layer.up(torch.cat([x[rows] for x, rows in zip(inputs, real, strict=True)])))
            neurons = (active.abs().mean(0) * layer.down.weight.norm(dim=0)).topk(inner).indices.sort().values
            layer.down = _fitted(active[:, neurons], layer.down(active))
            layer.up = linear(layer.up.weight[neurons], layer.up.bias[neurons])
            inputs = [layer.last_norm(x + layer.down(fn.gelu(layer.up(x)))) for x in inputs]


def _useful_heads(net: Network, count: int, batches: Sequence[Batch], loss: Callable[[Batch], Tensor]) -> list[Tensor]:
    """RETURNS: of each layer, which heads are among the `count` whose gates the loss depends on most.

    After Michel et al. 2019, "Are sixteen heads really better than one?". The gradient at a gate on what a head adds is
    that at the weights which add it, times these, summed. Every layer keeps one head.
    """
    uses = [torch.zeros(layer.output.in_features // layer.head_size) for layer in net.layers]
    outputs = [layer.output.weight for layer in net.layers]
    for batch in batches:
        gradients = torch.autograd.grad(loss(batch), outputs)
        for use, weight, gradient in zip(uses, outputs, gradients, strict=True):
            use += (weight * gradient).detach().view(len(weight), -1, net.layers[0].head_size).sum((0, 2)).abs()
    least = torch.cat(uses).sort(descending=True).values[count - 1]
    return [use >= torch.minimum(least, use.max()) for use in uses]


def _fitted(x: Tensor, wanted: Tensor) -> nn.Linear:
    """RETURNS: the layer that makes of the rows of `x` those of `wanted`, as nearly as can be."""
    x = torch.cat([x, torch.ones(len(x), 1)], 1).double()
    gram = x.T @ x
    ridge = RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
    fitted = torch.linalg.solve(gram + ridge, x.T @ wanted.double()).float()
    return linear(fitted[:-1].T, fitted[-1])
