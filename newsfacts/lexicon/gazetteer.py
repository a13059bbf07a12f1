"""What is known of names before any article is read: states, continents, nationalities.

States and continents are those of the Unicode CLDR (`world.tsv`), a list that others keep. What it lacks is in tables
of our own: other names of states and divisions, and peoples (`places.tsv`), and regions (`names.tsv`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from newsfacts.facts import EntityLabel
from newsfacts.lexicon import rows, values
from newsfacts.lexicon.folding import fold

_BODIES = ("EU", "EZ", "UN")


def known_label(key: str) -> EntityLabel | None:
    """RETURNS: the label of a folded name that is the same in every article, None when the article must decide."""
    return _labels().get(key)


def same_thing(key: str) -> str | None:
    """RETURNS: an identifier shared by the folded names of one state or one people ("us", "united states")."""
    return _groups().get(key)


def nationality(key: str) -> str | None:
    """RETURNS: the ISO 3166-1 alpha-2 code of the one country whose people a folded demonym names, else None."""
    return _nationalities().get(key)


def listed(kind: str) -> Iterator[tuple[str, list[str]]]:
    """RETURNS: the codes and forms of a kind in the table `places`, in its order."""
    return ((code, forms.split("|")) for row, code, forms in rows("places") if row == kind)


def homes() -> dict[str, str]:
    """RETURNS: names that tell which country an article is from, as written, with its ISO 3166-1 code: the country's,
    its people's and its cities', without names that two countries share.
    """
    named = [(code, form) for form, code in _territories() if code.isalpha() and code not in _BODIES]
    named += [(code, form) for code, forms in (*_peoples(), *listed("place")) for form in forms if len(code) == 2]
    codes: dict[str, set[str]] = {}
    for code, form in named:
        codes.setdefault(form, set()).add(code)
    cities = {form: code for code, forms in listed("home") for form in forms}
    return {form: min(found) for form, found in codes.items() if len(found) == 1} | cities


@cache
def _labels() -> dict[str, EntityLabel]:
    found: dict[str, EntityLabel] = {}
    for form, code in _territories():
        found[fold(form)] = (
            EntityLabel.ORG if code in _BODIES else EntityLabel.GPE if code.isalpha() else EntityLabel.LOC
        )
    found.update((fold(name), EntityLabel(label)) for name, label in values("region").items())
    for row in _aliases():
        label = next((found[fold(form)] for form in row if fold(form) in found), EntityLabel.ORG)
        found.update((fold(form), label) for form in row)
    for _, forms in _demonyms():
        found.update((form, EntityLabel.NORP) for form in forms)
    return found


def _territories() -> Iterator[tuple[str, str]]:
    """RETURNS: names and codes of the CLDR's territories: states, continents and a few bodies."""
    for code, name in rows("world"):
        short, _, other = name.rstrip(")").partition(" (")  # "Myanmar (Burma)"
        for form in (name, name.replace("&", "and").replace("St.", "Saint"), short, *([other] if other else ())):
            yield form, code


@cache
def countries() -> dict[str, str]:
    """RETURNS: the ISO 3166-1 alpha-2 codes of countries by folded name, those of the CLDR and their aliases."""
    found = {fold(form): code for form, code in _territories() if code.isalpha() and code not in _BODIES}
    for row in _aliases():
        code = next((found[fold(form)] for form in row if fold(form) in found), None)
        if code is not None:
            found.update((fold(form), code) for form in row)
    return found


@cache
def _nationalities() -> dict[str, str]:
    return {form: code for code, forms in _demonyms() if code != "-" for form in forms}


@cache
def _groups() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in _aliases():
        found.update((fold(form), fold(row[0])) for form in row)
    for _, forms in _demonyms():
        found.update((form, forms[0]) for form in forms)
    return found


def _aliases() -> Iterator[list[str]]:
    """RETURNS: names of one state or body, the fullest first."""
    return (forms for _, forms in listed("same"))


def _peoples() -> Iterator[tuple[str, list[str]]]:
    """RETURNS: for each nationality and people, its country or "-", and its forms, the adjective first."""
    for code, forms in listed("people"):
        yield code, [*forms, f"{forms[0]}s"] if len(forms) == 1 else forms


def _demonyms() -> Iterator[tuple[str, list[str]]]:
    """RETURNS: the same, folded."""
    return ((code, [fold(form) for form in forms]) for code, forms in _peoples())
