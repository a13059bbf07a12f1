"""What is said of a claim's subject, whether it is denied, and where the figure moves."""

from __future__ import annotations

import pytest
from spacy.language import Language

from newsfacts.facts import Direction
from tests.newsfacts.claims.found import claims

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
    ("Numbers were up to 80 from 60.", [Direction.INCREASE, None], "up to, from"),
    ("Prices moved from 60 to 80 cents.", [None, Direction.INCREASE], "from less to more"),
    ("Rents are 4 percent lower than in 2020.", [Direction.DECREASE], "comparative"),
    ("The index closed 4 percent higher.", [Direction.INCREASE], "comparative behind a verb"),
    ("The index lost 40 points.", [Direction.DECREASE], "points"),
    ("Deaths increased threefold.", [Direction.INCREASE], "multiple"),
    ("The charity raised $4 million.", [None], "money that is raised"),
    ("The fee was raised by $4.", [Direction.INCREASE], "a fee that is raised"),
    ("A hiker fell 40 metres.", [None], "a fall"),
    ("The lake fell by 4 metres.", [Direction.DECREASE], "a level that falls"),
    ("The team lost 4 players.", [None], "things that are lost"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), DIRECTIONS)
def test_direction(nlp: Language, text: str, expected: list[Direction | None], phenomenon: str) -> None:
    assert [c.direction for c in claims(nlp, text)] == expected


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
    ("There is no evidence that 90 goats were stolen.", True, "no noun that"),
    ("There is evidence that 90 goats were stolen.", False, "a noun that"),
    ("It is untrue that 90 goats were stolen.", True, "a false clause"),
    ("It is not true that 90 goats were stolen.", True, "a clause that is not true"),
    ("It is true that 90 goats were stolen.", False, "a true clause"),
    ("The claim that 90 goats were stolen is wrong.", True, "a false noun"),
    ("The mayor disputed reports that 90 goats were stolen.", True, "disputed"),
    ("The mayor did not deny that 90 goats were stolen.", False, "denied denial"),
    ("The shop is not open, with 90 staff away.", False, "behind a comma"),
    ("The shop dismissed 90 workers.", False, "dismiss as a deed"),
]


EACH_NEGATED = [
    ("The toll is not 900 but 90.", [True, False], "not this but that"),
    ("It cost $90, not $900.", [False, True], "this, not that"),
    ("Not 900 but 90 people came.", [True, False], "before the verb"),
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), EACH_NEGATED)
def test_each_negated(nlp: Language, text: str, expected: list[bool], phenomenon: str) -> None:
    assert [claim.negated for claim in claims(nlp, text)] == expected


@pytest.mark.parametrize(("text", "expected", "phenomenon"), NEGATED)
def test_negated(nlp: Language, text: str, expected: bool, phenomenon: str) -> None:
    (claim,) = claims(nlp, text)
    assert claim.negated is expected
