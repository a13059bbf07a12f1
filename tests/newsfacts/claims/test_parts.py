"""Which figure is a part of which."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.newsfacts.claims.found import claims

PARTS = [
    ("The fire killed 44 people, including 10 firefighters and 3 nurses.", [None, "c1", "c1"], "including"),
    ("Norway is home to five million people, a third of whom live by the sea.", [None, "c1"], "a share of whom"),
    ("The army freed 80 villagers, 51 of whom are children.", [None, "c1"], "of whom"),
    ("Of the 200 injured, 50 were firefighters.", [None, "c1"], "of the injured"),
    ("Some 20 of the 300 schools reopened.", ["c2", None], "of the"),
    ("The blast killed 5 people and wounded 30 others.", [None, None], "no part"),
    ("The two boats, including 10 rowers, came back.", [None], "the whole is no claim"),
    ("The club has 500 members. Of these, 200 are women.", [None, "c1"], "of these, in the next sentence"),
    ("The team won 20 medals: 8 gold, 7 silver and 5 bronze.", [None, "c1", "c1", "c1"], "list after a colon"),
    ("The budget is $10 million, of which $4 million goes to roads.", [None, "c1"], "part of a sum"),
    ("The budget is $10 million, including €4 million for roads.", [None, None], "not in another currency"),
    ("The firm earned $310 million and paid a tenth of that to the town.", [None, "c1"], "a share of that sum"),
    ("The budget is $10 million. Of that, $4 million goes to roads.", [None, "c1"], "of that, before the part"),
    ("The lake fell by 1.8 metres. Half of that is drought.", [None, "c1"], "of that, in the next sentence"),
    ("The firm earned $310 million, a third of which went on tax.", [None, "c1"], "a share of which"),
    ("The mill made 40 tonnes. A third of that town works there.", [None, None], "that town is no amount"),
    ("The bridge cost $5 million: 20 percent more than planned.", [None, None], "a share of nothing before the colon"),
    ("The result is sure: 8 teams play on.", [None], "a colon after no figure"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), PARTS)
def test_part_of(nlp: Language, text: str, expected: list[str | None], phenomenon: str) -> None:
    assert [c.part_of for c in claims(nlp, text)] == expected
