"""From the bytes of a body to JSON values, strictly: what is not plain RFC 8259 JSON is refused."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from service.web.problems import MALFORMED, ProblemError


class _Refused(ValueError):
    pass


def parse(raw: bytes) -> Any:
    """RETURNS: the JSON value that `raw` spells in UTF-8.

    RAISES: ProblemError, it is no JSON; or is JSON that readers take differently (a member named twice, NaN), or that
    is there to hurt (nested too deeply, an integer of thousands of digits). Messages never repeat the body.
    """
    try:
        return json.loads(
            raw.decode("utf-8"), object_pairs_hook=_members, parse_constant=_constant, parse_int=_integer
        )
    except UnicodeDecodeError as error:
        detail = f"Not UTF-8, at byte {error.start}."
    except json.JSONDecodeError as error:
        detail = f"{error.msg.removesuffix(' at')}, at line {error.lineno}, column {error.colno}."
    except _Refused as error:
        detail = str(error)
    except RecursionError:
        detail = "Nested too deeply."
    raise ProblemError(MALFORMED, detail)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _Refused("An object names the same member twice.")
    return members


def _constant(_: str) -> NoReturn:
    raise _Refused("NaN and Infinity are not JSON.")


LONGEST_INTEGER = 100


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_INTEGER:
        raise _Refused("An integer has too many digits.")
    return int(digits)


def spell(value: Any) -> bytes:
    """RETURNS: `value` as JSON in UTF-8, the same bytes for equal values."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
