"""The stages in their order, and which of them are made."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.make import Stage, bring_up_to_date, stages
from training.stage import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "models", tmp_path / "out")


def test_a_stage_needs_only_what_is_given_or_was_made_before(places: Places) -> None:
    made: set[Path] = set()
    for each in stages(places):
        for path in each.inputs.values():
            assert path in made or places.data in path.parents or places.models in path.parents, each.name
        made |= {places.out / each.name / name for name in each.outputs}


def test_a_stage_is_made_once_until_what_it_is_made_of_changes(places: Places) -> None:
    source, calls = places.out / "source", []
    places.out.mkdir()
    source.write_text("1")

    def make() -> None:
        calls.append(source.read_text())
        (places.out / "copy" / "target").write_text(source.read_text())

    stage = Stage("copy", {"source": source}, ["target"], make)
    for text in ("1", "1", "2"):
        source.write_text(text)
        bring_up_to_date(stage, places)
    assert calls == ["1", "2"]


def test_what_is_missing_is_named(places: Places) -> None:
    teacher = next(each for each in stages(places) if each.name == "teacher")
    with pytest.raises(SystemExit, match="labels"):
        bring_up_to_date(teacher, places)
