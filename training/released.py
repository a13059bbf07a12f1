"""The weights as they are served, read back as a start for more training: what `training.export` wrote.

Eight bits hold a weight to half a hundredth of its column's largest, which some steps of training mend.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.network import Network, take

Array = NDArray[np.float32]

SERVED = Path(__file__).parent.parent / "newsfacts" / "encoder" / "model"


def take_released(net: Network, folder: Path = SERVED) -> None:
    """Gives the network the weights of a model as it is served; heads that are not exported stay as they are.

    folder: holds `encoder.onnx` and `settings.json`.
    RAISES: KeyError, a weight is missing.
    """
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    arrays = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = _plain(arrays) | _quantized(arrays)
    found["words.weight"] = arrays["rows"].astype(np.float32) * arrays["scale"]
    found["positions.weight"] = net.positions.weight.detach().numpy().copy()
    found["positions.weight"][: len(arrays["positions"])] = arrays["positions"]
    found["grammar.mixture"] = np.log(arrays["shares"])
    factors = (net.layers[0].head_size ** -0.5, 1.0, 1.0)  # `export` moved the scale of attention inside
    for number in range(len(net.layers)):
        for kind in ("weight", "bias"):
            parts = np.split(found.pop(f"joined.{number}.{kind}"), 3)
            for part, values, factor in zip(("query", "key", "value"), parts, factors, strict=True):
                found[f"layers.{number}.{part}.{kind}"] = values / np.float32(factor)
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    for head, tables in settings["transitions"].items():
        for ours, theirs in (("transitions", "between"), ("start", "start"), ("end", "end")):
            found[f"{head}_crf.{ours}"] = np.array(tables[theirs], dtype=np.float32)
    take(net, {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in found.items()})


def _plain(arrays: dict[str, Array]) -> dict[str, Array]:
    """RETURNS: the weights that are in single precision, by their names in the network."""
    return {
        name.removeprefix("net."): values
        for name, values in arrays.items()
        if name.endswith((".weight", ".bias")) and values.dtype == np.float32
    }


def _quantized(arrays: dict[str, Array]) -> dict[str, Array]:
    """RETURNS: the weights that are in eight bits, in single precision, by their names in the network."""
    found = {}
    for name, values in arrays.items():
        if name.endswith("_quantized"):
            whole = name.removesuffix("_quantized")
            zero, scale = arrays[whole + "_zero_point"].astype(np.float32), arrays[whole + "_scale"]
            found[whole.removeprefix("net.")] = ((values.astype(np.float32) - zero) * scale).T
    return found
