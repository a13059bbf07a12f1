"""Speech that the page's layout attributes: the turns of transcripts and interviews.

A turn is a paragraph that begins with who speaks and a colon ("ROWE: …", "Host: …", "Q: …"), and what that speaker says
in the paragraphs after it. One such paragraph proves nothing, sections and lists are labelled too: a page has turns
when speakers take them, one coming back after another or several of them people of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.layers import Paragraph, ParagraphKind
from newsfacts.lexicon import words
from newsfacts.quotes.candidates import MOST_PIECES, Candidate, Phrase
from newsfacts.quotes.context import Context
from newsfacts.quotes.interviews import asked
from newsfacts.quotes.marks import trimmed

_LABEL = re.compile(
    r"(?:[-•*·–—]\s{1,3}|\d{1,2}[.)]\s{1,3})?[\"“”'‘’«„\s]{0,3}(?P<name>[^\W\d_][^:\n\"“”()]{0,50}?)(?P<aside>\s?\([^()\n]{1,40}\))?(?P<cue>:)(?=\s|[\"“‘'«„]|$)"
)
_QUESTION = re.compile(r"[\"“”'‘’«„\s]{0,3}(?P<name>[QA])(?P<aside>)(?P<cue>[.:])(?=\s)")
_STAGE = re.compile(r"[\"“”'‘’\s]{0,3}[(\[][^()\[\]\n]{1,80}[)\]][\"“”'‘’.\s]{0,4}")
_INTERVIEW = frozenset({"q", "a"})
_PERSONAL = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})
_MOST_WORDS = 5
_LONGEST_PARTICLE = 3
_MOST_UNLABELLED = 6
_MOSTLY = 0.5
_ENOUGH = 300
_BULLETS = "-•*·–—"


class _Label(NamedTuple):
    """A paragraph's label: `key` is the same for "JO LI" and "LI"; `source` and `cue` as they stand in the text.

    `key` is None where the label names a section: it ends a turn and begins none. `staged`: a name in capitals with a
    direction behind it ("KOVAC (voice-over): …"), which proves a turn by itself.
    """

    paragraph: int
    key: str | None
    source: Phrase
    cue: Phrase
    staged: bool


def find_turns(context: Context) -> Iterator[Candidate]:
    """RETURNS: the turns of the page's transcripts and the voices of its lists, in text order."""
    labels = [label for number in range(len(context.paragraphs)) if (label := _label(context, number))]
    speakers = [label for label in labels if label.key is not None]
    dialogue = _is_dialogue(context, speakers)
    met = Counter(label.key for label in speakers)
    initials = dialogue and met.keys() == _INTERVIEW  # "Q" and "A" are nobody's names
    answerer = asked(context, speakers[0].source.start) if initials else None
    for place, label in enumerate(labels):
        if label.key is None or not (dialogue or label.staged or _is_voice(context, label)):
            continue
        paragraphs = [label.paragraph]
        if dialogue:
            after = labels[place + 1] if place + 1 < len(labels) else None
            end = after.paragraph if after is not None else len(context.paragraphs)
            returns = after is not None and met[label.key] > 1 and met[after.key] > 1
            within = range(label.paragraph + 1, min(end, label.paragraph + 1 + MOST_PIECES))
            paragraphs += _continued(context, label, within, returns=returns and len(within) <= _MOST_UNLABELLED)
        contents = tuple(_contents(context, label, paragraphs))
        if contents:
            yield Candidate(
                contents=contents,
                cue=label.cue,
                source=None if initials else label.source,
                speaker=answerer if label.key == "a" else None,
                by="layout/turn",
            )


def _is_voice(context: Context, label: _Label) -> bool:
    """RETURNS: whether a list's item is a label and a quotation: "- Rosa Velde, teacher: “It is too late.”" """
    paragraph = context.paragraphs[label.paragraph]
    if not any(map(str.isalnum, context.text[paragraph.start : label.source.start])) and (
        context.text[paragraph.start] not in _BULLETS
    ):
        return False
    start, end = trimmed(context, label.cue.end, paragraph.end)
    quotation = context.quotation_at(start)
    return quotation is not None and quotation.start == start and quotation.end >= end - 1


