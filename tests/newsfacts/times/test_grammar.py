"""Passing over words that open no expression changes nothing of what the forms' pattern finds."""

from __future__ import annotations

import re
from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from newsfacts.times import grammar

_SOURCE = files("newsfacts.lexicon").joinpath("times.tsv").read_text("utf-8")
_WORDS = sorted(set(re.findall(r"[A-Za-z][A-Za-z’'-]*", _SOURCE)))
_FIGURES = ["3", "12", "2019", "1990s", "3rd", "14:30", "0900", "5/6/2019", "2019-05-04", "\u0131", "\u017f", "\u212a"]
_BETWEEN = [" ", " ", " ", "-", "–", ", ", ". ", "", "_", "$", "\n", "’s ", " ("]


@settings(deadline=None)  # the first example waits for the patterns
@given(
    st.lists(st.tuples(st.sampled_from(_WORDS + _FIGURES * 9), st.sampled_from(_BETWEEN)), max_size=8), st.booleans()
)
def test_nothing_is_passed_over_that_matches(parts: list[tuple[str, str]], mentions: bool) -> None:
    text = "".join(word + between for word, between in parts).lower()
    everywhere = re.compile(rf"(?<![\w$£€#-])(?:{grammar._pattern(mentions).pattern})")
    expected = [found.span() for found in everywhere.finditer(text)]
    assert [found.span() for found in grammar._candidates(text, mentions)] == expected
