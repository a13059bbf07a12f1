"""Values of the dates and times of whole texts, on the shipped pipeline; published on Thursday, 12 September 2019."""

from __future__ import annotations

from datetime import date

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, EntityLabel, Include

PUBLISHED = date(2019, 9, 12)

TEXTS = [
    (
        "The mine in Kitwe closed on Monday. Its owner will open it again on Monday, the union said.",
        {"Monday": ["2019-09-09", "2019-09-16"]},
        "one name, two days",
    ),
    ("The bridge in Cali will open in November.", {"November": ["2019-11"]}, "the verb looks ahead"),
    ("The port of Beira reopened two weeks ago.", {"two weeks ago": ["2019-W35"]}, "ago"),
    (
        "The quake struck Hualien at 2.30 p.m. on Tuesday.",
        {"2.30 p.m.": ["2019-09-10T14:30"], "Tuesday": ["2019-09-10"]},
        "a clock time takes the day beside it",
    ),
    (
        "The ferry left Mombasa at 11:00 p.m. (20:00 GMT) on Tuesday, the port said.",
        {"11:00 p.m.": ["2019-09-10T23:00"], "20:00": ["T20:00Z"], "Tuesday": ["2019-09-10"]},
        "the day is that of the place, not of Greenwich",
    ),
    ("The market in Kano opens every Friday.", {"every Friday": [None]}, "recurs"),
    ("They fled Tripoli. Three days later they returned.", {"Three days later": [None]}, "counted from another event"),
    ("The strike in Lima lasted three days.", {"three days": ["P3D"]}, "a length of time"),
    ("A judge in Lima sentenced Rojas to six years in prison.", {"six years": ["P6Y"]}, "a length after a verb and to"),
    ("A judge in Lima jailed Rojas for five to six years.", {"five to six years": [None]}, "a range"),
    ("Rojas faces up to six years in Lima.", {"up to six years": [None]}, "a bound"),
    ("The June 4 crackdown in Beijing was remembered.", {"June 4": [None]}, "names an event"),
    (
        "The lease was signed on 03/04/2019 and ended on 25/04/2019, the court in Accra heard.",
        {"03/04/2019": ["2019-04-03"], "25/04/2019": ["2019-04-25"]},
        "the article shows its order",
    ),
]


def values(extractor: Extractor, text: str, published: date | None) -> dict[str, list[str | None]]:
    article = Article(text=text, published_at=published, include=(Include.ENTITIES,))
    found: dict[str, list[str | None]] = {}
    for entity in extractor.extract(article).entities:
        if entity.label in (EntityLabel.DATE, EntityLabel.TIME):
            for mention in entity.mentions:
                found.setdefault(mention.text, []).append(mention.value)
        else:
            assert all(mention.value is None for mention in entity.mentions)
    return found


@pytest.mark.parametrize(("text", "expected", "phenomenon"), TEXTS)
def test_values_of_a_text(
    extractor: Extractor, text: str, expected: dict[str, list[str | None]], phenomenon: str
) -> None:
    assert values(extractor, text, PUBLISHED) == expected


def test_without_a_date_what_is_relative_has_no_value(extractor: Extractor) -> None:
    found = values(extractor, "Peru voted on Sunday. It had voted on 10 April 2016.", None)
    assert found == {"Sunday": [None], "10 April 2016": ["2016-04-10"]}
