from __future__ import annotations

import pytest

from tests.newsfacts.entities.markup import spans

MISSED = [
    ("[Amina Okoro|PERSON] spoke. We saw Amina Okoro leave.", ["Amina Okoro"] * 2, "seen elsewhere"),
    ("[Tolm|GPE] fell. The tolm was paid.", ["Tolm"], "not capitalised"),
]


@pytest.mark.parametrize(("marked", "expected", "phenomenon"), MISSED, ids=[row[2] for row in MISSED])
def test_overlooked_names_are_added(marked: str, expected: list[str], phenomenon: str) -> None:
    assert [text for text, _ in spans(marked)] == expected
