"""The released weights as a start for more training: what `training.export` wrote, read back.

Eight bits hold a weight to half a hundredth of its column's largest, which some steps of training mend.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.network import Network


def take_released(net: Network, folder: Path) -> None:
    """Gives the network the weights of a model as it is served; heads that are not exported stay as they are.

    folder: holds `encoder.onnx` and `settings.json`.
    RAISES: KeyError, a weight is missing.
    """
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    arrays = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {
        name.removeprefix("net."): values.astype(np.float32)
        for name, values in arrays.items()
        if name.endswith((".weight", ".bias")) and values.dtype == np.float32
    }
    for name, values in arrays.items():
        if name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            zero, scale = arrays[whole + "_zero_point"].astype(np.float32), arrays[whole + "_scale"]
            found[whole.removeprefix("net.")] = ((values.astype(np.float32) - zero) * scale).T
    found["words.weight"] = arrays["rows"].astype(np.float32) * arrays["scale"]
    found["positions.weight"] = net.positions.weight.detach().numpy().copy()
    found["positions.weight"][: len(arrays["positions"])] = arrays["positions"]
    for number, layer in enumerate(net.layers):
        width = layer.query.in_features
        factors = ((width // layer.heads) ** -0.5, 1.0, 1.0)  # `export` moved the scale of attention inside
        for kind in ("weight", "bias"):
            parts = np.split(found.pop(f"joined.{number}.{kind}"), 3)
            for part, values, factor in zip(("query", "key", "value"), parts, factors, strict=True):
                found[f"layers.{number}.{part}.{kind}"] = values / factor
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    for head, tables in settings["transitions"].items():
        for ours, theirs in (("transitions", "between"), ("start", "start"), ("end", "end")):
            found[f"{head}_crf.{ours}"] = np.array(tables[theirs], dtype=np.float32)
    state = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in found.items()}
    unknown = net.load_state_dict(state, strict=False)
    if unknown.unexpected_keys:
        raise KeyError(unknown.unexpected_keys)
