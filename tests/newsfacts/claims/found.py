"""The claims of a text, for tests."""

from __future__ import annotations

from datetime import date

from spacy.language import Language

from newsfacts.facts import Claim


def claims(nlp: Language, text: str, published: date | None = None) -> tuple[Claim, ...]:
    doc = nlp(text)
    if published is not None:
        doc._.newsfacts_published_at = published
        doc = nlp.get_pipe("newsfacts_claims")(doc)
    found: tuple[Claim, ...] = doc._.newsfacts_claims
    return found


def head(claim: Claim) -> str | None:
    return claim.subject.head if claim.subject else None
