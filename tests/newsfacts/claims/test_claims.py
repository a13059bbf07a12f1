"""Sentences and the claims in them, by phenomenon."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsfacts.facts import Claim, Direction, Modifier, QuantityExpression, QuantityKind, Span


def claims(nlp: Language, text: str, published: date | None = None) -> tuple[Claim, ...]:
    doc = nlp(text)
    if published is not None:
        doc._.newsfacts_published_at = published
        doc = nlp.get_pipe("newsfacts_claims")(doc)
    found: tuple[Claim, ...] = doc._.newsfacts_claims
    return found


def head(claim: Claim) -> str | None:
    return claim.subject.head if claim.subject else None


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


NOT_CLAIMS = [
    ("The city plans to reach net zero.", "label of zero"),
    ("The school has a zero-tolerance rule.", "label of zero, hyphened"),
    ("It will not bother them one bit.", "idiom"),
    ("The top 1 percent did well.", "class, in percent"),
    ("The two men now plan to appeal.", "definite"),
    ("Both sides agreed.", "definite"),
    ("One of the owners spoke to us.", "partitive one"),
    ("No one was hurt.", "idiom"),
    ("One day the road will be built.", "idiom"),
    ("He said he would buy one.", "pronoun one"),
    ("She works at a five-star hotel.", "class label"),
    ("He left ten days ago.", "when: ago"),
    ("The court must decide within two weeks.", "when: within"),
    ("Prices have been stable over the past three years.", "when: over the past"),
    ("The well was dry four days after it opened.", "when: after"),
    ("1998. The war breaks out.", "list number"),
    ("The band played in the under-16 category.", "class label"),
    ("The camp is for children between the ages of eight and twelve.", "band"),
    ("She is the only one that came.", "pronoun one"),
    ("Turnout among voters over 65 was high.", "band"),
]


@pytest.mark.parametrize(("text", "phenomenon"), NOT_CLAIMS)
def test_no_claim(nlp: Language, text: str, phenomenon: str) -> None:
    assert [c.quantity.text for c in claims(nlp, text)] == []


STILL_CLAIMS = [
    ("Just one of the boats came back.", 1, "one that counts"),
    ("Only one bridge remains.", 1, "one that counts"),
    ("The city's 300 schools are shut.", 300, "definite that brings the figure"),
    ("Of the 16 miners, none was hurt.", 16, "base of a share"),
    ("He was mayor for nine years.", 9, "how long"),
    ("It will take two weeks.", 2, "how long"),
]


@pytest.mark.parametrize(("text", "value", "phenomenon"), STILL_CLAIMS)
def test_still_a_claim(nlp: Language, text: str, value: float, phenomenon: str) -> None:
    assert [c.quantity.value for c in claims(nlp, text)] == [value]


def test_a_set_told_of_before_is_no_claim_again(nlp: Language) -> None:
    found = claims(nlp, "Police arrested 45 protesters on Monday.\n\nThe 45 protesters were freed a day later.")
    assert [c.quantity.value for c in found] == [45]


PREDICATES = [
    ("About 150 soldiers were wounded in the north.", "wound", "passive"),
    ("The blast killed 12 miners.", "kill", "object"),
    ("They were all there, half of whom live abroad.", "live", "verb of its own"),
    ("The toll rose to 44.", "rise", "verb of change"),
    ("There are 300 schools in the city.", "be", "existential"),
    ("The evacuation of 300 villagers began on Monday.", "evacuation", "verbal noun"),
]


@pytest.mark.parametrize(("text", "lemma", "phenomenon"), PREDICATES)
def test_predicate(nlp: Language, text: str, lemma: str, phenomenon: str) -> None:
    (claim,) = claims(nlp, text)
    assert claim.predicate is not None
    assert claim.predicate.lemma == lemma


DIRECTIONS = [
    ("Exports rose by 20 percent.", [Direction.INCREASE], "verb"),
    ("Exports fell to 5 million tonnes.", [Direction.DECREASE], "verb and result"),
    ("The ministry reported a drop of 3 percent in prices.", [Direction.DECREASE], "noun"),
    ("Sales were up 4 percent.", [Direction.INCREASE], "up"),
    ("Exports fell from 9 to 7 percent.", [None, Direction.DECREASE], "origin and result"),
    ("The town has 5,000 inhabitants.", [None], "no change"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), DIRECTIONS)
def test_direction(nlp: Language, text: str, expected: list[Direction | None], phenomenon: str) -> None:
    assert [c.direction for c in claims(nlp, text)] == expected


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
    ("The result is sure: 8 teams play on.", [None], "a colon after no figure"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), PARTS)
def test_part_of(nlp: Language, text: str, expected: list[str | None], phenomenon: str) -> None:
    assert [c.part_of for c in claims(nlp, text)] == expected


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


NEGATED = [
    ("The company did not dismiss 300 workers.", True, "not"),
    ("The company dismissed 300 workers.", False, "asserted"),
    ("The company never hired 300 workers.", True, "never"),
    ("The deal is not worth $5 million.", True, "predicative"),
    ("Nobody paid $5.", True, "negative subject"),
    ("No one paid $5.", True, "negative subject of two words"),
    ("None of the 40 miners survived.", True, "negative partitive"),
    ("The ministry denied that 40 miners had died.", True, "denial of a clause"),
    ("Officials rejected claims that 500 people had died.", True, "denial of a noun's clause"),
    ("The envoy denies paying $40,000.", True, "denial of a gerund"),
    ("It failed to deliver 40 buses.", True, "implicative verb"),
    ("The ministry said that 40 miners had died.", False, "report"),
    ("It managed to deliver 40 buses.", False, "positive implicative verb"),
    ("No more than 40 people were hurt.", False, "a bound is no denial"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), NEGATED)
def test_negated(nlp: Language, text: str, expected: bool, phenomenon: str) -> None:
    (claim,) = claims(nlp, text)
    assert claim.negated is expected


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
