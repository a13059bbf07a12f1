"""Pairs quotation marks into quotations, on the text and its paragraphs alone.

Paragraph by paragraph (`double_marks`, `single_marks`); then speech that runs on over paragraphs is strung together.
A mark without its partner is repaired inside its paragraph, and the repair is named, so that one stray mark never
swallows an article. Linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsfacts.facts import QuoteIssue
from newsfacts.layers import Paragraph, ParagraphKind, Quotation
from newsfacts.text.layout.double_marks import double_regions
from newsfacts.text.layout.regions import LONGEST_REPAIR, Region
from newsfacts.text.layout.single_marks import FAMILY as SINGLE
from newsfacts.text.layout.single_marks import single_regions

UNMARKED_PARAGRAPHS = 3
"""How many paragraphs without any mark may stand between a speech's opening and its closing mark."""


def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """RETURNS: what stands between quotation marks, sorted by start, each within one paragraph, nested or disjoint."""
    by_paragraph = []
    for paragraph in paragraphs:
        doubles = double_regions(text, paragraph.start, paragraph.end)
        singles = single_regions(text, paragraph.start, paragraph.end, doubles)
        by_paragraph.append(sorted(doubles + singles, key=lambda region: (region.start, -region.end)))
    _continue(paragraphs, by_paragraph)
    return tuple(found for regions in by_paragraph for found in _nested(regions))


def _continue(paragraphs: Sequence[Paragraph], by_paragraph: list[list[Region]]) -> None:
    """Strings together what one paragraph leaves open and a later one goes on with."""
    unclosed: Region | None = None  # runs to the end of the last paragraph of running text
    number = 0
    while number < len(paragraphs):
        if paragraphs[number].kind is ParagraphKind.FURNITURE and not by_paragraph[number]:
            number += 1
            continue
        if unclosed is not None:
            number = _bridge(paragraphs, by_paragraph, number)
            regions = by_paragraph[number]
            unclosed.continued = _join(unclosed, regions[0] if regions else None, paragraphs[number])
        unclosed = _left_open(by_paragraph[number], paragraphs[number])
        number += 1
    for regions in by_paragraph:
        regions[:] = [region for region in regions if not _is_apostrophe(region)]


def _left_open(regions: Sequence[Region], paragraph: Paragraph) -> Region | None:
    return next((region for region in regions if not region.closed and region.end == paragraph.end), None)


def _is_apostrophe(region: Region) -> bool:
    """RETURNS: whether a single mark that nothing closes is no part of a speech over several paragraphs."""
    return region.family == SINGLE and not region.closed and not region.continued and not region.continues


def _bridge(paragraphs: Sequence[Paragraph], by_paragraph: list[list[Region]], number: int) -> int:
    """Gives paragraphs without a mark to the open speech, if soon after one of them starts inside it and closes it.

    RETURNS: the number of the paragraph that goes on with the speech, or `number`.
    """
    last = number
    while last < len(paragraphs) and not by_paragraph[last] and last - number < UNMARKED_PARAGRAPHS:
        if paragraphs[last].kind is not ParagraphKind.BODY or _length(paragraphs[last]) > LONGEST_REPAIR:
            return number
        last += 1
    if last == number or last == len(paragraphs) or not by_paragraph[last]:
        return number
    closing = by_paragraph[last][0]
    if closing.opened or closing.start != paragraphs[last].start:
        return number
    for between in range(number, last):
        start, end = paragraphs[between].start, paragraphs[between].end
        region = Region(start, end, start, end, closing.family, opened=False, closed=False, continues=True)
        region.add(QuoteIssue.CONTINUED_WITHOUT_MARK)
        by_paragraph[between].append(region)
    by_paragraph[number][0].continues = True
    return last


def _length(paragraph: Paragraph) -> int:
    return paragraph.end - paragraph.start


def _join(unclosed: Region, region: Region | None, paragraph: Paragraph) -> bool:
    """Marks `region` as going on with `unclosed`, where it starts its paragraph with the same marks or with none.

    RETURNS: whether it does.
    """
    if region is None or region.start != paragraph.start:
        return False
    if region.opened and region.family != unclosed.family:
        return False
    region.continues = True
    unclosed.drop(QuoteIssue.MISSING_CLOSING_MARK)
    if not region.opened:
        region.drop(QuoteIssue.MISSING_OPENING_MARK)
        region.add(QuoteIssue.CONTINUED_WITHOUT_MARK)
    return True


def _nested(regions: Sequence[Region]) -> list[Quotation]:
    """RETURNS: the regions of one paragraph as quotations with their depth."""
    found: list[Quotation] = []
    ends: list[int] = []
    for region in regions:
        while ends and ends[-1] <= region.start:
            ends.pop()
        found.append(
            Quotation(
                start=region.start,
                end=region.end,
                inner_start=region.inner_start,
                inner_end=region.inner_end,
                depth=len(ends),
                continues=region.continues and not ends,
                issues=tuple(region.issues),
            )
        )
        ends.append(region.end)
    return found
