"""The trained network, run by onnxruntime on one thread, a window at a time.

A window at a time pads nothing, bounds the memory, and makes what is said of a window independent of its neighbours:
with 8-bit activations, a batch would be scaled as a whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from service.nlp.encoder.chain import Chain, Floats
from service.nlp.encoder.features import Pieces
from service.nlp.encoder.labels import FINE_TAGS, NAME_TAGS, QUOTE_TAGS, RELATIONS
from service.nlp.encoder.windows import windows
from service.nlp.encoder.wordpiece import CLS, SEP, WordPieces

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # or it keeps a number of the machine, and reports to Microsoft
import onnxruntime

_WEIGHTS, _VOCABULARY, _SETTINGS = "encoder.onnx", "vocabulary.txt", "settings.json"
_OUTPUTS = ["names", "fine", "quotes", "askers", "answerers"]


class DamagedWeightsError(Exception):
    """A file of the model is not the one that was released."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says about one window.

    `tokens` are the numbers of the window's tokens that have pieces; `places` where their first pieces stand in the
    window, CLS at 0. `names`, `fine` and `quotes` are scores, a row a token; `askers` and `answerers` have a row a
    piece, CLS and SEP among them: pieces × relation × size.
    """

    tokens: np.ndarray
    places: np.ndarray
    names: Floats
    fine: Floats
    quotes: Floats
    askers: Floats
    answerers: Floats


class Encoder:
    """The network with its vocabulary and the tables of its decoders. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """
        folder: holds the weights in ONNX, the vocabulary, a piece a line, and the settings, as `training.export` writes
        them. onnxruntime reads the weights itself: of bytes that it is given it keeps two more copies.
        RAISES: DamagedWeightsError, a digest in the settings is not that of its file.
        """
        self.settings = json.loads((folder / _SETTINGS).read_bytes())
        for name in (_WEIGHTS, _VOCABULARY):
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.settings["sha256"][name]:
                raise DamagedWeightsError(f"{name} does not have the digest that {_SETTINGS} gives")
        for head, tags in (("names", NAME_TAGS), ("fine", FINE_TAGS), ("quotes", QUOTE_TAGS)):
            if tuple(self.settings["tags"][head]) != tags:
                raise DamagedWeightsError(f"the model's tags of {head} are not those of this version")
        self.wordpieces = WordPieces((folder / _VOCABULARY).read_text("utf-8").splitlines())
        self._special = (self.wordpieces.numbers[CLS], self.wordpieces.numbers[SEP])
        self.chains = {head: _chain(tables) for head, tables in self.settings["transitions"].items()}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep what the largest window took
        options.enable_mem_pattern = False  # windows have all lengths: it would keep a plan for each
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(folder / _WEIGHTS, options, providers=["CPUExecutionProvider"])

    def read(self, pieces: Pieces) -> Iterator[Reading]:
        """RETURNS: what the network says, window by window in text order. Linear in the text."""
        cls, sep = self._special
        tokens = np.flatnonzero(pieces.first >= 0)
        firsts = pieces.first[tokens]
        for start, end in windows(pieces, self.settings["limit"]):
            inputs = {"ids": np.concatenate(([cls], pieces.ids[start:end], [sep]))}
            for name in ("casing", "spacing", "quoting"):
                inputs[name] = np.concatenate(([0], getattr(pieces, name)[start:end], [0]))
            names, fine, quotes, askers, answerers = self._session.run(_OUTPUTS, inputs)
            low, high = np.searchsorted(firsts, (start, end))
            places = firsts[low:high] - start + 1
            shape = (end - start + 2, len(RELATIONS), -1)
            yield Reading(
                tokens=tokens[low:high],
                places=places,
                names=names[places],
                fine=fine[places],
                quotes=quotes[places],
                askers=askers.reshape(shape),
                answerers=answerers.reshape(shape),
            )


def _chain(tables: dict[str, list[object]]) -> Chain:
    return Chain(*(np.array(tables[name], dtype=np.float32) for name in ("between", "start", "end")))


def load(folder: Traversable | None = None) -> Encoder:
    """
    folder: holds the three files of a model; the released one's if not given.
    RETURNS: the encoder.
    RAISES: DamagedWeightsError.
    """
    with as_file(folder or files("service.nlp.encoder").joinpath("model")) as path:
        return Encoder(path)
