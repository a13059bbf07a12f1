"""What the command says before it comes to the engine."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from service import cli
from service.bulk import command


@pytest.mark.parametrize("missing", ["ray", "pyarrow"])
def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == missing else object())
    result = CliRunner().invoke(cli.main, ["bulk", "articles.ndjson", "--output", "facts"])
    assert result.exit_code == 2
    assert "pip install 'ray[data]>=" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output", "facts"], "Missing argument 'INPUTS...'"),
        (["articles.ndjson"], "Missing option '--output'"),
        (["articles.ndjson", "--output", "facts", "--actors", "0"], "--actors"),
        (["articles.ndjson", "--output", "facts", "--part-documents", "0"], "--part-documents"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(cli.main, ["bulk", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr
