"""The one reader, and what holds for every table."""

from __future__ import annotations

from importlib.resources import files

import pytest

from newsfacts import lexicon

TABLES = sorted(
    path.name.removesuffix(".tsv") for path in files("newsfacts.lexicon").iterdir() if path.name.endswith(".tsv")
)
TRAITS = ("verbs", "nouns", "names", "words")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_the_columns_of_its_table(table: str) -> None:
    found = list(lexicon.rows(table))
    assert found
    assert len({len(row) for row in found}) == 1


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_where_it_comes_from(table: str) -> None:
    assert files("newsfacts.lexicon").joinpath(f"{table}.tsv").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("table", TRAITS)
def test_a_word_stands_in_a_table_once_and_in_order(table: str) -> None:
    found = [row[0] for row in lexicon.rows(table)]
    assert found == sorted(set(found))


def test_a_word_has_its_traits_and_their_values() -> None:
    assert "say" in lexicon.words("saying")
    assert lexicon.values("pronoun")["she"] == "f"
    assert lexicon.values("pointer")["these"] == ""
    assert {"say", "says", "said", "saying"} <= lexicon.verb_forms("speech")


def test_a_trait_that_no_word_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        lexicon.words("speach")
