"""What each route takes and gives: read by the checks before it runs, and by the code that makes `openapi.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, Request, current_app, request
from werkzeug.http import parse_options_header

from service.problems import NOT_ACCEPTABLE, UNSUPPORTED, Kind, ProblemError

JSON = "application/json"
NDJSON = "application/x-ndjson"

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A route's side of the contract.

    id, tag, summary, description: for the document and the names that generators make of it.
    takes, gives: media types of the request's and the answer's body.
    also: other types of the answer, for clients that ask for them.
    request, answer: names of their schemas, or None for plain text.
    examples: the request's, by name.
    problems: what can go wrong.
    """

    id: str
    tag: str
    summary: str
    description: str = ""
    takes: str | None = None
    request: str | None = None
    gives: str = JSON
    also: tuple[str, ...] = ()
    answer: str | None = None
    answered: str = "The answer."
    examples: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Kind, ...] = ()


def operation(**kwargs: Any) -> Callable[[View], View]:
    """Marks a view with its `Operation`."""

    def mark(view: View) -> View:
        view.operation = Operation(**kwargs)  # type: ignore[attr-defined]
        return view

    return mark


def of(app: Flask, endpoint: str | None) -> Operation | None:
    """RETURNS: what the endpoint's view was marked with."""
    return getattr(app.view_functions.get(endpoint or ""), "operation", None)


def install(app: Flask) -> None:
    """Refuses what a route can't read, or can't answer in an acceptable form, before it runs."""
    app.before_request(_check)


def _check() -> None:
    wanted = of(current_app, request.endpoint)
    if wanted is None or request.method == "OPTIONS":
        return
    _check_accept(request, (wanted.gives, *wanted.also))
    if wanted.takes:
        _check_body(request, wanted.takes)


def _check_accept(request: Request, gives: Sequence[str]) -> None:
    """RAISES: ProblemError, Accept rules out all that the route gives. Of its parameters only charset counts."""
    if request.accept_mimetypes and not any(_quality(request, media_type) for media_type in gives):
        raise ProblemError(NOT_ACCEPTABLE, f"The answer is {gives[0]}, which the Accept header rules out.")


def _quality(request: Request, media_type: str) -> float:
    """RETURNS: how much the Accept header likes a type, by its most specific range; 0 where it rules the type out."""
    family = media_type.partition("/")[0]
    qualities = {"*/*": 0.0, f"{family}/*": 0.0, media_type: 0.0}
    found = ""
    for accepted, quality in request.accept_mimetypes:
        name, parameters = parse_options_header(accepted)
        if name in qualities and parameters.get("charset", "utf-8").lower() in ("utf-8", "utf8", "*"):
            qualities[name] = max(qualities[name], quality)
            found = max(found, name, key=list(qualities).index) if found else name
    return qualities.get(found, 0.0)


def _check_body(request: Request, takes: str) -> None:
    """RAISES: ProblemError, the body is of another media type, charset or content coding."""
    if request.mimetype != takes:
        raise ProblemError(UNSUPPORTED, f"The Content-Type must be {takes}.", headers={"Accept": takes})
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise ProblemError(UNSUPPORTED, "The charset must be UTF-8.", headers={"Accept": takes})
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ProblemError(UNSUPPORTED, "The body must not be compressed.", headers={"Accept-Encoding": "identity"})
