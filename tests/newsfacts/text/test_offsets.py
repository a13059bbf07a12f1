"""Offsets in code points, UTF-16 units and bytes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.facts import (
    AttributionType,
    Entity,
    EntityLabel,
    Facts,
    Include,
    Mention,
    MentionKind,
    Meta,
    OffsetUnit,
    Party,
    Quote,
    QuoteKind,
    Span,
)
from newsfacts.text.offsets import convert, offset_table

ENCODINGS = {OffsetUnit.CODE_POINT: ("utf-32-le", 4), OffsetUnit.UTF16: ("utf-16-le", 2), OffsetUnit.BYTE: ("utf-8", 1)}
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def facts_of(text: str, start: int, end: int) -> Facts:
    mention = Mention(text=text[start:end], start=start, end=end, kind=MentionKind.NAME)
    quote = Quote(
        id="q1",
        kind=QuoteKind.DIRECT,
        type=AttributionType.ASSERTION,
        text=text[start:end],
        spans=(Span(text=text[start:end], start=start, end=end),),
        cue=None,
        speaker=None,
        addressee=Party(text=None, start=None, end=None),
        reported_by=None,
        issues=(),
        confidence=1.0,
    )
    return Facts(
        id=None,
        offset_unit=OffsetUnit.CODE_POINT,
        length=len(text),
        language="en",
        include=tuple(Include),
        entities=(Entity(id="e1", label=EntityLabel.ORG, name="x", mentions=(mention,)),),
        quotes=(quote,),
        claims=(),
        quantities=(),
        warnings=(),
        meta=Meta(service_version="0", model="m", model_version="0"),
    )


@pytest.mark.parametrize(
    ("char", "utf16", "byte"),
    [("a", 1, 1), ("é", 1, 2), ("€", 1, 3), ("\u2028", 1, 3), ("😀", 2, 4), ("\U0010ffff", 2, 4), ("\x00", 1, 1)],
)
def test_width_of_a_character(char: str, utf16: int, byte: int) -> None:
    assert offset_table(char, OffsetUnit.UTF16)[1] == utf16
    assert offset_table(char, OffsetUnit.BYTE)[1] == byte


@given(TEXT, st.sampled_from(OffsetUnit), st.data())
def test_every_offset_slices_to_its_text_in_the_clients_own_unit(
    text: str, unit: OffsetUnit, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    answer = convert(facts_of(text, start, end), text, unit)
    encoding, width = ENCODINGS[unit]
    encoded = text.encode(encoding)
    for span in (answer.entities[0].mentions[0], answer.quotes[0].spans[0]):
        assert encoded[span.start * width : span.end * width].decode(encoding) == span.text
    assert answer.length * width == len(encoded)
    assert answer.offset_unit is unit


def test_a_span_that_is_not_written_stays_without_offsets() -> None:
    answer = convert(facts_of("😀 a", 2, 3), "😀 a", OffsetUnit.UTF16)
    addressee = answer.quotes[0].addressee
    assert addressee is not None
    assert addressee.start is None


def test_code_points_are_left_as_they_are() -> None:
    facts = facts_of("😀 a", 2, 3)
    assert convert(facts, "😀 a", OffsetUnit.CODE_POINT) == replace(facts, length=3)
