"""The time of each figure in its sentence, on the shipped pipeline; published on Wednesday, 15 May 2024."""

from __future__ import annotations

from datetime import date

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include

YEAR_2022 = ("2022-01-01", "2023-01-01")
YEAR_2023 = ("2023-01-01", "2024-01-01")

TEXTS = [
    ("Losses rose to $9m in 2023 from $6m in 2022.", [YEAR_2023, YEAR_2022], "each its own"),
    ("Debt fell to $5m, compared with $8m in 2022.", [None, YEAR_2022], "the other's in a comparison"),
    ("Harvests hit 40 tonnes in 2023 after 30 tonnes in 2022.", [YEAR_2023, YEAR_2022], "after another"),
    ("The port handled 90 ships, 12 fewer than in 2022.", [None, None], "the base of a comparison"),
    ("Turnout was 71 percent, the highest since 2022.", [None], "a record"),
    ("Output in 2022 and 2023 was 40 and 50 tonnes respectively.", [YEAR_2022, YEAR_2023], "respectively"),
    ("Inflation is 7 percent, data showed on Friday.", [None], "the time of saying"),
    ("Losses in 2022 and 2023 were $6m and $9m.", [YEAR_2022, YEAR_2023], "two lists as long"),
    ("Revenue was $5m, up from $4m in the same quarter of 2023.", [None, ("None", "None")], "counted from another"),
    (
        "In the three months ended June 30, 2023, sales fell 5 percent.",
        [("2023-04-01", "2023-07-01")],
        "a quarter by its end",
    ),
    ("The fire killed 12 people in 2022.", [YEAR_2022], "behind what is counted"),
    ("Of 1700 houses checked, 31 were unsafe.", [None, None], "a count is no year"),
    ("In the year to June 2023 the line lost 80 staff.", [("2022-07-01", "2023-07-01")], "a period by its end"),
    ("About 30 homes burned on 29 February.", [("2024-02-29", "2024-03-01")], "a leap day"),
    ("In June there were 300 cases.", [None], "the June gone by or the one to come"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), TEXTS)
def test_time(text: str, expected: list[tuple[str, str] | None], phenomenon: str, extractor: Extractor) -> None:
    facts = extractor.extract(Article(text=text, published_at=date(2024, 5, 15), include=(Include.CLAIMS,)))
    times = [claim.time for claim in facts.claims]
    assert [time and (str(time.since), str(time.until)) for time in times] == expected
