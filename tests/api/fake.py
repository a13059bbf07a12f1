"""An extractor that knows its answers: no model, no time."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import MutableMapping
from datetime import date
from typing import Any

from flask import Flask

from newsfacts import __version__, facts
from newsfacts.text.offsets import convert
from service.app import create_service

META = facts.Meta(service_version=__version__, model="fake", model_version="1")


class FakeExtractor:
    """Gives one fact of each kind, with every member set, over the first characters of the text.

    On the text "fail" it fails; "slow" takes a second; "die" kills the process; "hang" never ends, in C code that keeps
    Python's lock.
    """

    meta = META

    def __init__(self, seconds_a_character: float = 0.0) -> None:
        self.seen: list[facts.Article] = []
        self._pace = seconds_a_character

    def extract(self, article: facts.Article, *, timings: MutableMapping[str, float] | None = None) -> facts.Facts:
        self.seen.append(article)
        if article.text == "fail":
            raise RuntimeError(f"a bug that quotes the article: {article.text}")
        if article.text == "slow":
            time.sleep(1)
        time.sleep(self._pace * len(article.text))
        if article.text == "hang":
            re.match(r"(a+)+$", "a" * 40 + "b")
        if article.text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if timings is not None:
            timings["parse"] = 0.001
        asked = article.include
        found = facts.Facts(
            id=article.id,
            offset_unit=facts.OffsetUnit.CODE_POINT,
            length=len(article.text),
            language="en",
            include=asked,
            entities=(_entity(article.text),) if facts.Include.ENTITIES in asked else (),
            quotes=(_quote(article.text),) if facts.Include.QUOTES in asked else (),
            claims=(_claim(article.text),) if facts.Include.CLAIMS in asked else (),
            quantities=(_quantity(article.text),) if facts.Include.QUANTITIES in asked else (),
            warnings=(facts.ArticleWarning(code=facts.WarningCode.NOT_ENGLISH, detail="A test."),),
            meta=META,
        )
        return convert(found, article.text, article.offset_unit)


def _at(text: str) -> dict[str, Any]:
    end = min(3, len(text))
    return {"text": text[:end], "start": 0, "end": end}


def _entity(text: str) -> facts.Entity:
    mention = facts.Mention(**_at(text), kind=facts.MentionKind.NAME)
    place = facts.GazetteerPlace(country="SY", geonames_id=163843)
    return facts.Entity(id="e1", label=facts.EntityLabel.GPE, name=text[:3], mentions=(mention,), place=place)


def _quote(text: str) -> facts.Quote:
    nobody = facts.Party(text=None, start=None, end=None)
    return facts.Quote(
        id="q1",
        kind=facts.QuoteKind.DIRECT,
        type=facts.AttributionType.ASSERTION,
        text=text[:3],
        spans=(facts.Span(**_at(text)),),
        cue=facts.Cue(**_at(text), lemma="say"),
        speaker=facts.Speaker(**_at(text), entity_id="e1", name="A", resolution=facts.Resolution.CARRIED),
        addressee=nobody,
        reported_by=None,
        issues=(facts.QuoteIssue.MISSING_CLOSING_MARK,),
        confidence=0.5,
    )


def _claim(text: str) -> facts.Claim:
    unit = facts.Unit(text="$", name="US dollar", dimension="money", currency="USD")
    return facts.Claim(
        **_at(text),
        id="c1",
        quantity=facts.Quantity(
            **_at(text),
            kind=facts.QuantityKind.MONEY,
            value=150.0,
            low=None,
            high=None,
            modifier=facts.Modifier.AT_LEAST,
            unit=unit,
        ),
        subject=facts.Subject(**_at(text), head="a"),
        predicate=facts.Predicate(**_at(text), lemma="be"),
        time=facts.When(**_at(text), since=date(2019, 8, 12), until=None),
        place=facts.Place(**_at(text), entity_id=None),
        source=None,
        direction=facts.Direction.INCREASE,
        quote_id="q1",
        part_of=None,
        negated=False,
        confidence=1.0,
    )


def _quantity(text: str) -> facts.QuantityExpression:
    return facts.QuantityExpression(
        **_at(text),
        id="n1",
        kind=facts.QuantityKind.COUNT,
        value=None,
        low=0.5,
        high=1e300,
        modifier=facts.Modifier.BETWEEN,
        unit=None,
        counted=facts.Counted(**_at(text), head="a"),
        claim_id="c1",
    )


def serve() -> Flask:
    """For gunicorn: the service on this extractor."""
    return create_service(extractor=FakeExtractor)


def serve_at_pace() -> Flask:
    """The same, a millisecond a character."""
    return create_service(extractor=lambda: FakeExtractor(0.001))


def serve_late() -> Flask:
    """The same, whose model takes a second to load."""

    def load() -> FakeExtractor:
        time.sleep(1)
        return FakeExtractor()

    return create_service(extractor=load)


def serve_never() -> Flask:
    """The same, whose model can't be loaded."""

    def load() -> FakeExtractor:
        raise FileNotFoundError

    return create_service(extractor=load)