def stage_directions(context: Context) -> Iterator[tuple[int, int]]:
    """RETURNS: the paragraphs that nobody says, as code points: "(CROSSTALK)"."""
    for paragraph in context.paragraphs:
        if _is_stage_direction(context, paragraph):
            yield paragraph.start, paragraph.end


def _label(context: Context, number: int) -> _Label | None:
    paragraph = context.paragraphs[number]
    found = _QUESTION.match(context.text, paragraph.start, paragraph.end) or _LABEL.match(
        context.text, paragraph.start, paragraph.end
    )
    if found is None:
        return None
    name = found["name"].rstrip()
    span = context.doc.char_span(found.start("name"), found.start("name") + len(name), alignment_mode="expand")
    if span is None or not _may_name(name):
        return None
    head = span.root
    cue = Phrase(found.start("cue"), found.end("cue"), head.i)
    source = Phrase(found.start("name"), found.start("name") + len(name), head.i)
    section = name.lower() in words("heading")
    section = section or (not name.isupper() and len(name) > 1 and any(syntax.is_verb(token) for token in span))
    key = name.split(",")[0].split()[-1].casefold()
    staged = name.isupper() and (found["aside"] or "").islower()
    return _Label(number, None if section else key, source, cue, staged)


def _may_name(name: str) -> bool:
    """RETURNS: whether words are written like a name or a role: capitals, but for particles ("de", "van")."""
    found = name.split(",")[0].split()
    return 0 < len(found) <= _MOST_WORDS and all(
        word[0].isupper() or (len(word) <= _LONGEST_PARTICLE and 0 < place < len(found) - 1)
        for place, word in enumerate(found)
    )


def _is_dialogue(context: Context, labels: Sequence[_Label]) -> bool:
    """RETURNS: whether the labels take turns, and people speak: lists and profiles under headings do not."""
    keys = [label.key for label in labels]
    if len(set(keys)) < 2 or _MOSTLY * len(labels) > sum(_speaks(context, label) for label in labels):
        return False
    if set(keys) == _INTERVIEW:
        return True
    known = {label.key for label in labels if label.key in context.surnames}
    personal = sum(any(t.lower_ in _PERSONAL or t.text == "?" for t in _said(context, label)) for label in labels)
    runs = [key for place, key in enumerate(keys) if not place or key != keys[place - 1]]
    if len(set(runs)) < len(runs):
        return bool(known or personal)
    if not all(context.text[label.source.start : label.source.end].isupper() for label in labels):
        return False
    return len(known) > 1 or personal >= _MOSTLY * len(labels)


def _said(context: Context, label: _Label) -> Sequence[Token]:
    return context.tokens(label.cue.end, min(context.paragraphs[label.paragraph].end, label.cue.end + _ENOUGH))


def _speaks(context: Context, label: _Label) -> bool:
    return any(syntax.is_verb(token) or token.tag_ == "UH" or token.text == "?" for token in _said(context, label))


def _continued(context: Context, label: _Label, numbers: Sequence[int], *, returns: bool) -> Iterator[int]:
    """RETURNS: the paragraphs that go on with a turn: by their marks, or as the speakers before and after come back.

    returns: whether the dialogue is known to go on after these paragraphs.
    """
    marked = context.quotation_at(label.cue.start) is not None
    for number in numbers:
        paragraph = context.paragraphs[number]
        if paragraph.kind is ParagraphKind.FURNITURE or _is_stage_direction(context, paragraph):
            continue
        quotation = context.quotation_at(paragraph.start)
        whole = quotation is not None and quotation.end >= paragraph.end - 1
        if not (whole if marked else returns and quotation is None):
            return
        yield number


def _is_stage_direction(context: Context, paragraph: Paragraph) -> bool:
    direction = _STAGE.fullmatch(context.text, paragraph.start, paragraph.end)
    return direction is not None and direction.group().isupper()


def _contents(context: Context, label: _Label, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number in numbers:
        paragraph = context.paragraphs[number]
        start = label.cue.end if number == label.paragraph else paragraph.start
        start, end = trimmed(context, start, paragraph.end)
        while start < end and context.text[start].isspace():
            start += 1
        if any(char.isalnum() for char in context.text[start:end]):
            yield start, end
