"""The routes that analyse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import Blueprint, Response, current_app, request
from marshmallow import ValidationError

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
    RefusalError,
    body,
)
from service.web.analyses import Service
from service.web.body import check_length, problem, read
from service.web.lines import LineTooLong, lines
from service.web.operations import JSON, NDJSON, operation
from service.web.request_log import RequestLog, request_log
from service.web.telemetry import server_timing
from service.web.wsgi import LEFT

blueprint = Blueprint("extraction", __name__, url_prefix="/v1")

WHOLE = ("extraction.extract", "extraction.extract_batch")
"""The endpoints that read their body whole."""

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
        "Returns entities with their mentions, quotes with their speakers, and numeric claims, each with exact offsets "
        "into the text. The same request always gets the same answer, byte for byte. `Server-Timing` has the time of "
        "each step."
    ),
    takes=JSON,
    request="Article",
    answer="Facts",
    answered="The facts found in the article.",
    examples={"article": ARTICLE},
    problems=(*_ASKING, *_READING),
)
def extract() -> Response:
    return _json(_service().answers(request_log(), left=_left()).facts(_body()))


@blueprint.post("/extract/batch")
@operation(
    id="extractBatch",
    tag="extraction",
    summary="The facts of several articles",
    description=(
        "Each document is checked and answered on its own, in order. A document that cannot be read gets a `problem` "
        "and does not fail the others. Other requests may be served between two documents."
    ),
    takes=JSON,
    request="Batch",
    answer="BatchResults",
    answered="A result for each document, in their order.",
    examples={
        "two": {
            "documents": [
                {"id": "short", "text": "Nobody was hurt, police said."},
                {"id": "exports", "text": "Exports rose by 5 percent, the ministry said."},
            ]
        }
    },
    problems=(*_ASKING, *_READING),
)
def extract_batch() -> Response:
    service = _service()
    try:
        envelope = BatchEnvelope(max_documents=service.settings.max_documents).load(_body())
    except ValidationError as error:
        raise invalid(error) from error
    answers = service.answers(request_log(), left=_left())
    results = []
    with service.budget.hold() as hold:
        for document in envelope["documents"]:
            results.append(answers.answer(document).line)
            hold.add(len(results[-1]))
        return _json(b'{"results":[%b]}' % b",".join(results))


@blueprint.post("/extract/stream")
@operation(
    id="extractStream",
    tag="extraction",
    summary="The facts of a stream of articles",
    description=(
        "One `Article` per line in, one `BatchResult` per line out, in order, each as soon as it is done: a client "
        "may wait for the answer to one line before it sends the next. Blank lines are skipped. A line that cannot be "
        "read gets a `problem`, and the stream goes on. If the body breaks off or stalls, one last result says so."
    ),
    takes=NDJSON,
    gives=NDJSON,
    answered="A result for each line, in their order.",
    examples={"lines": spell({"id": "short", "text": "Nobody was hurt, police said."}).decode() + "\n"},
    problems=(*_ASKING, BAD_REQUEST),
)
def extract_stream() -> Response:
    service = _service()
    give_back = service.take_stream()
    results = _results(service, request.environ["wsgi.input"], request_log(), _left())
    answer = Response(results, mimetype=NDJSON, headers={"X-Accel-Buffering": "no"})
    answer.call_on_close(give_back)
    return answer


def _results(service: Service, sent: Any, log: RequestLog, left: Callable[[], bool]) -> Iterator[bytes]:
    answers = service.answers(log, left=left, accepted=True)
    restart = getattr(sent, "restart", lambda: None)
    limit = service.settings.max_line
    try:
        for line in lines(sent, limit):
            yield (_too_long(limit) if isinstance(line, LineTooLong) else answers.answer(line).line) + b"\n"
            restart()
    except RefusalError:  # the client has left
        return
    except OSError as error:
        yield result(problem=spell(problem(error).body())) + b"\n"


def _too_long(limit: int) -> bytes:
    problem = body(TOO_LARGE, f"The line has more than {limit} bytes.")
    return result(problem=spell(problem))


@blueprint.before_request
def check_room() -> None:
    """Refuses by the head what need not be read."""
    if request.endpoint in WHOLE:
        check_length(request, _service().settings.max_body)
    _service().check_room(request.environ)


def _body() -> Any:
    return parse(read(request, _service().settings.max_body))


def _left() -> Callable[[], bool]:
    left: Callable[[], bool] = request.environ.get(LEFT, lambda: False)
    return left


def _service() -> Service:
    service: Service = current_app.extensions["newsfacts"]
    return service


def _json(content: bytes) -> Response:
    return Response(content, mimetype=JSON, headers={"Server-Timing": server_timing(request_log().seconds)})
