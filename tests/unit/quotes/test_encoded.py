"""From the encoder's attributions, made up here, to candidates and quotes."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from service.nlp.encoder.attributions import Attribution, Pointed, TokenSpan
from service.nlp.facts import AttributionType
from service.nlp.quotes.candidates import Candidate, Evidence
from service.nlp.quotes.completing import completed
from service.nlp.quotes.encoded import find_encoded
from service.nlp.quotes.merging import merge
from service.nlp.quotes.quoted import find_quoted


def spot(doc: Doc, text: str) -> TokenSpan:
    start = doc.text.index(text)
    span = doc.char_span(start, start + len(text), alignment_mode="expand")
    return TokenSpan(span.start, span.end, 0.9)


def attribution(
    doc: Doc, *pieces: str, cue: str | None = None, source: str | None = None, continues: bool = False
) -> Attribution:
    cue_span, source_span = (spot(doc, text) if text else None for text in (cue, source))
    spans = tuple(spot(doc, piece) for piece in pieces)
    return Attribution(spans, Pointed(cue_span, 0.9, 0.0), Pointed(source_span, 0.9, 0.0), continues)


def candidates(doc: Doc, *found: Attribution) -> list[Candidate]:
    doc._.attributions = found
    return list(find_encoded(Evidence(doc)))


def texts(doc: Doc, candidate: Candidate) -> list[str]:
    return [doc.text[start:end] for start, end in candidate.contents]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "expected"),
    [
        ("The mayor said the bridge is safe.", "the bridge is safe", "said", "The mayor", AttributionType.ASSERTION),
        ("The mayor hopes to reopen it.", "to reopen it", "hopes", "The mayor", AttributionType.EVENTUALITY),
        ("Critics fear the bridge will fall.", "the bridge will fall", "fear", "Critics", AttributionType.BELIEF),
        ("Mayor: the bridge is safe.", "the bridge is safe", ":", "Mayor", AttributionType.ASSERTION),
    ],
)
def test_the_cue_tells_what_is_attributed(
    nlp: Language, text: str, content: str, cue: str, source: str, expected: AttributionType
) -> None:
    doc = nlp(text)
    (found,) = candidates(doc, attribution(doc, content, cue=cue, source=source))
    assert found.type is expected
    assert found.cue is not None
    assert doc.text[found.cue.start : found.cue.end] == cue
    assert found.source is not None
    assert doc.text[found.source.start : found.source.end] == source


def test_a_content_that_goes_on_in_the_next_window_is_one(nlp: Language) -> None:
    doc = nlp("The mayor said the bridge is safe.\n\nIt will stay open all year.")
    first = attribution(doc, "the bridge is safe", cue="said", source="The mayor")
    (found,) = candidates(doc, first, attribution(doc, "It will stay open all year", continues=True))
    assert texts(doc, found) == ["the bridge is safe", "It will stay open all year"]


def test_a_content_does_not_go_on_over_a_paragraph_between(nlp: Language) -> None:
    doc = nlp("The mayor said the bridge is safe.\n\nThe river rose.\n\nIt will stay open all year.")
    first = attribution(doc, "the bridge is safe", cue="said", source="The mayor")
    assert len(candidates(doc, first, attribution(doc, "It will stay open all year", continues=True))) == 2


def test_marks_complete_what_the_encoder_left(nlp: Language) -> None:
    doc = nlp("The mayor said the bridge is safe. “It will stay open all year,” engineer Ana Costa added.")
    doc._.attributions = (attribution(doc, "the bridge is safe", cue="said", source="The mayor"),)
    evidence = Evidence(doc)
    found = completed(find_encoded(evidence), merge(evidence, find_quoted(evidence), ()))
    assert [texts(doc, candidate) for candidate in found] == [
        ["the bridge is safe"],
        ["“It will stay open all year,”"],
    ]


def test_marks_do_not_repeat_what_the_encoder_found(nlp: Language) -> None:
    doc = nlp("“It will stay open all year,” engineer Ana Costa said.")
    doc._.attributions = (attribution(doc, "It will stay open", cue="said", source="engineer Ana Costa"),)
    evidence = Evidence(doc)
    (found,) = completed(find_encoded(evidence), merge(evidence, find_quoted(evidence), ()))
    assert texts(doc, found) == ["It will stay open"]
