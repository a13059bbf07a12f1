"""Which place a name stands for: tables of sentences with their names marked, no model needed.

What is expected is a name of `PLACES`, a country's code where only that is sure, or "" where nothing is.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, GazetteerPlace
from newsfacts.places.component import places
from tests.newsfacts.entities.markup import analysed_doc

PLACES = {
    "Alexandria EG": ("EG", 361058),
    "Alexandria US": ("US", 4744091),
    "Birmingham GB": ("GB", 2655603),
    "Birmingham US": ("US", 4049979),
    "Congo": ("CG", 2260494),
    "DR Congo": ("CD", 203312),
    "Cordoba AR": ("AR", 3860259),
    "Cordoba ES": ("ES", 2519240),
    "Georgia": ("GE", 614540),
    "Georgia US": ("US", 4197000),
    "Hyderabad IN": ("IN", 1269843),
    "Hyderabad PK": ("PK", 1176734),
    "Idlib": ("SY", 169389),
    "Ivory Coast": ("CI", 2287781),
    "Jordan": ("JO", 248816),
    "Jos": ("NG", 2335953),
    "Kosovo": ("XK", 831053),
    "Kenya": ("KE", 192950),
    "Lagos": ("NG", 2332459),
    "Lebanon": ("LB", 272103),
    "Lebanon US": ("US", 5197517),
    "London": ("GB", 2643743),
    "London CA": ("CA", 6058560),
    "Moscow": ("RU", 524901),
    "Moscow US": ("US", 5601538),
    "Myanmar": ("MM", 1327865),
    "New Delhi": ("IN", 1261481),
    "New York": ("US", 5128581),
    "Nice": ("FR", 2990440),
    "Niger": ("NE", 2440476),
    "Paris": ("FR", 2988507),
    "Paris US": ("US", 4717560),
    "San Jose CR": ("CR", 3621849),
    "San Jose US": ("US", 5392171),
    "Santiago CL": ("CL", 3871336),
    "Singapore": ("SG", 1880251),
    "Springfield US": ("US", 4250542),
    "Syria": ("SY", 163843),
    "Tripoli LB": ("LB", 266826),
    "Tripoli LY": ("LY", 2210247),
    "UK": ("GB", 2635167),
    "USA": ("US", 6252001),
    "Victoria SC": ("SC", 241131),
    "Washington": ("US", 4140963),
    "Washington state": ("US", 5815135),
}

COUNTRIES = [
    ("The [*U.S.|GPE] objected.", "USA", "with full stops"),
    ("The [*UK|GPE] objected.", "UK", "acronym"),
    ("[*Ivory Coast|GPE] objected.", "Ivory Coast", "English name"),
    ("[*Burma|GPE] objected.", "Myanmar", "former name"),
    ("The [*DRC|GPE] objected.", "DR Congo", "acronym of a long name"),
    ("[*Kosovo|GPE] objected.", "Kosovo", "code of the user-assigned range"),
    ("[*Singapore|GPE] objected.", "Singapore", "city and country"),
    ("[*SYRIA|GPE] objected.", "Syria", "capitals"),
    ("Aid reached the [*Gaza Strip|GPE].", "PS", "part of a territory"),
    ("[*England|GPE] won.", "GB", "country of a country"),
    ("Flights to [*Northern Mali|GPE] resumed.", "ML", "only a part of it is named"),
    ("[*Jordan|GPE] and [Syria|GPE] reopened the crossing.", "Jordan", "a country, whatever else is called so"),
    ("[*Lebanon|GPE], [Syria|GPE] and [Jordan|GPE] signed.", "Lebanon", "a list is no address"),
    ("Police in [*Lebanon|GPE], [Pennsylvania|GPE], opened a file.", "Lebanon US", "a town of a country's name"),
    ("[*Congo|GPE] votes on Sunday.", "", "two countries of one name"),
    ("[*Congo|GPE] votes on Sunday, and [Kinshasa|GPE] is tense.", "DR Congo", "its capital is named"),
    ("[*Congo|GPE] votes on Sunday, and [Brazzaville|GPE] is calm.", "Congo", "the other's capital is named"),
    ("[Rwanda|GPE] closed the border with [*Congo|GPE].", "DR Congo", "its neighbour is named"),
    ("[*Niger|GPE] and [Nigeria|GPE] reopened their border.", "Niger", "near a name like it"),
    ("Clinics in [*Niger State|GPE] reopened.", "NG", "a state of a country's name"),
    ("The Republic of [*Georgia|GPE] votes on Sunday.", "Georgia", "a republic"),
    ("The state of [*Georgia|GPE] votes on Sunday.", "Georgia US", "a state"),
    ("The [*Republic of Kenya|GPE] votes on Sunday.", "Kenya", "its full name"),
    ("Clerks of the [*City of Lagos|GPE] marched.", "Lagos", "a town's full name"),
    ("[*Georgia|GPE] votes on Sunday.", "", "country or state"),
    ("The [U.S.|GPE] sent observers to [*Georgia|GPE].", "", "the state's country alone does not make it a state"),
    ("[Georgian|NORP] police closed roads in [*Georgia|GPE].", "Georgia", "its people are named"),
    ("[Russia|GPE] and [*Georgia|GPE] exchanged prisoners, the [U.S.|GPE] said.", "Georgia", "its neighbour is named"),
    ("Polls closed in [*Georgia|GPE] and [Alabama|GPE].", "Georgia US", "another state is named"),
    ("Voters queued in [Atlanta|GPE], [*Georgia|GPE].", "Georgia US", "its city is named"),
]

HELD = [
    ("A mill in [*Springfield|GPE], [Illinois|GPE], burned.", "Springfield US", "town, state"),
    ("A mill in [*Springfield|GPE], Ill., burned.", "Springfield US", "abbreviated state"),
    ("A mill in [*Springfield|GPE], IL, burned.", "Springfield US", "postal letters"),
    ("A mill in [*Alexandria|GPE], Va., burned.", "Alexandria US", "abbreviation before a comma"),
    ("A mill in [*Alexandria|GPE], [Egypt|GPE].", "Alexandria EG", "town, country, end of sentence"),
    ("[*Paris|GPE] ([Texas|GPE]) honoured him.", "Paris US", "brackets"),
    ("The [Texas|GPE] town of [*Paris|GPE] honoured him.", "Paris US", "state's town of"),
    ("Roads around the [Syrian|NORP] city of [*Idlib|GPE] reopened.", "Idlib", "nationality's city of"),
    ("Roads around the [Pakistani|NORP] city of [*Hyderabad|GPE] reopened.", "Hyderabad PK", "of two large towns one"),
    ("Traders in [*Hyderabad|GPE] in southern [Pakistan|GPE] closed shop.", "Hyderabad PK", "in a part of a country"),
    ("Shells fell on [*South Lebanon|GPE].", "LB", "a part of a country, not the town in another"),
    ("[Lebanon|GPE]'s [*Tripoli|GPE] reopened its market.", "Tripoli LB", "possessive"),
    ("Farmers met in [*Jos|GPE], [Plateau State|GPE].", "Jos", "town, state with its noun"),
    ("Doctors in [*London|GPE], [Ontario|GPE], agreed.", "London CA", "town, province"),
    ("Doctors in [*Moscow|GPE], [Idaho|GPE], agreed.", "Moscow US", "the smaller namesake, by its address"),
    ("In [*Moscow|GPE], [U.S.|GPE] officials agreed to talk.", "", "a comma after an adverbial is no address"),
    ("Roads in the [Syrian|NORP] village of [*Kafr Zundul|GPE] reopened.", "SY", "unknown place, country written"),
    ("[Algeria|GPE]'s [*Zundul|GPE] movement marched.", "", "unknown thing that a country owns"),
    ("[*Paris|GPE], [Texas|GPE], is not [Paris|GPE], [France|GPE].", "", "two of one name in an article"),
]

DOMINANT = [
    ("[*Moscow|GPE] said it would answer.", "Moscow", "metonym"),
    ("[*Washington|GPE] said it would answer.", "Washington", "metonym of a capital"),
    ("[*Washington|GPE] state closed its parks.", "Washington state", "noun after the name"),
    ("Parks in [*Washington|GPE] closed, from [Seattle|GPE] to [Spokane|GPE].", "US", "capital or state"),
    ("The [U.S.|GPE] delegation flew to [*Moscow|GPE].", "Moscow", "a small namesake in the article's country"),
    ("The [U.S.|GPE] delegation flew to [*Paris|GPE].", "Paris", "a capital, in an article on another country"),
    ("Nurses in [*London|GPE] voted.", "London", "much the largest"),
    ("Nurses in [Toronto|GPE] and [*London|GPE] voted, [Canada|GPE]'s unions said.", "", "large and near"),
    ("Trains to [*New Delhi|GPE] were late.", "New Delhi", "a capital within a larger city"),
    ("Rents in [*New York|GPE] fell.", "New York", "metropolis and state"),
    ("Families left [*Idlib|GPE].", "SY", "town or province"),
    ("Families left [*Idlib|GPE] province.", "SY", "province"),
    ("Bakeries in [*Springfield|GPE] closed, [American|NORP] bakers said.", "US", "many in one country"),
    ("Trade in [*Birmingham|GPE] fell.", "", "two large towns"),
    ("Trade in [*Hyderabad|GPE] fell.", "", "two very large towns"),
    ("Trade in [*Cordoba|GPE] fell.", "", "town and province, Spain and Argentina"),
    ("Trade in [*San Jose|GPE] fell.", "", "capital and a larger namesake"),
    ("Trade in [*Victoria|GPE] fell.", "", "capital, town and state"),
    ("Trade in [*Tripoli|GPE] fell.", "Tripoli LY", "a capital"),
    ("Trade in [*Santiago|GPE] fell.", "Santiago CL", "a capital and metropolis"),
    ("The shop in [*Reading|GPE] closed.", "", "a common word"),
    ("The shop in [*Nice|GPE] closed.", "Nice", "a common word and a large town"),
]

CONTEXT = [
    ("Trade in [*Birmingham|GPE] fell, [British|NORP] firms said.", "Birmingham GB", "nationality"),
    ("Trade in [*Birmingham|GPE] and across [Alabama|GPE] fell.", "Birmingham US", "state"),
    ("Trade in [*Hyderabad|GPE] fell, the [Bank of India|ORG] said.", "Hyderabad IN", "a body's name"),
    ("[India|GPE] and [Pakistan|GPE] met; trade in [*Hyderabad|GPE] fell.", "", "both countries"),
    (
        "Trade in [*Cordoba|GPE] fell, said [Argentine|NORP] grain traders.",
        "Cordoba AR",
        "a metropolis before its province",
    ),
    ("Trade in [*San Jose|GPE] fell; [Costa Rica|GPE] sold less coffee.", "San Jose CR", "country"),
    ("Trade in [*San Jose|GPE] fell, and across [California|GPE].", "San Jose US", "state"),
    ("[*Victoria|GPE] closed schools, [Australian|NORP] radio said.", "AU", "state of the country"),
    ("Boats left [*Victoria|GPE] as [Seychelles|GPE] voted.", "Victoria SC", "small capital in its country"),
    (
        "Trade in [*Tripoli|GPE] fell; [Lebanon|GPE] sold less cloth.",
        "Tripoli LB",
        "second city, not the capital abroad",
    ),
    ("Nurses of all [Oregon|GPE] and of [*Oregon City|GPE] voted.", "US", "a state and a town, one entity"),
    ("Schools in [*Punjab|GPE] closed.", "", "two provinces"),
    ("Schools in [*Punjab|GPE] closed, [Pakistani|NORP] radio said.", "PK", "province of the country"),
    (
        "Elders from [*San Miguel|GPE] spoke in [San Miguel de Allende|GPE], [Mexico|GPE].",
        "MX",
        "short for a fuller name",
    ),
]

NOWHERE = [
    ("Dust over the [Sahel|LOC] settled.", "region of several countries"),
    ("Prices across [Europe|LOC] fell.", "continent"),
    ("Ships crossed the [Mediterranean Sea|LOC].", "sea"),
    ("Shells fell in [Kashmir|GPE].", "in dispute"),
    ("Shells fell in [Crimea|GPE].", "in dispute"),
    ("The [Moscow|LOC] flooded its banks.", "a river of a town's name"),
    ("Anglers at [Lake Zundul|LOC] left.", "unknown"),
    ("[Jordan Zundul|PERSON] left.", "person"),
    ("[Syrian|NORP] bakers left.", "people"),
    ("[London Zoo|FAC] closed.", "building"),
    ("[Aleppo Cotton Mills|ORG] won the cup.", "body"),
]


def meant(expected: str) -> GazetteerPlace | None:
    """RETURNS: the place of a table's cell."""
    if not expected:
        return None
    country, number = PLACES.get(expected, (expected, None))
    return GazetteerPlace(country=country, geonames_id=number)


