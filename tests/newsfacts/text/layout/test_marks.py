from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsfacts.layers import Quotation
from newsfacts.text.layout.marks import quotations
from newsfacts.text.layout.paragraphs import paragraphs

# A row: the phenomenon, the text ("|" is a paragraph break), the quotations by their text. ">" before one: it is
# nested, once a level; "+": it goes on with the one before.
PAIRED = [
    ("curly", "“We will go,” she said. “All of us.”", ["“We will go,”", "“All of us.”"]),
    ("straight", 'He said "yes" and "no".', ['"yes"', '"no"']),
    ("two apostrophes at both ends", "''It is late,'' she said. ''We go.''", ["''It is late,''", "''We go.''"]),
    ("TeX", "``It is late,'' she said.", ["``It is late,''"]),
    ("guillemets", "«Oui», dit-il, « peut-être ».", ["«Oui»", "« peut-être »"]),
    ("guillemets the German way", "»Ja«, sagte sie.", ["»Ja«"]),
    ("low and high", "„Ja“, sagte sie, „nein”.", ["„Ja“", "„nein”"]),
    ("same mark at both ends", "”Hej,” sa han.", ["”Hej,”"]),
    ("single", "‘We are ready,’ he said.", ["‘We are ready,’"]),
    ("straight single", "'We are ready,' he said.", ["'We are ready,'"]),
    ("backtick", "`We are ready', he said.", ["`We are ready'"]),
    ("angles", "‹ Oui ›, dit-il.", ["‹ Oui ›"]),
    ("single in double", "“They cried ‘enough’ twice.”", ["“They cried ‘enough’ twice.”", ">‘enough’"]),
    ("double in single", "‘They cried “enough” twice.’", ["‘They cried “enough” twice.’", ">“enough”"]),
    (
        "same style nested",
        "“Shells hit the “safe zone” again.”",
        ["“Shells hit the “safe zone” again.”", ">“safe zone”"],
    ),
    ("straight glued to a dash", 'The plan-"a mess"-failed.', ['"a mess"']),
    ("bracket inside", '"[We] agree," he said.', ['"[We] agree,"']),
    ("feet and inches", "“The bridge is only 6’2” high,” she said.", ["“The bridge is only 6’2” high,”"]),
    ("speech over paragraphs", "“It began.|“It went on,” she said.", ["“It began.", "+“It went on,”"]),
    ("single speech over paragraphs", "‘It began.|‘It went on,’ she said.", ["‘It began.", "+‘It went on,’"]),
    (
        "single speech from a cue on",
        "'Yes,' said Jo. 'It began in '62.|'It'd go on.'",
        ["'Yes,'", "'It began in '62.", "+'It'd go on.'"],
    ),
    ("an apostrophe before a single speech", "They called it rock 'n roll.|'It went on,' she said.", ["'It went on,'"]),
]
REPAIRED = [
    ("no opening mark", "We shall see,” she said.", ["We shall see,”"], ["missing_opening_mark"]),
    (
        "no opening mark, after another",
        '"One," he said. Two is it," he said.',
        ['"One,"', 'Two is it,"'],
        ["missing_opening_mark"],
    ),
    ("no closing mark", "She said “we shall see. Perhaps.", ["“we shall see. Perhaps."], ["missing_closing_mark"]),
    (
        "no closing mark before the next",
        '"We go, he said. "We stay."',
        ['"We go, he said.', '"We stay."'],
        ["missing_closing_mark"],
    ),
    ("two styles", '“We go," he said.', ['“We go,"'], ["mismatched_marks"]),
    (
        "one closing mark for two",
        "“He “wept a lot,” she said. ",
        ["“He “wept a lot,”", ">“wept a lot,”"],
        ["unbalanced_nested_marks"],
    ),
    (
        "paragraph goes on without a mark",
        "“It began.|It went on,” she said.",
        ["“It began.", "+It went on,”"],
        ["continued_without_mark"],
    ),
    (
        "whole paragraph without a mark",
        "“It began.|It went on.|It ended,” she said.",
        ["“It began.", "+It went on.", "+It ended,”"],
        ["continued_without_mark"],
    ),
    ("furniture in between", "“It began.|Advertisement|“It ended,” she said.", ["“It began.", "+“It ended,”"], []),
]
NOT_MARKS = [
    ("apostrophes", "The workers' rights don't matter to the boys' club."),
    ("curly apostrophes", "The workers’ rights don’t matter to the boys’ club."),
    ("elisions", "It was '90s rock 'n' roll, 'twas fun, give 'em more."),
    ("feet and inches", "He is 5'10\" tall."),
    ("inches", 'A 12" pizza and a 42" screen.'),
    ("lone mark between spaces", 'Total " 12'),
    ("empty quotation", 'He wrote "" and left.'),
    ("lone opening single", "‘Tis a pity that nobody came."),
]


