"""The parts on Ray Data: a pool of actors, each with the model, each at one part at a time."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from service.answers import Answer, Answers, Extracts
from service.bulk import BulkError
from service.bulk.parts import Part, lines_of
from service.bulk.storage import LINES, Location, opened
from service.bulk.tables import rows_of, write
from service.work.pool import started

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # a warning for each actor, of what is not ours

import ray

LOCAL = "local"
OBJECTS = 80 * 2**20
"""Bytes of Ray's object store on this machine, about the least that it takes: only names of parts are in it."""
BLOCKS = 10_000
"""Of the engine's list of parts, at most: beyond it a block has several parts, which one actor makes in a row."""
PATIENCE = 10
"""Seconds for a cluster to take a connection."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a part.

    failed: how many of its documents have a problem.
    error: why the part could not be made; empty if it was.
    """

    part: str
    documents: int
    failed: int = 0
    error: str = ""


@contextmanager
def cluster(address: str, actors: int | None) -> Iterator[int]:
    """Joins the cluster at `address`, or starts one on this machine that ends with the run.

    RETURNS: the number of actors: `actors`, or one per processor.
    RAISES: BulkError, no cluster answers.
    """
    alone = {"include_dashboard": False, "num_cpus": actors, "object_store_memory": OBJECTS} if address == LOCAL else {}
    _knock(address)
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **alone)
    except ConnectionError as error:
        raise BulkError(f"no Ray cluster answers at {address}") from error
    try:
        yield actors or max(int(ray.cluster_resources().get("CPU", 1)), 1)
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """RAISES: BulkError, nobody is at the address's port. Ray would wait for somebody."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host:  # one of Ray's words, such as `auto`
        return
    try:
        socket.create_connection((host.strip("[]"), port), PATIENCE).close()
    except OSError as error:
        raise BulkError(f"no Ray cluster answers at {address}") from error


def run(parts: Iterable[Part], output: str, *, actors: int, load: Callable[[], Extracts]) -> Iterator[Outcome]:
    """Makes the parts, on the cluster that was joined.

    load: makes an actor's extractor. Called in a process of its own.
    RETURNS: what came of each part as soon as it is known, in any order. A part whose actor is lost, with its machine
    or for want of memory, is made again by another.
    RAISES: BulkError, the actors do not start, or the cluster is gone.
    """
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.max_errored_blocks = -1
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    rows = [asdict(part) for part in parts]
    outcomes = ray.data.from_items(rows, override_num_blocks=min(len(rows), BLOCKS)).map(
        _Maker,
        fn_constructor_args=(output, load),
        compute=ray.data.ActorPoolStrategy(size=min(actors, len(rows)), max_tasks_in_flight_per_actor=1),
        num_cpus=1,
    )
    try:
        for row in outcomes.iter_rows():
            yield Outcome(**row)
    except ray.exceptions.RayError as error:
        raise BulkError(f"Ray gave up ({type(error).__name__}), and its logs say why") from error


class _Maker:
    """Makes parts, one after the other: the work of an actor."""

    def __init__(self, output: str, load: Callable[[], Extracts]) -> None:
        """RAISES: RuntimeError, the model can't be loaded."""
        self._output = Location.of(output)
        pool = started(load, places=1)
        self._answers = Answers(lambda article: pool.analyse(article, None).answer)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        part = Part(**row)
        try:
            return asdict(Outcome(part.name, part.documents, self._make(part)))
        except Exception as error:  # one part's failure is not the others'
            told = str(error) if isinstance(error, OSError) else type(error).__qualname__
            return asdict(Outcome(part.name, part.documents, error=told))

    def _make(self, part: Part) -> int:
        """RETURNS: how many of its documents have a problem."""
        failed = 0

        def answered(documents: Iterable[tuple[int, bytes | dict[str, Any]]]) -> Iterator[tuple[int, Answer]]:
            nonlocal failed
            for line, document in documents:
                answer = self._answers.answer(document)
                failed += answer.problem is not None
                yield line, answer

        with opened(part.input) as file:
            documents = (lines_of if part.input.endswith(LINES) else rows_of)(part, file)
            self._output.publish(part.name, lambda sink: write(sink, answered(documents), part.input))
        return failed
