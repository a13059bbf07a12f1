"""All stages of the training on tiny encoders and a dozen made-up sentences, and what is served of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from newsfacts.encoder import network as served
from newsfacts.encoder.features import pieces
from newsfacts.encoder.wordpiece import WordPieces
from newsfacts.text.layout.marks import quotations
from newsfacts.text.layout.paragraphs import paragraphs
from tests.training.articles import VOCABULARY, named, quoted
from tests.training.torch import tiny
from training import encoders, labels, stage
from training.batches import Window, collate
from training.examples import example
from training.export import export
from training.network import Network
from training.other_names import Geography
from training.recipe import Rates, Recipe, Source
from training.released import take_released
from training.stage import Places
from training.tensors import Batch
from training.weights import Place, Weights

DATA = (
    Source(kind="worldwide", path="named.jsonl"),
    Source(kind="polnear", path="quoted.jsonl", times=2),
)
RATES = Rates(encoder=3e-3, heads=1e-2, pointers=1e-2)
TEACHER = Recipe(
    name="teacher", task="annotations", encoder="mpnet", steps=200, decay=40, warm_up=5, batch=2, dropout=0.0,
    rates=RATES, data=DATA,
)  # fmt: skip
WIDE = replace(TEACHER, name="wide", task="teacher", encoder="minilm", teacher="teacher", steps=30, decay=10)
STUDENT = replace(WIDE, name="student", start="wide", states="wide", narrow=(16, 3), steps=30)
GRAMMAR = replace(TEACHER, name="grammar", task="grammar", encoder="minilm", start="student", steps=20, decay=20)
GEOGRAPHY = Geography(["Chad"], [["Sarh", "Moundou"]])


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    folder = tmp_path_factory.mktemp("training")
    found = Places(folder, folder / "models", folder / "out")
    tiny.write(found.models / "mpnet", "mpnet")
    tiny.write(found.models / "minilm", "bert")
    rows = [row | {"id": f"{row['id']}-a"} for row in named()], [row | {"id": f"{row['id']}-a"} for row in quoted()]
    for name, articles in zip(("named", "quoted"), rows, strict=True):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")
    fine, parses = [], []
    for row in [*rows[0], *rows[1]]:
        count = len(example(row, WordPieces(VOCABULARY)).tokens)
        fine.append({"id": row["id"], "entities": []})
        parses.append({"id": row["id"], "tags": [9] * count, "relations": [8] * count, "heads": [0] * count})
    labels.write(fine, found.labels / "fine.jsonl.gz")
    labels.write(parses, found.labels / "parses-sm.jsonl.gz")
    return found


@pytest.fixture(scope="session")
def trained(places: Places) -> Places:
    """All stages, in their order."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "geography", lambda: GEOGRAPHY)
        for recipe in (TEACHER, WIDE, STUDENT, GRAMMAR):
            stage.run(recipe, places, {"teacher": "mpnet", "wide": "minilm"}.__getitem__)
    return places


def beside(trained: Places, folder: Path) -> Places:
    """RETURNS: the same places, but for what is made, which goes into `folder`."""
    folder.mkdir(exist_ok=True)
    (folder / "labels").symlink_to(trained.labels)
    return replace(trained, out=folder)


def batch() -> Batch:
    wordpieces = WordPieces(VOCABULARY)
    made = [example(row, wordpieces) for row in (*named(), *quoted())]
    return Batch.of(collate([Window(each, 0, len(each.pieces.ids)) for each in made], (2, 3, 4)))


def finished(places: Places, name: str, encoder: str) -> Network:
    return stage.finished(places.models / encoder, places.weights(name))


def share_right(net: Network, head: str) -> float:
    """RETURNS: how many words of the articles have the annotated tag."""
    asked = batch()
    words = net(*asked.inputs, asked.mask)[-1].gather(1, asked.first[:, :, None].expand(-1, -1, tiny.SIZE))
    tags = getattr(asked, head)
    known = tags >= 0
    assert (tags[known] > 0).float().mean() > 0.2
    return float((getattr(net, head)(words).argmax(-1) == tags)[known].float().mean())


@pytest.mark.parametrize("head", ["names", "quotes"])
def test_the_teacher_has_learnt_what_stands_in_its_articles(trained: Places, head: str) -> None:
    assert share_right(finished(trained, "teacher", "mpnet"), head) > 0.9


