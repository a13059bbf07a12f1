"""What a client sends."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, fields, post_load

from newsfacts import facts
from newsfacts.facts import DEFAULT_INCLUDE, Include, OffsetUnit, TextFormat
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
        metadata={
            "description": (
                "The article as plain text, or with `format: html` the web page that it is in. All offsets in the "
                "answer count from the start of the plain text."
            )
        },
    )
    title = client_text(
        at_most=MAX_TITLE,
        allow_none=True,
        metadata={"description": "The headline. It is read as context, and no offset counts it."},
    )
    id = client_text(
        at_most=MAX_ID,
        allow_none=True,
        metadata={"description": "Your name for the article, echoed back."},
    )
    published_at = PublicationDate(
        allow_none=True,
        metadata={
            "type": "string",
            "pattern": DATE_OR_DATE_TIME_PATTERN,
            "examples": ["2024-03-14", "2024-03-14T10:00:00+03:00"],
            "description": (
                "Date or date-time of publication. It resolves `last Saturday` or `in August`. RFC 3339; seconds, the "
                "offset and the colon in the offset may be left out. Only the date part is used, as written."
            ),
        },
    )
    include = fields.List(
        choice(Include),
        allow_none=True,
        validate=length(at_most=MAX_INCLUDE, of="values"),
        metadata={
            "description": (
                "The kinds of fact to return. Absent or empty it means "
                f"{', '.join(DEFAULT_INCLUDE)}. Kinds that are not included come back as empty arrays; "
                "an `entity_id` or a `quote_id` may still refer to one of them."
            ),
        },
    )
    offset_unit = choice(
        OffsetUnit,
        allow_none=True,
        metadata={
            "description": (
                "What every `start` and `end` counts: `code_point` (Python; the default), `utf16` "
                "(JavaScript, Java, C#) or `byte` of UTF-8 (Go, Rust)."
            ),
        },
    )
    format = choice(
        TextFormat,
        allow_none=True,
        metadata={
            "description": (
                "What `text` is: the article itself as plain `text` (the default), or a web page or a fragment of one "
                "as `html`. The article in the page is found, and the answer's `text` holds it. `title` and "
                "`published_at` are taken from the page where the request gives none."
            ),
        },
    )
    min_confidence = Confidence(
        allow_none=True,
        metadata={
            "minimum": 0,
            "maximum": 1,
            "description": (
                "Quotes and claims with a lower `confidence` are left out; the default is 0. The others keep their "
                "`id`, so a `quote_id`, `claim_id` or `part_of` may refer to one that was left out."
            ),
        },
    )
    explain = Flag(
        allow_none=True,
        metadata={"description": "Whether each quote and claim has an `explanation` of how it was found."},
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
    """A `Batch` whose documents are not looked at yet: a bad one must not fail the others."""

    class Meta:
        unknown = RAISE

    documents = fields.List(fields.Raw(allow_none=True), required=True)

    def __init__(self, *, max_documents: int = MAX_DOCUMENTS, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["documents"].validators = [length(at_least=1, at_most=max_documents, of="documents")]
