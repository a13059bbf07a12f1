"""The released weights as a start for more training: what `training.export` wrote, read back.

Eight bits hold a weight to half a hundredth of its column's largest, which some steps of training mend.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from newsfacts.encoder.network import INPUTS
from training.batches import Batch
from training.network import HEAD_SIZE, Network, take


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
    factors = (HEAD_SIZE**-0.5, 1.0, 1.0)  # `export` moved the scale of attention inside
    for number in range(len(net.layers)):
        for kind in ("weight", "bias"):
            parts = np.split(found.pop(f"joined.{number}.{kind}"), 3)
            for part, values, factor in zip(("query", "key", "value"), parts, factors, strict=True):
                found[f"layers.{number}.{part}.{kind}"] = values / factor
    if "shares" in arrays:
        found["grammar.mixture"] = np.log(arrays["shares"])
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    for head, tables in settings["transitions"].items():
        for ours, theirs in (("transitions", "between"), ("start", "start"), ("end", "end")):
            found[f"{head}_crf.{ours}"] = np.array(tables[theirs], dtype=np.float32)
    state = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in found.items()}
    take(net, state)


class ReleasedStates:
    """The layers of the encoder as it is served, in 8 bits: for what is trained on top of it, four times as fast."""

    def __init__(self, folder: Path) -> None:
        """
        folder: holds `encoder.onnx`.
        """
        model = onnx.load(str(folder / "encoder.onnx"))
        norms = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
        del model.graph.output[:]
        for name in norms[2::2]:  # that of the embeddings, then two a layer
            model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(model.SerializeToString(), options)
        self._asked = {each.name for each in self._session.get_inputs()}

    def __call__(self, batch: Batch) -> list[Tensor]:
        """RETURNS: the state after each layer, batch × pieces × size, zero where there is padding."""
        found: list[Tensor] = []
        for row, length in enumerate(batch.mask.sum(1).tolist()):
            window = {name: values[row, :length].numpy() for name, values in zip(INPUTS, batch.inputs, strict=True)}
            spare = {name: np.zeros(1, dtype=np.int64) for name in self._asked - window.keys()}
            states = self._session.run(None, window | spare)
            if not found:
                found = [torch.zeros(*batch.mask.shape, state.shape[1]) for state in states]
            for place, state in zip(found, states, strict=True):
                place[row, :length] = torch.from_numpy(state)
        return found
