"""Families of rules: order, traces, switches."""

from __future__ import annotations

import pytest

from newsfacts import rules
from newsfacts.rules import FAMILIES, Family, Firing


@pytest.fixture
def family() -> Family[int, str]:
    made = Family[int, str]("size", at=lambda number: (number, number + 1))
    FAMILIES.remove(made)

    @made.rule(examples={"[100]": "big"})
    def big(number: int) -> str | None:
        return "big" if number >= 100 else None

    @made.rule(examples={"[10]": "some"}, name="some")
    def at_least_ten(number: int) -> str | None:
        return "some" if number >= 10 else None

    return made


def test_the_first_rule_that_answers_decides(family: Family[int, str]) -> None:
    assert [family.first(number) for number in (100, 10, 1)] == [("big", "size/big"), ("some", "size/some"), None]


def test_an_answer_that_is_not_accepted_is_passed_over(family: Family[int, str]) -> None:
    assert family.first(100, accepts=lambda answer: answer != "big") == ("some", "size/some")


def test_every_rule_is_heard(family: Family[int, str]) -> None:
    assert list(family.every(100)) == [("big", "size/big"), ("some", "size/some")]


def test_a_trace_has_what_fired_while_it_was_kept(family: Family[int, str]) -> None:
    with rules.traced() as trace:
        family.first(100)
    family.first(10)
    assert trace == [Firing("size/big", 100, 101, "big")]


def test_a_rule_can_be_switched_off_for_a_while(family: Family[int, str]) -> None:
    with rules.without(["size/big"]):
        assert family.first(100) == ("some", "size/some")
    assert family.first(100) == ("big", "size/big")


def test_a_rule_needs_an_example(family: Family[int, str]) -> None:
    with pytest.raises(ValueError, match="size/small"):
        family.rule(examples={}, name="small")(lambda number: None)


def test_a_name_is_given_once(family: Family[int, str]) -> None:
    with pytest.raises(ValueError, match="size/big"):
        family.rule(examples={"[1]": "1"}, name="big")(lambda number: None)
