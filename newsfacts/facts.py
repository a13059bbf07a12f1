"""The facts of one article: plain data, no spaCy object inside, safe to keep after the analysis.

Every component writes these classes, `schemas/` dumps them, and `CONTRACT`-level meaning is documented in
`openapi.yaml`. All offsets are code points into the article's text, end exclusive, until `offsets.convert`
turns a whole `Facts` into another unit. `text` always equals the slice at its offsets.

The terms are the field's: source/speaker, cue and content (PARC 3.0, PolNeAR), mention and entity
(OntoNotes), quantity, unit and modifier.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Include(StrEnum):
    """A kind of fact a client can ask for."""

    ENTITIES = "entities"
    QUOTES = "quotes"
    CLAIMS = "claims"
    QUANTITIES = "quantities"


class OffsetUnit(StrEnum):
    """What a `start` or `end` counts."""

    CODE_POINT = "code_point"
    UTF16 = "utf16"
    BYTE = "byte"


class TextFormat(StrEnum):
    """What a request's text is: plain text, or a web page with an article in it."""

    TEXT = "text"
    HTML = "html"


class EntityLabel(StrEnum):
    """OntoNotes 5 labels of names and times (its numeric labels are claims here)."""

    PERSON = "PERSON"
    NORP = "NORP"
    FAC = "FAC"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    PRODUCT = "PRODUCT"
    EVENT = "EVENT"
    WORK_OF_ART = "WORK_OF_ART"
    LAW = "LAW"
    LANGUAGE = "LANGUAGE"
    DATE = "DATE"
    TIME = "TIME"


class MentionKind(StrEnum):
    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class QuoteKind(StrEnum):
    """How much of a content stands between quotation marks: all, part, none."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class AttributionType(StrEnum):
    """What is attributed, in PARC's terms."""

    ASSERTION = "assertion"
    BELIEF = "belief"
    FACT = "fact"
    EVENTUALITY = "eventuality"


class Resolution(StrEnum):
    """How a speaker was resolved; `carried`: nothing written near the quote, taken from its neighbour."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    CARRIED = "carried"


class QuoteIssue(StrEnum):
    """What was wrong with the quotation marks of a quote, and was resolved.

    - missing_opening_mark: a closing mark that nothing opened; the quote starts with its paragraph or sentence.
    - missing_closing_mark: an opening mark that nothing closes; the quote ends with its paragraph.
    - unbalanced_nested_marks: a mark inside the quote lacks its partner, or one mark ends the quote and one within it.
    - mismatched_marks: opened in one style, closed in another.
    - continued_without_mark: goes on with an open quote in a new paragraph that does not open it again.
    """

    MISSING_OPENING_MARK = "missing_opening_mark"
    MISSING_CLOSING_MARK = "missing_closing_mark"
    UNBALANCED_NESTED_MARKS = "unbalanced_nested_marks"
    MISMATCHED_MARKS = "mismatched_marks"
    CONTINUED_WITHOUT_MARK = "continued_without_mark"


class QuantityKind(StrEnum):
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    DURATION = "duration"
    AGE = "age"
    RATIO = "ratio"
    RATE = "rate"
    SCORE = "score"


class Modifier(StrEnum):
    """How a figure bounds the true value; `magnitude`: a vague one ("thousands")."""

    EXACTLY = "exactly"
    APPROXIMATELY = "approximately"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    BETWEEN = "between"
    MAGNITUDE = "magnitude"


class Direction(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"


class WarningCode(StrEnum):
    """Something a client should know about an answer."""

    NOT_ENGLISH = "not_english"
    NO_SENTENCES = "no_sentences"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the article. `text` equals the slice at `start`:`end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """`value` is that of a date, clock time or length of time in ISO 8601, where it resolves; else None."""

    kind: MentionKind
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place in the world: the ISO 3166-1 alpha-2 code of its country, and its GeoNames id where that is known too."""

    country: str
    geonames_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One thing in the article with all its mentions in text order. `name` is its fullest name.

    `place` is set for a GPE or LOC where the gazetteer and the article leave no doubt of which place it is.
    """

    id: str
    label: EntityLabel
    name: str
    mentions: tuple[Mention, ...]
    place: GazetteerPlace | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Span):
    """The words that attribute ("said", "according to"); `lemma` is the base form of its head word."""

    lemma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody a fact is attributed to or told to. The span is all None when nothing is written."""

    text: str | None
    start: int | None
    end: int | None
    entity_id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Party):
    resolution: Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What one field of a quote or a claim rests on.

    `field` is the field's name ("speaker"), `by` what gave it: a head of the network ("encoder") or a named rule
    ("subject/predicated"). `confidence` is how sure that giver is, 0 to 1; None where it does not say.
    """

    field: str
    by: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An attribution. `text` is the spans' text joined by a space. `explanation` is empty unless asked for.

    Where several speak together ("Ray and Sund said"), `speaker` is the first and `co_speakers` has the others.
    """

    id: str
    kind: QuoteKind
    type: AttributionType
    text: str
    spans: tuple[Span, ...]
    cue: Cue | None
    speaker: Speaker | None
    addressee: Party | None
    reported_by: Party | None
    issues: tuple[QuoteIssue, ...]
    confidence: float
    co_speakers: tuple[Speaker, ...] = ()
    explanation: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """`name` is the singular English name; `currency` an ISO 4217 code, for money only."""

    text: str
    name: str
    dimension: str
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Span):
    """A quantity expression. `value` is None exactly when `low` and `high` are set."""

    kind: QuantityKind
    value: float | None
    low: float | None
    high: float | None
    modifier: Modifier
    unit: Unit | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Span):
    """What is counted or measured; `head` is the text of its head word."""

    head: str
    entity_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate(Span):
    lemma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Span):
    """A time expression, resolved to the half-open interval of days `since` to `until` where it can be.

    On the wire the bounds are called `from` and `to`.
    """

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Span):
    entity_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Span):
    """An assertion that predicates a quantity of something. `explanation` is empty unless asked for."""

    id: str
    quantity: Quantity
    subject: Subject | None
    predicate: Predicate | None
    time: When | None
    place: Place | None
    source: Party | None
    direction: Direction | None
    quote_id: str | None
    part_of: str | None
    negated: bool
    confidence: float
    explanation: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Span):
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityExpression(Quantity):
    """A quantity expression of the text, asserted (then `claim_id` is set) or not."""

    id: str
    counted: Counted | None
    claim_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleWarning:
    code: WarningCode
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    service_version: str
    model: str
    model_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The answer for one article. `include` says which of the four lists were asked for; the rest are empty.

    `text` is the plain text that was read of a web page, which all offsets refer to; None for plain text.
    """

    id: str | None
    offset_unit: OffsetUnit
    length: int
    language: str
    include: tuple[Include, ...]
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    quantities: tuple[QuantityExpression, ...]
    warnings: tuple[ArticleWarning, ...]
    meta: Meta
    text: str | None = None


DEFAULT_INCLUDE = (Include.ENTITIES, Include.QUOTES, Include.CLAIMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A request: the text to analyse and what to do with it.

    With `format` HTML, `text` is a web page or a fragment of one; its title and date count where none is given here.
    `min_confidence` (0 to 1) leaves out the quotes and claims below it. `explain` asks for their `explanation`s.
    """

    text: str
    id: str | None = None
    title: str | None = None
    published_at: date | None = None
    include: tuple[Include, ...] = field(default=DEFAULT_INCLUDE)
    offset_unit: OffsetUnit = OffsetUnit.CODE_POINT
    min_confidence: float = 0.0
    explain: bool = False
    format: TextFormat = TextFormat.TEXT
