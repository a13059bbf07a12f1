"""Every example and counter-example of every rule, on the pipeline that ships."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include
from newsfacts.rules import Firing, rules, traced

EXAMPLES = [(rule.name, text, answer) for rule in rules().values() for text, answer in rule.examples.items()]
COUNTEREXAMPLES = [(rule.name, text) for rule in rules().values() for text in rule.against]


def fired(extractor: Extractor, name: str, marked: str) -> Iterator[Firing]:
    """RETURNS: when the rule decided about the place that square brackets mark."""
    before, inside, after = re.split(r"\[(\[[^]]*\]|[^]]*)\]", marked, maxsplit=1)
    start, end = len(before), len(before) + len(inside)
    with traced() as trace:
        extractor.extract(Article(text=before + inside + after, include=tuple(Include)))
    return (firing for firing in trace if firing.rule == name and firing.start < end and start < firing.end)


@pytest.mark.parametrize(("name", "text", "answer"), EXAMPLES, ids=lambda value: value)
def test_a_rule_decides_its_examples(extractor: Extractor, name: str, text: str, answer: str) -> None:
    assert answer in {firing.answer for firing in fired(extractor, name, text)}


@pytest.mark.parametrize(("name", "text"), COUNTEREXAMPLES, ids=lambda value: value)
def test_a_rule_keeps_out_of_its_counterexamples(extractor: Extractor, name: str, text: str) -> None:
    assert not list(fired(extractor, name, text))
