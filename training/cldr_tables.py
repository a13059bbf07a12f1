"""Makes `newsfacts/lexicon/currencies.tsv` and `world.tsv` from Babel's copy of the Unicode CLDR.

    python -m training.cldr_tables

The tables are kept as files because Babel loads much locale data. A test holds them to Babel's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

RECENT = 1990
LEXICON = Path(__file__).parents[1] / "newsfacts" / "lexicon"
SOURCE = """\
# Unicode CLDR (Unicode License v3) through Babel 2.18.0, made by training/cldr_tables.py; don't edit.
"""
CURRENCIES = f"""\
# Currencies, their English names and the territories whose own they are, none for those out of use since 1990.
{SOURCE}code	singular	plural	territories
"""
WORLD = f"""\
# The English names of the world's territories: countries by their ISO 3166-1 codes, continents and regions by their UN
# M.49 numbers, and a few bodies.
{SOURCE}code	name
"""
NO_PLACES = frozenset({"001", "QO", "XA", "XB", "ZZ"})
"""The world, "Outlying Oceania", pseudo-locales and "Unknown Region"."""


def main() -> None:
    for name, head, rows in (("currencies", CURRENCIES, currencies()), ("world", WORLD, world())):
        (LEXICON / f"{name}.tsv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def world() -> Iterator[str]:
    """RETURNS: one line a territory, in the CLDR's order."""
    for code, name in Locale("en").territories.items():
        if code not in NO_PLACES:
            yield f"{code}\t{name}"


def currencies() -> Iterator[str]:
    """RETURNS: one line a currency, ordered by code."""
    english = Locale("en")
    territories: dict[str, list[str]] = defaultdict(list)
    for territory, history in sorted(get_global("territory_currencies").items()):
        current = [code for code, _, until, tender in history if until is None and tender]
        if current:
            own = [code for code in current if code.startswith(territory)]  # ISO 4217: HTG beside USD in HT
            territories[(own or current)[-1]].append(territory)
    former = {code for history in get_global("territory_currencies").values() for code in _out_of_use(history)}
    former = {code for code in former - territories.keys() if "(" not in english.currencies.get(code, "(")}
    for code in sorted(territories.keys() | former):
        singular, plural = (get_currency_name(code, count=count, locale=english) for count in (1, 2))
        yield "\t".join((code, singular, plural, " ".join(territories.get(code, ()))))


def _out_of_use(history: Iterable[tuple[str, object, tuple[int, int, int] | None, bool]]) -> Iterator[str]:
    """RETURNS: the currencies that are a territory's legal tender no longer, where news may still name them."""
    for code, _, until, tender in history:
        if tender and until is not None and until[0] >= RECENT and len(code) == 3:
            yield code


if __name__ == "__main__":
    main()
