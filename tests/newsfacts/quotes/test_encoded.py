"""From the encoder's attributions, made up here, to candidates and quotes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.encoder.attributions import Attribution, Pointed, TokenSpan
from newsfacts.facts import AttributionType
from newsfacts.quotes.candidates import Candidate
from newsfacts.quotes.context import Context
from newsfacts.quotes.encoded import find_encoded
from newsfacts.quotes.marks import widened


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
    doc._.newsfacts_attributions = found
    return list(find_encoded(Context(doc)))


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


def together(doc: Doc, *found: Attribution) -> list[Candidate]:
    """RETURNS: what the encoder found, widened to the marks."""
    return widened(Context(doc), candidates(doc, *found))


def written(doc: Doc, candidate: Candidate) -> tuple[list[str], str | None, str | None]:
    """RETURNS: contents, cue and source."""
    cue, source = (doc.text[p.start : p.end] if p else None for p in (candidate.cue, candidate.source))
    return texts(doc, candidate), cue, source


def test_parts_inside_the_marks_are_the_whole_speech(nlp: Language) -> None:
    doc = nlp("“It will stay open. It is safe. We know it,” engineer Ana Costa said.")
    found = together(
        doc,
        attribution(doc, "It will stay open"),
        attribution(doc, "It is safe", cue="said", source="engineer Ana Costa"),
    )
    assert [written(doc, candidate) for candidate in found] == [
        (["“It will stay open. It is safe. We know it,”"], "said", "engineer Ana Costa")
    ]


def test_what_is_attributed_inside_the_marks_stands_alone_where_nobody_says_the_whole(nlp: Language) -> None:
    doc = nlp("“Experts told us that the bridge is safe,” Ana Costa said.")
    found = together(doc, attribution(doc, "the bridge is safe", cue="told", source="Experts"))
    assert [written(doc, candidate) for candidate in found] == [(["the bridge is safe"], "told", "Experts")]


def test_two_cues_beside_the_marks_are_two_speeches(nlp: Language) -> None:
    doc = nlp("“It is safe,” Ana Costa said, “and we know it,” Joe Marsh added.")
    found = together(
        doc,
        attribution(doc, "“It is safe,”", cue="said", source="Ana Costa"),
        attribution(doc, "“and we know it,”", cue="added", source="Joe Marsh"),
    )
    assert [written(doc, candidate)[1:] for candidate in found] == [("said", "Ana Costa"), ("added", "Joe Marsh")]


def test_the_dateline_is_not_said(nlp: Language) -> None:
    doc = nlp("ARLOW, March 5 (CW) - The bridge is safe, the mayor said.")
    (found,) = candidates(
        doc, attribution(doc, "ARLOW, March 5 (CW) - The bridge is safe", cue="said", source="the mayor")
    )
    assert texts(doc, found) == ["The bridge is safe"]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "named"),
    [
        (
            "The mayor, Ana Costa, said it is safe.",
            "it is safe",
            "said",
            "The mayor, Ana Costa,",
            "The mayor, Ana Costa",
        ),
        ("According to Ana Costa, it is safe.", "it is safe", "According to", "Ana Costa", "Ana Costa"),
    ],
    ids=["comma after the source", "source beside a preposition"],
)
def test_a_source_is_no_addressee_and_ends_before_its_comma(
    nlp: Language, text: str, content: str, cue: str, source: str, named: str
) -> None:
    doc = nlp(text)
    (found,) = candidates(doc, attribution(doc, content, cue=cue, source=source))
    assert written(doc, found) == ([content], cue, named)
    assert found.addressee is None


@pytest.mark.parametrize("group", ["units", "Kenyans", "engineers of the Red Cross"])
def test_a_relative_pronoun_takes_no_turn(nlp: Language, group: str) -> None:
    text = f"“It is safe,” Helen Marsh said. She leads {group}, which protest against the plan. “We know it.”"
    doc = nlp(text)
    doc._.newsfacts_attributions = (
        attribution(doc, "“It is safe,”", cue="said", source="Helen Marsh"),
        attribution(doc, "against the plan", cue="protest", source="which"),
        attribution(doc, "“We know it.”"),
    )
    doc = nlp.get_pipe("newsfacts_quotes")(doc)
    last = doc._.newsfacts_quotes[-1].speaker
    assert (last.name, last.resolution) == ("Helen Marsh", "carried")


def test_words_before_the_marks_are_said_as_far_as_the_encoder_says(nlp: Language) -> None:
    doc = nlp("Ana Costa, who calls the mayor a “sleepy clerk,” said nothing new.")
    (found,) = together(doc, attribution(doc, "the mayor a “sleepy clerk,”", cue="calls", source="who"))
    assert written(doc, found) == (["the mayor a “sleepy clerk,”"], "calls", "who")


def test_a_source_of_another_cue_is_not_taken_over(nlp: Language) -> None:
    doc = nlp("Ana Costa said that the bridge is widely regarded as safe.")
    (found,) = together(doc, attribution(doc, "the bridge", cue="is widely regarded"))
    assert written(doc, found) == (["the bridge"], "is widely regarded", None)


@pytest.mark.parametrize(
    ("probability", "expected"), [(0.4, "Ana Costa"), (0.9, "Joe Marsh")], ids=["in doubt", "sure"]
)
def test_the_syntax_tells_who_spoke_where_the_pointer_is_in_doubt(
    nlp: Language, probability: float, expected: str
) -> None:
    doc = nlp("Joe Marsh listened while Ana Costa said that it is safe.")
    sure = attribution(doc, "that it is safe", cue="said", source="Joe Marsh")
    (found,) = candidates(doc, replace(sure, source=replace(sure.source, probability=probability)))
    assert written(doc, found)[2] == expected


def test_what_is_hardly_probable_is_left_out(nlp: Language) -> None:
    doc = nlp("Residents looked at the old bridge with Ana Costa.")
    doubtful = replace(spot(doc, "the old bridge"), probability=0.3)
    doc._.newsfacts_attributions = (
        Attribution((doubtful,), Pointed(None, 0.5, 0.5), Pointed(None, 0.5, 0.5), continues=False),
    )
    assert nlp.get_pipe("newsfacts_quotes")(doc)._.newsfacts_quotes == ()


def test_speeches_do_not_cross(nlp: Language) -> None:
    """A piece that the encoder gives to an earlier speech goes where the marks show that it belongs."""
    doc = nlp("“We won,” Joe Marsh told the crowd. “They thought we would be silent,” Ana Costa said, “and erred.”")
    found = together(
        doc,
        attribution(doc, "“We won,”", "“and erred.”", cue="told", source="Joe Marsh"),
        attribution(doc, "“They thought we would be silent,”", cue="said", source="Ana Costa"),
    )
    assert [written(doc, candidate) for candidate in found] == [
        (["“We won,”"], "told", "Joe Marsh"),
        (["“They thought we would be silent,”", "“and erred.”"], "said", "Ana Costa"),
    ]


@pytest.mark.parametrize(
    ("content", "cue", "expected"),
    [("It is safe,", "said", "Jo Marsh"), ("it was not", "said nobody", "Dr. Ana Costa")],
    ids=["the cue before it", "the cue behind it"],
)
def test_a_source_ends_with_its_sentence(nlp: Language, content: str, cue: str, expected: str) -> None:
    doc = nlp("“It is safe,” said Jo Marsh. Dr. Ana Costa said nobody knew that it was not.")
    (found,) = candidates(doc, attribution(doc, content, cue=cue, source="Jo Marsh. Dr. Ana Costa"))
    assert written(doc, found)[2] == expected


def test_a_speech_in_marks_does_not_go_on_without_them(nlp: Language) -> None:
    doc = nlp('"I drove my first cart at twelve," Owen Tarrant said.\n\nPeople now buy cheaper ice, an adviser said.')
    pieces = ('"I drove my first cart at twelve,"', "People now buy cheaper ice")
    (found,) = candidates(doc, attribution(doc, *pieces, cue="said", source="Owen Tarrant"))
    assert texts(doc, found) == [pieces[0]]


def test_a_content_ends_with_its_quotation(nlp: Language) -> None:
    doc = nlp("The mayor once wrote, “Water finds a way.” I think of it in spring.")
    whole = "“Water finds a way.” I think of it in spring."
    (found,) = candidates(doc, attribution(doc, whole, cue="wrote", source="The mayor"))
    assert texts(doc, found) == ["“Water finds a way.”"]


@pytest.mark.parametrize(
    ("text", "hearer"),
    [
        ("The mayor told the council that the bridge is safe.", "the council"),
        ("The council was told by the mayor that the bridge is safe.", "The council"),
        ("The mayor said to the council that the bridge is safe.", "the council"),
        ("The mayor announced the plan and said that the bridge is safe.", None),
    ],
)
def test_who_is_told(nlp: Language, text: str, hearer: str | None) -> None:
    doc = nlp(text)
    cue = next(verb for verb in ("was told", "told", "said") if verb in text)
    (found,) = candidates(doc, attribution(doc, "that the bridge is safe", cue=cue, source="mayor"))
    assert (doc.text[found.addressee.start : found.addressee.end] if found.addressee else None) == hearer
