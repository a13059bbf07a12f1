"""The pipeline as it is loaded: what it costs to import, and what it knows beforehand."""

from __future__ import annotations

import subprocess
import sys

import pytest
from spacy.language import Language

from newsfacts import pipeline


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
    code = f"import sys, newsfacts.pipeline, spacy; assert 'typer' not in sys.modules; {asked}; assert 'typer' in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_no_common_word_makes_the_tokenizer_forget_the_rest(nlp: Language) -> None:
    words = list(pipeline._common(nlp.get_pipe(pipeline.ENCODER), nlp.tokenizer.rules))
    assert {"the", "The", "government", "years,", "said."} <= set(words)
    assert not [rule for rule, _ in nlp.tokenizer.explain(" ".join(words)) if rule.startswith("SPECIAL")]
