"""Paragraphs and their kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.layers import ParagraphKind
from newsfacts.text.layout.paragraphs import paragraphs

WRAPPED = (
    "The harbour of Port Kessa was closed on Monday after a freighter ran\n"
    "aground on the northern reef, the coast guard said. Divers from Lumo\n"
    "Island inspected the hull and found no leak.\n"
)


def texts(text: str) -> list[str]:
    return [text[p.start : p.end] for p in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One.\n\nTwo.", ["One.", "Two."], id="blank line"),
        pytest.param("One.\r\n\r\nTwo.\r\n", ["One.", "Two."], id="CRLF"),
        pytest.param("One.\nTwo.", ["One.", "Two."], id="single break after a full stop"),
        pytest.param(
            "Rain stops play\nThe match was abandoned.", ["Rain stops play", "The match was abandoned."], id="headline"
        ),
        pytest.param("He said he would\nleave soon.", ["He said he would\nleave soon."], id="goes on in lower case"),
        pytest.param(WRAPPED, [WRAPPED.strip()], id="wrapped by hand"),
        pytest.param(
            "“We lost the whole harvest in one night.” — Amina Okoye, Tolva\n“Nobody came.” — Pedro Ruiz",
            ["“We lost the whole harvest in one night.” — Amina Okoye, Tolva", "“Nobody came.” — Pedro Ruiz"],
            id="signed quotations",
        ),
        pytest.param("  One. \n \t\n\xa0Two.", ["One.", "Two."], id="white space around"),
        pytest.param("One.\u2029Two.", ["One.", "Two."], id="paragraph separator"),
        pytest.param("\n\n \n", [], id="nothing"),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor resigned on Friday.", ParagraphKind.BODY),
        ("“We will not leave,” she said", ParagraphKind.HEADLINE),
        ("Mayor of Lumo resigns over harbour deal", ParagraphKind.HEADLINE),
        ("https://news.example/2024/harbour-deal", ParagraphKind.FURNITURE),
        ("2,500 $", ParagraphKind.FURNITURE),
        (
            "Read more: The minister of finance tells the council that the new dam will cost far more than was said",
            ParagraphKind.FURNITURE,
        ),
        ("Click here to see the full-size image", ParagraphKind.FURNITURE),
        ("Follow us on Facebook", ParagraphKind.FURNITURE),
        ("Follow Jo Li on Twitter @joli.", ParagraphKind.FURNITURE),
        ("“Follow us on Facebook”", ParagraphKind.FURNITURE),
        ("Related Articles", ParagraphKind.FURNITURE),
        ("No comments", ParagraphKind.FURNITURE),
        ("3 min read", ParagraphKind.FURNITURE),
        ("Share prices fell sharply in Nairobi on Tuesday.", ParagraphKind.BODY),
        (
            "Register of members published after a long delay in parliament, the clerk told reporters on Monday.",
            ParagraphKind.BODY,
        ),
    ],
)
def test_kind(text: str, kind: ParagraphKind) -> None:
    assert paragraphs(text)[0].kind is kind


@given(st.text(st.sampled_from('Aa. \n\r\t\u2028\u2029\x85\xa0"”'), max_size=120))
def test_paragraphs_are_sorted_disjoint_and_hold_every_visible_character(text: str) -> None:
    found = paragraphs(text)
    inside = set()
    last = 0
    for paragraph in found:
        assert last <= paragraph.start < paragraph.end <= len(text)
        assert text[paragraph.start : paragraph.end] == text[paragraph.start : paragraph.end].strip()
        inside.update(range(paragraph.start, paragraph.end))
        last = paragraph.end
    assert all(char.isspace() for place, char in enumerate(text) if place not in inside)
