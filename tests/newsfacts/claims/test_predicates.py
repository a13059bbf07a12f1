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
]


@pytest.mark.parametrize(("text", "expected", "phenomenon"), NEGATED)
def test_negated(nlp: Language, text: str, expected: bool, phenomenon: str) -> None:
    (claim,) = claims(nlp, text)
    assert claim.negated is expected
