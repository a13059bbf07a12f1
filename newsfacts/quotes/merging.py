"""From candidates that overlap and break off to quotes that do neither.

First the pieces of one speech are joined: what a cue interrupts, and what runs on over paragraphs. Then contents are
fitted to the quotation marks they cut into. Then, where candidates still overlap, the better founded one stays: PARC
and PolNeAR attribute every word once, to the outermost speaker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsfacts.facts import QuoteIssue
from newsfacts.layers import ParagraphKind
from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Evidence

_TRAILING = " \t\r\n\u00a0.,;:—–-"
_LEADING = " \t\r\n\u00a0,;:—–-)"


def merge(evidence: Evidence, quoted: Iterable[Candidate], others: Iterable[Candidate]) -> list[Candidate]:
    """
    quoted: candidates found by their marks, in text order.
    others: candidates found by the parse, in any order.
    RETURNS: candidates in text order that do not overlap.
    """
    marked = [_tidied(evidence, candidate) for candidate in _strung(evidence, quoted)]
    rest = [_tidied(evidence, candidate) for candidate in others]
    return _univocal(evidence, [c for c in marked + rest if c is not None])


def _strung(evidence: Evidence, quoted: Iterable[Candidate]) -> list[Candidate]:
    """Joins speech that runs on over paragraphs."""
    found: list[Candidate] = []
    for candidate in quoted:
        last = found[-1] if found else None
        if last is not None and len(last.contents) < MOST_PIECES and _follows(evidence, last, candidate):
            if candidate.cue is None:
                found[-1] = _join(last, candidate, cued=last)
                continue
            if last.cue is None and _continues(evidence, candidate):
                found[-1] = _join(last, candidate, cued=candidate)
                continue
        found.append(candidate)
    return found


def _follows(evidence: Evidence, last: Candidate, candidate: Candidate) -> bool:
    """RETURNS: whether nothing but white space and page furniture stands between two candidates."""
    text = evidence.text
    between = text[last.reach : candidate.start]
    if not between.strip():
        return True
    first, second = evidence.paragraph_at(last.reach), evidence.paragraph_at(candidate.start)
    return (
        text[last.reach : evidence.paragraphs[first].end].strip() == ""
        and all(paragraph.kind is ParagraphKind.FURNITURE for paragraph in evidence.paragraphs[first + 1 : second])
        and evidence.paragraphs[second].start == candidate.start
    )


def _continues(evidence: Evidence, candidate: Candidate) -> bool:
    quotation = evidence.quotation_at(candidate.start)
    return quotation is not None and quotation.continues


def _join(first: Candidate, second: Candidate, *, cued: Candidate) -> Candidate:
    issues = tuple(dict.fromkeys(first.issues + second.issues))
    contents = first.contents + second.contents
    return replace(cued, contents=contents, reach=second.reach, issues=issues)


def _tidied(evidence: Evidence, candidate: Candidate) -> Candidate | None:
    """RETURNS: the candidate with contents fitted to marks and without outer punctuation; None if nothing is left."""
    contents: list[tuple[int, int]] = []
    issues = list(candidate.issues)
    for start, end in candidate.contents:
        start, end, met = _fitted(evidence, candidate, start, end)
        start, end = trimmed(evidence, start, end)
        for piece in _without_cue(candidate, start, end):
            low, high = trimmed(evidence, *piece)
            if low < high and any(char.isalnum() for char in evidence.text[low:high]):
                contents.append((low, high))
        issues += [issue for issue in met if issue not in issues]
    if not contents:
        return None
    contents.sort()
    return replace(candidate, contents=_disjoint(contents), issues=tuple(issues))


def _fitted(evidence: Evidence, candidate: Candidate, start: int, end: int) -> tuple[int, int, list[QuoteIssue]]:
    """Widens a content to the outermost quotations that it cuts into."""
    issues: list[QuoteIssue] = []
    first, last = evidence.quotation_at(start), evidence.quotation_at(end - 1)
    cue = candidate.cue.start if candidate.cue is not None else -1
    for quotation in (first, last):
        if quotation is None or quotation.start <= cue < quotation.end:
            continue
        start, end = min(start, quotation.start), max(end, quotation.end)
    if not candidate.marked:
        for quotation in evidence.quotations_within(start, end):
            issues += quotation.issues
    return start, end, issues


def trimmed(evidence: Evidence, start: int, end: int) -> tuple[int, int]:
    text = evidence.text
    while end > start and text[end - 1] in _TRAILING:
        if text[end - 1] not in " \t\r\n\u00a0" and evidence.quotation_at(end - 1) is not None:
            break
        if text[end - 1] == "." and end - 2 > start and text[end - 2].isupper() and text[end - 3] in ". ":
            break  # "the U.S."
        end -= 1
    while start < end and text[start] in _LEADING and evidence.quotation_at(start) is None:
        start += 1
    return start, end


def _without_cue(candidate: Candidate, start: int, end: int) -> list[tuple[int, int]]:
    """RETURNS: the content without the cue and the source, if it holds them: what stands on both sides of them."""
    held = [p for p in (candidate.cue, candidate.source) if p is not None and p.start < end and p.end > start]
    if not held:
        return [(start, end)]
    low, high = min(p.start for p in held), max(p.end for p in held)
    return [(s, e) for s, e in ((start, low), (high, end)) if s < e]


def _disjoint(contents: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in contents:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _univocal(evidence: Evidence, candidates: Sequence[Candidate]) -> list[Candidate]:
    """RETURNS: the candidates, best founded first, that share no content word and no cue with one already chosen."""
    order = sorted(candidates, key=lambda c: (not (c.marked and c.cue), -_length(c), c.start, -c.strength))
    taken = bytearray(len(evidence.text))
    cues: set[int] = set()
    kept: list[Candidate] = []
    for candidate in order:
        cue = candidate.cue.start if candidate.cue is not None else None
        if cue is not None and (cue in cues or taken[cue]):
            continue
        if any(taken.find(1, start, end) >= 0 for start, end in candidate.contents):
            continue
        for start, end in candidate.contents:
            taken[start:end] = b"\1" * (end - start)
        if cue is not None:
            cues.add(cue)
        kept.append(candidate)
    return sorted(kept, key=lambda c: (c.start, c.end))


def _length(candidate: Candidate) -> int:
    return sum(end - start for start, end in candidate.contents)
