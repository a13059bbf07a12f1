"""Who is who in whole articles: every mention of the people and bodies that matter, in text order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsfacts.facts import Article, Include

if TYPE_CHECKING:
    from newsfacts.extractor import Extractor

FOLDER = Path(__file__).parent / "articles"
MENTIONS = [
    ("caribbean", "Marlon Etienne", ["Marlon Etienne", "he", "he"]),
    ("caribbean", "Cynthia Joseph-Bishop", ["Cynthia Joseph-Bishop", "She", "Joseph-Bishop"]),
    (
        "caribbean",
        "Estate and Allied Workers' Union",
        ["Estate and Allied Workers' Union", "EAWU", "the union", "the union"],
    ),
    ("caribbean", "Antillean Sugar Holdings Ltd.", ["Antillean Sugar Holdings Ltd.", "Antillean", "it"]),
    ("caribbean", "Hyacinth Valmont", ["Hyacinth Valmont", "she", "she", "she", "The commissioner"]),
    ("centralasia", "Nurlan Beketov", ["Nurlan Beketov", "Beketov", "He", "Beketov", "him", "the scientist"]),
    ("centralasia", "Gulnara Isakova", ["Gulnara Isakova", "Isakova", "Her", "Isakova"]),
    ("centralasia", "Bakyt Omurov", ["Bakyt Omurov", "he", "his"]),
    ("centralasia", "Ministry of Emergency Situations", ["Ministry of Emergency Situations", "it", "The ministry"]),
    ("centralasia", "Alpine Gold", ["Alpine Gold", "The company", "it"]),
    ("pacific", "Vaitoa Samuelu", ["Vaitoa Samuelu"]),
    ("pacific", "Litia Ravuvu", ["Litia Ravuvu", "she", "Ravuvu"]),
    ("pacific", "Josaia Tuilawa", ["Josaia Tuilawa", "he", "His", "Tuilawa"]),
    ("pacific", "Tuilawa Shipping Ltd", ["Tuilawa Shipping Ltd", "It", "it"]),
    ("pacific", "Ratu Epeli Nabua", ["Ratu Epeli Nabua", "him", "he"]),
    ("pacific", "Grace Hopoate", ["Grace Hopoate", "her"]),
]


@pytest.fixture(scope="module")
def mentions(extractor: Extractor) -> dict[tuple[str, str], list[str]]:
    found = {}
    for path in sorted(FOLDER.glob("*.txt")):
        facts = extractor.extract(Article(text=path.read_text(encoding="utf-8"), include=(Include.ENTITIES,)))
        found |= {(path.stem, entity.name): [mention.text for mention in entity.mentions] for entity in facts.entities}
    return found


@pytest.mark.parametrize(("article", "name", "expected"), MENTIONS, ids=[f"{row[0]}: {row[1]}" for row in MENTIONS])
def test_every_mention(
    mentions: dict[tuple[str, str], list[str]], article: str, name: str, expected: list[str]
) -> None:
    assert mentions.get((article, name)) == expected
