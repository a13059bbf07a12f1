"""Decides which place each name of an article stands for, precision first.

A name's candidates are weighed: by how much they are talked about anyway, and by what else the article names in their
country or division. The best one is taken if it beats those of other countries by a margin; otherwise the
name stays open. Weights are powers of ten: evidence in the article counts as much as being a thousand times larger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10

from newsfacts.facts import GazetteerPlace
from newsfacts.places import atlas
from newsfacts.places.atlas import Candidate, Kind
from newsfacts.places.written import Holder

_NEAR = 3.5
_IN_COUNTRY = 3.0
_AT_LEAST = 1.5
_EVIDENCED = 2.0
_NEIGHBOUR = 1.0
_LARGE = 5.0
_OTHER_NAME = 2.0
_MAIN_SHARE = 3  # a country named a third as often as the most named one is what the article is about
_KNOWN_ANYWAY = 5.5
_MARGIN_ALONE = 1.3
_MARGIN_EVIDENCED = 0.7
_MARGIN_RIVALS = 1.0
_MARGIN_AT_HOME = 0.7
_METROPOLIS = 6.0
_MENTIONS = 3
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Named:
    """A named place of the article, all its mentions together.

    keys: its folded names. candidates: the places of that name. holders: what is written to hold it. nouns: the kinds
    that nouns beside it give. whole: not set where the name is only a part of the place ("northern Mali"), or one
    entity goes by the names of two places ("Oregon", "Oregon City"). unknown: whether no place is known by that name.
    """

    keys: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    holders: tuple[Holder, ...]
    nouns: frozenset[Kind]
    mentions: int
    whole: bool = True
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class _Weighed:
    """`weight` includes the `support`, which is what the article says for the place."""

    place: Candidate
    weight: float
    support: float


@dataclass(slots=True)
class Evidence:
    """How often the article names a country or what is in it; `inside` counts places in it, `divisions` by division."""

    countries: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)

    def add(self, place: Candidate, mentions: int) -> None:
        """Counts a place that the article names; with negative `mentions`, takes it out again."""
        self.countries[place.country] += mentions
        if place.kind is not Kind.COUNTRY:
            self.inside[place.country] += mentions
        if place.division:
            self.divisions[place.division] += mentions


def resolve(names: Sequence[Named], evidence: Evidence) -> list[GazetteerPlace | None]:
    """
    evidence: what the article says of countries besides these names, such as nationalities; completed here.
    RETURNS: the place of each name, None if in doubt.

    There are three passes over the names: countries without namesakes; what they decide; and again all but the
    countries, each name with the evidence of all others.
    """
    written = [_as_written(name) for name in names]
    fuller = _fuller(names, written)
    left = [_narrowed(places, longer) for places, longer in zip(written, fuller, strict=True)]
    shared = [frozenset(place.id for place in longer if place.kind is Kind.TOWN) for longer in fuller]
    countries = [_undoubted(places) for places in left]
    _count(names, countries, evidence)
    first = [
        country or _place(_best(_weigh(places, name, ids, evidence), name))
        for name, places, ids, country in zip(names, left, shared, countries, strict=True)
    ]
    _count(names, [None if country else place for place, country in zip(first, countries, strict=True)], evidence)
    found: list[GazetteerPlace | None] = []
    for name, places, ids, own in zip(names, left, shared, first, strict=True):
        if own is not None:
            evidence.add(own, -_votes(name))
        weighed = _weigh(places, name, ids, evidence)
        best = _best(weighed, name)
        found.append(_decided(best.place, weighed, name, evidence) if best else _held(name))
        if own is not None:
            evidence.add(own, _votes(name))
    return found


def _fuller(names: Sequence[Named], left: Sequence[tuple[Candidate, ...]]) -> list[tuple[Candidate, ...]]:
    """RETURNS: for each name the places that longer names of the article, which begin with it, stand for: what
    "San Miguel" may be beside "San Miguel de Allende".
    """
    by_beginning: dict[str, list[Candidate]] = {}
    for name, places in zip(names, left, strict=True):
        words = name.keys[0].split()
        for size in range(1, min(len(words), _LONGEST)):
            by_beginning.setdefault(" ".join(words[:size]), []).extend(places)
    return [tuple(by_beginning.get(name.keys[0], ())) for name in names]


def _narrowed(places: tuple[Candidate, ...], fuller: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """RETURNS: of a name's places those in the countries of its fuller names; a country needs no fuller name."""
    if not fuller or any(place.kind is Kind.COUNTRY for place in places):
        return places
    countries = {place.country for place in fuller}
    return tuple(place for place in places if place.country in countries)


def _votes(name: Named) -> int:
    return min(name.mentions, _MENTIONS)


def _count(names: Sequence[Named], places: Iterable[Candidate | None], evidence: Evidence) -> None:
    for name, place in zip(names, places, strict=True):
        if place is not None:
            evidence.add(place, _votes(name))


def _as_written(name: Named) -> tuple[Candidate, ...]:
    """RETURNS: the candidates that agree with what is written next to the name.

    A country's name is a town's only where a division is written to hold it ("Lebanon, Pennsylvania").
    """
    left = name.candidates
    countries = any(place.kind is Kind.COUNTRY for place in left)
    larger = countries or any(place.kind is Kind.DIVISION for place in left)
    held = False
    for holder in name.holders:
        if not holder.sure or (larger and holder.listed):
            continue
        inside = tuple(place for place in left if holder.holds(place))
        if countries and not holder.is_division:
            inside = tuple(place for place in inside if place.kind is Kind.DIVISION)
            if not inside:
                continue
        left, held = inside, True
    if countries and not held:
        left = tuple(place for place in left if place.kind is not Kind.TOWN or _at_home(place, left))
    return _of_kind(left, name.nouns)


