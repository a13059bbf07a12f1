"""`newsfacts bulk`: the command line of the engine, which is imported only once it is known to be there."""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from service.bulk import BulkError
from service.bulk.parts import Part, Stretch, of_lines, of_rows
from service.bulk.plan import NAME, Plan, Source

if TYPE_CHECKING:
    from service.bulk.engine import Outcome
    from service.bulk.storage import Location

SUCCESS = "_SUCCESS"
"""The empty file that tells that all parts are there, as Hadoop and Spark have it."""
SILENCE = 10.0
"""Seconds between two lines of progress where there is no terminal."""


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--output", "-o", required=True, help="Folder for the tables; an unfinished run in it is resumed.")
@click.option("--actors", type=click.IntRange(1), show_default="one for each processor", help="Processes to use.")
@click.option("--part-documents", default=500, show_default=True, type=click.IntRange(1), help="Documents of a part.")
@click.option("--address", default="local", show_default=True, envvar="RAY_ADDRESS", help="Of a Ray cluster.")
def bulk(inputs: tuple[str, ...], output: str, actors: int | None, part_documents: int, address: str) -> None:
    """Extract facts from INPUTS to tables of Parquet, on Ray.

    INPUTS are files or folders of NDJSON (.ndjson, .jsonl, also with .gz), a request a line, and of Parquet, a request
    a row. Run again, the same command does what is missing. The exit code is 1 when a document had a problem or a part
    could not be made, 2 when the run could not begin or Ray gave up.
    """
    with _usage():
        folder = _folder(output)
        plan = _plan(folder, inputs, part_documents)
        missing = _missing(plan, folder)
        say(f"{plan.documents} documents in {len(list(plan.parts))} parts, of which {len(missing)} are to be made")
        failed = _make(folder, missing, actors, address) if missing else 0
    left = _missing(plan, folder)
    if left:
        say(f"{len(left)} parts are still to be made: run this again")
    else:
        _finish(folder)
    sys.exit(1 if failed or left else 0)


def _missing(plan: Plan, folder: Location) -> list[Part]:
    """RETURNS: the parts that are not there. A machine that went down may have left an empty file, which is none."""
    return plan.missing({name for name, size in folder.names().items() if size})


def say(line: str) -> None:
    click.echo(line, err=True)


@contextmanager
def _usage() -> Iterator[None]:
    """Makes what keeps a run from beginning an error of the command line: exit code 2."""
    try:
        yield
    except BulkError as error:
        raise click.UsageError(f"{error}.") from error


def _folder(output: str) -> Location:
    """RETURNS: the output, which is free or was begun by us.

    RAISES: BulkError, it is neither, or Ray is not installed.
    """
    if not (find_spec("ray") and find_spec("pyarrow")):
        raise BulkError("Ray is not installed: pip install 'ray[data]>=2.50,<3'")
    from pyarrow.fs import FileType

    from service.bulk.storage import PENDING, Location

    folder = Location.of(output)
    if folder.info.type == FileType.File:
        raise BulkError(f"{output} is a file")
    names = folder.names().keys()
    if NAME not in names and names - {PENDING}:
        raise BulkError(f"{output} holds something else: choose a folder that is empty or new")
    return folder


def _plan(folder: Location, inputs: Iterable[str], part_documents: int) -> Plan:
    """RETURNS: the output's plan, with the inputs that are new to it, as it is kept there from now on."""
    from service.bulk.storage import Location, sources

    for address in inputs:
        if folder.inside(Location.of(address)) or Location.of(address).inside(folder):
            raise BulkError(f"the output and {address} are one inside the other")
    before = Plan.from_json(folder.read(NAME)) if NAME in folder.names() else Plan()
    found = [source for address in inputs for source in sources(address)]
    plan = before.extended(found, lambda source: _cut(source, part_documents))
    if plan != before:
        folder.publish(NAME, lambda sink: sink.write(plan.to_json()))
    return plan


def _cut(source: Source, part_documents: int) -> list[Stretch]:
    """RAISES: BulkError, the input can't be read."""
    from service.bulk.storage import LINES, opened
    from service.bulk.tables import rows

    try:
        with opened(source.name) as file:
            if source.name.endswith(LINES):
                return list(of_lines(file, part_documents))
            count, columns = rows(file)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise BulkError(f"{source.name} can't be read: {type(error).__name__}") from error
    if "text" not in columns:
        raise BulkError(f"{source.name} has no column named text")
    return list(of_rows(count, part_documents))


def _make(folder: Location, missing: list[Part], actors: int | None, address: str) -> int:
    """RETURNS: how many documents have a problem."""
    from service.app import load
    from service.bulk.engine import cluster, run

    folder.remove(SUCCESS)
    with cluster(address, actors) as count:
        return _watch(run(missing, folder.address, actors=count, load=load), sum(part.documents for part in missing))


def _watch(outcomes: Iterable[Outcome], documents: int) -> int:
    """Tells how far it is, by a bar where there is a terminal, else by lines. RETURNS: as `_make`."""
    done = failed = 0
    begun = told = time.monotonic()
    with tqdm(total=documents, unit=" articles", disable=not sys.stderr.isatty()) as bar:
        for outcome in outcomes:
            done += outcome.documents
            failed += outcome.failed
            bar.update(outcome.documents)
            if outcome.error:
                tqdm.write(f"{outcome.part} could not be made: {outcome.error}", file=sys.stderr)
            now = time.monotonic()
            if bar.disable and (now - told >= SILENCE or done == documents):
                told = now
                say(f"{done} of {documents} documents, {failed} with a problem, {done / (now - begun):.1f} a second")
    return failed


def _finish(folder: Location) -> None:
    if SUCCESS not in folder.names():
        folder.publish(SUCCESS, lambda sink: None)
    folder.tidy()
