"""Every example of docs/claims.md is what the pipeline answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from newsfacts.facts import Claim, Modifier, QuantityKind

PAGE = Path(__file__).parents[3] / "docs" / "claims.md"
PUBLISHED = date(2024, 5, 15)


def tables(heading: str) -> list[tuple[str, str]]:
    """The two-column rows of the tables whose first column is called `heading`."""
    rows, inside = [], False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if not line.startswith("|"):
            inside = False
        elif cells[0] == heading:
            inside = True
        elif inside and not line.startswith("|-"):
            rows.append((cells[0], cells[1]))
    return rows


def answered(nlp: Language, sentence: str) -> tuple[Claim, ...]:
    doc = nlp.make_doc(sentence)
    doc._.newsfacts_published_at = PUBLISHED
    for _, component in nlp.pipeline:
        doc = component(doc)
    found: tuple[Claim, ...] = doc._.newsfacts_claims
    return found


def written(claim: Claim) -> str:
    """A claim as the page writes it: `value [modifier] [unit], kind, of subject`."""
    quantity = claim.quantity
    value = f"{quantity.value:,g}" if quantity.value is not None else f"{quantity.low:,g} to {quantity.high:,g}"
    value = f"{quantity.value:,.12g}" if quantity.value is not None else value
    modifier = "" if quantity.modifier is Modifier.EXACTLY else f" {quantity.modifier}"
    unit = quantity.unit and (quantity.unit.name if not quantity.unit.currency else quantity.unit.currency)
    subject = f", of {claim.subject.head}" if claim.subject is not None else ""
    return f"{value}{modifier}{f' {unit}' if unit else ''}, {quantity.kind}{subject}"


@pytest.mark.parametrize(("sentence", "expected"), tables("Sentence"))
def test_claims(nlp: Language, sentence: str, expected: str) -> None:
    assert "; ".join(map(written, answered(nlp, sentence))) == expected.replace("no claim", "")


@pytest.mark.parametrize(("sentence", "expected"), tables("Sentence with sources"))
def test_sources(nlp: Language, sentence: str, expected: str) -> None:
    sources = [claim.source for claim in answered(nlp, sentence)]
    named = [source.text if source is not None else "the article's own" for source in sources]
    assert "; ".join(map(str, named)) == expected


@pytest.mark.parametrize(("sentence", "expected"), tables("Sentence of 15 May 2024"))
def test_times(nlp: Language, sentence: str, expected: str) -> None:
    time = answered(nlp, sentence)[0].time
    assert time is not None
    assert f"{time.text}: {time.since} to {time.until}" == expected


@pytest.mark.parametrize("name", [*QuantityKind, *Modifier])
def test_every_kind_and_modifier_is_explained(name: str) -> None:
    assert f"`{name}`" in PAGE.read_text(encoding="utf-8")
