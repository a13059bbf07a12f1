"""The clients that `make clients` generates compile strictly and get typed answers from a live service."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsfacts import __version__
from tests.clients import programs

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "file"), [("python", "smoke.py"), ("typescript", "smoke.ts")])
def test_generated_clients(language: str, file: str, tmp_path: Path, clients: Path, service: str) -> None:
    source = (HERE / file).read_text("utf-8").replace("http://localhost:8000", service)
    assert getattr(programs, language)(source, tmp_path, clients) == "done\n"


@pytest.mark.parametrize("folder", ["clients/typescript", "tests/browser/axe"])
def test_the_lock_names_no_registry_and_has_a_hash_for_each_package(folder: str) -> None:
    lock = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert packages
    assert [name for name, package in packages.items() if "resolved" in package or "integrity" not in package] == []


def test_the_package_is_the_service_s_version() -> None:
    package = json.loads((ROOT / "clients" / "typescript" / "package.json").read_text("utf-8"))
    assert package["version"] == __version__
