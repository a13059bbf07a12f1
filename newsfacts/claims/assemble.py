"""Turns a document's quantities into claims: gathers the evidence once, asks for one attribute after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import groupby, pairwise

from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.claims import circumstances, directions, parts, predicates, sources, subjects, when
from newsfacts.claims.figure import Figure, root_of
from newsfacts.claims.selection import is_claim
from newsfacts.facts import (
    Claim,
    Counted,
    Explanation,
    Party,
    Predicate,
    Quantity,
    QuantityExpression,
    QuantityKind,
    Subject,
)
from newsfacts.layers import MentionIndex, ParagraphKind, cut
from newsfacts.lexicon.lemmas import Lemmas
from newsfacts.quantities import Found

_WIDEST_CLAIM = 40
_HEADLINE_FACTOR = 0.9

Attributed = tuple[Figure, Party | None]
"""A claim's figure and its source."""


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the whole document."""

    doc: Doc
    lemmas: Lemmas
    mentions: MentionIndex
    quotes: sources.QuoteIndex
    accordings: sources.Accordings
    paragraph_starts: Sequence[int]

    @classmethod
    def of(cls, doc: Doc, lemmas: Lemmas) -> Context:
        mentions = MentionIndex(doc._.newsfacts_entities)
        return cls(
            doc=doc,
            lemmas=lemmas,
            mentions=mentions,
            quotes=sources.QuoteIndex(doc._.newsfacts_quotes),
            accordings=sources.Accordings(doc),
            paragraph_starts=[paragraph.start for paragraph in doc._.newsfacts_paragraphs],
        )

    def paragraph(self, offset: int) -> int:
        """RETURNS: the number of the paragraph at a code point, -1 before the first."""
        return bisect_right(self.paragraph_starts, offset) - 1

    def paragraph_kind(self, offset: int) -> ParagraphKind:
        number = self.paragraph(offset)
        return self.doc._.newsfacts_paragraphs[number].kind if number >= 0 else ParagraphKind.BODY


def claims_and_quantities(
    doc: Doc, found: Sequence[Found], lemmas: Lemmas
) -> tuple[tuple[Claim, ...], tuple[QuantityExpression, ...]]:
    """RETURNS: the claims among the quantities of the document, and all of the quantities, each in text order."""
    context = Context.of(doc, lemmas)
    claims: list[Claim] = []
    quantities: list[QuantityExpression] = []
    stated: set[tuple[float, str]] = set()
    previous: Attributed | None = None
    for figures in by_sentence(doc, found):
        known = _subjects(figures, lemmas)
        asserted = [figure for figure in figures if _is_claim(figure, context, stated)]
        if previous is not None and not _same_paragraph(previous[0], figures[0], context):
            previous = None
        made = _claims(asserted, known, context, previous, first_number=len(claims) + 1)
        numbers = {figure.key: claim.id for figure, claim in zip(asserted, made, strict=True)}
        claims += made
        for figure in figures:
            claim_id = numbers.get(figure.key)
            quantities.append(_expression(figure, known[figure.key], len(quantities) + 1, claim_id))
        stated.update((f.quantity.value, known[f.key].head.lower_) for f in asserted if f.quantity.value is not None)
        previous = (asserted[-1], made[-1].source) if asserted else previous
    return tuple(claims), tuple(quantities)


def by_sentence(doc: Doc, found: Sequence[Found]) -> Iterator[list[Figure]]:
    starts = [number for number, mark in enumerate(doc.to_array(SENT_START)) if mark == 1 or number == 0]
    for number, group in groupby(found, key=lambda one: bisect_right(starts, one.anchor) - 1):
        end = starts[number + 1] if number + 1 < len(starts) else len(doc)
        figures: list[Figure] = []
        for one in group:
            before = tuple(figures[-8:])
            figures.append(Figure(doc, one, root_of(doc, one), starts[number], max(end, one.last), before))
        yield figures


def _subjects(figures: Sequence[Figure], lemmas: Lemmas) -> dict[int, subjects.Answer]:
    known = subjects.find(figures, lemmas)
    for figure, following in pairwise(figures):
        if following.covers(known[figure.key].head):  # "half of the 20 square kilometres of forest"
            known[figure.key] = replace(known[figure.key], head=known[following.key].head)
    return known


def _is_claim(figure: Figure, context: Context, stated: set[tuple[float, str]]) -> bool:
    kind = context.paragraph_kind(figure.quantity.start)
    return kind is not ParagraphKind.FURNITURE and is_claim(figure, stated=stated)


def _same_paragraph(one: Figure, other: Figure, context: Context) -> bool:
    return context.paragraph(one.quantity.start) == context.paragraph(other.quantity.start)


def _claims(
    figures: Sequence[Figure],
    known: dict[int, subjects.Answer],
    context: Context,
    previous: Attributed | None,
    *,
    first_number: int,
) -> list[Claim]:
    if not figures:
        return []
    doc = context.doc
    sentence = circumstances.Sentence(doc, figures[0].start, figures[0].end)
    whens = when.Times(doc, sentence, figures)
    wholes: dict[int, Figure] = {}
    ids = {figure.key: f"c{first_number + number}" for number, figure in enumerate(figures)}
    if previous is not None:
        ids.setdefault(previous[0].key, f"c{first_number - 1}")
    made: list[Claim] = []
    for number, figure in enumerate(figures):
        answer = known[figure.key]
        predicate = predicates.find(figure, answer)
        following = next(iter(figures[number + 1 : number + 2]), None)
        whole = parts.whole_of(figure, following, previous[0] if previous is not None else None, wholes)
        if whole is not None:
            wholes[figure.key] = whole
        quote = context.quotes.around(figure.quantity.start, figure.quantity.end)
        before = (figures[number - 1], made[-1].source) if number else previous
        headline = context.paragraph_kind(figure.quantity.start) is ParagraphKind.HEADLINE
        attributed = sources.Attributed(figure, quote, headline, before, context.mentions, context.accordings)
        source = sources.sources.first(attributed)
        start, end = _extent(figure, answer.head, predicate)
        span = cut(doc, start, end)
        made.append(
            Claim(
                id=ids[figure.key],
                text=span.text,
                start=span.start,
                end=span.end,
                quantity=figure.quantity,
                subject=_subject(figure, answer.head, context),
                predicate=_predicate(predicate, context) if predicate is not None else None,
                time=whens.of(figure, predicate),
                place=circumstances.place(figure, answer.head, predicate, context.mentions, sentence),
                source=source[0] if source is not None else None,
                direction=directions.direction(figure, context.lemmas),
                quote_id=quote.id if quote is not None else None,
                part_of=ids.get(whole.key) if whole is not None else None,
                negated=predicates.negated(figure, predicate, context.lemmas),
                confidence=_confidence(figure, answer, context),
                explanation=_explanation(answer, source[1] if source is not None else None),
            )
        )
    return made


def _subject(figure: Figure, head: Token, context: Context) -> Subject:
    entity = context.mentions.of(head)
    start, end = _phrase(figure, head)
    span = cut(figure.doc, start, end)
    # A figure that is its own subject, or another's, is so as a whole.
    text = head.text if _figure_of(figure, head) is None else span.text
    return Subject(
        text=span.text, start=span.start, end=span.end, head=text, entity_id=entity.id if entity is not None else None
    )


def _phrase(figure: Figure, head: Token) -> tuple[int, int]:
    """RETURNS: the subject's noun phrase in code points, without its determiner and any figure before its words."""
    holder = _figure_of(figure, head)
    if holder is not None:
        return holder.quantity.start, holder.quantity.end
    start, end = syntax.base_phrase(head)
    start = next((i + 1 for i in range(head.i - 1, start - 1, -1) if _ends_figure(figure, i)), start)
    if figure.doc[start].text == "-" and start + 2 <= head.i:
        start += 2  # "the 300-bed hospital" is a hospital
    while start < head.i and (figure.doc[start].dep_ in ("det", "punct") or figure.doc[start].is_punct):
        start += 1
    return syntax.chars(figure.doc, start, end)


