"""Claims as a whole: their fields together, offsets, odd and hostile texts."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsfacts.facts import Claim, Modifier, QuantityExpression, QuantityKind, Span
from tests.newsfacts.claims.found import claims


def test_time_resolved_against_the_publication_date(nlp: Language) -> None:
    (claim,) = claims(nlp, "Over 470 people were injured over the past month.", date(2019, 9, 12))
    assert claim.time is not None
    assert (claim.time.text, claim.time.since, claim.time.until) == (
        "over the past month",
        date(2019, 8, 12),
        date(2019, 9, 12),
    )


def test_time_that_dates_itself_needs_no_publication_date(nlp: Language) -> None:
    (claim,) = claims(nlp, "In August 2019 the mine produced 40 tonnes of copper.")
    assert claim.time is not None
    assert (claim.time.since, claim.time.until) == (date(2019, 8, 1), date(2019, 9, 1))


def test_each_clause_keeps_its_own_time(nlp: Language) -> None:
    first, second = claims(
        nlp, "The mill made 40 tonnes in March, but it produced 70 tonnes in May.", date(2019, 9, 12)
    )
    assert first.time is not None
    assert second.time is not None
    assert (first.time.text, second.time.text) == ("March", "May")


def test_place(nlp: Language) -> None:
    (claim,) = claims(nlp, "About 200 people were arrested in Nairobi on Monday.")
    assert claim.place is not None
    assert claim.place.text == "Nairobi"


SOURCES = [
    ("According to the Red Cross, 12 people drowned.", "Red Cross", "according to"),
    ("According to WWF estimates, 12 lakes have dried up.", "WWF", "issuer of a publication"),
    ("The survey showed that 40 percent of farmers use the app.", "survey", "publication"),
    ("Heavy rain killed 12 people.", None, "the article's own"),
    ('"We have freed 20 hostages," President Ana Torres said.', "Ana Torres", "quote"),
]


@pytest.mark.parametrize(("text", "name", "phenomenon"), SOURCES)
def test_source(nlp: Language, text: str, name: str | None, phenomenon: str) -> None:
    (claim,) = claims(nlp, text)
    if name is None:
        assert claim.source is None
    else:
        assert claim.source is not None
        assert name in (claim.source.name or claim.source.text or "")


def test_a_quoted_figure_names_its_quote(nlp: Language) -> None:
    doc = nlp('"We have freed 20 hostages," President Ana Torres said.')
    (claim,) = doc._.newsfacts_claims
    assert claim.quote_id in {quote.id for quote in doc._.newsfacts_quotes}


def test_every_quantity_is_reported_and_names_its_claim(nlp: Language) -> None:
    doc = nlp("Ten days ago the two brothers sold 40 goats.")
    quantities: tuple[QuantityExpression, ...] = doc._.newsfacts_quantities
    assert [(q.text, q.claim_id) for q in quantities] == [("Ten days", None), ("two", None), ("40", "c1")]
    assert quantities[2].counted is not None
    assert quantities[2].counted.head == "goats"


def test_a_claim_says_which_rules_gave_it(nlp: Language) -> None:
    (claim,) = claims(nlp, "About 150 soldiers were wounded, police said.")
    assert [(one.field, one.by) for one in claim.explanation] == [
        ("subject", "subject/modified"),
        ("source", "source/quoted"),
    ]


def test_claim_of_the_issue_in_full(nlp: Language) -> None:
    (claim,) = claims(nlp, "About 150 rebel troops have been killed in Idlib.")
    assert claim.text == "About 150 rebel troops have been killed"
    assert claim.quantity.modifier is Modifier.APPROXIMATELY
    assert claim.quantity.kind is QuantityKind.COUNT
    assert claim.subject is not None
    assert claim.subject.text == "rebel troops"


ARTICLE = """Storm leaves 12 dead in Marou

MAROU, March 3 - At least 12 people were killed and 40 others injured when a storm hit Marou on Sunday, police said.

“We have counted 300 damaged homes, 51 of which can’t be repaired,” said Mayor Ines Dalo, 54. Repairs will cost \
about $2.5 million (€2.1 million), up from $1 million in 2015.

