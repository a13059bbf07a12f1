"""The benchmark: what it sends, how it counts, and where it writes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.__main__ import PAGE, main
from bench.articles import distinct, samples, words
from bench.load import Answer, Latencies
from bench.report import BEGIN, END, splice

SAMPLES = 10


def test_all_articles_of_the_project_are_sent() -> None:
    texts = {article["text"] for article in samples()}
    assert len(texts) == SAMPLES
    assert words(samples()) > SAMPLES * 150


def test_made_articles_are_distinct_and_the_same_every_time() -> None:
    first, again = list(distinct(50)), list(distinct(50))
    assert first == again
    assert len({article["text"] for article in first}) == 50
    assert all(100 < words([article]) < 600 for article in first)


@pytest.mark.parametrize(
    ("seconds", "percent", "expected"),
    [
        ([3.0], 50, 3.0),
        ([1.0, 2.0], 50, 1.0),
        ([4.0, 1.0, 3.0, 2.0], 50, 2.0),
        ([float(n) for n in range(100)], 99, 98.0),
        ([float(n) for n in range(200)], 99, 197.0),
        ([float(n) for n in range(10)], 99, 9.0),
    ],
)
def test_percentiles_are_nearest_ranks(seconds: Sequence[float], percent: float, expected: float) -> None:
    assert Latencies([Answer(value, "") for value in seconds]).percentile(percent) == expected


def test_steps_are_added_up() -> None:
    answers = [Answer(1.0, "queue;dur=0.5, parse;dur=20"), Answer(1.0, "parse;dur=30.5, quotes;dur=1")]
    assert Latencies(answers).steps() == pytest.approx({"queue": 0.0005, "parse": 0.0505, "quotes": 0.001})


def test_what_stands_around_the_markers_is_kept() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    assert splice(page, "new\n") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    assert splice(splice(page, "new"), "new") == splice(page, "new")


@pytest.mark.parametrize("page", ["", BEGIN, END, f"{END}{BEGIN}", f"{BEGIN}{END}{END}", f"{BEGIN}{BEGIN}{END}"])
def test_a_page_without_markers_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="once each"):
        splice(page, "new")


@pytest.mark.slow
def test_it_measures_the_service(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"{BEGIN}\n{END}\n")
    ran = CliRunner().invoke(main, ["--rounds", "1", "--articles", "70", "--page", str(page)], catch_exceptions=False)
    assert ran.exit_code == 0
    assert shape(page.read_text("utf-8")) == shape(PAGE.read_text("utf-8"))


def shape(page: str) -> list[str]:
    """RETURNS: the first column of the tables that were written, numbers aside."""
    made = page.partition(BEGIN)[2].partition(END)[0]
    return sorted(
        re.sub(r"[\d,]+ (clients|distinct)", r"N \1", cell) for cell in re.findall(r"^\| ([^|]*) \|", made, re.M)
    )