def _at_home(town: Candidate, places: Iterable[Candidate]) -> bool:
    """RETURNS: whether a town has its country's name."""
    return any(place.kind is Kind.COUNTRY and place.country == town.country for place in places)


def _of_kind(places: tuple[Candidate, ...], nouns: frozenset[Kind]) -> tuple[Candidate, ...]:
    """RETURNS: the places of the kind that nouns give; a large town's only, where a country or division has its name,
    since "a Texas town" lies in Texas.
    """
    if len(nouns) != 1:
        return places
    (noun,) = nouns
    of_kind = tuple(place for place in places if place.kind is noun)
    if noun is Kind.TOWN and len(of_kind) < len(places):
        of_kind = tuple(place for place in of_kind if place.size >= _LARGE)
    if noun is Kind.TOWN and any(place.kind is Kind.COUNTRY for place in places):
        home = {place.country for place in places if place.kind is Kind.COUNTRY}
        of_kind = tuple(place for place in of_kind if place.country in home)
    return of_kind or places


def _undoubted(places: Sequence[Candidate]) -> Candidate | None:
    """RETURNS: the country whose name no part of another country has."""
    abroad = {place.country for place in places}
    country = next((place for place in places if place.kind is Kind.COUNTRY), None)
    return country if len(abroad) == 1 else None


def _weigh(
    places: Sequence[Candidate], name: Named, shared: frozenset[int | None], evidence: Evidence
) -> list[_Weighed]:
    """
    shared: ids of the towns that the article has a fuller name for.
    RETURNS: the places with their weights.
    """
    main = any(not place.other for place in places)
    most = max(evidence.countries.values(), default=0)
    national = any(place.kind is Kind.COUNTRY for place in places)
    weighed = []
    for place in places:
        near = place.id in shared or any(not holder.sure and holder.holds(place) for holder in name.holders)
        support = max(_support(place, evidence, most, national), _NEAR if near else 0.0)
        weight = place.weight + support - (_OTHER_NAME if main and place.other else 0.0)
        weighed.append(_Weighed(place, weight, support))
    return weighed


def _best(weighed: Sequence[_Weighed], name: Named) -> _Weighed | None:
    """RETURNS: the place that beats those of other countries, or None."""
    best = max(weighed, key=lambda row: row.weight, default=None)
    if best is None:
        return None
    evidenced = best.support >= _EVIDENCED
    written = any(holder.sure and holder.holds(best.place) for holder in name.holders)
    if not (evidenced or written or best.place.kind is Kind.COUNTRY or best.weight >= _KNOWN_ANYWAY):
        return None
    abroad = (row for row in weighed if row.place.country != best.place.country)
    rival = max(abroad, key=lambda row: row.weight, default=None)
    if rival is None:
        return best
    margin = _MARGIN_EVIDENCED if evidenced else _MARGIN_ALONE
    if rival.support >= _EVIDENCED:
        margin = _MARGIN_RIVALS
    return best if best.weight - rival.weight >= margin else None


def _place(best: _Weighed | None) -> Candidate | None:
    return best.place if best else None


def _support(place: Candidate, evidence: Evidence, most: int, national: bool) -> float:
    """
    most: how often the most named country is named. national: whether a country has the name too.
    RETURNS: what the article says for a place.
    """
    named = evidence.countries[place.country]
    if place.kind is Kind.TOWN and place.division and evidence.divisions[place.division]:
        return _NEAR
    if named <= 0:
        known = place.weight > place.size and place.kind is not Kind.TOWN
        return _NEIGHBOUR * (known and any(evidence.countries[code] for code in atlas.neighbours(place.country)))
    if national and place.kind is not Kind.COUNTRY and not evidence.inside[place.country]:
        return 0.0
    if place.kind is Kind.TOWN and place.weight < _LARGE:
        return _EVIDENCED if _MAIN_SHARE * named >= most else 0.0
    return max(_IN_COUNTRY + log10(min(named / most, 1.0)), _AT_LEAST)


def _decided(best: Candidate, weighed: Sequence[_Weighed], name: Named, evidence: Evidence) -> GazetteerPlace:
    """RETURNS: the place's country, and its id if the name means nothing else in the country."""
    home = [row for row in weighed if row.place.country == best.country]
    return GazetteerPlace(country=best.country, geonames_id=_id(home, name, evidence) if name.whole else None)


def _id(home: Sequence[_Weighed], name: Named, evidence: Evidence) -> int | None:
    country = next((row.place for row in home if row.place.kind is Kind.COUNTRY), None)
    if country is not None:
        return country.id
    divisions = [row.place for row in home if row.place.kind is Kind.DIVISION]
    towns = sorted((row for row in home if row.place.kind is Kind.TOWN), key=lambda row: -row.weight)
    if len(name.nouns) > 1 or (Kind.DIVISION in name.nouns and not divisions):
        return None
    town = towns[0] if towns else None
    if divisions:
        if town is None or divisions[0].weight - town.place.weight >= _MARGIN_AT_HOME:
            return divisions[0].id if len({place.id for place in divisions}) == 1 else None
        if town.place.weight < _METROPOLIS or any(evidence.divisions[place.division] for place in divisions):
            return None
    if town is None or (len(towns) > 1 and town.weight - towns[1].weight < _MARGIN_AT_HOME):
        return None
    return town.place.id


def _held(name: Named) -> GazetteerPlace | None:
    """RETURNS: the country written to hold a place that the atlas does not know ("the Syrian village of …")."""
    countries = {
        place.country for holder in name.holders if holder.sure and not holder.listed for place in holder.places
    }
    if name.unknown and len(countries) == 1:
        return GazetteerPlace(country=countries.pop(), geonames_id=None)
    return None
