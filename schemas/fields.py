"""The field types that the schemas share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

MAX_EXACT_INTEGER = 2**53
DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAYS = (
    "[12][0-9]{3}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])",
    "[12][0-9]{3}-(0[469]|11)-(0[1-9]|[12][0-9]|30)",
    "[12][0-9]{3}-02-(0[1-9]|1[0-9]|2[0-8])",
    "[12][0-9](0[48]|[2468][048]|[13579][26])-02-29",
    "(1[26]|2[048])00-02-29",
)
_OFFSET = "([Zz]|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)"
_CLOCK = rf"([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60)(\.[0-9]{{1,9}})?)?( ?{_OFFSET})?"
DATE_OR_DATE_TIME_PATTERN = f"^({'|'.join(_DAYS)})([Tt ]{_CLOCK})?$"
"""Exactly the days that there are, of the years 1000 to 2999: what fits the document's pattern is not refused."""
_DATE_OR_DATE_TIME = re.compile(DATE_OR_DATE_TIME_PATTERN.removesuffix("$"))
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Answer(Schema):
    """Base of what goes out. Open to members that later versions add, so clients must be too."""

    class Meta:
        unknown = EXCLUDE

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """What goes out are objects: to look for keys and dotted names as well takes marshmallow twice the time."""
        return getattr(obj, attr, default)


def no_lone_surrogate(value: str) -> None:
    """RAISES: ValidationError, `value` holds half of a surrogate pair and so is no text that UTF-8 could carry."""
    found = _LONE_SURROGATE.search(value)
    if found:
        raise ValidationError(f"Contains a lone surrogate (\\u{ord(found.group()):04x}) at character {found.start()}.")


def length(*, at_least: int = 0, at_most: int, of: str = "characters") -> validate.Length:
    """RETURNS: a bound on how long a text or an array is, with a message that names the bound, never the value."""
    error = f"Must have {at_least} to {at_most} {of}." if at_least else f"Must have at most {at_most} {of}."
    return validate.Length(min=at_least or None, max=at_most, error=error)


def client_text(*, at_least: int = 0, at_most: int, **kwargs: Any) -> fields.String:
    """RETURNS: a field for text from a client: bounded, and encodable."""
    return fields.String(validate=[length(at_least=at_least, at_most=at_most), no_lone_surrogate], **kwargs)


def choice(enum: type[StrEnum], **kwargs: Any) -> fields.Enum[Any]:
    """RETURNS: a field that holds a value of `enum`; the document names each such enum once."""
    field = fields.Enum(enum, by_value=True, **kwargs)
    field.error_messages["unknown"] = f"Must be one of: {', '.join(enum)}."
    field.error_messages["invalid"] = field.error_messages["unknown"]
    return field


def array(of: fields.Field[Any], description: str | None = None) -> fields.List[Any]:
    return fields.List(of, required=True, metadata=_described(description))


def nested(schema: Callable[[], Any], description: str | None = None, *, nullable: bool = False) -> fields.Nested:
    return fields.Nested(schema, required=True, allow_none=nullable, metadata=_described(description))


def _described(description: str | None) -> dict[str, str]:
    return {"description": description} if description else {}


def writer(field: fields.Field[Any]) -> Callable[[Any], Any]:
    """
    field: of an `Answer`.
    RETURNS: gives the JSON types of a value, as marshmallow's `dump` does of values with the right types; in a quarter
    of the time, since it looks up what a field does only once.
    """
    if isinstance(field, fields.Nested):
        members = [(of.data_key or name, name, writer(of)) for name, of in field.schema.dump_fields.items()]
        return lambda obj: obj and {key: write(getattr(obj, name)) for key, name, write in members}
    if isinstance(field, fields.List):
        each, or_null = writer(field.inner), isinstance(field, ListOrNull)
        return lambda values: None if or_null and not values else [each(value) for value in values]
    if isinstance(field, fields.Enum):
        return lambda value: value and value.value
    if isinstance(field, Day | Number | fields.Float):
        return lambda value: field._serialize(value, "", None)
    return lambda value: value


class ListOrNull(fields.List[Any]):
    """A list on its way out, null where it is empty."""

    def __init__(self, of: fields.Field[Any], **kwargs: Any) -> None:
        super().__init__(of, required=True, allow_none=True, **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> list[Any] | None:
        return super()._serialize(value, attr, obj, **kwargs) if value else None


class PublicationDate(fields.Field[date]):
    """A date, or a date-time of which the date as written counts: the article's own day, not UTC's.

    Takes what RFC 3339 allows and what programs write besides: no seconds, no offset, an offset without a colon.
    """

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not _DATE_OR_DATE_TIME.fullmatch(value):
            raise ValidationError("Must be a date or a date-time, such as 2019-09-12 or 2019-09-12T08:30:00Z.")
        return date.fromisoformat(value[:10])


class Confidence(fields.Float):
    """A bound on `confidence` from a client: a JSON number from 0 to 1."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ValidationError("Must be a number from 0 to 1.")
        return float(value)


class Flag(fields.Boolean):
    """A JSON boolean from a client; marshmallow's own takes "yes" and 1 for one, too."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Must be true or false.")
        return value


class Day(fields.Field[date]):
    """A calendar date on its way out, as a plain string: generators disagree on what a `format: date` becomes."""

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat()


class Number(fields.Field[float]):
    """A number on its way out, written as an integer where it is one."""

    def _serialize(self, value: float | None, attr: str | None, obj: Any, **kwargs: Any) -> float | int | None:
        if isinstance(value, float) and value.is_integer() and abs(value) <= MAX_EXACT_INTEGER:
            return int(value)
        return value
