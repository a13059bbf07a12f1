"""The command line: the same facts as over HTTP, from files to standard output.

What goes in and comes out is what the stream takes and gives: one `Article` a line in, one `BatchResult` a line out,
in order. Other files are taken for the text of one article, named by the file.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from tqdm import tqdm

from service import __version__
from service.answers import Answer, Answers
from service.bulk.command import bulk
from service.nlp.extractor import default

AHEAD = 16
"""Documents a worker may have in front of it: enough that none is idle, few enough that memory is bounded."""


_answers: Answers | None = None


@click.group()
@click.version_option(__version__, prog_name="newsfacts")
def main() -> None:
    """Entities, quotes with speakers, and numeric claims from news articles."""


main.add_command(bulk)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes to use.")
def extract(files: tuple[str, ...], workers: int) -> None:
    """Extract facts from FILES to standard output, one result a line.

    A file that ends in .ndjson or .jsonl holds a request a line, as /v1/extract takes it; so does standard input (-,
    the default). Any other file is the text of one article. The exit code is 1 when a document had a problem.
    """
    _load()
    failed = 0
    documents = (document for file in files or ("-",) for document in _documents(file))
    with _mapping(workers) as run:
        for answer in tqdm(run(documents), unit=" articles", disable=not sys.stderr.isatty()):
            failed += answer.facts is None
            if answer.defect:
                click.echo(f"a document failed: {answer.defect}", err=True)
            sys.stdout.buffer.write(answer.line + b"\n")
            sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


def _documents(file: str) -> Iterator[bytes | dict[str, Any]]:
    """RETURNS: each document of a file: a line to parse, or a request made of a text."""
    if file == "-" or Path(file).suffix in (".ndjson", ".jsonl"):
        with click.open_file(file, "rb") as lines:
            yield from _lines(lines)
    else:
        text = Path(file).read_bytes().decode("utf-8", errors="surrogateescape")
        yield {"text": text, "id": Path(file).name}


def _lines(lines: IO[Any]) -> Iterator[bytes]:
    """RETURNS: the lines that are not blank, without their ends, as the stream has them."""
    return (line.removesuffix(b"\n") for line in lines if line.strip())


def _answer(document: bytes | dict[str, Any]) -> Answer:
    assert _answers is not None
    return _answers.answer(document)


def _load() -> None:
    global _answers
    _answers = Answers.of(default())


@contextmanager
def _mapping(workers: int) -> Iterator[Callable[[Iterable[Any]], Iterator[Answer]]]:
    """RETURNS: maps documents to answers, in order. The workers share the model that is loaded already."""
    if workers == 1:
        yield lambda documents: map(_answer, documents)
        return
    room = threading.Semaphore(workers * AHEAD)

    def bounded(documents: Iterable[Any]) -> Iterator[Any]:
        for document in documents:
            room.acquire()
            yield document

    def run(documents: Iterable[Any]) -> Iterator[Answer]:
        for answer in pool.imap(_answer, bounded(documents)):
            room.release()
            yield answer

    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield run
