"""Recipes of the training's stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.recipe import FOLDER, load

PLAIN = """
task = "annotations"
encoder = "mpnet"
steps = 100
decay = 40
warm_up = 10
[rates]
encoder = 1e-4
heads = 8e-4
pointers = 2e-3
[[data]]
kind = "polnear"
path = "polnear.jsonl"
"""


def read(folder: Path, text: str):
    path = folder / "plain.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_a_recipe_is_named_after_its_file_and_has_its_values(tmp_path: Path) -> None:
    recipe = read(tmp_path, PLAIN)
    assert (recipe.name, recipe.steps, recipe.rates.pointers, recipe.rates.transitions) == ("plain", 100, 2e-3, 5e-3)
    assert [(source.kind, source.times) for source in recipe.data] == [("polnear", 1)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("steps = 100", "step = 100", "unknown: step"),
        ("steps = 100\n", "", "missing: steps"),
        ("pointers = 2e-3", "", "missing: pointers"),
        ("heads = 8e-4", "heads = 8e-4\nhead = 1", "unknown: head"),
        ('kind = "polnear"', 'kind = "polnaer"', "polnaer"),
        ('task = "annotations"', 'task = "teacher"', "a teacher goes with"),
        ('task = "annotations"', 'task = "annotations"\nnarrow = [8, 2]', "narrowing"),
        ("decay = 40", "decay = 101", "no longer than steps"),
    ],
)
def test_a_recipe_that_cannot_be_meant_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in PLAIN
    with pytest.raises(ValueError, match=said):
        read(tmp_path, PLAIN.replace(old, new))


def test_the_rate_rises_stays_and_falls(tmp_path: Path) -> None:
    recipe = read(tmp_path, PLAIN)
    assert [recipe.factor(step) for step in (0, 4, 9, 30, 60, 80, 99)] == [0.1, 0.5, 1.0, 1.0, 1.0, 0.5, 0.025]


def test_a_longer_run_is_the_same_until_the_shorter_one_decays(tmp_path: Path) -> None:
    short, long = (read(tmp_path, PLAIN.replace("100", steps)) for steps in ("100", "500"))
    assert all(short.factor(step) == long.factor(step) for step in range(61))


def test_every_recipe_can_be_read_and_its_earlier_stages_exist() -> None:
    recipes = {path.stem: load(path) for path in FOLDER.glob("*.toml")}
    assert set(recipes) == {"teacher", "wide", "student", "grammar"}
    for recipe in recipes.values():
        assert {recipe.start, recipe.teacher, recipe.states} - {None} <= recipes.keys()
        assert not [source.path for source in recipe.data if "dev" in source.path or "test" in source.path]
