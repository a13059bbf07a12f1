"""Whatever the text, the recogniser answers, in linear time, with spans of the text."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from service.nlp.quantities import Found, recognise

PIECES = st.sampled_from(
    [
        *"0123456789,.-–/:%$€£()+±°'’ \n²½٣🙂",
        *"1,000|2019|m|k|km|°C|Rs|US$|-old|one |between |May |Anna |\n\n|\u0301|\u200b".split("|"),
        *" and | to | half | million| hundred| of | a | in | out of | per | day| people| dollars| dozens".split("|"),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=30))
def test_any_soup_gives_spans_of_itself(pieces: list[str], parse: Callable[[str], Doc]) -> None:
    text = "".join(pieces)
    found = recognise(parse(text))
    for one in found:
        quantity = one.quantity
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start <= one.number[0] < one.number[1] <= quantity.end
        assert (quantity.value is None) == (quantity.low is not None and quantity.high is not None)
        assert all(math.isfinite(v) for v in (quantity.value, quantity.low, quantity.high) if v is not None)
    assert all(a.quantity.end <= b.quantity.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    ["1,", "1 ", "1-", "1/", "one ", "one and ", "million ", "a ", "$", "1.", "hundreds of ", "half of ", "(1) "],
)
def test_hostile_text_takes_linear_time(piece: str, nlp: object, parse: Callable[[str], Doc]) -> None:
    def seconds(length: int) -> float:
        words = (piece * length).split(" ")
        doc = Doc(parse("x").vocab, words=[word or " " for word in words])
        start = time.process_time()
        recognise(doc)
        return time.process_time() - start

    seconds(100)
    assert seconds(8000) < 12 * max(seconds(2000), 0.02)


def test_layers_may_be_unset(found: Callable[[str], list[Found]]) -> None:
    assert found("") == []
    assert found("No figures here.") == []
