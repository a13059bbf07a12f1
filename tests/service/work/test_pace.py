"""The pace of analyses."""

from __future__ import annotations

import pytest

from service.work.pace import USUAL, Pace


def test_it_begins_with_the_usual_one() -> None:
    assert Pace().seconds(1_000) == pytest.approx(1_000 * USUAL)


def test_it_follows_what_analyses_take() -> None:
    pace = Pace()
    for seconds in (1.0, 5.0):
        for _ in range(200):
            pace.note(1_000, seconds)
        assert pace.seconds(1_000) == pytest.approx(seconds, rel=0.01)
