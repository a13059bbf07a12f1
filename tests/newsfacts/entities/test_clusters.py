from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.entities.acronyms import initials, is_acronym, letters
from newsfacts.entities.persons import skeleton
from tests.newsfacts.entities.markup import analysed, groups, read

ONE = [
    ("[Amina Okoro|PERSON] spoke. [Okoro|PERSON] left.", "Amina Okoro", "surname"),
    ("[Okoro|PERSON] left. [Amina Okoro|PERSON] spoke.", "Amina Okoro", "surname first"),
    ("[Ruslan al-Karim|PERSON] and [Karim|PERSON]", "Ruslan al-Karim", "surname less its article"),
    ("[Omar bin Zayd|PERSON] and [bin Zayd|PERSON]", "Omar bin Zayd", "particle"),
    ("[Luisa Vega Ortiz|PERSON] and [Vega Ortiz|PERSON]", "Luisa Vega Ortiz", "compound surname"),
    ("[Chen Weiming|PERSON] and [Chen|PERSON]", "Chen Weiming", "family name first"),
    ("[Mariya Petrenko|PERSON] and [Maria Petrenko|PERSON]", "Mariya Petrenko", "spelling"),
    ("[Oleh Havrylskyy|PERSON] and [Havrylsky|PERSON]", "Oleh Havrylskyy", "spelling of the surname"),
    ("[K. Velloso|PERSON] spoke. [Velloso|PERSON] left.", "K. Velloso", "initial and surname"),
    ("[Higashi Natsu|PERSON] and [Natsu Higashi|PERSON]", "Higashi Natsu", "family name first and last"),
    ("[Storm Ada|PERSON] came. [Ada|PERSON] passed.", "Storm Ada", "storm for short"),
    ("The [Church of Tolm|ORG] met. [Tolm|ORG] agreed.", "Church of Tolm", "body's last word"),
    ("[Paul J. Adeyemi|PERSON] and [Paul Adeyemi|PERSON]", "Paul J. Adeyemi", "initial"),
    ("[Northern Herders Union|ORG] ([NHU|ORG])", "Northern Herders Union", "acronym in brackets"),
    ("[NHU|ORG] ([Northern Herders Union|ORG])", "Northern Herders Union", "long form in brackets"),
    ("[NHU|ORG] agreed. The [Northern Herders Union|ORG] met.", "Northern Herders Union", "acronym by initials"),
    ("[Board of the River Trade|ORG] and [BRT|ORG]", "Board of the River Trade", "small words"),
    ("[Coastal Relief Volunteers Group|ORG]: [Relief Volunteers|ORG]", "Coastal Relief Volunteers Group", "shorter"),
    ("[Tolmex Holdings|ORG] and [Tolmex|ORG]", "Tolmex Holdings", "legal form"),
    ("[Tolmex Mining plc|ORG] and [Tolmex|ORG]", "Tolmex Mining plc", "firm's first word"),
    ("[US|GPE], [U.S.|GPE] and [United States|GPE]", "United States", "one state's names"),
    ("[KIGALI|GPE]: [Kigali|GPE]", "Kigali", "capitals"),
    ("[Chiapas|GPE] and [Chiapas State|GPE]", "Chiapas State", "state's own noun"),
    ("[Turkish|NORP] and [Turks|NORP]", "Turkish", "people and adjective"),
    ("[Tuesday|DATE] and [Tuesday|DATE]", "Tuesday", "time"),
]


@pytest.mark.parametrize(("marked", "name", "phenomenon"), ONE, ids=[row[2] for row in ONE])
def test_one_thing(marked: str, name: str, phenomenon: str) -> None:
    assert [found for found, _ in groups(marked)] == [name]


