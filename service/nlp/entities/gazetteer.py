"""What is known of names before any article is read: states, continents, nationalities.

States and regions are those of the Unicode CLDR (through Babel), so that the list is kept by others; the names that
news uses for the same state, the regions and the demonyms, which the CLDR lacks, are tables of this package.
"""

from __future__ import annotations

from functools import cache

from babel import Locale

from service.nlp.entities.names import fold
from service.nlp.entities.tables import rows
from service.nlp.facts import EntityLabel

_BODIES = ("EU", "EZ", "UN")
_NOT_PLACES = ("001", "QO", "XA", "XB", "ZZ")


def known_label(key: str) -> EntityLabel | None:
    """RETURNS: the label of a folded name that is the same in every article, None when the article must decide."""
    return _labels().get(key)


def same_thing(key: str) -> str | None:
    """RETURNS: an identifier shared by the folded names of one state or one people ("us", "united states")."""
    return _groups().get(key)


def is_demonym(key: str) -> bool:
    return _labels().get(key) is EntityLabel.NORP


@cache
def _labels() -> dict[str, EntityLabel]:
    found: dict[str, EntityLabel] = {}
    for code, name in Locale("en").territories.items():
        if code in _NOT_PLACES:
            continue
        label = EntityLabel.ORG if code in _BODIES else EntityLabel.GPE if code.isalpha() else EntityLabel.LOC
        found[fold(name)] = found[fold(name.replace("&", "and").replace("St.", "Saint"))] = label
    found.update((fold(name), EntityLabel(label)) for name, label in rows(__package__, "regions.tsv"))
    for row in rows(__package__, "aliases.tsv"):
        label = next((found[fold(form)] for form in row if fold(form) in found), EntityLabel.ORG)
        found.update((fold(form), label) for form in row)
    for row in rows(__package__, "demonyms.txt", "|"):
        found.update((form, EntityLabel.NORP) for form in _demonym_forms(row))
    return found


@cache
def _groups() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows(__package__, "aliases.tsv"):
        found.update((fold(form), fold(row[0])) for form in row)
    for row in rows(__package__, "demonyms.txt", "|"):
        found.update((form, fold(row[0])) for form in _demonym_forms(row))
    return found


def _demonym_forms(row: tuple[str, ...]) -> list[str]:
    forms = [fold(form) for form in row]
    return [*forms, f"{forms[0]}s"] if len(forms) == 1 else forms
