"""A name as the atlas knows it: whole, less the noun beside it ("Lagos State", "City of Lagos"), or less a direction
("northern Mali", which is a part of the place).
"""

from __future__ import annotations

from dataclasses import dataclass

from newsfacts.places import atlas
from newsfacts.places.atlas import Candidate, Kind
from newsfacts.places.written import kinds

_PARTS = frozenset(
    "north south east west central northern southern eastern western northeastern northwestern southeastern "
    "southwestern mainland rural".split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """
    noun: the kind that a word of the name itself gives. whole: not set if the name is only a part of the place. vague:
    whether the name is known to be in no single country.
    """

    candidates: tuple[Candidate, ...]
    noun: Kind | None = None
    whole: bool = True
    vague: bool = False


def look_up(key: str) -> Form:
    """
    key: a folded name.
    RETURNS: the places that it, or what is left of it, stands for.
    """
    key = key.removeprefix("the ")
    if atlas.is_vague(key):
        return Form((), vague=True)
    first, _, rest = key.partition(" ")
    part = Form(atlas.candidates(rest), whole=False) if first in _PARTS and rest else Form(())
    if _is_country(part) and not atlas.countries_and_divisions(key):
        return part  # "South Lebanon", before any town of that name
    whole = atlas.candidates(key)
    if whole:
        return Form(whole)
    kind, of, place = key.partition(" of ")
    if of and kind in kinds():
        return Form(atlas.candidates(place), noun=kinds()[kind])
    name, _, last = key.rpartition(" ")
    if name and last in kinds():
        return Form(atlas.candidates(name), noun=kinds()[last])
    return part


def _is_country(form: Form) -> bool:
    return any(place.kind is Kind.COUNTRY for place in form.candidates)
