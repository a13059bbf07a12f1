"""What `pip` builds and installs: the library alone, in an environment and a folder that are a user's."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "library.md").read_text("utf-8")
PROGRAMS = re.findall(r"^```python\n((?:(?!```).)*?)^```\n\nprints\n\n```\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
BUILT_OF = ("newsfacts", "schemas", "service", "docs/library.md", "LICENSE", "LICENSES", "pyproject.toml")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The distribution, built in a copy of the checkout."""
    folder = tmp_path_factory.mktemp("build")
    for name in BUILT_OF:
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, target)
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder / "dist", folder)
    (built,) = (folder / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the distribution, and the packages of this one for what it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    found = folder / "bin" / "python"
    pip("--python", found, "install", "--no-deps", "--no-index", wheel)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A user's folder, with modules of the names that the application's packages have."""
    for name in ("service", "schemas"):
        (tmp_path / f"{name}.py").write_text("raise ImportError('not for newsfacts')\n", "utf-8")
    return tmp_path


def pip(*arguments: object) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)], check=True
    )


def run(python: Path, folder: Path, program: str) -> str:
    """RETURNS: what the program prints, run in the user's folder."""
    (folder / "program.py").write_text(program, "utf-8")
    ran = subprocess.run([python, "program.py"], cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_wheel_holds_the_library_alone(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"newsfacts", names[-1].split("/")[0]}
    files = {str(file.relative_to(ROOT)) for file in (ROOT / "newsfacts").rglob("*") if file.is_file()}
    assert {file for file in files if "__pycache__" not in file} == {n for n in names if n.startswith("newsfacts/")}


def test_the_wheel_has_the_text_of_each_licence_that_it_names_and_no_other(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    (expression,) = re.findall(r"^License-Expression: (.+)$", metadata, re.MULTILINE)
    texts = {name.partition("/licenses/")[2] for name in archive.namelist() if "/licenses/" in name}
    named = expression.split(" AND ")
    assert texts == {"LICENSE", "LICENSES/README.md", *(f"LICENSES/{name}.txt" for name in named if name != "MIT")}


def test_every_licence_but_that_of_the_code_is_some_datas() -> None:
    rows = re.findall(
        r"^\| (`.+?) \| .+ \| (.+?) \|$", (ROOT / "LICENSES" / "README.md").read_text("utf-8"), re.MULTILINE
    )
    licences = {file.stem for file in (ROOT / "LICENSES").glob("*.txt")}
    assert {name for name in licences for _, licence in rows if name in licence} == licences
    for files, _ in rows:
        assert all((ROOT / "newsfacts" / file).exists() for file in re.findall("`(.+?)`", files))


def test_it_loads_beside_a_users_own_modules(python: Path, folder: Path) -> None:
    subprocess.run([python, "-c", "import newsfacts; newsfacts.load()"], cwd=folder, check=True)


@pytest.mark.parametrize(("program", "printed"), PROGRAMS)
def test_programs_of_the_page(python: Path, folder: Path, program: str, printed: str) -> None:
    assert run(python, folder, program) == printed


def test_the_pipeline_of_the_page_is_the_one_that_is_loaded(python: Path, folder: Path) -> None:
    made = PROGRAMS[1][0].split("doc = ")[0]
    compared = """
import newsfacts
from newsfacts.extractor import Extractor
article = newsfacts.Article(text="“It is safe,” Anna Berg said. At least 12 men were hurt in Oslo on Monday, police said.")
print(Extractor(nlp).extract(article) == newsfacts.load().extract(article))
"""
    assert run(python, folder, made + compared) == "True\n"
