from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsfacts.facts import Article, Entity, EntityLabel, Include, Mention, MentionKind
from newsfacts.layers import MentionIndex

if TYPE_CHECKING:
    from newsfacts.extractor import Extractor


def taken_up(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    """RETURNS: each pronoun and noun that was resolved, with the name it stands for, in text order."""
    facts = extractor.extract(Article(text=text, include=(Include.ENTITIES,)))
    found = [
        (mention.start, mention.text, entity.name)
        for entity in facts.entities
        for mention in entity.mentions
        if mention.kind is not MentionKind.NAME
    ]
    return [(mention, name) for _, mention, name in sorted(found)]


RESOLVED = [
    (
        "President Maria Santos arrived on Monday.\n\nShe said the talks would go on.",
        [("She", "Maria Santos")],
        "pronoun in the next paragraph",
    ),
    ("President Maria Santos said she was tired.", [("she", "Maria Santos")], "pronoun in what the subject says"),
    (
        "Mr. John Peters met Ms. Laura Bennett in Paris.\n\nShe said the talks would go on.",
        [("She", "Laura Bennett")],
        "gender of a title",
    ),
    (
        "A spokeswoman for the Health Ministry, Maria Santos, met John Peters.\n\nHe said it was late.",
        [("He", "John Peters")],
        "gender of a role",
    ),
    (
        "Finance Minister John Peters met President Maria Santos.\n\nThe minister said taxes would fall.",
        [("The minister", "John Peters")],
        "title as a noun",
    ),
    (
        "John Peters, the mayor of Boston, spoke on Monday.\n\nThe mayor promised new buses.",
        [("The mayor", "John Peters")],
        "apposition",
    ),
    (
        "A spokesman for the Defence Ministry, John Peters, denied the report.\n\nThe ministry spokesman gave no details.",
        [("The ministry spokesman", "John Peters")],
        "office with its body",
    ),
    (
        "Amnesty International said in a report that it was deeply alarmed.",
        [("it", "Amnesty International")],
        "a body speaks of itself",
    ),
    (
        "Amnesty International, a rights group, condemned the arrests.\n\nThe group called for an inquiry.",
        [("The group", "Amnesty International")],
        "noun for a body",
    ),
    (
        "The Health Ministry reported new cases on Monday.\n\nThe ministry said tests were under way.",
        [("The ministry", "Health Ministry")],
        "last word of a body's name",
    ),
    (
        "Judge Maria Santos halted the sale.\n\nThe firm's chief executive, Daniel Okoro, said he was surprised.",
        [("he", "Daniel Okoro")],
        "complement of an apposition",
    ),
    (
        "The chairwoman of the association, Laura Bennett, called the offer “an insult.\n\nWe lost our boats,” she said.",
        [("she", "Laura Bennett")],
        "quotation over a paragraph",
    ),
    (
        "President Maria Santos met Daniel Okoro.\n\nSantos said Okoro himself had asked for the talks.",
        [("himself", "Daniel Okoro")],
        "emphasis",
    ),
    ("Daniel Okoro said he was glad. She was not.", [("he", "Daniel Okoro")], "he once, not she now"),
    (
        "The village headman, Daniel Okoro, said that nobody had asked him.",
        [("him", "Daniel Okoro")],
        "object in what the speaker says",
    ),
    (
        "Ravi Menon, 37, won again on Sunday.\n\nThe 37-year-old said the rain had helped.",
        [("The 37-year-old", "Ravi Menon")],
        "age",
    ),
    (
        "The Bureau of Fisheries closed two ports.\n\nThe bureau said stocks were low.",
        [("The bureau", "Bureau of Fisheries")],
        "noun of a body's name",
    ),
    (
        "Kavango Air has cancelled flights, and it said on Monday that it would refund passengers.",
        [("it", "Kavango Air"), ("it", "Kavango Air")],
        "a body that does one thing and says another",
    ),
    (
        "Kavango Air lost 30 million dollars last year.\n\nThe company said on Monday that it would cut 40 jobs.",
        [("The company", "Kavango Air"), ("it", "Kavango Air")],
        "the only body",
    ),
    (
        "The World Rowing Championship opened in Lucerne on Monday.\n\nThe championship ends on Sunday.",
        [("The championship", "World Rowing Championship")],
        "noun of an event's name",
    ),
    (
        "Daniel Okoro, the governor of Tarn, was late.\n\nThe furious governor said the road had sunk.",
        [("The furious governor", "Daniel Okoro")],
        "an adjective more than was said of him",
    ),
    (
        "Daniel Okoro walked 90 miles.\n\nThe father-of-two said the rain had helped.",
        [("The father", "Daniel Okoro")],
        "what anybody can be, of the only person",
    ),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), RESOLVED, ids=[row[2] for row in RESOLVED])
