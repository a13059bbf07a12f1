"""The figures as Markdown, and where they stand in the page."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measuring import Figures
from newsfacts import __version__

BEGIN, END = "<!-- made by `make bench`: begin -->", "<!-- made by `make bench`: end -->"
DEFAULT = ("entities", "quotes", "claims")


def splice(page: str, made: str) -> str:
    """RETURNS: `page` with `made` between its markers, and all else as it was.

    RAISES: ValueError, the page does not have each marker once, in order.
    """
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    if page.count(BEGIN) != 1 or page.count(END) != 1 or not rest.count(END):
        raise ValueError(f"The page needs {BEGIN} and {END}, once each.")
    return f"{before}{BEGIN}\n{made.strip()}\n{END}{after}"


def render(figures: Figures) -> str:
    """RETURNS: what was measured and on what, in three tables."""
    return "\n".join([_setting(figures), "", *_table(figures), "", *_subsets(figures), "", *_steps(figures)])


def _setting(figures: Figures) -> str:
    length = figures.words / len(figures.alone.answers)
    return (
        f"newsfacts {__version__} on {machine()}; Python {platform.python_version()}, spaCy {version('spacy')}, "
        f"onnxruntime {version('onnxruntime')}; {figures.workers} workers, otherwise default settings; articles of "
        f"{length:.0f} words on average over HTTP. Others kept {figures.others:.1f} cores busy."
    )


def machine() -> str:
    """RETURNS: what this runs on, in words."""
    try:
        names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    except OSError:
        names = []
    model = names[0].partition(": ")[2] if names else platform.machine()
    return f"{len(os.sched_getaffinity(0))} cores of {model}"


def _table(figures: Figures) -> list[str]:
    rows = [
        ("CPU seconds per 1,000 words, all facts", _spread(figures.service)),
        ("the same of raw `nlp.pipe` in turn, without facts", _spread(figures.raw)),
        ("raw over service", f"{figures.of_raw:.2f}"),
        ("one client: median, 90 %, 99 %", _milliseconds(figures.alone.percentile)),
        (f"{figures.clients} clients: median, 90 %, 99 %", _milliseconds(figures.together.percentile)),
        (f"words a second, {figures.clients} clients", f"{figures.words_a_second:,.0f}"),
        ("memory of all processes (PSS), ready", f"{figures.ready_mebibytes:.0f} MiB"),
        (f"after {figures.articles:,} distinct articles", f"{figures.full_mebibytes:.0f} MiB"),
        ("growth over their second half", f"{figures.growth:.1f} MiB per 1,000"),
        ("start to ready", f"{figures.start_seconds:.1f} s, {figures.start_cpu_seconds:.1f} CPU seconds"),
    ]
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)]


def _subsets(figures: Figures) -> list[str]:
    whole = figures.subsets[DEFAULT]
    rows = [
        f"| {', '.join(f'`{kind}`' for kind in subset)} | {cost:.3f} | {cost / whole:.2f} |"
        for subset, cost in figures.subsets.items()
    ]
    return ["| `include` | CPU seconds per 1,000 words | of the default |", "|---|---|---|", *rows]


def _steps(figures: Figures) -> list[str]:
    spent = figures.alone.steps()
    whole = sum(spent.values())
    rows = [
        f"| {step} | {seconds / figures.words * 1_000:.3f} | {seconds / whole:.0%} |"
        for step, seconds in sorted(spent.items(), key=lambda item: -item[1])
    ]
    return ["| step of `Server-Timing`, one client | seconds per 1,000 words | of all |", "|---|---|---|", *rows]


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def _milliseconds(percentile: Callable[[float], float]) -> str:
    return ", ".join(f"{percentile(percent) * 1_000:.0f}" for percent in (50, 90, 99)) + " ms"
