"""What the encoder is told of a text besides its words."""

from __future__ import annotations

import pytest
import spacy

from newsfacts.encoder.features import Casing, Pieces, Quoting, Spacing, casing, pieces
from newsfacts.encoder.wordpiece import WordPieces
from newsfacts.text.layout.marks import quotations
from newsfacts.text.layout.paragraphs import paragraphs

TOKENIZER = spacy.blank("en").tokenizer
WORDPIECES = WordPieces(["[UNK]"])


def read(text: str) -> tuple[list[str], Pieces]:
    doc = TOKENIZER(text)
    blocks = paragraphs(text)
    tokens = [token.text for token in doc]
    found = pieces(tokens, [token.idx for token in doc], blocks, quotations(text, blocks), wordpieces=WORDPIECES)
    return tokens, found


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("talks", Casing.LOWER),
        ("Minister", Casing.TITLE),
        ("ICRC", Casing.UPPER),
        ("U.S.", Casing.UPPER),
        ("I", Casing.SINGLE_UPPER),
        ("McCain", Casing.MIXED),
        ("iPhone", Casing.MIXED),
        ("G7", Casing.DIGITS),
        ("...", Casing.NO_LETTER),
        ("北京", Casing.UNCASED),
    ],
)
def test_casing(token: str, expected: Casing) -> None:
    assert casing(token) is expected


def test_every_token_but_white_space_has_its_own_first_piece() -> None:
    tokens, found = read("He left.\n\n She  stayed, 😀 too.")
    owners = [token for token, first in zip(tokens, found.first, strict=True) if first >= 0]
    assert owners == [token for token in tokens if not token.isspace()]
    firsts = [int(first) for first in found.first if first >= 0]
    assert firsts == sorted(set(firsts))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("Call " + "$" * 100 + " now", 84), ("$ " * 50, 0), ("a" + "—b" * 50, 0), ("Ha" + "!" * 16, 0)],
)
def test_of_a_row_of_marks_the_first_are_shown(text: str, hidden: int) -> None:
    tokens, found = read(text)
    assert [token for token, first in zip(tokens, found.first, strict=True) if first < 0] == ["$"] * hidden


def test_spacing_tells_paragraphs_spaces_and_joints() -> None:
    tokens, found = read("He left.\r\n\r\nShe stayed.")
    spacing = {
        token: Spacing(found.spacing[first]) for token, first in zip(tokens, found.first, strict=True) if first >= 0
    }
    assert spacing["He"] is Spacing.PARAGRAPH
    assert spacing["left"] is Spacing.SPACE
    assert spacing["She"] is Spacing.PARAGRAPH
    assert spacing["stayed"] is Spacing.SPACE
    assert [int(start) for start in found.paragraph_starts] == [0, int(found.first[tokens.index("She")])]


@pytest.mark.parametrize(
    ("text", "token", "expected"),
    [
        pytest.param("“No,” he said.", "“", Quoting.OPENING, id="opening mark"),
        pytest.param("“No,” he said.", "No", Quoting.INSIDE, id="between marks"),
        pytest.param("“No,” he said.", "”", Quoting.CLOSING, id="closing mark"),
        pytest.param("“No,” he said.", "said", Quoting.OUTSIDE, id="outside"),
        pytest.param("He said: “We will never leave this house.", "never", Quoting.INSIDE_FLAWED, id="never closed"),
    ],
)
def test_quoting(text: str, token: str, expected: Quoting) -> None:
    tokens, found = read(text)
    assert Quoting(found.quoting[found.first[tokens.index(token)]]) is expected


def test_an_empty_text_has_no_pieces() -> None:
    assert len(read("")[1].ids) == 0
    assert len(read(" \n ")[1].ids) == 0
