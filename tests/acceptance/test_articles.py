"""Whole articles end to end. Each `articles/NAME.txt` has a `NAME.json` that says what must be found in it, with the encoder and without."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Facts, Include

FOLDER = Path(__file__).parent / "articles"
ARTICLES = sorted(path.stem for path in FOLDER.glob("*.txt"))


class Case:
    """An article, what is expected of it, and its facts."""

    def __init__(self, name: str, extractor: Extractor) -> None:
        self.text = FOLDER.joinpath(f"{name}.txt").read_text(encoding="utf-8")
        self.expected: dict[str, Any] = json.loads(FOLDER.joinpath(f"{name}.json").read_text(encoding="utf-8"))
        published = date.fromisoformat(self.expected["published_at"])
        article = Article(text=self.text, published_at=published, include=tuple(Include))
        self.facts: Facts = extractor.extract(article)


@pytest.fixture(scope="module", params=ARTICLES)
def case(request: pytest.FixtureRequest, extractor: Extractor) -> Case:
    return Case(request.param, extractor)


def test_every_expected_quote_is_found(case: Case) -> None:
    missing = [
        wanted
        for wanted in case.expected["quotes"]
        if not any(_quote_fits(quote, wanted) for quote in case.facts.quotes)
    ]
    assert not missing, [(q.text[:50], q.kind.value, q.speaker and q.speaker.name) for q in case.facts.quotes]


def _quote_fits(quote: Any, wanted: dict[str, Any]) -> bool:
    speaker = quote.speaker
    found = {
        "kind": quote.kind.value,
        "type": quote.type.value,
        "speaker": speaker.name if speaker else None,
        "resolution": speaker.resolution.value if speaker else None,
        "cue": quote.cue.text if quote.cue else None,
        "spans": len(quote.spans),
        "issues": [issue.value for issue in quote.issues],
        "addressee": quote.addressee.name if quote.addressee else None,
    }
    return (
        quote.text.startswith(wanted["starts"])
        and quote.text.endswith(wanted.get("ends", ""))
        and all(found[key] == value for key, value in wanted.items() if key in found)
    )


def test_every_expected_claim_is_found(case: Case) -> None:
    missing = [
        wanted
        for wanted in case.expected["claims"]
        if not any(_claim_fits(claim, wanted) for claim in case.facts.claims)
    ]
    assert not missing, [
        (c.quantity.text, c.quantity.value, c.subject and c.subject.head, c.source and c.source.name)
        for c in case.facts.claims
    ]


def _claim_fits(claim: Any, wanted: dict[str, Any]) -> bool:
    quantity, unit = claim.quantity, claim.quantity.unit
    found = {
        "quantity": quantity.text,
        "kind": quantity.kind.value,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "modifier": quantity.modifier.value,
        "unit": unit.name if unit else None,
        "currency": unit.currency if unit else None,
        "subject": claim.subject.head if claim.subject else None,
        "predicate": claim.predicate.text if claim.predicate else None,
        "source": claim.source.name if claim.source else None,
        "direction": claim.direction.value if claim.direction else None,
        "from": claim.time.since.isoformat() if claim.time and claim.time.since else None,
        "to": claim.time.until.isoformat() if claim.time and claim.time.until else None,
    }
    return all(found[key] == value for key, value in wanted.items())


def test_what_is_no_claim_is_not_reported(case: Case) -> None:
    reported = {claim.quantity.text for claim in case.facts.claims}
    assert not reported & set(case.expected["not_claims"])


def test_every_expected_entity_is_found_once(case: Case) -> None:
    for wanted in case.expected["entities"]:
        found = [e for e in case.facts.entities if (e.name, e.label.value) == (wanted["name"], wanted["label"])]
        assert len(found) == 1, (wanted, [(e.name, e.label.value) for e in case.facts.entities])
        texts = {mention.text for mention in found[0].mentions}
        assert texts >= set(wanted.get("mentions", ())), (wanted, texts)


def test_every_span_is_its_slice(case: Case) -> None:
    for span in spans(case.facts):
        assert case.text[span.start : span.end] == span.text


def test_every_reference_leads_somewhere(case: Case) -> None:
    entities = {e.id for e in case.facts.entities}
    claims = {c.id for c in case.facts.claims}
    quotes = {q.id for q in case.facts.quotes}
    parties = [p for q in case.facts.quotes for p in (q.speaker, q.addressee, q.reported_by)]
    parties += [part for c in case.facts.claims for part in (c.source, c.subject, c.place)]
    assert {p.entity_id for p in parties if p and p.entity_id} <= entities
    assert {c.quote_id for c in case.facts.claims if c.quote_id} <= quotes
    assert {c.part_of for c in case.facts.claims if c.part_of} <= claims
    assert {n.claim_id for n in case.facts.quantities if n.claim_id} == claims


def spans(value: Any) -> list[Any]:
    """RETURNS: every object with a start that is set, anywhere in the facts."""
    if isinstance(value, tuple):
        return [span for item in value for span in spans(item)]
    if not is_dataclass(value):
        return []
    below = [span for item in fields(value) for span in spans(getattr(value, item.name))]
    whole = not hasattr(value, "spans")  # a quote's text is joined from its spans
    return [*below, value] if whole and getattr(value, "start", None) is not None else below