APART = [
    ("[Amina Okoro|PERSON] and [Daniel Okoro|PERSON]", "two people of one surname"),
    ("[Amina Okoro Sr|PERSON] and [Amina Okoro Jr.|PERSON]", "two generations"),
    ("[A. Okoro|PERSON] and [B. Okoro|PERSON]", "two initials"),
    ("[Ghana|GPE] and [Ghanaian|NORP]", "state and adjective"),
    ("[Moscow|GPE] and [Russia|GPE]", "capital and state"),
    ("[Panama|GPE] and [Panama City|GPE]", "state and its capital city"),
    ("[Bank of Ghana|ORG] and [Agricultural Bank of Ghana|ORG]", "two banks"),
    ("[United Nations|ORG] and [UN Security Council|ORG]", "body and its council"),
    ("[Tolmex|ORG] and [Brixol|ORG]", "two bodies"),
    ("[Green House|ORG] and [Green House Office of Trade|ORG]", "body and its office"),
    ("[Court of Appeal|ORG] and [Supreme Court|ORG]", "two courts"),
]


@pytest.mark.parametrize(("marked", "phenomenon"), APART, ids=[row[1] for row in APART])
def test_two_things(marked: str, phenomenon: str) -> None:
    assert len(groups(marked)) == 2


def test_a_surname_goes_to_whom_it_was_given_in_full_last() -> None:
    marked = "[Amina Okoro|PERSON] spoke. [Daniel Okoro|PERSON] sang. [Okoro|PERSON] bowed."
    assert groups(marked) == [("Amina Okoro", ["Amina Okoro"]), ("Daniel Okoro", ["Daniel Okoro", "Okoro"])]


def test_a_title_tells_two_of_one_surname_apart() -> None:
    marked = (
        "[Amina Okoro|PERSON] spoke and Mrs. [Okoro|PERSON] left. [Daniel Okoro|PERSON] sang. "
        "Mr. [Okoro|PERSON] bowed. Mrs. [Okoro|PERSON] clapped."
    )
    assert [len(mentions) for _, mentions in groups(marked)] == [3, 2]


def test_the_title_gives_the_full_name_but_no_mention() -> None:
    assert groups("[Okoro|PERSON] spoke.", title="[Amina Okoro|PERSON] wins") == [("Amina Okoro", ["Okoro"])]


def test_the_title_alone_makes_no_entity() -> None:
    assert groups("It rained.", title="[Amina Okoro|PERSON] wins") == []


ACRONYMS = [
    ("HTS", "Hayat Tahrir al-Sham", True),
    ("ICRC", "International Committee of the Red Cross", True),
    ("U.N.", "United Nations", True),
    ("NHUs", "Northern Herders Union", True),
    ("NHU", "Northern Traders Union", False),
    ("N", "Nairobi", False),
]


@pytest.mark.parametrize(("short", "long", "expected"), ACRONYMS)
def test_acronyms(short: str, long: str, expected: bool) -> None:
    assert (letters(short) in initials(long)) is expected


@pytest.mark.parametrize(("text", "expected"), [("NHU", True), ("U.N.", True), ("NaFTA", True), ("Nairobi", False)])
def test_form_of_acronyms(text: str, expected: bool) -> None:
    assert is_acronym(text) is expected


SPELLINGS = [("mariya", "maria"), ("zelensky", "zelenskyy"), ("mohammed", "mohamed"), ("yusuf", "yousouf")]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("hassan", "hussein"), ("maria", "mario"), ("ivan", "ian")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


WORDS = st.lists(
    st.sampled_from("Okoro Amina the al - ' ( ) NHU Herders Union Northern of Ghana-led “ ” , . \n\n said".split(" ")),
    min_size=1,
    max_size=25,
)


@given(WORDS, st.data())
def test_mentions_are_slices_in_order_whatever_the_recogniser_says(words: list[str], data: st.DataObject) -> None:
    labels = st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "DATE", "CARDINAL"])
    marked = " ".join(
        f"[{word}|{data.draw(labels)}]" if word.strip() and data.draw(st.booleans()) else word for word in words
    )
    text = read(marked).text
    found = analysed(marked)
    mentions = sorted((m.start, m.end) for entity in found for m in entity.mentions)
    assert all(m.text == text[m.start : m.end] and m.text for entity in found for m in entity.mentions)
    assert all(left[1] <= right[0] for left, right in pairwise(mentions))
    assert [entity.id for entity in found] == [f"e{number}" for number in range(1, len(found) + 1)]
    assert all(list(entity.mentions) == sorted(entity.mentions, key=lambda m: m.start) for entity in found)
