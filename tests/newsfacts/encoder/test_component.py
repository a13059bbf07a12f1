"""The encoder in the pipeline, with the released weights."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from newsfacts import pipeline
from newsfacts.encoder import EncoderComponent
from newsfacts.encoder.network import DamagedWeightsError, load, saturates

NAMES = "Angela Merkel met envoys of the United Nations in Berlin on Tuesday. Merkel will fly to France."
ARTICLE = (
    "Minister Amina Diallo met envoys of the African Union in Bamako on Tuesday.\n\n"
    '"We need a lasting ceasefire," Diallo told reporters. "Nobody gains from this war."\n\n'
    "According to the Red Cross, roads around Gao remain closed."
)


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


@pytest.fixture(scope="module")
def component(nlp: Language) -> EncoderComponent:
    return nlp.get_pipe(pipeline.ENCODER)


@pytest.mark.parametrize(
    "expected",
    [("Angela Merkel", "PERSON"), ("Berlin", "GPE"), ("Tuesday", "DATE"), ("Merkel", "PERSON"), ("France", "GPE")],
)
def test_names_have_ontonotes_labels(nlp: Language, expected: tuple[str, str]) -> None:
    assert expected in entities(nlp(NAMES))


def test_a_quotation_has_its_cue_and_its_source(nlp: Language) -> None:
    doc = nlp('"The bridge is safe," Angela Merkel said.')
    (found,) = doc._.newsfacts_attributions
    assert "bridge is safe" in " ".join(doc[piece.start : piece.end].text for piece in found.pieces)
    assert found.cue.span is not None
    assert doc[found.cue.span.start].lower_ == "said"
    assert found.source.span is not None
    assert "Merkel" in doc[found.source.span.start : found.source.span.end].text


def test_scores_go_with_the_entities(nlp: Language) -> None:
    doc = nlp(ARTICLE)
    assert [(span.start, span.end, span.label) for span in doc._.newsfacts_name_spans] == [
        (ent.start, ent.end, ent.label_) for ent in doc.ents
    ]
    for span in doc._.newsfacts_name_spans:
        assert all(0 <= score <= 1.001 for _, score in span.scores)


def test_the_same_text_reads_the_same_wherever_it_stands(nlp: Language) -> None:
    """A window depends on its own paragraphs alone, so a page of other text before it changes nothing."""
    filler = " ".join(["The committee will meet again next week to go on with its work."] * 11)
    doc, shifted = nlp(ARTICLE), nlp(f"{filler}\n\n{ARTICLE}")
    count = len(shifted) - len(doc)
    moved = [span for span in shifted._.newsfacts_name_spans if span.start >= count]
    assert [(span.start - count, span.end - count, span.label, span.scores) for span in moved] == [
        (span.start, span.end, span.label, span.scores) for span in doc._.newsfacts_name_spans
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀", "...", "a" * 5000, "(" * 3000, "\u200d\u200d", "北京" * 500])
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("Ab9 .,\"“”'\n\t-é北😀\u0301\u200b"), max_size=300))
def test_spans_stay_within_the_document_and_do_not_overlap(nlp: Language, text: str) -> None:
    doc = nlp(text)
    last = 0
    for span in doc._.newsfacts_name_spans:
        assert last <= span.start < span.end <= len(doc)
        last = span.end
    taken: set[int] = set()
    for attribution in doc._.newsfacts_attributions:
        for piece in attribution.pieces:
            tokens = set(range(piece.start, piece.end))
            assert tokens
            assert max(tokens) < len(doc)
            assert taken.isdisjoint(tokens)
            taken |= tokens


def model_with(folder: Path, name: str, content: bytes) -> Path:
    """RETURNS: `folder`, made the released model with another content of one file."""
    for file in Path(str(files("newsfacts.encoder").joinpath("model"))).iterdir():
        folder.joinpath(file.name).symlink_to(file)
    folder.joinpath(name).unlink()
    folder.joinpath(name).write_bytes(content)
    return folder


@pytest.mark.parametrize("name", ["encoder.onnx", "vocabulary.txt"])
def test_damaged_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DamagedWeightsError, match=name):
        load(model_with(tmp_path, name, b"not what was released"))


def test_foreign_tags_are_refused(tmp_path: Path) -> None:
    stated = json.loads(files("newsfacts.encoder").joinpath("model", "settings.json").read_bytes())
    stated["tags"]["quotes"] = ["O"]
    with pytest.raises(DamagedWeightsError, match="quotes"):
        load(model_with(tmp_path, "settings.json", json.dumps(stated).encode()))


@pytest.mark.slow
def test_a_long_text_costs_its_length(component: EncoderComponent, nlp: Language) -> None:
    import time

    def cost(copies: int) -> float:
        doc = nlp.get_pipe("newsfacts_layout")(nlp.make_doc(f"{ARTICLE}\n\n" * copies))
        start = time.process_time()
        component(doc)
        return time.process_time() - start

    cost(1)
    assert cost(400) < 3 * cost(200)


def test_nothing_is_told_to_the_makers_of_the_runtime(tmp_path: Path) -> None:
    """onnxruntime keeps what it is to report in the home directory, from the first session on."""
    code = "from newsfacts.encoder.network import load; load()"
    subprocess.run([sys.executable, "-c", code], env={"HOME": str(tmp_path)}, check=True)
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("fpu sse4_2 avx2", True), ("avx2 avx512f avx512_vnni", False), ("avx2 avx_vnni", False), (None, True)],
)
def test_processors_that_cut_off_sums_are_known(tmp_path: Path, flags: str | None, expected: bool) -> None:
    told = tmp_path / "cpuinfo"
    if flags is not None:
        told.write_text(f"flags\t\t: {flags}\n")
    assert saturates(told) is expected
