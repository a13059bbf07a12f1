"""The command line: the same facts as over HTTP, from files to standard output.

NDJSON in and out is that of the stream: one `Article` per line in, one `BatchResult` per line out, in order. A `.json`
file is one `Article`. Any other file is the text of one article, or as `.html` the page it is in; its id is the file's
name.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from io import StringIO
from pathlib import Path
from queue import Queue
from typing import Any

import click
from tqdm import tqdm

from newsfacts import __version__
from service.answers import Answer, Answers
from service.app import load
from service.bulk.command import bulk
from service.documents import spell
from service.logs import to_stderr
from service.problems import BAD_REQUEST, body
from service.tables import cells, rows
from service.work.pool import started

Document = bytes | dict[str, Any] | Answer

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
@click.option("--title", help="Headline of the text.")
@click.option("--published-at", metavar="DATE", help="Date of the texts, such as 2024-03-14.")
@click.option("--text", "as_text", is_flag=True, help="Standard input is the text of one article.")
@click.option("--format", "form", type=click.Choice(["text", "html"]), help="What texts are; by default .html is html.")
@click.option("--csv", "table", type=click.Choice(["quotes", "claims", "entities"]), help="Write this table as CSV.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes to use.")
def extract(
    files: tuple[str, ...],
    title: str | None,
    published_at: str | None,
    as_text: bool,
    form: str | None,
    table: str | None,
    workers: int,
) -> None:
    """Extract facts from FILES to standard output, one result per line.

    A file that ends in .ndjson or .jsonl has one request per line, as /v1/extract takes it; so has standard input (-,
    the default). A .json file is one request. Any other file is the text of one article. Each may end in .gz too.
    --title, --published-at and --format go with texts. The exit code is 1 when a document had a problem.
    """
    inputs = [_Input(file, as_text) for file in files or ("-",)]
    if title and sum(file.is_text for file in inputs) > 1:
        raise click.UsageError("--title goes with one text.")
    given = {"title": title, "published_at": published_at, "format": form}
    more = {name: value for name, value in given.items() if value}
    if more and not any(file.is_text for file in inputs):
        raise click.UsageError("--title, --published-at and --format go with texts; requests have their own.")
    documents = (document for file in inputs for document in file.documents(more))
    answers = map(partial(_answer, Answers.of(load())), documents) if workers == 1 else _answered(documents, workers)
    failed = 0
    write = _Table(table) if table else _write_line
    for answer in tqdm(answers, unit=" articles", disable=not sys.stderr.isatty()):
        failed += answer.facts is None
        write(answer)
    sys.exit(1 if failed else 0)


def _write_line(answer: Answer) -> None:
    sys.stdout.buffer.write(answer.line + b"\n")
    sys.stdout.buffer.flush()


class _Table:
    """Writes answers as rows of CSV, with a header before the first; problems go to standard error."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._begun = False

    def __call__(self, answer: Answer) -> None:
        if answer.problem is not None:
            click.echo(f"{answer.id or 'a document'}: {json.loads(answer.problem)['detail']}", err=True)
            return
        page = StringIO()
        writer = csv.writer(page)
        for row in rows(self._kind, json.loads(answer.facts or b"")):
            if not self._begun:
                writer.writerow(row)
                self._begun = True
            writer.writerow(cells(row))
        sys.stdout.buffer.write(page.getvalue().encode())
        sys.stdout.buffer.flush()


class _Input:
    """A file of documents, or standard input."""

    def __init__(self, file: str, as_text: bool) -> None:
        self._file = file
        self._packed = file.endswith(".gz")
        suffix = Path(file.removesuffix(".gz")).suffix
        self._lines = suffix in (".ndjson", ".jsonl") or (file == "-" and not as_text)
        self._form = {"format": "html"} if suffix in (".html", ".htm") else {}
        self.is_text = not self._lines and suffix != ".json"

    def documents(self, more: dict[str, str]) -> Iterator[Document]:
        """
        more: members of a request that is made of a text.
        RETURNS: each document: a request in JSON, one made of a text, or the answer to what is no text.
        """
        with gzip.open(self._file) if self._packed else click.open_file(self._file, "rb") as content:
            if self._lines:
                yield from _lines(content)
            elif self.is_text:
                yield _of_text(content.read(), None if self._file == "-" else Path(self._file).name, self._form | more)
            else:
                yield content.read()


def _of_text(content: bytes, name: str | None, more: dict[str, str]) -> Document:
    """RETURNS: a request for the facts of a text, or its problem where the bytes are not UTF-8."""
    try:
        return {"text": content.decode("utf-8-sig"), "id": name, **more}
    except UnicodeDecodeError as error:
        return Answer(name, problem=spell(body(BAD_REQUEST, f"The text is not UTF-8, at byte {error.start}.")))


def _answer(answers: Answers, document: Document) -> Answer:
    return document if isinstance(document, Answer) else answers.answer(document)


def _lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """RETURNS: the lines that are not blank, without their ends, as the stream has them."""
    return (line.removesuffix(b"\n") for line in lines if line.strip())


def _answered(documents: Iterable[Document], workers: int) -> Iterator[Answer]:
    """RETURNS: the documents' answers in order, made in other processes. A worker that dies costs its one document."""
    pool = started(load, workers)
    answers = Answers(lambda article: pool.analyse(article, None).answer)
    due: Queue[Future[Answer] | None] = Queue(workers * AHEAD)
    threads = ThreadPoolExecutor(2 * workers)  # half of them wait for a worker, so no worker is idle

    def ask() -> None:
        try:
            for document in documents:
                due.put(threads.submit(_answer, answers, document))
        except Exception as error:  # a file that can't be read
            failure: Future[Answer] = Future()
            failure.set_exception(error)
            due.put(failure)
        due.put(None)

    threading.Thread(target=ask, daemon=True).start()  # the next document may take long to come
    while (answer := due.get()) is not None:
        yield answer.result()
    pool.stop()
