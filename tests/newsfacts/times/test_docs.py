"""Every example of docs/times.md is what the service answers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from newsfacts.times import resolve_value

PAGE = (Path(__file__).parents[3] / "docs" / "times.md").read_text(encoding="utf-8")
TOLD, UNTOLD = (
    re.findall(r"^\| (?!Mention)(.+?) \| (.+?) \|$", part, re.MULTILINE) for part in PAGE.split("And null:")
)


@pytest.mark.parametrize(("mention", "value"), TOLD)
def test_values(mention: str, value: str) -> None:
    assert resolve_value(mention, published=date(2019, 9, 12)) == value


@pytest.mark.parametrize(("mention", "_why"), UNTOLD)
def test_null(mention: str, _why: str) -> None:
    assert resolve_value(mention, published=date(2019, 9, 12)) is None
