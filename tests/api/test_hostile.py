"""Whatever the text: an answer as openapi.yaml has it, exact offsets, references that lead somewhere."""

from __future__ import annotations

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article
from schemas.facts import dump
from service.documents import spell
from tests.api import answers
from tests.api.contract import Contract
from tests.api.hostile import KINDS, articles

FAST, SLOW = 20, 300


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_articles(extractor: Extractor, contract: Contract, kind: str) -> None:
    for article in articles(kind, seed=1, count=FAST):
        hold(extractor, contract, article)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_many_hostile_articles(extractor: Extractor, contract: Contract, kind: str) -> None:
    for article in articles(kind, seed=2, count=SLOW):
        hold(extractor, contract, article)


def hold(extractor: Extractor, contract: Contract, article: Article) -> None:
    facts = dump(extractor.extract(article))
    contract.validate("Facts", facts)
    answers.check(facts, article.text)
    assert spell(dump(extractor.extract(article))) == spell(facts)
