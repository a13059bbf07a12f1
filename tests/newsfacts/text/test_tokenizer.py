"""The bounded tokenizer: spaCy's tokens on real text, pieces on hostile runs, the text kept either way."""

import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English

from newsfacts.text.tokenizer import AFFIX_RUN, LONGEST_RUN, BoundedTokenizer

SPACYS = spacy.blank("en").tokenizer
TOKENIZER = BoundedTokenizer.of(SPACYS.vocab, English.Defaults)


@given(st.text(st.sampled_from("a1 (,.$'\"-_😀\u0301\u200b\n\t\xa0%é/:"), max_size=200))
def test_the_text_is_kept(text: str) -> None:
    assert TOKENIZER(text).text == text


@given(
    st.integers(0, 3), st.sampled_from(["(", "$", "😀", '"', "_", "\u0301", "a", "7"]), st.integers(1, 3 * LONGEST_RUN)
)
def test_a_long_run_is_kept_wherever_it_stands(words: int, char: str, length: int) -> None:
    text = "word " * words + char * length + " end."
    assert TOKENIZER(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Mr. O'Neill said: \"It's 40km (25 miles) away\".",
        "See https://news.example/2024/05/01/" + "a-very-long-slug-" * 20 + "?id=1.",
        "a" * (LONGEST_RUN - 1),
        "(" * (AFFIX_RUN - 1),
        "Line one\n\n\tLine two\xa0— end…",
    ],
)
def test_ordinary_text_gets_spacys_own_tokens(text: str) -> None:
    assert [t.text for t in TOKENIZER(text)] == [t.text for t in SPACYS(text)]


def test_words_around_a_hostile_run_keep_spacys_own_tokens() -> None:
    tokens = [t.text for t in TOKENIZER("It's " + "(" * 100 + " a 40km walk.")]
    assert tokens[:2] == ["It", "'s"]
    assert tokens[-5:] == ["a", "40", "km", "walk", "."]


@pytest.mark.parametrize("char", ["(", "$", "😀", "_", "a", "(a", "1,", "'s", " ", "\n", "\u200b"])
def test_hostile_runs_take_linear_time(char: str) -> None:
    """20,000 characters take a second at the most; spaCy's own tokenizer takes half a minute for some of these."""
    text = char * (20_000 // len(char))
    start = time.process_time()
    TOKENIZER(text)
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruiz said,“We won.”", ["Ruiz", "said", ",", "“", "We", "won", ".", "”"]),
        ("“We won,”she said.", ["“", "We", "won", ",", "”", "she", "said", "."]),
        ('"We won,"she said.', ['"', "We", "won", ",", '"', "she", "said", "."]),
        ('Ana Ruiz:"We won."', ["Ana", "Ruiz", ":", '"', "We", "won", ".", '"']),
        ("''We won,''she said.", ["''", "We", "won", ",", "''", "she", "said", "."]),
        ("the mayor—“a clown”—left", ["the", "mayor", "—", "“", "a", "clown", "”", "—", "left"]),
    ],
)
def test_marks_without_a_space_beside_them_are_tokens(text: str, expected: list[str]) -> None:
    assert [token.text for token in TOKENIZER(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S.-Chad talks", ["U.S.", "-", "Chad", "talks"]),
        ("U.N.-African Union force", ["U.N.", "-", "African", "Union", "force"]),
        ("U.S.-backed rebels", ["U.S.-backed", "rebels"]),
        ("the U.S.-", ["the", "U.S.-"]),
    ],
)
def test_a_name_after_an_abbreviated_one_is_a_token(text: str, expected: list[str]) -> None:
    assert [token.text for token in TOKENIZER(text)] == expected
