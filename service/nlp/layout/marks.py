"""Pairs quotation marks into quotations."""

from __future__ import annotations

from service.nlp.layers import Paragraph, Quotation


def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    return ()
