"""Which stages of the training are up to date."""

from __future__ import annotations

from pathlib import Path

from training.manifest import Manifest, digest, digests, made_with, up_to_date


def made(folder: Path) -> tuple[Path, dict[str, str]]:
    source, stage = folder / "train.jsonl", folder / "stage"
    source.write_text("{}\n")
    stage.mkdir()
    (stage / "weights").write_bytes(b"1234")
    inputs = digests({"data/train.jsonl": source})
    Manifest("stage", "r", inputs, digests({"weights": stage / "weights"}), made_with()).write(stage)
    return stage, inputs


def test_a_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_stage_is_up_to_date_when_nothing_has_changed(tmp_path: Path) -> None:
    stage, inputs = made(tmp_path)
    assert up_to_date(stage, "r", inputs)


def test_a_stage_is_out_of_date_when_something_has(tmp_path: Path) -> None:
    stage, inputs = made(tmp_path)
    assert not up_to_date(stage, "another recipe", inputs)
    assert not up_to_date(stage, "r", inputs | {"data/train.jsonl": "0"})
    assert not up_to_date(stage, "r", inputs | {"data/more.jsonl": "0"})
    (stage / "weights").write_bytes(b"12345")
    assert not up_to_date(stage, "r", inputs)
    (stage / "weights").unlink()
    assert not up_to_date(stage, "r", inputs)


def test_a_stage_that_was_never_finished_is_not_up_to_date(tmp_path: Path) -> None:
    assert not up_to_date(tmp_path, "r", {})


def test_the_record_says_what_the_stage_was_made_with() -> None:
    found = made_with()
    assert {"python", "newsfacts", "torch", "numpy"} <= found.keys()
    assert found["numpy"] != "none"
