"""The command line: the same facts as over HTTP, from files to standard output.

Input and output are those of the stream: one `Article` a line in, one `BatchResult` a line out, in order. Any other
file is the text of one article, whose id is the file's name.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import IO, Any

import click
from tqdm import tqdm

from newsfacts import __version__
from newsfacts.extractor import default
from service.answers import Answer, Answers
from service.bulk.command import bulk
from service.logs import to_stderr
from service.work.pool import started

Document = bytes | dict[str, Any]

AHEAD = 16
"""Documents that may wait for each worker: enough that none is idle, few enough that memory is bounded."""


@click.group()
@click.version_option(__version__, prog_name="newsfacts")
def main() -> None:
    """Entities, quotes with speakers, and numeric claims from news articles."""
    to_stderr("warning")


main.add_command(bulk)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes to use.")
def extract(files: tuple[str, ...], workers: int) -> None:
    """Extract facts from FILES to standard output, one result a line.

    A file that ends in .ndjson or .jsonl holds a request a line, as /v1/extract takes it; so does standard input (-,
    the default). Any other file is the text of one article. The exit code is 1 when a document had a problem.
    """
    failed = 0
    documents = (document for file in files or ("-",) for document in _documents(file))
    answers = map(Answers.of(default()).answer, documents) if workers == 1 else _answered(documents, workers)
    for answer in tqdm(answers, unit=" articles", disable=not sys.stderr.isatty()):
        failed += answer.facts is None
        sys.stdout.buffer.write(answer.line + b"\n")
        sys.stdout.buffer.flush()
    sys.exit(1 if failed else 0)


def _documents(file: str) -> Iterator[Document]:
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


def _answered(documents: Iterable[Document], workers: int) -> Iterator[Answer]:
    """RETURNS: the documents' answers in order, made in other processes. A worker that dies costs its one document."""
    pool = started(default, workers)
    answers = Answers(lambda article: pool.analyse(article, None).answer)
    due: Queue[Future[Answer] | None] = Queue(workers * AHEAD)
    threads = ThreadPoolExecutor(2 * workers)  # half of them wait for a worker, so no worker is idle

    def ask() -> None:
        try:
            for document in documents:
                due.put(threads.submit(answers.answer, document))
        except Exception as error:  # a file that can't be read
            failure: Future[Answer] = Future()
            failure.set_exception(error)
            due.put(failure)
        due.put(None)

    threading.Thread(target=ask, daemon=True).start()  # the next document may take long to come
    while (answer := due.get()) is not None:
        yield answer.result()
    pool.stop()