def _found(text: str) -> tuple[str, tuple[Quotation, ...]]:
    text = text.replace("|", "\n\n")
    return text, quotations(text, paragraphs(text))


def _written(text: str, found: tuple[Quotation, ...]) -> list[str]:
    return ["+" * q.continues + ">" * q.depth + text[q.start : q.end] for q in found]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PAIRED], ids=[row[0] for row in PAIRED])
def test_pairs_every_style(text: str, expected: list[str]) -> None:
    text, found = _found(text)
    assert _written(text, found) == expected
    assert not any(quotation.issues for quotation in found)


@pytest.mark.parametrize(
    ("text", "expected", "issues"), [row[1:] for row in REPAIRED], ids=[row[0] for row in REPAIRED]
)
def test_repairs_and_names_the_repair(text: str, expected: list[str], issues: list[str]) -> None:
    text, found = _found(text)
    assert _written(text, found) == expected
    assert sorted({issue.value for quotation in found for issue in quotation.issues}) == issues


@pytest.mark.parametrize("text", [row[1] for row in NOT_MARKS], ids=[row[0] for row in NOT_MARKS])
def test_leaves_alone_what_is_no_quotation(text: str) -> None:
    assert _found(text)[1] == ()


def test_inches_within_speech() -> None:
    text, found = _found('"I am 6\'2" tall," he said of his 20" bike.')
    assert _written(text, found) == ['"I am 6\'2" tall,"']


def test_inner_offsets_leave_the_marks_out() -> None:
    text, (quotation,) = _found("She said: ``Go home.''")
    assert text[quotation.inner_start : quotation.inner_end] == "Go home."


def test_inner_offset_equals_the_outer_one_where_a_mark_is_missing() -> None:
    _, (quotation,) = _found("Go home,” she said.")
    assert quotation.start == quotation.inner_start
    assert quotation.end == quotation.inner_end + 1


def test_a_lone_mark_does_not_swallow_a_long_paragraph() -> None:
    text, found = _found("She said “so. " + "The road was long and the night was cold. " * 200)
    assert len(found) == 1
    assert found[0].end - found[0].start < 2100
    assert text[found[0].end - 1] == "."


SOUP = st.text(alphabet="ab .,\n\"'“”‘’„«»`1s\u2029!", max_size=200)


@example("‘“\u20291»")
@given(SOUP)
def test_mark_soup_gives_sorted_nested_regions_within_paragraphs(text: str) -> None:
    blocks = paragraphs(text)
    found = quotations(text, blocks)
    assert [(q.start, -q.end) for q in found] == sorted((q.start, -q.end) for q in found)
    open_ends: list[int] = []
    for quotation in found:
        while open_ends and open_ends[-1] <= quotation.start:
            open_ends.pop()
        assert quotation.depth == len(open_ends)
        assert not open_ends or quotation.end <= open_ends[-1]
        open_ends.append(quotation.end)
        assert any(block.start <= quotation.start and quotation.end <= block.end for block in blocks)
        assert quotation.start <= quotation.inner_start <= quotation.inner_end <= quotation.end
        assert any(char.isalnum() for char in text[quotation.start : quotation.end])


@given(SOUP)
def test_the_same_text_gives_the_same_quotations(text: str) -> None:
    assert quotations(text, paragraphs(text)) == quotations(text, paragraphs(text))


@pytest.mark.parametrize(
    "unit", ["“", "“a ", "a” ", "'a' ", "a' ", '"a ', '" ', "''", "“a\n", "a.” b ", "5'10\" ", "‘a “b” "]
)
def test_linear_on_a_hundred_thousand_marks(unit: str) -> None:
    text = unit * 100_000
    blocks = paragraphs(text)
    start = time.process_time()
    quotations(text, blocks)
    assert time.process_time() - start < 10
