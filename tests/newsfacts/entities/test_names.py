"""Names as they are written around the world, on the shipped pipeline."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include


def named(extractor: Extractor, text: str) -> list[tuple[str, str, list[str]]]:
    """RETURNS: label, name and mentions of each entity."""
    facts = extractor.extract(Article(text=text, include=(Include.ENTITIES,)))
    return [(str(e.label), e.name, [m.text for m in e.mentions if m.kind == "name"]) for e in facts.entities]


NAMES = [
    ("The bridge was closed on Tuesday morning, police in Kisumu said.", "TIME", "Tuesday morning", "part of a day"),
    ("The bridge was closed on Friday night, police in Pune said.", "TIME", "Friday night", "night of a day"),
    ("The bridge was closed on Tuesday, police in Kisumu said.", "DATE", "Tuesday", "weekday"),
    ("Shri Ramesh Patil opened the road on Monday.", "PERSON", "Ramesh Patil", "Shri"),
    ("Hajiya Aisha Bello opened the clinic in Kano.", "PERSON", "Aisha Bello", "Hajiya"),
    ("Cllr Maeve Brennan said the bins would be emptied.", "PERSON", "Maeve Brennan", "Cllr"),
    ("The minister flew to Washington, D.C., on Friday.", "GPE", "Washington, D.C.", "capital with its district"),
]


@pytest.mark.parametrize(("text", "label", "name", "phenomenon"), NAMES, ids=[row[3] for row in NAMES])
def test_a_name(extractor: Extractor, text: str, label: str, name: str, phenomenon: str) -> None:
    assert (label, name, [name]) in named(extractor, text)


def test_an_acronym_in_brackets_is_the_name_before_it_whatever_its_letters(extractor: Extractor) -> None:
    text = "The Union of Rationalists (UAAR) sued on Monday. The UAAR wants the cross removed."
    found = {name: mentions for _, name, mentions in named(extractor, text)}
    assert found["Union of Rationalists"] == ["Union of Rationalists", "UAAR", "UAAR"]


@pytest.mark.parametrize("word", ["Who", "To", "They", "It"])
def test_function_words_are_no_names(extractor: Extractor, word: str) -> None:
    text = f"{word} will pay for the new dam near Ibadan? {word} said nothing on Monday."
    assert all(word not in mentions for _, _, mentions in named(extractor, text))


def test_no_name_runs_over_the_end_of_a_sentence(extractor: Extractor) -> None:
    text = "The prize went to Amina Okoro. Lagos was dry. The prize went to Tolmex. Kigali was wet."
    assert all("." not in mention for _, _, mentions in named(extractor, text) for mention in mentions)
