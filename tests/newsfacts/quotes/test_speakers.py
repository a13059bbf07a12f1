"""Who said it, under which name: the last quote of short stories of one or two paragraphs."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include, Quote

SPEAKERS: list[tuple[str, str, str | None, str | None]] = [
    # what it shows, story, the last speaker as written, its name
    ("unnamed", "Two senior officials in Uganda said the dam was late.", "Two senior officials in Uganda", None),
    ("unnamed person", "A person familiar with the matter said the firm was paid.", None, None),
    (
        "one of a group",
        "Officials met in Kampala. “We are on time,” said one of the officials.",
        "one of the officials",
        None,
    ),
    ("plural", "Residents of the valley said nobody had told them.", "Residents of the valley", None),
    (
        "two names, the first is named",
        "Helen Marsh and Omar Haddad said they would reopen the border.",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "a sentence set off, and said below",
        "Helen Marsh met the crew.|The crew said little. “The wall will hold for a year,” Marsh said.|“The wall will hold for a year.”",
        None,
        "Helen Marsh",
    ),
    (
        "possessed by a country",
        "Foreign minister Sergio Okafor spoke on Monday.|Nigeria's Okafor said the border was open.",
        "Nigeria's Okafor",
        "Sergio Okafor",
    ),
    (
        "body in apposition to a person",
        "Claire Dubois, the Refugee Council's director for the Sahel, said water was scarce.",
        "Claire Dubois, the Refugee Council's director for the Sahel",
        "Claire Dubois",
    ),
    (
        "the body for which a person spoke",
        "Claire Dubois, the Refugee Council's director for the Sahel, said water was scarce.|The group said roads were closed.",
        "The group",
        "Refugee Council",
    ),
    (
        "what the speaker before wrote",
        "The Red Crescent said water was scarce.|The statement added that roads were closed.",
        "The statement",
        "Red Crescent",
    ),
    ("a weekday is when", "The talks failed, said Hugh Brannon Sunday.", "Hugh Brannon", "Hugh Brannon"),
    (
        "a weekday is a name",
        "“The talks failed,” Hugh Brannon Sunday said.",
        "Hugh Brannon Sunday",
        "Hugh Brannon Sunday",
    ),
    (
        "family name first",
        "Kim Min-jae, who leads the union, said workers would strike.|“We have waited,” Kim said.",
        "Kim",
        "Kim Min-jae",
    ),
    (
        "she, then he: nobody else is known",
        "Maria Santos met the press on Monday. “We agreed,” she said.|“So it was signed,” he said.",
        "he",
        None,
    ),
    ("a day is no speaker", "Maria Santos chose Monday, which suggests that she was tired.", "which", None),
    (
        "role noun with the name right after it",
        "The mayor resigned, the newspaper Dagbladet reported on Sunday.",
        "the newspaper Dagbladet",
        "Dagbladet",
    ),
    ("an age", "Andy Moore, 36, won on Sunday.|“It was hard,” the 36-year-old said.", "the 36-year-old", "Andy Moore"),
    (
        "an acronym that reads like a pronoun",
        "The Organisation Mondiale (WHO) met in Geneva.|Iodine is scarce, according to WHO.",
        "WHO",
        "WHO",
    ),
]


def _quotes(extractor: Extractor, text: str) -> tuple[Quote, ...]:
    return extractor.extract(Article(text=text.replace("|", "\n\n"), include=(Include.QUOTES,))).quotes


@pytest.mark.parametrize(("text", "written", "name"), [row[1:] for row in SPEAKERS], ids=[row[0] for row in SPEAKERS])
def test_speaker_of_the_last_quote(extractor: Extractor, text: str, written: str | None, name: str | None) -> None:
    speaker = _quotes(extractor, text)[-1].speaker
    assert speaker is not None
    assert written is None or speaker.text == written
    assert speaker.name == name
