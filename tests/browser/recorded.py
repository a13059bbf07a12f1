"""An article whose facts are known by heart, with all that is hard to draw: overlaps, a pronoun, pieces, UTF-16."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from datetime import date
from typing import Any

from newsfacts import facts
from newsfacts.text.offsets import convert

TITLE = "Hens counted in Tampere"
TEXT = (
    "🐔🐔 TAMPERE – “At least 40 hens walked through Tampere,” Aino Laine said on Monday. “I counted them.”\n\n"
    "She added that feed costs rose by 12 percent.\n\n"
    + "Nothing else happened in the town.\n\n" * 30
    + "Laine owns a hen."
)
META = facts.Meta(service_version="1.2.3", model="recorded", model_version="1")


def span(words: str, *, after: str = "") -> dict[str, Any]:
    """RETURNS: the place of the first `words` behind the first `after`."""
    start = TEXT.index(words, TEXT.index(after) + len(after))
    return {"text": words, "start": start, "end": start + len(words)}


def _mention(words: str, kind: str = "name", *, after: str = "") -> facts.Mention:
    return facts.Mention(**span(words, after=after), kind=facts.MentionKind(kind))


LAINE = facts.Entity(
    id="e1",
    label=facts.EntityLabel.PERSON,
    name="Aino Laine",
    mentions=(_mention("Aino Laine"), _mention("She", "pronoun"), _mention("Laine", after="12 percent")),
)
TAMPERE = facts.Entity(
    id="e2",
    label=facts.EntityLabel.GPE,
    name="Tampere",
    mentions=(_mention("TAMPERE"), _mention("Tampere")),
    place=facts.GazetteerPlace(country="FI", geonames_id=634963),
)
MONDAY = facts.Entity(
    id="e3",
    label=facts.EntityLabel.DATE,
    name="Monday",
    mentions=(facts.Mention(**span("Monday"), kind=facts.MentionKind.NAME, value="2025-03-03"),),
)
HEADCOUNT = facts.Quote(
    id="q1",
    kind=facts.QuoteKind.DIRECT,
    type=facts.AttributionType.ASSERTION,
    text="At least 40 hens walked through Tampere, I counted them.",
    spans=(facts.Span(**span("At least 40 hens walked through Tampere,")), facts.Span(**span("I counted them."))),
    cue=facts.Cue(**span("said"), lemma="say"),
    speaker=facts.Speaker(
        **span("Aino Laine"),
        entity_id="e1",
        name="Aino Laine",
        resolution=facts.Resolution.NAME,
    ),
    addressee=None,
    reported_by=None,
    issues=(facts.QuoteIssue.MISSING_CLOSING_MARK,),
    confidence=0.93,
)
FEED = facts.Quote(
    id="q2",
    kind=facts.QuoteKind.INDIRECT,
    type=facts.AttributionType.ASSERTION,
    text="feed costs rose by 12 percent",
    spans=(facts.Span(**span("feed costs rose by 12 percent")),),
    cue=facts.Cue(**span("added"), lemma="add"),
    speaker=facts.Speaker(
        **span("She"),
        entity_id="e1",
        name="Aino Laine",
        resolution=facts.Resolution.PRONOUN,
    ),
    addressee=None,
    reported_by=None,
    issues=(),
    confidence=0.71,
)
NOTHING = facts.Quote(
    id="q3",
    kind=facts.QuoteKind.MIXED,
    type=facts.AttributionType.BELIEF,
    text="Nothing else happened",
    spans=(facts.Span(**span("Nothing else happened")),),
    cue=None,
    speaker=None,
    addressee=None,
    reported_by=None,
    issues=(),
    confidence=0.42,
)
HENS = facts.Claim(
    **span("At least 40 hens walked through Tampere"),
    id="c1",
    quantity=facts.Quantity(
        **span("At least 40"),
        kind=facts.QuantityKind.COUNT,
        value=40,
        low=None,
        high=None,
        modifier=facts.Modifier.AT_LEAST,
        unit=None,
    ),
    subject=facts.Subject(**span("hens"), head="hens"),
    predicate=facts.Predicate(**span("walked"), lemma="walk"),
    time=facts.When(**span("on Monday"), since=date(2025, 3, 3), until=date(2025, 3, 4)),
    place=facts.Place(**span("Tampere"), entity_id="e2"),
    source=facts.Party(**span("Aino Laine"), entity_id="e1", name="Aino Laine"),
    direction=None,
    quote_id="q1",
    part_of=None,
    negated=False,
    confidence=0.9,
)


class RecordedExtractor:
    """Knows the facts of `TEXT`, and of no other article. Any web page holds `TEXT`."""

    meta = META

    def extract(self, article: facts.Article, *, timings: MutableMapping[str, float] | None = None) -> facts.Facts:
        is_page = article.format is facts.TextFormat.HTML
        if is_page:
            article = replace(article, text=TEXT)
        known = article.text == TEXT
        found = facts.Facts(
            id=article.id,
            offset_unit=facts.OffsetUnit.CODE_POINT,
            length=len(article.text),
            language="en",
            include=article.include,
            entities=(LAINE, TAMPERE, MONDAY) if known else (),
            quotes=(HEADCOUNT, FEED, NOTHING) if known else (),
            claims=(HENS,) if known else (),
            quantities=(),
            warnings=()
            if known
            else (facts.ArticleWarning(code=facts.WarningCode.NO_SENTENCES, detail="No sentence."),),
            meta=META,
            text=TEXT if is_page else None,
        )
        return convert(found, article.text, article.offset_unit)
