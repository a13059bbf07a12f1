"""What is given back can be told of the process itself."""

from __future__ import annotations

import gc

import pytest

from service import memory


def test_what_is_alive_is_passed_over_by_the_collector() -> None:
    before = gc.get_freeze_count()
    kept = [[number] for number in range(1_000)]
    try:
        memory.share()
        assert gc.get_freeze_count() >= before + len(kept)
    finally:
        gc.unfreeze()


def test_a_c_library_without_trimming_is_none_the_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.give_back()
    monkeypatch.setattr(memory, "_trim", None)
    memory.give_back()
