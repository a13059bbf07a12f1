"""The routes that analyse."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from flask import Blueprint, Response, current_app, request
from marshmallow import ValidationError

from newsfacts.facts import Article
from schemas.requests import BatchEnvelope
from service.answers import result
from service.documents import invalid, parse, spell
from service.problems import (
    BAD_REQUEST,
    BODY_TIMEOUT,
    FORBIDDEN,
    INVALID,
    MALFORMED,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    OVERLOADED,
    TOO_LARGE,
    UNAUTHORIZED,
    UNSUPPORTED,
    ProblemError,
)
from service.web.account import Account, account
from service.web.analyst import Analyst
from service.web.body import UNREADABLE, broken, read, watch_of
from service.web.lines import LineTooLong, lines
from service.web.operations import JSON, NDJSON, operation
from service.web.telemetry import server_timing

blueprint = Blueprint("extraction", __name__, url_prefix="/v1")

ARTICLE = {
    "text": (
        "“We have vaccinated about 1,200 children since Monday,” said Amina Diallo, who runs the clinic in Kindia. "
        "She told reporters that 15 percent of them live outside the town."
    ),
    "title": "Clinic in Kindia vaccinates 1,200 children",
    "id": "kindia-1",
    "published_at": "2024-05-17",
}

_ASKING = (UNAUTHORIZED, FORBIDDEN, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED, OVERLOADED)
_READING = (MALFORMED, BAD_REQUEST, BODY_TIMEOUT, TOO_LARGE, INVALID)


@blueprint.post("/extract")
@operation(
    id="extract",
    tag="extraction",
    summary="The facts of one article",
    description=(
        "Entities with their mentions, quotes with their speakers, and numeric claims, each with exact offsets into "
        "the text. The same request gives the same answer to the byte; `Server-Timing` has the time of each step."
    ),
    takes=JSON,
    request="Article",
    answer="Facts",
    answered="The facts found in the article.",
    examples={"article": ARTICLE},
    problems=(*_ASKING, *_READING),
)
def extract() -> Response:
    analyst = _analyst()
    return _json(analyst.facts(analyst.article(_body()), account()))


@blueprint.post("/extract/batch")
@operation(
    id="extractBatch",
    tag="extraction",
    summary="The facts of several articles",
    description=(
        "Each document is checked and answered on its own, in order; one that is wrong gets its problem and does not "
        "fail the others. Other requests get their turn between two documents."
    ),
    takes=JSON,
    request="Batch",
    answer="BatchResults",
    answered="A result for each document, in their order.",
    examples={"two": {"documents": [ARTICLE, {"id": "short", "text": "Nobody was hurt, police said."}]}},
    problems=(*_ASKING, *_READING),
)
def extract_batch() -> Response:
    analyst = _analyst()
    try:
        envelope = BatchEnvelope(max_documents=analyst.settings.max_documents).load(_body())
    except ValidationError as error:
        raise invalid(error) from error
    results: list[bytes] = []
    accepted = False
    for document in envelope["documents"]:
        found, done = analyst.result(partial(analyst.article, document), account(), patient=accepted)
        accepted = accepted or done
        results.append(found)
    return _json(b'{"results":[%b]}' % b",".join(results))


@blueprint.post("/extract/stream")
@operation(
    id="extractStream",
    tag="extraction",
    summary="The facts of a stream of articles",
    description=(
        "One `Article` a line in, one `BatchResult` a line out, in order and as soon as each is done: a client "
        "may wait for the answer to one line before it sends the next. Blank lines are passed over. A line that is "
        "wrong gets its problem and the stream goes on. A body that breaks off or stands still gets one more result, "
        "with that problem."
    ),
    takes=NDJSON,
    gives=NDJSON,
    answered="A result for each line, in their order.",
    examples={"lines": spell(ARTICLE).decode() + "\n"},
    problems=(*_ASKING, BAD_REQUEST),
)
def extract_stream() -> Response:
    analyst = _analyst()
    give_back = analyst.take_stream()
    results = _results(analyst, request.environ["wsgi.input"], account())
    answer = Response(results, mimetype=NDJSON, headers={"X-Accel-Buffering": "no"})
    answer.call_on_close(give_back)
    return answer


def _results(analyst: Analyst, body: Any, account: Account) -> Iterator[bytes]:
    watch = watch_of(body)
    try:
        for line in lines(body, analyst.settings.max_line):
            found, _ = analyst.result(partial(_article, analyst, line), account, patient=True)
            yield found + b"\n"
            if watch:
                watch.restart()
    except UNREADABLE:
        yield result(problem=spell(broken(body).body())) + b"\n"


def _article(analyst: Analyst, line: bytes | LineTooLong) -> Article:
    if isinstance(line, LineTooLong):
        raise ProblemError(TOO_LARGE, f"The line has more than {analyst.settings.max_line} bytes.")
    return analyst.article(parse(line))


def _body() -> Any:
    return parse(read(request, _analyst().settings.max_body))


def _analyst() -> Analyst:
    analyst: Analyst = current_app.extensions["newsfacts"]
    return analyst


def _json(content: bytes) -> Response:
    return Response(content, mimetype=JSON, headers={"Server-Timing": server_timing(account().seconds)})
