"""What a client sends."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, post_load

from newsfacts import facts
from newsfacts.facts import DEFAULT_INCLUDE, Include, OffsetUnit
from schemas.fields import (
    DATE_OR_DATE_TIME_PATTERN,
    Confidence,
    Flag,
    PublicationDate,
    choice,
    client_text,
    length,
)

MAX_TEXT = 1_000_000
MAX_TITLE = 2_000
MAX_ID = 256
MAX_DOCUMENTS = 100
MAX_INCLUDE = 16


class Article(Schema):
    """An article to analyse. A member other than `text` that is null counts as not given."""

    class Meta:
        unknown = RAISE

    text = client_text(
        at_least=1,
        at_most=MAX_TEXT,
        required=True,
        metadata={"description": "The article as plain text. Every offset of the answer counts from its start."},
    )
    title = client_text(
        at_most=MAX_TITLE,
        allow_none=True,
        metadata={"description": "The headline. Read as context; never part of the offsets."},
    )
    id = client_text(
        at_most=MAX_ID,
        allow_none=True,
        metadata={"description": "A name of your own for the article, echoed back."},
    )
    published_at = PublicationDate(
        allow_none=True,
        metadata={
            "type": "string",
            "pattern": DATE_OR_DATE_TIME_PATTERN,
            "description": (
                "Date or date-time of publication; resolves `last Saturday` or `in August`. RFC 3339, or as programs "
                "write it: without seconds, without an offset, without the colon in it. Of a date-time the date as "
                "written counts."
            ),
        },
    )
    include = fields.List(
        choice(Include),
        allow_none=True,
        validate=length(at_most=MAX_INCLUDE, of="values"),
        metadata={
            "description": (
                "The kinds of fact to give. Absent or empty (as some generated clients send it) it means "
                f"{', '.join(DEFAULT_INCLUDE)}. What is not asked for comes back as an empty array; an "
                "`entity_id` or a `quote_id` may still name one of it."
            ),
        },
    )
    offset_unit = choice(
        OffsetUnit,
        allow_none=True,
        metadata={
            "description": (
                "What every `start` and `end` counts: `code_point` (Python; unless said otherwise), `utf16` "
                "(JavaScript, Java, C#) or `byte` of UTF-8 (Go, Rust)."
            ),
        },
    )
    min_confidence = Confidence(
        allow_none=True,
        metadata={
            "minimum": 0,
            "maximum": 1,
            "description": (
                "Quotes and claims with a lower `confidence` are left out; 0 unless said otherwise. The others keep "
                "the `id` that they have without it, so a `quote_id`, `claim_id` or `part_of` may name one left out."
            ),
        },
    )
    explain = Flag(
        allow_none=True,
        metadata={"description": "Whether each quote and claim says what it rests on, in its `explanation`."},
    )

    def __init__(self, *, max_text: int = MAX_TEXT, **kwargs: Any) -> None:
        """
        max_text: the longest text to accept, in characters; at most what the document promises.
        """
        super().__init__(**kwargs)
        if max_text < MAX_TEXT:
            field = self.fields["text"]
            field.validators = [length(at_least=1, at_most=max_text), *field.validators[1:]]

    @post_load
    def make(self, data: dict[str, Any], **kwargs: Any) -> facts.Article:
        given = {name: value for name, value in data.items() if value is not None}
        asked = given.pop("include", None) or DEFAULT_INCLUDE
        return facts.Article(**given, include=tuple(dict.fromkeys(asked)))


class Batch(Schema):
    """Several articles to analyse in one call."""

    class Meta:
        unknown = RAISE

    documents = fields.List(
        fields.Nested(Article),
        required=True,
        validate=length(at_least=1, at_most=MAX_DOCUMENTS, of="documents"),
        metadata={"description": "The articles. Each is checked and answered on its own."},
    )


class BatchEnvelope(Schema):
    """A `Batch` whose documents are not looked at yet: a bad one shall not fail the others."""

    class Meta:
        unknown = RAISE

    documents = fields.List(fields.Raw(allow_none=True), required=True)

    def __init__(self, *, max_documents: int = MAX_DOCUMENTS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["documents"].validators = [length(at_least=1, at_most=max_documents, of="documents")]
