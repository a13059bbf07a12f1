"""Finds attributions by their quotation marks: each paragraph's quotations, and the cues in the gaps between them.

A cue attributes backward (“…,” X said), forward (X said: “…”) or both (“…,” X said, “…”). Speech without a cue joins
the quote right before it, or is left without a source for `merging`. Terms of one or a few words that nothing
attributes (scare quotes, titles, nicknames) are no quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsfacts import syntax
from newsfacts.facts import AttributionType
from newsfacts.layers import Quotation, char_end
from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Evidence
from newsfacts.quotes.gaps import TERMINATORS, Cue, cue_after, cue_before

LEAST_WORDS = 4
LONGEST_PREFIX = 600

_UNCUED = 0.5
_INTERRUPTS = ",:—–-"


def find_quoted(evidence: Evidence) -> Iterator[Candidate]:
    """RETURNS: the attributions of quoted speech, paragraph by paragraph, in text order."""
    for number, paragraph in enumerate(evidence.paragraphs):
        regions = evidence.quotations_within(paragraph.start, paragraph.end)
        if regions:
            yield from _of_paragraph(evidence, number, regions)


def _of_paragraph(evidence: Evidence, number: int, regions: Sequence[Quotation]) -> list[Candidate]:
    paragraph = evidence.paragraphs[number]
    found: list[Candidate] = []
    done = paragraph.start  # up to here the paragraph's text is spoken for
    for place, region in enumerate(regions):
        gap_start = regions[place - 1].end if place else paragraph.start
        gap_end = regions[place + 1].start if place + 1 < len(regions) else paragraph.end
        last = found[-1] if found else None
        done = max(done, region.start - LONGEST_PREFIX)
        blank = not evidence.text[done : region.start].strip()
        if len(last.contents if last is not None else ()) >= MOST_PIECES:
            last = None
        if last is not None and last.cue is not None and blank and evidence.text[done - 1] in _INTERRUPTS:
            found[-1] = _joined(last, region, region.end)
            done = region.end
            continue
        forward = cue_before(evidence, number, gap_start, region)
        backward = cue_after(evidence, region, gap_end)
        if forward is not None:
            reported = backward.source if backward is not None else None
            found.append(_attributed(replace(forward, reported_by=reported), (region.start, region.end), region))
            done = region.end if backward is None else backward.reach
            found[-1] = replace(found[-1], reach=done)
        elif backward is not None:
            start = region.start if blank else _sentence_start(evidence, done, region.start)
            found.append(_attributed(backward, (start, region.end), region))
            done = backward.reach
        elif last is not None and blank and _runs_on(evidence, done):
            done = _sentence_end(evidence, region.end, gap_end)  # a term among the words around the cue
            found[-1] = replace(last, reach=done)
        elif last is not None and blank and _is_speech(evidence, region, least=1):
            found[-1] = _joined(last, region, region.end)
            done = region.end
        elif _is_speech(evidence, region):
            start = _sentence_start(evidence, done, region.start)
            if start == region.start or (
                _sentences(evidence, region) > 1 and not _has_verb(evidence, start, region.start)
            ):
                found.append(_unattributed(start, region))
                done = region.end
    return found


def _attributed(cue: Cue, content: tuple[int, int], region: Quotation) -> Candidate:
    return Candidate(
        contents=(content,),
        cue=cue.phrase,
        source=cue.source,
        type=cue.type,
        strength=cue.strength,
        addressee=cue.addressee,
        reported_by=cue.reported_by,
        marked=True,
        reach=max(cue.reach, region.end),
        issues=region.issues,
    )


def _unattributed(start: int, region: Quotation) -> Candidate:
    return Candidate(
        contents=((start, region.end),),
        cue=None,
        source=None,
        type=AttributionType.ASSERTION,
        strength=_UNCUED,
        marked=True,
        reach=region.end,
        issues=region.issues,
    )


def _joined(candidate: Candidate, region: Quotation, reach: int) -> Candidate:
    issues = tuple(dict.fromkeys(candidate.issues + region.issues))
    return replace(candidate, contents=(*candidate.contents, (region.start, region.end)), reach=reach, issues=issues)


def _sentence_start(evidence: Evidence, low: int, high: int) -> int:
    """RETURNS: where the sentence that runs into `high` starts, not before `low`."""
    start = None
    for token in reversed(evidence.tokens(low, high)):
        if token.text in TERMINATORS or token.text == ":":
            break
        start = token.idx
        if token.is_sent_start and (token.i == 0 or token.nbor(-1).is_space or token.nbor(-1).is_punct):
            break
    return high if start is None else start


def _runs_on(evidence: Evidence, offset: int) -> bool:
    """RETURNS: whether a sentence goes on at `offset`."""
    before = evidence.text[offset - 1]
    return before.isalnum() or before == ","


def _sentence_end(evidence: Evidence, low: int, high: int) -> int:
    """RETURNS: where the sentence that goes on at `low` ends, `high` at the latest."""
    return next((char_end(token) for token in evidence.tokens(low, high) if token.text in TERMINATORS), high)


def _has_verb(evidence: Evidence, start: int, end: int) -> bool:
    return any(syntax.is_verb(token) for token in evidence.tokens(start, end))


def _sentences(evidence: Evidence, region: Quotation) -> int:
    return sum(token.text in ".?!" for token in evidence.tokens(region.inner_start, region.inner_end))


def _is_speech(evidence: Evidence, region: Quotation, *, least: int = LEAST_WORDS) -> bool:
    """RETURNS: whether a quotation stands on its own like a sentence or more, not like a term or a title."""
    text = evidence.text
    words = sum(token.is_alpha for token in evidence.tokens(region.inner_start, region.inner_end))
    first = text[region.inner_start]
    ends = (
        text[region.inner_end - 1] in ".?!…,"
        or region.inner_end == region.end
        or text[region.end : region.end + 1] == "."
    )
    if region.continues or (region.inner_start == region.start and words >= least):
        return True
    return words >= least and ends and (not first.islower() or _sentences(evidence, region) > 1)
