"""What a client gets: the classes of `newsfacts.facts` as they go over the wire, field by field."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from newsfacts import facts
from schemas.fields import DATE_PATTERN, Answer, Day, ListOrNull, Number, array, choice, nested, writer
from schemas.problems import Problem

VALUE_PATTERN = "^[0-9PT][0-9A-Z:+/-]*$"
VALUE_DESCRIPTION = (
    "For an entity labelled `DATE` or `TIME`, the time in ISO 8601, as precise as the text: a day `2019-09-12`, a "
    "month `2019-09`, a year `2019`, a week `2019-W37`, a clock time `T14:30`, with its day where the text gives it "
    "`2019-09-12T14:30`, with `Z` or an offset `+03:00` where it gives one (otherwise it is local time), an interval "
    "`2019-08-12/2019-09-11`, or a length of time `P3D`, `PT6H`. An interval includes both its ends: all of the last "
    "day, month, year or minute. Relative times count from `published_at`. Null where the text and `published_at` "
    "leave it open, and for all other labels."
)
_LIKELY = "How likely it is to be right, 0 to 1."


def _string(description: str, *, nullable: bool = False, **metadata: Any) -> fields.String:
    return fields.String(required=True, allow_none=nullable, metadata={**metadata, "description": description})


def _offset(description: str, *, nullable: bool = False, minimum: int = 0) -> fields.Integer:
    metadata = {"minimum": minimum, "description": description}
    return fields.Integer(required=True, strict=True, allow_none=nullable, metadata=metadata)


def _number(description: str) -> Number:
    return Number(required=True, allow_none=True, metadata={"type": "number", "description": description})


def _day(description: str, data_key: str) -> Day:
    metadata = {"type": "string", "pattern": DATE_PATTERN, "description": description}
    return Day(required=True, allow_none=True, data_key=data_key, metadata=metadata)


def _confidence(description: str, *, nullable: bool = False) -> fields.Float:
    metadata = {"minimum": 0, "maximum": 1, "description": description}
    return fields.Float(required=True, allow_none=nullable, metadata=metadata)


def _explanation() -> fields.List[Any]:
    description = "What its fields rest on; null unless the request says `explain`."
    return ListOrNull(fields.Nested(Explanation), metadata={"description": description})


def _entity_id() -> fields.String:
    return _string("The `id` of the entity that this is, if it is one.", nullable=True)


class Span(Answer):
    """A piece of the text."""

    text = _string("The slice of the text at `start` to `end`.")
    start = _offset("Where it starts, counted in `offset_unit` from the start of the text.")
    end = _offset("Where it ends, exclusive.")


class Mention(Span):
    """A piece of the text that names an entity or refers to it."""

    kind = choice(facts.MentionKind, required=True)
    value = _string(VALUE_DESCRIPTION, nullable=True, pattern=VALUE_PATTERN)


class GazetteerPlace(Answer):
    """A place in the world."""

    country = _string(
        "ISO 3166-1 alpha-2 code of the country that it is, or is in; `XK` for Kosovo.", pattern="^[A-Z]{2}$"
    )
    geonames_id = _offset(
        "Its id at geonames.org; null where only the country is certain, as for most provinces.",
        nullable=True,
        minimum=1,
    )


class Entity(Answer):
    """One person, organisation, place or other named thing, with every mention of it in text order."""

    id = _string("Its id within this answer.")
    label = choice(facts.EntityLabel, required=True)
    name = _string("Its fullest name in the article.")
    mentions = array(fields.Nested(Mention))
    place = nested(
        GazetteerPlace,
        "Which place in the world it is. Null where that is in doubt, for places outside any one country (a sea, a "
        "continent), and for every label except `GPE` and `LOC`.",
        nullable=True,
    )


class Explanation(Answer):
    """What one field of a quote or a claim rests on."""

    field = _string("The field, such as `speaker`.")
    by = _string("What gave it: a head of the network (`encoder`) or a named rule (`subject/predicated`).")
    confidence = _confidence("How sure that is, 0 to 1; null where it does not say.", nullable=True)


class Cue(Span):
    """The words that attribute a quote, such as `said` or `according to`."""

    lemma = _string("The base form of the cue's head word.")


class Party(Answer):
    """Somebody who spoke or was told. `text`, `start` and `end` are null together, where nothing is written."""

    text = _string("The slice of the text at `start` to `end`.", nullable=True)
    start = _offset("Where it starts.", nullable=True)
    end = _offset("Where it ends, exclusive.", nullable=True)
    entity_id = _entity_id()
    name = _string("The full name, where it is known.", nullable=True)


class Speaker(Party):
    """Who says, believes, knows or wants what is quoted."""

    resolution = choice(facts.Resolution, required=True)


class Quote(Answer):
    """An attribution: a speaker, a cue, and what is attributed."""

    id = _string("Its id within this answer.")
    kind = choice(facts.QuoteKind, required=True)
    type = choice(facts.AttributionType, required=True)
    text = _string("The texts of its spans, joined by a space.")
    spans = array(fields.Nested(Span), "Its pieces: more than one where the cue or a new paragraph interrupts it.")
    cue = nested(Cue, nullable=True)
    speaker = nested(Speaker, "Null where the article gives none.", nullable=True)
    co_speakers = array(fields.Nested(Speaker), "Who speaks together with the speaker; usually empty.")
    addressee = nested(Party, "Who was told.", nullable=True)
    reported_by = nested(Party, "The outlet of `X said, Reuters reported`.", nullable=True)
    issues = array(choice(facts.QuoteIssue), "What was wrong with its quotation marks.")
    confidence = _confidence(_LIKELY)
    explanation = _explanation()


class Unit(Answer):
    """The unit of a quantity."""

    text = _string("The unit as written.")
    name = _string("The unit's singular English name.")
    dimension = _string("What it measures, such as `length`.")
    currency = _string("ISO 4217 code; null unless the dimension is money.", nullable=True)


class Quantity(Span):
    """A figure: either `value`, or the range `low` to `high`."""

    kind = choice(facts.QuantityKind, required=True)
    value = _number("The figure; null exactly when `low` and `high` are set.")
    low = _number("The lower end of a range; of a score, the first side's number.")
    high = _number("The upper end of a range; of a score, the second side's number.")
    modifier = choice(facts.Modifier, required=True)
    unit = nested(Unit, "Null for a bare count.", nullable=True)


class Subject(Span):
    """What is counted or measured."""

    head = _string("Its head word as written.")
    entity_id = _entity_id()


class Predicate(Span):
    """What happened to the subject, or what it did."""

    lemma = _string("The base form of its head word.")


class When(Span):
    """A time expression. `from` and `to` are set where the text or `published_at` determines them."""

    since = _day("Its first day.", data_key="from")
    until = _day("The day after its last.", data_key="to")


class Place(Span):
    """Where it happened."""

    entity_id = _entity_id()


class Claim(Span):
    """A statement with a figure."""

    id = _string("Its id within this answer.")
    quantity = nested(Quantity)
    subject = nested(Subject, nullable=True)
    predicate = nested(Predicate, nullable=True)
    time = nested(When, nullable=True)
    place = nested(Place, nullable=True)
    source = nested(Party, "Who the figure comes from; null where the article states it itself.", nullable=True)
    direction = choice(
        facts.Direction,
        required=True,
        allow_none=True,
        metadata={"description": "Set where the figure is a change or the result of one."},
    )
    quote_id = _string("The `id` of the quote that contains it.", nullable=True)
    part_of = _string("The `id` of the claim with the total that this is part of.", nullable=True)
    negated = fields.Boolean(required=True, metadata={"description": "Whether the article denies it."})
    confidence = _confidence(_LIKELY)
    explanation = _explanation()


class Counted(Span):
    """What a quantity expression counts."""

    head = _string("Its head word as written.")


class QuantityExpression(Quantity):
    """A figure in the text, whether or not a claim states it."""

    id = _string("Its id within this answer.")
    counted = nested(Counted, nullable=True)
    claim_id = _string("The `id` of the claim with this figure.", nullable=True)


class ArticleWarning(Answer):
    """Something to know about this answer."""

    code = choice(facts.WarningCode, required=True)
    detail = _string("The warning in words.")


class Meta(Answer):
    """Version information: the same versions give the same answer to the same request."""

    service_version = _string("The service's version.")
    model = _string("The language model's name.")
    model_version = _string("The language model's version.")


class Facts(Answer):
    """The facts of one article."""

    id = _string("The request's `id`.", nullable=True)
    offset_unit = choice(facts.OffsetUnit, required=True)
    length = _offset("The length of the text, in `offset_unit`s.")
    language = _string("BCP 47 tag of the text's language: `en`, or `und` where it is not English.")
    include = array(choice(facts.Include), "Which of the four arrays below were asked for.")
    entities = array(fields.Nested(Entity))
    quotes = array(fields.Nested(Quote))
    claims = array(fields.Nested(Claim))
    quantities = array(fields.Nested(QuantityExpression))
    warnings = array(fields.Nested(ArticleWarning))
    meta = nested(Meta)
    text = _string("The plain text that was read of a web page; all offsets refer to it.", nullable=True)


class BatchResult(Answer):
    """The answer for one document: exactly one of the two is set."""

    facts = nested(Facts, nullable=True)
    problem = nested(Problem, nullable=True)


class BatchResults(Answer):
    """The answers for a batch, in the order of its documents."""

    results = array(fields.Nested(BatchResult))


def dump(found: facts.Facts) -> dict[str, Any]:
    """RETURNS: the facts as JSON types, keys in the schema's order."""
    dumped: dict[str, Any] = _WRITE(found)
    return dumped


_WRITE = writer(fields.Nested(Facts))
