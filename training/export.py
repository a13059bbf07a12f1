"""Writes what is served: the network as ONNX with 8-bit weights, its vocabulary, and the tables of the decoders.

    python -m training.export STATE --encoder FOLDER --out FOLDER

Weight matrices are quantised by channel and activations as they come (`quantize_dynamic`); the word embeddings, half of
all weights, by row. The command exports the running average of a stage that is not at its end: its `state.pt`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as fn

from newsfacts.encoder.features import Casing, Quoting, Spacing
from newsfacts.encoder.labels import DEPENDENCIES, FINE_TAGS, NAME_TAGS, PARTS_OF_SPEECH, QUOTE_TAGS, RELATIONS
from newsfacts.encoder.network import INPUTS
from newsfacts.encoder.windows import LIMIT
from training import encoders
from training.layers import ARC_SIZE, Layer
from training.manifest import digests
from training.network import Network, take

TAGGED, POINTING = ("names", "fine", "quotes"), ("askers", "answerers")
GRAMMAR = ("parts", "starts", "arcs", "as_dependent", "as_governor")
DECIMALS = 4


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("state", type=Path)
    parser.add_argument("--encoder", required=True, type=Path, help="the published one that the stage started from")
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    net = encoders.read(arguments.encoder)
    take(net, torch.load(arguments.state, map_location="cpu", weights_only=True)["average"])
    export(net.eval(), encoders.vocabulary(arguments.encoder), arguments.out)


def export(net: Network, pieces: Sequence[str], out: Path) -> None:
    """
    Writes `encoder.onnx`, `vocabulary.txt` and `settings.json`.

    pieces: the vocabulary, by the pieces' numbers.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write_onnx(net, plain)
        quantize_dynamic(
            plain,
            out / "encoder.onnx",
            op_types_to_quantize=["MatMul"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    (out / "vocabulary.txt").write_text("".join(piece + "\n" for piece in pieces), encoding="utf-8")
    settings = {
        "sha256": digests({name: out / name for name in ("encoder.onnx", "vocabulary.txt")}),
        "limit": LIMIT,
        "tags": {
            **{"names": NAME_TAGS, "fine": FINE_TAGS, "quotes": QUOTE_TAGS},
            **{"parts": PARTS_OF_SPEECH, "dependencies": DEPENDENCIES},
        },
        "relations": RELATIONS,
        "transitions": {name: _tables(net, name) for name in ("names", "quotes")},
    }
    (out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def write_onnx(net: Network, path: Path) -> None:
    """Writes the network in single precision, its word embeddings in 8 bits."""
    dice = torch.Generator().manual_seed(1)
    window = [torch.randint(0, net.words.num_embeddings, (50,), generator=dice)]
    window += [torch.randint(0, len(kinds), (50,), generator=dice) for kinds in (Casing, Spacing, Quoting)]
    served = Served(net).eval()
    with torch.inference_mode():
        exact = net(*(values[None] for values in window), torch.ones(1, 50))[-1][0]
        print("largest difference by the embeddings' 8 bits:", float((served.states(*window)[-1] - exact).abs().max()))
    pieces = {name: {0: "pieces"} for name in (*INPUTS, *POINTING)}
    words = {name: {0: "words"} for name in ("firsts", *TAGGED, *GRAMMAR)}
    torch.onnx.export(
        served,
        (*window, torch.arange(1, 40)),
        str(path),
        input_names=[*INPUTS, "firsts"],
        output_names=[*TAGGED, *POINTING, *GRAMMAR],
        opset_version=17,
        dynamo=False,
        dynamic_axes=pieces | words | {"arcs": {0: "words", 1: "words"}},
    )


class Served(nn.Module):
    """The network as it is served: one window a call, so nothing is padded; the scores of all heads."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net
        weight = net.words.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.register_buffer("positions", net.positions.weight.detach()[: LIMIT + 2].clone())
        self.register_buffer("shares", torch.softmax(net.grammar.mixture.detach(), 0))
        self.register_buffer("relative", net.relative(LIMIT + 2).detach().clone() if net.relative else None)
        self.joined = nn.ModuleList(_joined(layer) for layer in net.layers)

    def states(self, ids: Tensor, casing: Tensor, spacing: Tensor, quoting: Tensor) -> list[Tensor]:
        """As `Network.forward`, without a batch, and written so that the graph is small. RETURNS: pieces × size."""
        net = self.net
        x = fn.embedding(ids, self.rows).float() * fn.embedding(ids, self.scale)
        x = x + net.casing(casing) + net.spacing(spacing) + net.quoting(quoting)
        x = net.norm(x + self.positions[: ids.shape[0]])
        found = []
        for layer, joined in zip(net.layers, self.joined, strict=True):
            width, size = layer.query.out_features, layer.head_size
            q, k, v = joined(x).view(-1, 3, width // size, size).permute(1, 2, 0, 3)
            scores = torch.matmul(q, k.transpose(-1, -2))
            if self.relative is not None:
                scores = scores + self.relative[:, : ids.shape[0], : ids.shape[0]]
            seen = torch.matmul(torch.softmax(scores, -1), v)
            seen = seen.transpose(0, 1).reshape(-1, width)
            x = layer.norm(layer.output(seen) + x)
            x = layer.last_norm(layer.down(fn.gelu(layer.up(x))) + x)
            found.append(x)
        return found

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """inputs: those of `INPUTS`, and the places of the words' first pieces.

        RETURNS: the scores of each head, words × tags; the pointers' two sides, pieces × size; the grammar's scores.
        """
        *window, firsts = inputs
        net, grammar = self.net, self.net.grammar
        states = self.states(*window)
        words = states[-1][firsts]
        mixed = sum((state * share for share, state in zip(self.shares, states, strict=True)), torch.zeros(()))[firsts]
        arcs = grammar.dependents(mixed) @ grammar.governors(mixed).T * ARC_SIZE**-0.5
        return (
            *(getattr(net, name)(words) for name in TAGGED),
            *(getattr(net, name)(states[-1]) for name in POINTING),
            *(grammar.parts(mixed), grammar.starts(mixed), arcs),
            *(grammar.as_dependent(mixed), grammar.as_governor(mixed)),
        )


def _joined(layer: Layer) -> nn.Linear:
    """RETURNS: query, key and value as one matrix, with the scale of the attention's scores inside."""
    joined = nn.Linear(layer.query.in_features, 3 * layer.query.out_features)
    parts = (layer.query, layer.head_size**-0.5), (layer.key, 1.0), (layer.value, 1.0)
    joined.weight = nn.Parameter(torch.cat([part.weight.detach() * factor for part, factor in parts]))
    joined.bias = nn.Parameter(torch.cat([part.bias.detach() * factor for part, factor in parts]))
    return joined


def _tables(net: Network, head: str) -> dict[str, list[object]]:
    tables = getattr(net, head + "_crf").tables()
    named = zip(("between", "start", "end"), tables, strict=True)
    return {name: np.round(table.detach().numpy().astype(float), DECIMALS).tolist() for name, table in named}


if __name__ == "__main__":
    main()
