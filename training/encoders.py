"""Published encoders, read as our network. A folder holds `config.json`, `model.safetensors` and `vocab.txt`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor

from newsfacts.encoder.wordpiece import CLS, MASK, SEP
from training.network import Network, Sizes

_BERT = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "last_norm": "output.LayerNorm",
}
_MPNET = _BERT | {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "output": "attention.attn.o",
    "norm": "attention.LayerNorm",
}
_MPNET_SPECIAL = {CLS: "<s>", SEP: "</s>", MASK: "<mask>"}
_MPNET_SHIFT = 4
"""Pieces of its own before those of BERT."""


def vocabulary(folder: Path) -> list[str]:
    """RETURNS: BERT's pieces, by their numbers, whichever of the two kinds the encoder is."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return pieces[_MPNET_SHIFT:-1] if pieces[0] == _MPNET_SPECIAL[CLS] else pieces


def read(folder: Path) -> Network:
    """
    folder: a BERT or an MPNet, uncased.
    RETURNS: a network with its weights; the heads, and the embeddings of casing, spacing and quotes, are new. It reads
    the numbers of BERT's pieces.
    RAISES: KeyError, a weight is missing.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert.").removeprefix("mpnet."): weight for name, weight in weights.items()}
    if config["model_type"] == "mpnet":
        return _mpnet(config, weights, (folder / "vocab.txt").read_text(encoding="utf-8").splitlines())
    return _bert(config, weights)


def _bert(config: Mapping[str, Any], weights: Mapping[str, Tensor]) -> Network:
    """One segment only: its embedding is a part of every position's."""
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    own = {
        "words.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"] + segment,
    }
    return _filled(_sizes(config), weights, own, _BERT)


def _mpnet(config: Mapping[str, Any], weights: Mapping[str, Tensor], pieces: list[str]) -> Network:
    """The rows of its word embeddings are put in BERT's order, with its own special pieces in their places."""
    rows = torch.arange(_MPNET_SHIFT, len(pieces) - 1)
    for ours, theirs in _MPNET_SPECIAL.items():
        rows[pieces.index(ours) - _MPNET_SHIFT] = pieces.index(theirs)
    before = config["pad_token_id"] + 1  # positions that no piece has
    sizes = _sizes(config, vocabulary=len(rows), before=before, buckets=config["relative_attention_num_buckets"])
    own = {
        "words.weight": weights["embeddings.word_embeddings.weight"][rows],
        "positions.weight": weights["embeddings.position_embeddings.weight"][before:],
        "relative.table.weight": weights["encoder.relative_attention_bias.weight"],
    }
    return _filled(sizes, weights, own, _MPNET)


def _sizes(config: Mapping[str, Any], *, vocabulary: int | None = None, before: int = 0, buckets: int = 0) -> Sizes:
    return Sizes(
        vocabulary=vocabulary or config["vocab_size"],
        size=config["hidden_size"],
        inner=config["intermediate_size"],
        heads=config["num_attention_heads"],
        head_size=config["hidden_size"] // config["num_attention_heads"],
        layers=config["num_hidden_layers"],
        positions=config["max_position_embeddings"] - before,
        epsilon=config["layer_norm_eps"],
        buckets=buckets,
    )


def _filled(
    sizes: Sizes, weights: Mapping[str, Tensor], own: Mapping[str, Tensor], parts: Mapping[str, str]
) -> Network:
    net = Network(sizes)
    state = dict(own)
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for number in range(sizes.layers):
            for ours, theirs in parts.items():
                state[f"layers.{number}.{ours}.{kind}"] = weights[f"encoder.layer.{number}.{theirs}.{kind}"]
    if unknown := net.load_state_dict(state, strict=False).unexpected_keys:
        raise KeyError(unknown)
    return net
