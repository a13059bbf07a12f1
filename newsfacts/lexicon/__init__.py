"""Words and what we know of them: a few tab-separated tables, and the one reader of them all.

A table opens with comments (lines that begin with "# ") on what it holds and where that comes from; the first other
line names its columns. Four tables give words traits, written `trait` or `trait=value` and separated by "; ": `verbs`
(by base form), `nouns`, `names` (words in and around names) and `words` (function words and other closed classes). A
word stands in each of them once. The other tables have columns of their own, explained where they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_TRAIT_TABLES = ("verbs", "nouns", "names", "words")


def rows(table: str, package: str = "newsfacts.lexicon") -> Iterator[tuple[str, ...]]:
    """RETURNS: the rows of `table`.tsv in `package`, in file order, each with a cell for every column ("" where empty).

    RAISES: FileNotFoundError, there is no such table.
    """
    text = files(package).joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("# "))
    width = next(lines).count("\t") + 1
    for line in lines:
        cells = line.split("\t")
        yield (*cells, *[""] * (width - len(cells)))


def words(trait: str) -> frozenset[str]:
    """RETURNS: the words that have a trait, as written in the tables: lower case but for names; verbs by base form.

    RAISES: KeyError, no word has it.
    """
    return _words()[trait]


def values(trait: str) -> Mapping[str, str]:
    """RETURNS: the words that have a trait, with its value ("" for a word that has it without one).

    RAISES: KeyError, no word has it.
    """
    return _values()[trait]


@cache
def verb_forms(trait: str) -> frozenset[str]:
    """RETURNS: every form of the verbs that have a trait, lower case.

    RAISES: KeyError, no word has it.
    """
    bases = words(trait)
    return frozenset(form for base, forms, *_ in rows("verbs") if base in bases for form in (base, *forms.split()))


@cache
def _values() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for table in _TRAIT_TABLES:
        for word, *_, traits in rows(table):
            for written in traits.split("; ") if traits else ():
                trait, _, value = written.partition("=")
                found.setdefault(trait, {})[word] = value
    return MappingProxyType(found)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({trait: frozenset(by_word) for trait, by_word in _values().items()})
