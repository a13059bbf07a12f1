"""What programs of the service do first."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from service.start import prepare


@pytest.mark.parametrize(
    "asked",
    [
        "from spacy.cli.train import train",
        "import spacy.cli; spacy.cli.train",
        "from spacy.cli import train",
        "spacy.cli.train",
        "assert spacy.info(silent=True)",
    ],
)
def test_spacys_command_line_is_imported_when_asked_for_only(asked: str) -> None:
    code = f"import sys; from service.start import prepare; prepare(); import newsfacts.pipeline, spacy; assert 'typer' not in sys.modules; {asked}; assert 'typer' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_once_spacy_is_imported_nothing_is_put_off(monkeypatch: pytest.MonkeyPatch) -> None:

    before = sys.modules["spacy.cli.info"]
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        monkeypatch.setenv(variable, "2")
    prepare()
    assert sys.modules["spacy.cli.info"] is before
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
