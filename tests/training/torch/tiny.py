"""Tiny encoders in the form of published ones, for the tests of training."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from tests.training.articles import VOCABULARY

SIZE, INNER, LAYERS, HEADS, POSITIONS, BUCKETS = 16, 32, 2, 2, 162, 8

_DENSE = {"intermediate.dense": (INNER, SIZE), "output.dense": (SIZE, INNER)}
_BERT = {f"attention.{name}": (SIZE, SIZE) for name in ("self.query", "self.key", "self.value", "output.dense")}
_MPNET = {f"attention.attn.{name}": (SIZE, SIZE) for name in "qkvo"}
_NORMS = {"bert": "attention.output.LayerNorm", "mpnet": "attention.LayerNorm"}


def write(folder: Path, kind: str) -> Path:
    """Writes an encoder of the kind `bert` or `mpnet` with random weights. RETURNS: its folder."""
    torch.manual_seed(1)
    pieces = [*("<s>", "<pad>", "</s>", "<unk>"), *VOCABULARY, "<mask>"] if kind == "mpnet" else list(VOCABULARY)
    before = 2 if kind == "mpnet" else 0
    config = {
        "model_type": kind,
        "vocab_size": len(pieces),
        "hidden_size": SIZE,
        "intermediate_size": INNER,
        "num_attention_heads": HEADS,
        "num_hidden_layers": LAYERS,
        "max_position_embeddings": POSITIONS + before,
        "layer_norm_eps": 1e-5,
        "pad_token_id": 1,
        "relative_attention_num_buckets": BUCKETS,
    }
    shapes = {"embeddings.word_embeddings.weight": (len(pieces), SIZE)}
    shapes["embeddings.position_embeddings.weight"] = (POSITIONS + before, SIZE)
    if kind == "mpnet":
        shapes["encoder.relative_attention_bias.weight"] = (BUCKETS, HEADS)
    else:
        shapes["embeddings.token_type_embeddings.weight"] = (2, SIZE)
    norms = ["embeddings.LayerNorm"]
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}."
        for name, shape in ((_MPNET if kind == "mpnet" else _BERT) | _DENSE).items():
            shapes |= {f"{layer}{name}.weight": shape, f"{layer}{name}.bias": shape[:1]}
        norms += [layer + _NORMS[kind], layer + "output.LayerNorm"]
    weights = {name: torch.randn(shape) * 0.1 for name, shape in shapes.items()}
    for norm in norms:
        weights |= {f"{norm}.weight": torch.ones(SIZE), f"{norm}.bias": torch.zeros(SIZE)}
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    save_file(weights, folder / "model.safetensors")
    return folder