def test_short_layers_learn_as_well_and_are_saved_in_full(
    trained: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "geography", lambda: GEOGRAPHY)
    monkeypatch.setattr("training.weights.SHORT", True)
    places = beside(trained, tmp_path)
    stage.run(replace(TEACHER, short=True), places, str)
    net = finished(places, "teacher", "mpnet")
    assert {weight.dtype for weight in net.state_dict().values() if weight.is_floating_point()} == {torch.float32}
    assert min(share_right(net, head) for head in ("names", "quotes")) > 0.9
    state = torch.load(tmp_path / "teacher" / "state.pt", weights_only=True)
    assert {weight.dtype for weight in state["net"].values()} == {torch.float32}


def test_the_pupils_have_learnt_from_the_teacher_and_lost_half_their_neurons(trained: Places) -> None:
    net = finished(trained, "student", "minilm")
    assert {layer.up.out_features for layer in net.layers} == {16}
    assert sum(layer.query.out_features for layer in net.layers) == 3 * net.layers[0].head_size


def test_the_grammar_stage_leaves_the_encoder_alone(trained: Places) -> None:
    before, after = (finished(trained, name, "minilm").state_dict() for name in ("student", "grammar"))
    changed = {name for name in before if not torch.equal(before[name], after[name])}
    assert changed
    assert {name.split(".")[0] for name in changed} == {"grammar"}


@pytest.mark.parametrize(("name", "encoder"), [("teacher", "mpnet"), ("grammar", "minilm")])
def test_what_is_served_says_what_the_network_says(trained: Places, tmp_path: Path, name: str, encoder: str) -> None:
    net = finished(trained, name, encoder)
    export(net, encoders.vocabulary(trained.models / encoder), tmp_path)
    reader = served.load(tmp_path)
    made = example(quoted()[2], reader.wordpieces)
    blocks = paragraphs(made.text)
    found = pieces(made.tokens, made.offsets, blocks, quotations(made.text, blocks), wordpieces=reader.wordpieces)
    (reading,) = reader.read(found)
    asked = Batch.of(collate([Window(made, 0, len(found.ids))], (2, 3, 4)))
    states = net(*asked.inputs, asked.mask)[-1][0]
    wanted = net.quotes(states[asked.first[0]]).numpy()
    assert np.abs(reading.quotes - wanted).max() < 0.2 * np.abs(wanted).max()


def test_released_weights_can_be_read_back(trained: Places, tmp_path: Path) -> None:
    net = finished(trained, "grammar", "minilm")
    export(net, encoders.vocabulary(trained.models / "minilm"), tmp_path)
    again = encoders.read(trained.models / "minilm")
    take_released(again, tmp_path)
    mixtures = [torch.softmax(each.grammar.mixture, 0) for each in (net, again)]
    assert torch.allclose(*mixtures, atol=1e-5)
    for name, weight in again.state_dict().items():
        if name not in ("positions.weight", "grammar.mixture") and "crf" not in name:
            assert torch.allclose(weight, net.state_dict()[name], atol=0.03), name
    for crf in ("names_crf", "quotes_crf"):
        for table, other in zip(getattr(net, crf).tables(), getattr(again, crf).tables(), strict=True):
            assert torch.allclose(table, other, atol=1e-3)


def test_training_that_was_stopped_ends_with_the_same_weights(trained: Places, tmp_path: Path) -> None:
    whole = replace(TEACHER, steps=14, decay=4)
    weights = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "geography", lambda: GEOGRAPHY)
        for name, stops in (("once", []), ("twice", [3, 8])):
            places = beside(trained, tmp_path / name)
            for stop in stops:
                patch.setattr("training.loop.SAVE_EVERY", 0.0)
                with pytest.MonkeyPatch.context() as inner:
                    inner.setattr("training.loop._Stop", lambda stop=stop: Stop(stop))
                    with pytest.raises(SystemExit):
                        stage.run(whole, places, str)
            stage.run(whole, places, str)
            weights.append(finished(places, "teacher", "mpnet").state_dict())
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in weights[0])


class Stop:
    """SIGTERM after so many steps."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    @property
    def asked(self) -> bool:
        self._left -= 1
        return self._left < 0


def test_weights_of_another_network_are_refused(trained: Places, tmp_path: Path) -> None:
    rates = TEACHER.rates
    Weights(encoders.read(trained.models / "minilm"), rates, short=False).save(tmp_path / "state.pt", Place())
    with pytest.raises(ValueError, match="another network"):
        Weights(encoders.read(trained.models / "mpnet"), rates, short=False).load(tmp_path / "state.pt")
