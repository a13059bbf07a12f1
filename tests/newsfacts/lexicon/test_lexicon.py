"""The one reader, and what holds for every table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import newsfacts
from newsfacts import lexicon

ROOT = Path(newsfacts.__file__).parent
TABLES = {path.stem: path for path in (ROOT / "lexicon").glob("*.tsv")}
TRAIT_TABLES = ("verbs", "nouns", "names", "words")
MOST_LISTS = 20
CODE = "\n".join(path.read_text("utf-8") for path in ROOT.rglob("*.py"))


def _traits(table: str) -> set[str]:
    return {trait.partition("=")[0] for row in lexicon.rows(table) for trait in row[-1].split("; ") if trait}


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_the_columns_of_its_table(table: str) -> None:
    found = list(lexicon.rows(table))
    assert found
    assert len({len(row) for row in found}) == 1


@pytest.mark.parametrize("table", TABLES)
def test_every_table_says_where_it_comes_from(table: str) -> None:
    assert TABLES[table].read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_read(table: str) -> None:
    assert table in TRAIT_TABLES or re.search(rf'rows\("{table}"|"{table}\.tsv"', CODE)


@pytest.mark.parametrize(
    ("table", "trait"), [(table, trait) for table in TRAIT_TABLES for trait in sorted(_traits(table))]
)
def test_every_trait_is_read(table: str, trait: str) -> None:
    assert re.search(rf'\b(words|values|verb_forms)\("{trait}"\)', CODE)


@pytest.mark.parametrize("table", TRAIT_TABLES)
def test_a_table_explains_no_trait_that_no_word_has(table: str) -> None:
    explained = set(re.findall(r"^#   (\w+):", TABLES[table].read_text("utf-8"), re.MULTILINE))
    assert explained - _traits(table) <= {"others"}


def test_the_lists_are_few() -> None:
    assert len([*ROOT.rglob("*.tsv"), *ROOT.rglob("*.txt")]) <= MOST_LISTS


@pytest.mark.parametrize("table", TRAIT_TABLES)
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