def test_resolved(extractor: Extractor, text: str, expected: list[tuple[str, str]], phenomenon: str) -> None:
    assert taken_up(extractor, text) == expected


OPEN = [
    ("Kavango Air and Lufthansa are in talks.\n\nThe company said it would cut 40 jobs.", "two bodies alike"),
    ("Daniel Okoro won on Sunday.\n\nOkoro's coach said the rain had helped.", "whose he is"),
    ("Kavango Air lost money again.\n\nKavango Air's board resigned.", "a part of a body"),
    ("Maria Santos arrived in London. It was raining heavily.", "weather"),
    ("Amnesty International said that it is clear that the arrests broke the law.", "placeholder"),
    ("John Peters thanked him.", "two arguments of one verb"),
    ("Laura Bennett hired a manager who left because he was ill.", "a person without a name"),
    ("John Peters arrived on Monday.\n\nThe singer of the band was late.", "narrowed noun"),
    ("The company said profits rose.", "nobody named"),
    ("He said it was late.", "nobody before"),
    ("The Supreme Court ruled on Monday.\n\nThe company called the ruling unfair.", "a court is no company"),
    ("By Laura Bennett\n\nThe mill closed on Monday, and she said so.", "who wrote the article"),
    (
        "Amnesty International condemned the arrests.\n\nA religious movement was blamed. The movement denied it.",
        "a body without a name",
    ),
    ("Mr. John Peters spoke on Monday.\n\nShe said the talks would go on.", "gender against the title"),
    ("Daniel Okoro met a patient.\n\nThe man said the ward was full.", "what anybody can be, of two people"),
    ("Daniel Okoro, a tycoon, came on Monday.\n\nThe actor said the play was long.", "a role of another field"),
    ("Daniel Okoro came on Monday.\n\nThe prosecutor said the trial was long.", "a role that nobody gave them"),
    ("Senator Daniel Okoro came on Monday.\n\nThe Vermont senator said it was late.", "a role of elsewhere"),
    ("Minister Daniel Okoro came on Monday.\n\nThe state's minister said it was late.", "whose minister"),
    (
        "Norvane Bank met the Arlow Water Project.\n\nThe water project of Tarn said it was late.",
        "narrowed noun of a body",
    ),
]


@pytest.mark.parametrize(("text", "phenomenon"), OPEN, ids=[row[1] for row in OPEN])
def test_left_open(extractor: Extractor, text: str, phenomenon: str) -> None:
    assert taken_up(extractor, text) == []


def test_a_quoted_pronoun_is_not_taken_for_the_speaker(extractor: Extractor) -> None:
    text = "Mr. John Peters spoke on Monday.\n\n“He lied to us,” Mr. Peters said of his rival."
    assert ("He", "John Peters") not in taken_up(extractor, text)


def test_mentions_stay_in_text_order_and_are_slices(extractor: Extractor) -> None:
    text = "\n\n".join(row[0] for row in RESOLVED)
    facts = extractor.extract(Article(text=text, include=(Include.ENTITIES,)))
    for entity in facts.entities:
        starts = [mention.start for mention in entity.mentions]
        assert starts == sorted(set(starts))
        assert all(mention.text == text[mention.start : mention.end] for mention in entity.mentions)


def test_once_he_always_he(extractor: Extractor) -> None:
    text = (
        "Laura Bennett praised Daniel Okoro on Monday, and Okoro said he was glad.\n\n"
        "“We won,” Okoro added.\n\nShe said the vote was fair."
    )
    assert ("She", "Daniel Okoro") not in taken_up(extractor, text)


def test_the_innermost_of_nested_mentions_is_found() -> None:
    outer = Mention(text="the Ghanaian president", start=10, end=32, kind=MentionKind.NOMINAL)
    inner = Mention(text="Ghanaian", start=14, end=22, kind=MentionKind.NAME)
    person = Entity(id="e1", label=EntityLabel.PERSON, name="Amina Okoro", mentions=(outer,))
    people = Entity(id="e2", label=EntityLabel.NORP, name="Ghanaian", mentions=(inner,))
    index = MentionIndex([person, people])
    found = [index.at(offset) for offset in (9, 10, 15, 25, 32)]
    assert [pair[1].id if pair else None for pair in found] == [None, "e1", "e2", "e1", None]