Winds of 120 km/h tore roofs off 7 schools. Prices of timber rose 20 percent over the past week.
"""


def spans(value: Any) -> list[Span]:
    if isinstance(value, tuple):
        return [span for item in value for span in spans(item)]
    if not is_dataclass(value) or isinstance(value, type):
        return []
    own = [value] if getattr(value, "start", None) is not None else []
    return own + [span for item in fields(value) for span in spans(getattr(value, item.name))]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\n\n"])
def test_every_span_is_its_slice(nlp: Language, ending: str) -> None:
    text = ARTICLE.replace("\n", ending)
    doc = nlp(text)
    found = spans(doc._.newsfacts_claims) + spans(doc._.newsfacts_quantities)
    assert len(doc._.newsfacts_claims) >= 10
    assert all(0 <= s.start < s.end <= len(text) and text[s.start : s.end] == s.text for s in found)


def bare(claim: Claim, shift: int) -> tuple[object, ...]:
    """A claim without ids and source, its offsets moved. Quotes may turn on the text around."""
    subject, predicate = claim.subject, claim.predicate
    return (
        claim.text,
        claim.start - shift,
        claim.quantity.text,
        claim.quantity.value,
        subject and (subject.text, subject.start - shift),
        predicate and (predicate.lemma, predicate.start - shift),
        claim.time and claim.time.text,
        claim.direction,
        claim.part_of is not None,
        claim.negated,
    )


def test_a_page_more_changes_no_other_claim(nlp: Language) -> None:
    """The encoder reads windows of paragraphs: only what shares one may change a reading, and the page fills one."""
    opening = " ".join(["The council will meet again next week to go on with its work."] * 11) + "\n\n"
    alone = [bare(claim, 0) for claim in nlp(ARTICLE)._.newsfacts_claims]
    together = nlp(f"{opening}{ARTICLE}\n{opening}")._.newsfacts_claims
    assert [bare(claim, len(opening)) for claim in together] == alone


def test_same_text_same_claims(nlp: Language) -> None:
    assert nlp(ARTICLE)._.newsfacts_claims == nlp(ARTICLE)._.newsfacts_claims


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "12", "12 13 14 15 16", "%", "of 5 of 6 of 7 of 8", "one one one of"]
)
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert all(text[s.start : s.end] == s.text for s in spans(doc._.newsfacts_claims))


WORDS = st.sampled_from(
    [
        *"12 5,000 5-7 40km $3 2.5m %|per cent|million|of|of whom|the|and|,|.|(|)|:|“|”|’s|\n|\n\n|one|no one|zero".split(
            "|"
        ),
        *"men|the men|prices|rose|fell to|by|from|to|were killed|said|according to|Ms Okello|as for|it|Oxley|in May".split(
            "|"
        ),
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(WORDS, max_size=25))
def test_no_span_leaves_the_text(nlp: Language, pieces: list[str]) -> None:
    text = " ".join(pieces)
    doc = nlp(text)
    found = spans(doc._.newsfacts_claims) + spans(doc._.newsfacts_quantities)
    assert all(0 <= s.start < s.end <= len(text) and text[s.start : s.end] == s.text for s in found)
    known = {claim.id for claim in doc._.newsfacts_claims}
    assert {claim.part_of for claim in doc._.newsfacts_claims} <= known | {None}
    assert {one.claim_id for one in doc._.newsfacts_quantities} - {None} == known


@pytest.mark.parametrize(
    "piece",
    [
        "he said that 5 died and ",
        "according to police 5 died , ",
        "the agency says 5 ; ",
        "5 , said the mayor , ",
        "quoted as saying 5 ",
        "denied claims that 5 of them ",
        "As for it , 5 died . ",
        "5 died , police said . ",
        "figures from the ministry by the office show 5 ",
    ],
)
def test_hostile_reports_are_read_in_linear_time(nlp: Language, piece: str) -> None:
    def seconds(times: int) -> float:
        doc = nlp(piece * times)
        start = time.process_time()
        nlp.get_pipe("newsfacts_claims")(doc)
        return time.process_time() - start

    seconds(20)
    assert seconds(800) < 12 * max(seconds(200), 0.02)


def test_a_list_of_figures_is_read_in_linear_time(nlp: Language) -> None:
    doc = nlp.make_doc("")
    doc = nlp("The towns had " + ", ".join(f"Place{n} {n}.5mm" for n in range(1, 400)) + " of rain.")
    assert len(doc._.newsfacts_quantities) > 300