def located(marked: str, title: str | None = None) -> dict[str, GazetteerPlace | None]:
    """RETURNS: the place of each entity of a marked article."""
    return {entity.name: entity.place for entity in places(analysed_doc(marked, title))._.newsfacts_entities}


def asked(marked: str) -> GazetteerPlace | None:
    """RETURNS: the place of the name with a star in a row's sentence."""
    name = marked[marked.index("[*") + 2 :].partition("|")[0]
    found = located(marked.replace("[*", "["))
    return next(place for found_name, place in found.items() if found_name == name)


ROWS = [*COUNTRIES, *HELD, *DOMINANT, *CONTEXT]


@pytest.mark.parametrize(("marked", "expected", "phenomenon"), ROWS, ids=[f"{row[2]}: {row[1]}" for row in ROWS])
def test_the_place_of_a_name(marked: str, expected: str, phenomenon: str) -> None:
    assert asked(marked) == meant(expected)


@pytest.mark.parametrize(("marked", "phenomenon"), NOWHERE, ids=[row[1] for row in NOWHERE])
def test_no_place_in_one_country(marked: str, phenomenon: str) -> None:
    assert list(located(marked).values()) == [None]


def test_the_title_tells_what_the_article_is_about() -> None:
    text = "Trade in [Tripoli|GPE] fell."
    assert located(text, "[Lebanon|GPE] counts its losses") == {"Tripoli": meant("Tripoli LB")}


