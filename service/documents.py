"""Documents on their way in, from bytes to articles, and answers on their way out."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import Any, NoReturn

from marshmallow import ValidationError

from newsfacts import facts
from schemas.problems import pointers
from schemas.requests import Article
from service.problems import INVALID, MALFORMED, ProblemError

LONGEST_INTEGER = 100


class _RefusedError(ValueError):
    """JSON, but not as it should be."""


def parse(raw: bytes) -> Any:
    """RETURNS: the JSON value that `raw` spells in UTF-8.

    raw: may begin with a byte order mark, which RFC 8259 lets a reader ignore.
    RAISES: ProblemError, it is no JSON; or JSON that readers take differently (a member named twice, NaN), or that does
    harm (nested too deeply, an integer of thousands of digits). Messages never repeat the body.
    """
    try:
        text = raw.removeprefix(BOM_UTF8).decode("utf-8")
        return json.loads(text, object_pairs_hook=_members, parse_constant=_constant, parse_int=_integer)
    except UnicodeDecodeError as error:
        detail = f"Not UTF-8, at byte {error.start}."
    except json.JSONDecodeError as error:
        detail = f"{error.msg.removesuffix(' at')}, at line {error.lineno}, column {error.colno}."
    except _RefusedError as error:
        detail = str(error)
    except RecursionError:
        detail = "Nested too deeply."
    raise ProblemError(MALFORMED, detail)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _RefusedError("An object names the same member twice.")
    return members


def _constant(_: str) -> NoReturn:
    raise _RefusedError("NaN and Infinity are not JSON.")


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise _RefusedError("An integer has too many digits.")
    return int(digits)


def read(value: Any, schema: Article) -> facts.Article:
    """RETURNS: the article that a JSON value asks about.

    RAISES: ProblemError, it does not fit the schema.
    """
    try:
        article: facts.Article = schema.load(value)
    except ValidationError as error:
        raise invalid(error) from error
    return article


def invalid(error: ValidationError) -> ProblemError:
    """RETURNS: the problem of a body that does not fit its schema."""
    found = pointers(error.messages)
    return ProblemError(INVALID, f"{found[0]['pointer']}: {found[0]['detail']}", errors=found)


def spell(value: Any) -> bytes:
    """RETURNS: `value` as JSON in UTF-8, the same bytes for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
