"""The trained network, run by onnxruntime on one thread, a window at a time.

Reading one window at a time needs no padding, bounds the memory, and makes the answer for a window independent of the
others: with 8-bit activations, a batch would be scaled as a whole.
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

from newsfacts.encoder.chain import Chain, Floats
from newsfacts.encoder.features import Pieces
from newsfacts.encoder.labels import DEPENDENCIES, FINE_TAGS, NAME_TAGS, PARTS_OF_SPEECH, QUOTE_TAGS, RELATIONS
from newsfacts.encoder.windows import windows
from newsfacts.encoder.wordpiece import CLS, SEP, WordPieces

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # otherwise it stores an id of the machine and reports to Microsoft
import onnxruntime

_WEIGHTS, _VOCABULARY, _SETTINGS = "encoder.onnx", "vocabulary.txt", "settings.json"
_TAGS = {
    **{"names": NAME_TAGS, "fine": FINE_TAGS, "quotes": QUOTE_TAGS},
    **{"parts": PARTS_OF_SPEECH, "dependencies": DEPENDENCIES},
}
INPUTS = ("ids", "casing", "spacing", "quoting")
"""The features of pieces that the network reads, besides the positions of the words' first pieces."""
_POINTING = ["askers", "answerers"]
_BY_WORD = ["names", "fine", "quotes", "parts", "starts", "arcs", "as_dependent", "as_governor"]


class DamagedWeightsError(Exception):
    """A file of the model is not the one that was released."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says about one window.

    `tokens` are the numbers of the window's words (tokens that have pieces); `places` are the positions of their first
    pieces in the window, with CLS at 0. `askers` and `answerers` are pieces (with CLS and SEP) × relations × size. All
    others are scores, one row per word: of tags; of a sentence's continuing or beginning there; of each word as its
    head (itself for a root); and of its relation to the head, by the word and by the head.
    """

    tokens: np.ndarray
    places: np.ndarray
    askers: Floats
    answerers: Floats
    names: Floats
    fine: Floats
    quotes: Floats
    parts: Floats
    starts: Floats
    arcs: Floats
    as_dependent: Floats
    as_governor: Floats


class Encoder:
    """The network with its vocabulary and the tables of its decoders. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """
        folder: has the weights in ONNX, the vocabulary (one piece per line) and the settings, as `training.export`
        writes them. onnxruntime reads the weights itself: given the bytes, it would keep two more copies.
        RAISES: DamagedWeightsError, a file does not have the digest in the settings.
        """
        self.settings = json.loads((folder / _SETTINGS).read_bytes())
        for name in (_WEIGHTS, _VOCABULARY):
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.settings["sha256"][name]:
                raise DamagedWeightsError(f"{name} does not have the digest that {_SETTINGS} gives")
        for head, tags in _TAGS.items():
            if tuple(self.settings["tags"].get(head, ())) != tags:
                raise DamagedWeightsError(f"the model's tags of {head} are not those of this version")
        self.wordpieces = WordPieces((folder / _VOCABULARY).read_text("utf-8").splitlines())
        self._special = (self.wordpieces.numbers[CLS], self.wordpieces.numbers[SEP])
        self.chains = {head: _chain(tables) for head, tables in self.settings["transitions"].items()}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False  # windows have all lengths: it would keep a plan for each
        options.log_severity_level = 3
        if saturates():
            options.add_session_config_entry("session.x64quantprecision", "1")
        self._session = onnxruntime.InferenceSession(folder / _WEIGHTS, options, providers=["CPUExecutionProvider"])

    @property
    def version(self) -> str:
        """RETURNS: twelve hexadecimal digits that identify the weights."""
        return str(self.settings["sha256"][_WEIGHTS][:12])

    def read(self, pieces: Pieces) -> Iterator[Reading]:
        """RETURNS: what the network says, window by window in text order. Linear in the text."""
        cls, sep = self._special
        tokens = np.flatnonzero(pieces.first >= 0)
        firsts = pieces.first[tokens]
        for start, end in windows(pieces, self.settings["limit"]):
            inputs = {"ids": np.concatenate(([cls], pieces.ids[start:end], [sep]))}
            for name in INPUTS[1:]:
                inputs[name] = np.concatenate(([0], getattr(pieces, name)[start:end], [0]))
            low, high = np.searchsorted(firsts, (start, end))
            inputs["firsts"] = places = firsts[low:high] - start + 1
            askers, answerers, *by_word = self._session.run(_POINTING + _BY_WORD, inputs)
            shape = (end - start + 2, len(RELATIONS), -1)
            yield Reading(
                tokens=tokens[low:high],
                places=places,
                askers=askers.reshape(shape),
                answerers=answerers.reshape(shape),
                **dict(zip(_BY_WORD, by_word, strict=True)),
            )


def saturates(processors: Path = Path("/proc/cpuinfo")) -> bool:
    """
    processors: Linux's description of them.
    RETURNS: whether sums of 8-bit products may overflow, as on x86 without VNNI; onnxruntime then has to compute them
    more precisely. True also if there is no description: on other processors this costs nothing.
    """
    try:
        return "vnni" not in processors.read_text(encoding="utf-8")
    except OSError:
        return True


def _chain(tables: dict[str, list[object]]) -> Chain:
    return Chain(*(np.array(tables[name], dtype=np.float32) for name in ("between", "start", "end")))


def load(folder: Traversable | None = None) -> Encoder:
    """
    folder: holds the three files of a model; the released one's if not given.
    RETURNS: the encoder.
    RAISES: DamagedWeightsError.
    """
    with as_file(folder or files("newsfacts.encoder").joinpath("model")) as path:
        return Encoder(path)