def _figure_of(figure: Figure, token: Token) -> Figure | None:
    """RETURNS: the figure whose words the token belongs to, the noun of a rate ("18 trees per second") aside."""
    if figure.kind is QuantityKind.RATE and figure.found.anchor < token.i < figure.last:
        return None
    return next((other for other in (figure, *figure.before) if other.covers(token)), None)


def _ends_figure(figure: Figure, number: int) -> bool:
    ends = any(number == other.last - 1 for other in (figure, *figure.before))
    return ends or figure.doc[number].tag_ == "CD"


def _predicate(token: Token, context: Context) -> Predicate:
    span = cut(context.doc, token.idx, token.idx + len(token))
    return Predicate(text=span.text, start=span.start, end=span.end, lemma=predicates.lemma(token, context.lemmas))


def _extent(figure: Figure, head: Token, predicate: Token | None) -> tuple[int, int]:
    """RETURNS: the stretch from the first to the last of figure, subject and predicate, those far away left out."""
    start, end = figure.quantity.start, figure.quantity.end
    low, high = _phrase(figure, head)
    if abs(head.i - figure.root.i) <= _WIDEST_CLAIM:
        start, end = min(start, low), max(end, high)
    if predicate is not None and abs(predicate.i - figure.root.i) <= _WIDEST_CLAIM:
        start, end = min(start, predicate.idx), max(end, predicate.idx + len(predicate))
    return start, end


def _expression(figure: Figure, answer: subjects.Answer, number: int, claim_id: str | None) -> QuantityExpression:
    counted = None
    if not figure.covers(answer.head):
        span = cut(figure.doc, *_phrase(figure, answer.head))
        counted = Counted(text=span.text, start=span.start, end=span.end, head=answer.head.text)
    same = {item.name: getattr(figure.quantity, item.name) for item in fields(Quantity)}
    return QuantityExpression(**same, id=f"n{number}", counted=counted, claim_id=claim_id)


def _explanation(answer: subjects.Answer, source: str | None) -> tuple[Explanation, ...]:
    """
    source: the rule that gave the source, if there is one.
    """
    subject = Explanation(field="subject", by=answer.by, confidence=answer.certainty)
    return (subject, Explanation(field="source", by=source)) if source is not None else (subject,)


def _confidence(figure: Figure, answer: subjects.Answer, context: Context) -> float:
    factor = 1.0
    if context.paragraph_kind(figure.quantity.start) is ParagraphKind.HEADLINE:
        factor = _HEADLINE_FACTOR
    if figure.kind is QuantityKind.SCORE:
        factor *= _HEADLINE_FACTOR
    return round(answer.certainty * factor, 2)