def test_an_entity_has_one_place_for_all_its_mentions() -> None:
    marked = "[Birmingham|GPE] votes. Nurses in [Birmingham|GPE], [Alabama|GPE], do too. [Birmingham|GPE] is calm."
    assert located(marked)["Birmingham"] == meant("Birmingham US")


ARTICLES = [
    "[KUMASI|GPE] — Traders in [Kumasi|GPE] and [Tamale|GPE] reopened on Monday, [Ghanaian|NORP] radio said. Buyers came "
    "from [Accra|GPE] and from [Burkina Faso|GPE].",
    "The river rose in [Cordoba|GPE] and [Rosario|GPE], [Argentina|GPE]'s weather service said. In [Santa Fe|GPE] province "
    "two bridges closed.",
    "Crews from [Springfield|GPE], [Illinois|GPE], and [Chicago|GPE] helped, the [U.S.|GPE] said. [Georgia|GPE] and "
    "[Alabama|GPE] sent pumps.",
    "Buses between [Hyderabad|GPE] and [Karachi|GPE] stopped, [Pakistani|NORP] police said, and in [Sindh|GPE] schools "
    "closed.",
    "Nurses in [Leeds|GPE], [Birmingham|GPE] and [London|GPE] voted, the [UK|GPE] union said, as did some in [Wales|GPE].",
]
PARAGRAPHS = [
    "[Fiji|GPE] won in [Suva|GPE].",
    "[Mongolian|NORP] herders sold wool in [Ulaanbaatar|GPE].",
    "[Iceland|GPE] counted its whales off [Reykjavik|GPE].",
    "[Paraguay|GPE] planted soy near [Encarnacion|GPE].",
    "[Lesotho|GPE] sold water, [Maseru|GPE] said.",
]


@given(article=st.sampled_from(ARTICLES), more=st.lists(st.sampled_from(PARAGRAPHS), unique=True))
def test_an_unrelated_paragraph_moves_no_place_to_another_country(article: str, more: list[str]) -> None:
    alone, longer = located(article), located("\n\n".join([article, *more]))
    for name, place in alone.items():
        after = longer[name]
        assert place is None or after is None or after.country == place.country


@pytest.mark.parametrize("article", ARTICLES)
def test_most_places_of_an_article_are_decided_and_the_same_each_time(article: str) -> None:
    found = located(article)
    peoples = {"Ghanaian", "Pakistani"}
    assert [name for name, place in found.items() if place is None and name not in peoples] == []
    assert located(article) == found


def test_the_shipped_pipeline_gives_places(extractor: Extractor) -> None:
    text = "Buses between Mombasa and Nairobi stopped on Monday, Kenyan police said. Drivers blamed Europe."
    found = {entity.name: entity.place for entity in extractor.extract(Article(text=text)).entities}
    assert found["Mombasa"] == GazetteerPlace(country="KE", geonames_id=186301)
    assert found["Nairobi"] == GazetteerPlace(country="KE", geonames_id=184745)
    assert found["Kenyan"] is None
    assert found["Europe"] is None
