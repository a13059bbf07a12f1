"""From scores to trees."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from spacy.language import Language

from newsfacts.encoder.grammar import Parse
from newsfacts.encoder.labels import DEPENDENCIES, PARTS_OF_SPEECH
from newsfacts.encoder.network import Reading

NOTHING = np.zeros((0, 0), dtype=np.float32)


def reading(arcs: NDArray[np.float32], starts: NDArray[np.bool_], tokens: NDArray[np.int64] | None = None) -> Reading:
    count = len(arcs)
    return Reading(
        tokens=np.arange(count) if tokens is None else tokens,
        places=np.arange(count) + 1,
        askers=NOTHING,
        answerers=NOTHING,
        names=NOTHING,
        fine=NOTHING,
        quotes=NOTHING,
        parts=np.zeros((count, len(PARTS_OF_SPEECH)), dtype=np.float32),
        starts=np.stack([~starts, starts], axis=1).astype(np.float32),
        arcs=arcs,
        as_dependent=np.zeros((count, len(DEPENDENCIES)), dtype=np.float32),
        as_governor=np.zeros((count, len(DEPENDENCIES)), dtype=np.float32),
    )


def is_tree(heads: list[int], root: int) -> bool:
    for word in range(len(heads)):
        for _ in heads:
            word = heads[word]
        if word != root:
            return False
    return heads[root] == root


def crosses(heads: list[int]) -> bool:
    """RETURNS: whether two arcs cross, or one covers a root."""
    arcs = [(min(word, head), max(word, head)) for word, head in enumerate(heads) if word != head]
    roots = [word for word, head in enumerate(heads) if word == head]
    return any(a < c < b < d for (a, b), (c, d) in product(arcs, arcs)) or any(
        low < root < high for (low, high), root in product(arcs, roots)
    )


def parsed(arcs: list[list[float]]) -> list[int]:
    """RETURNS: the heads of a sentence."""
    parse = Parse(np.zeros(len(arcs), dtype=bool))
    parse.add([reading(np.array(arcs, dtype=np.float32), np.zeros(len(arcs), dtype=bool))])
    return parse.heads.tolist()


@st.composite
def projective_trees(draw: st.DrawFn) -> list[int]:
    """RETURNS: the heads of a sentence whose arcs do not cross: each part of it hangs on one of its words."""

    def hang(low: int, high: int, head: int | None) -> None:
        if low < high:
            root = draw(st.integers(low, high - 1))
            heads[root] = root if head is None else head
            left, right = draw(st.integers(low, root)), draw(st.integers(root + 1, high))
            for start, end in ((low, left), (left, root), (root + 1, right), (right, high)):
                hang(start, end, root)

    heads = [0] * draw(st.integers(1, 25))
    hang(0, len(heads), None)
    return heads


@settings(deadline=None)
@given(projective_trees(), st.integers(0, 2**32 - 1))
def test_a_tree_without_crossing_arcs_stays(heads: list[int], seed: int) -> None:
    assert not crosses(heads)
    arcs = np.random.default_rng(seed).random((len(heads), len(heads)))
    arcs[np.arange(len(heads)), heads] += 2
    assert parsed(arcs.tolist()) == heads


@pytest.mark.parametrize(
    ("arcs", "heads"),
    [
        pytest.param([[0, 5, 2], [5, 0, 4], [0, 0, 9]], [1, 2, 2], id="a cycle opens where that costs least"),
        pytest.param([[0, 5, 4], [5, 0, 2], [0, 0, 9]], [2, 0, 2], id="or at its other word"),
        pytest.param(
            [[0, 1, 9, 3], [2, 0, 1, 7], [0, 0, 0, 5], [0, 0, 0, 9]],
            [3, 3, 3, 3],
            id="the cheaper of two arcs gives way",
        ),
    ],
)
def test_as_little_as_can_be_changes(arcs: list[list[float]], heads: list[int]) -> None:
    assert parsed(arcs) == heads


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1), st.floats(0, 0.5))
def test_every_sentence_is_one_projective_tree(count: int, seed: int, often: float) -> None:
    dice = np.random.default_rng(seed)
    starts, must = dice.random((2, count)) < often
    parse = Parse(must)
    parse.add([reading(dice.normal(size=(count, count)).astype(np.float32), starts)])
    edges = [0, *(word for word in range(1, count) if starts[word] or must[word]), count]
    for low, high in pairwise(edges):
        heads = (parse.heads[low:high] - low).tolist()
        (root,) = [word for word, head in enumerate(heads) if word == head]
        assert is_tree(heads, root)
        assert not crosses(heads)
        names = [DEPENDENCIES[number] for number in parse.relations[low:high]]
        assert [word for word, name in enumerate(names) if name == "ROOT"] == [root]


@pytest.mark.parametrize(
    ("begins", "tokens", "heads"),
    [
        pytest.param([1, 0, 0, 0], [0, 1, 3], [0, 0, 1, 0], id="space hangs on what stands before it"),
        pytest.param([1, 1, 0, 0], [1, 2, 3], [0, 1, 1, 1], id="space at the start is a sentence of its own"),
        pytest.param([1, 0, 0], [], [0, 0, 1], id="space alone"),
    ],
)
def test_what_has_no_pieces(begins: list[int], tokens: list[int], heads: list[int]) -> None:
    parse = Parse(np.array(begins, dtype=bool))
    arcs = np.zeros((len(tokens), len(tokens)), dtype=np.float32)
    arcs[:, :1] = 5  # the first word heads all
    parse.add([reading(arcs, np.zeros(len(tokens), dtype=bool), np.array(tokens, dtype=np.int64))])
    assert parse.heads.tolist() == heads


@pytest.mark.parametrize(
    ("sentence", "word", "tag", "relation", "head"),
    [
        ("The minister resigned on Friday.", "minister", "NN", "nsubj", "resigned"),
        ("The minister resigned on Friday.", "resigned", "VBD", "ROOT", "resigned"),
        ("Five houses were destroyed by the fire.", "houses", "NNS", "nsubjpass", "destroyed"),
        ("Five houses were destroyed by the fire.", "Five", "CD", "nummod", "houses"),
        ("Five houses were destroyed by the fire.", "by", "IN", "agent", "destroyed"),
        ("She said the bridge was safe.", "was", "VBD", "ccomp", "said"),
        ("Farmers who lost cattle want help.", "lost", "VBD", "relcl", "Farmers"),
        ("Kofi Mensah, the mayor of Tema, did not reply.", "mayor", "NN", "appos", "Mensah"),
        ("Kofi Mensah, the mayor of Tema, did not reply.", "not", "RB", "neg", "reply"),
        ("Kenya's exports fell and prices rose.", "Kenya", "NNP", "poss", "exports"),
        ("Kenya's exports fell and prices rose.", "rose", "VBD", "conj", "fell"),
    ],
)
def test_words_have_their_grammar(nlp: Language, sentence: str, word: str, tag: str, relation: str, head: str) -> None:
    token = next(token for token in nlp(sentence) if token.text == word)
    assert (token.tag_, token.dep_, token.head.text) == (tag, relation, head)


def test_the_component_brings_its_labels() -> None:
    alone = spacy.blank("en")
    alone.add_pipe("newsfacts_layout")
    alone.add_pipe("newsfacts_encoder")
    assert [(token.tag_, token.dep_) for token in alone("Farmers left.")][:2] == [("NNS", "nsubj"), ("VBD", "ROOT")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rain fell. Roads closed. Nobody was hurt.", 3),
        ("Mr. Okoro met Dr. Lee at 5 p.m. in St. Louis on Jan. 3.", 1),
        ("LAGOS (AP) - Two banks failed. A third closed", 3),
        ("Storm warning\n\nRain fell", 2),
    ],
)
def test_sentences(nlp: Language, text: str, count: int) -> None:
    assert len(list(nlp(text).sents)) == count
