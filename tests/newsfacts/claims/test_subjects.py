"""What figures count."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.newsfacts.claims.found import claims, head

SUBJECTS = [
    ("A nurse in her late forties was hurt.", [(None, "nurse")], "decade of life of a noun"),
    ("The nurse was in her 40s.", [(None, "nurse")], "decade of life as predicate"),
    ("About 150 soldiers were wounded.", [(150, "soldiers")], "modified noun"),
    ("Thousands of farmers marched on the capital.", [(1000, "farmers")], "of phrase"),
    ("Ms Okello won with 61 percent of the vote.", [(61, "vote")], "share of"),
    ("The death toll has risen to 44.", [(44, "toll")], "verb of change"),
    ("Since spring the complaints have amounted to 312.", [(312, "complaints")], "verb of level"),
    ("Exports fell by 12 percent.", [(12, "Exports")], "percent change"),
    ("A 20 percent increase in wages was announced.", [(20, "wages")], "noun of change, attributive"),
    ("Values higher than 61 percent were found.", [(61, "Values")], "bound behind its noun"),
    (
        "Pines take 50 per cent of the 20 square kilometres of forest.",
        [(50, "forest"), (20, "forest")],
        "share of a measure",
    ),
    ("The bank cut its staff by 5 percent.", [(5, "staff")], "object of a verb of change"),
    (
        "The number of licences rose from 70 to 1,450.",
        [(70, "licences"), (1450, "licences")],
        "number of, from and to",
    ),
    ("The tower is 90 metres tall.", [(90, "tower")], "measure as predicate"),
    ("Police seized cigarettes worth $2 million.", [(2_000_000, "cigarettes")], "worth"),
    ("Daily cases passed the 4,000 mark.", [(4000, "cases")], "mark"),
    ("Dozens of Congress members resigned.", [(12, "members")], "name in the of phrase"),
    ("Inflation forecast: 90 percent", [(90, "forecast")], "label"),
    ("They opened a 600-metre cycling route.", [(600, "route")], "measure as attribute"),
    ("She must pay a fine of $2,000.", [(2000, "fine")], "noun over of"),
    ("The club signed a $60 million shirt deal.", [(60_000_000, "deal")], "money as attribute"),
    ("The bridge will cost $25 million.", [(25_000_000, "bridge")], "price as object"),
    ("He bought the farm for $5 million.", [(5_000_000, "farm")], "price after for"),
    ("Only 12 of 90 wells still work.", [(12, "wells"), (90, "wells")], "number of number"),
    ("The donors gave $4 million in aid.", [(4_000_000, "aid")], "money in"),
    (
        "Harbour Town recorded rainfall of 23.6mm followed by Old Town with 14.6mm.",
        [(23.6, "rainfall"), (14.6, "rainfall")],
        "gapped list",
    ),
    ("Lima recorded a high of 31°C against 29°C last year.", [(31, "high"), (29, "high")], "comparison"),
    ("The village lies 40km (25 miles) from the city.", [(40, "village"), (25, "village")], "conversion in brackets"),
    (
        "The country lost 16,000 square kilometres (1.6 million hectares) of forest.",
        [(16_000, "forest"), (1_600_000, "forest")],
        "of phrase after brackets",
    ),
    (
        "About 50 civilians have died and over 100 were injured.",
        [(50, "civilians"), (100, "civilians")],
        "headless figure",
    ),
    ("Of the 200 injured, 50 were firefighters.", [(200, "injured"), (50, "firefighters")], "of the injured"),
    ("The strike lasted four days.", [(4, "strike")], "asserted duration"),
    ("She was sentenced to two years in prison.", [(2, "She")], "imposed duration"),
    ("Workers began a four-day strike.", [(4, "strike")], "duration as attribute"),
    ("The number of orphans is estimated at 1.4 million.", [(1_400_000, "orphans")], "estimate"),
    ("The ministry put the toll at 300.", [(300, "toll")], "estimate with an object"),
    ("The 20-year-old driver was arrested.", [(20, "driver")], "age as attribute"),
    ("Maria Lopez, 34, was not hurt.", [(34, "Lopez")], "age between commas"),
    ("Rates reached 70 per cent in May and 25 per cent in June.", [(70, "Rates"), (25, "Rates")], "shared verb"),
    ("The mine employs more than 500 miners and 1,200 drivers.", [(500, "miners"), (1200, "drivers")], "conjunction"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), SUBJECTS)
def test_subject(nlp: Language, text: str, expected: list[tuple[float, str]], phenomenon: str) -> None:
    assert [(c.quantity.value, head(c)) for c in claims(nlp, text)] == expected
