"""Writes currencies.tsv from Babel's copy of the Unicode CLDR: `python -m training.make_currencies`.

The table is kept as a file because building it loads much locale data. A test holds it to Babel's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

RECENT = 1990

HEADER = """\
# Currencies, their English names and the territories whose own they are, none for those out of use since 1990:
# Unicode CLDR through Babel 2.18.0.
# Made by make_currencies.py; don't edit.
code	singular	plural	territories
"""


def rows() -> Iterator[str]:
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


def main() -> None:
    target = Path(__file__).parents[1] / "newsfacts" / "lexicon" / "currencies.tsv"
    target.write_text(HEADER + "\n".join(rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
