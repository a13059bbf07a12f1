"""Word pieces, on a vocabulary of a few pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.encoder.wordpiece import PIECES_PER_TOKEN, WordPieces, words

VOCABULARY = ("[UNK]", "press", "##ure", "##s", "re", "##port", ".", "u", "s", "$", "北", "京", "cafe", "5")


@pytest.fixture(scope="module")
def wordpieces() -> WordPieces:
    return WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        pytest.param("press", ["press"], id="a word that is a piece"),
        pytest.param("Pressures", ["press", "##ure", "##s"], id="longest match first, whatever the case"),
        pytest.param("report", ["re", "##port"], id="beginning and rest"),
        pytest.param("reporter", ["[UNK]"], id="no way to spell it"),
        pytest.param("U.S.", ["u", ".", "s", "."], id="marks stand alone"),
        pytest.param("$5", ["$", "5"], id="symbols of ASCII stand alone"),
        pytest.param("Café", ["cafe"], id="accents come off"),
        pytest.param("cafe\u0301", ["cafe"], id="accents come off when written apart"),
        pytest.param("北京", ["北", "京"], id="ideographs stand alone"),
        pytest.param("pre\u00adss", ["press"], id="a soft hyphen is nothing"),
        pytest.param("press\u200b", ["press"], id="a zero-width space is nothing"),
        pytest.param("\n\n", [], id="white space has no piece"),
        pytest.param("\u200d", [], id="a joiner alone has no piece"),
        pytest.param("press" * 30, ["[UNK]"], id="a word beyond all length"),
    ],
)
def test_pieces(wordpieces: WordPieces, token: str, expected: list[str]) -> None:
    assert [VOCABULARY[number] for number in wordpieces(token)] == expected


def test_a_token_has_a_bounded_number_of_pieces(wordpieces: WordPieces) -> None:
    assert len(wordpieces("." * 1000)) == PIECES_PER_TOKEN


@given(st.text())
def test_words_hold_no_white_space_and_are_not_empty(token: str) -> None:
    assert all(word and not any(character.isspace() for character in word) for word in words(token))


@given(st.text(max_size=30))
def test_the_same_token_has_the_same_pieces_twice(token: str) -> None:
    wordpieces = WordPieces(VOCABULARY)
    assert wordpieces(token) == wordpieces(token)
