"""The image's bill of materials: what `requirements/run.txt` pins, all of it and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.slow
def test_it_lists_what_is_pinned() -> None:
    subprocess.run(["make", "--no-print-directory", "sbom"], cwd=ROOT, check=True)
    bill = json.loads(read("build/newsfacts.cdx.json"))
    listed = {normal(component["name"]): component["version"] for component in bill["components"]}
    pinned = re.findall(r"^([\w-]+)==([^ ]+)( ;)?", read("requirements/run.txt"), re.MULTILINE)
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["metadata"]["component"]["name"] == "newsfacts"
    assert listed.items() >= {(name, version) for name, version, marker in pinned if not marker}
    assert listed.items() <= {(name, version) for name, version, _ in pinned}
    assert all(component["purl"].startswith("pkg:pypi/") for component in bill["components"])


def test_the_image_makes_it_the_same_way() -> None:
    (options,) = re.findall(r"^SBOM := (.*)$", read("Makefile"), re.MULTILINE)
    assert f"cyclonedx-py environment {options} " in read("Dockerfile")
