"""The package as a library: what importing it brings along, and what it leaves as it was."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsfacts
from newsfacts.extractor import Extractor

APPLICATION = ("flask", "marshmallow", "gunicorn", "click.testing", "prometheus_client", "schemas", "service")


def modules_after(code: str) -> set[str]:
    """RETURNS: the modules that a fresh process has imported after `code`."""
    command = [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("code", ["import newsfacts", "import newsfacts; newsfacts.load()"])
def test_the_library_imports_nothing_of_the_application(code: str) -> None:
    assert not modules_after(code).intersection(APPLICATION)


def test_importing_the_package_imports_no_spacy() -> None:
    assert not modules_after("import newsfacts").intersection({"spacy", "numpy", "onnxruntime"})


def test_the_application_can_be_imported_without_the_library_at_work() -> None:
    assert not modules_after("import service, schemas.facts, schemas.requests").intersection(
        {"spacy", "numpy", "flask"}
    )


def test_what_is_global_stays_as_it_was() -> None:
    """Threads of numpy, the operations of thinc, spaCy's command line, the environment."""
    code = """
import os, numpy, spacy, thinc.api
from threadpoolctl import threadpool_info
def state():
    return [pool["num_threads"] for pool in threadpool_info()], type(thinc.api.get_current_ops()), spacy.cli.info, [
        name for name in os.environ if name.endswith("_NUM_THREADS")
    ]
before = state()
import newsfacts
newsfacts.load().extract(newsfacts.Article(text="Police said 5 men died."))
assert state() == before, (state(), before)
"""
    environment = {"PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_names_of_the_package(extractor: Extractor) -> None:
    assert set(newsfacts.__all__) <= set(dir(newsfacts))
    assert newsfacts.Extractor is Extractor
    assert extractor.meta.service_version == newsfacts.__version__
    with pytest.raises(AttributeError, match="Extraktor"):
        newsfacts.Extraktor  # type: ignore[attr-defined]  # noqa: B018
