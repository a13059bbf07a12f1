"""What is to be done, and what is done already."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.bulk import BulkError
from service.bulk.parts import Stretch, of_rows
from service.bulk.plan import Plan, Source

A, B, C = Source("/in/a.ndjson", 10, 1), Source("/in/b.ndjson", 20, 2), Source("s3://in/ü\n.ndjson", 0, 0)


def cut(source: Source) -> Iterable[Stretch]:
    """As many documents as bytes, ten a part."""
    return of_rows(source.size, 10)


def test_parts_are_numbered_through() -> None:
    plan = Plan().extended([A, B, C], cut)
    assert [(part.name, part.input, part.documents) for part in plan.parts] == [
        ("part-000000.parquet", A.name, 10),
        ("part-000001.parquet", B.name, 10),
        ("part-000002.parquet", B.name, 10),
        ("part-000003.parquet", C.name, 0),
    ]
    assert plan.documents == 30


def test_what_is_there_is_not_made_again() -> None:
    plan = Plan().extended([A, B], cut)
    done = {"part-000001.parquet", "_SUCCESS", "part-000009.parquet"}
    assert [part.name for part in plan.missing(done)] == ["part-000000.parquet", "part-000002.parquet"]


def test_new_inputs_come_after_those_that_are_known() -> None:
    before = Plan().extended([B], cut)
    assert before.extended([A, B, A], cut) == Plan().extended([B, A], cut)
    assert before.extended([A], cut) == Plan().extended([B, A], cut)


def test_known_inputs_are_not_cut_again() -> None:
    plan = Plan().extended([A, B], cut)
    assert plan.extended([A, B], lambda source: of_rows(source.size, 3)) == plan


@given(st.lists(st.sampled_from([A, B, C]), max_size=5))
def test_it_is_read_as_it_was_written(sources: list[Source]) -> None:
    plan = Plan().extended(sources, cut)
    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize("changed", [Source(A.name, 11, 1), Source(A.name, 10, 2)], ids=["size", "time"])
def test_an_input_that_has_changed_is_refused(changed: Source) -> None:
    with pytest.raises(BulkError, match="has changed"):
        Plan().extended([A, B], cut).extended([changed], cut)


def test_answers_of_two_versions_are_not_mixed() -> None:
    with pytest.raises(BulkError, match=r"answers of newsfacts 0\.0\.9"):
        Plan("0.0.9").extended([A], cut)
