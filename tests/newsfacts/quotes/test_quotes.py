"""Sentences by phenomenon, through the shipped pipeline. "|" is a paragraph break."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from newsfacts.facts import Article, Include, Quote

if TYPE_CHECKING:
    from newsfacts.extractor import Extractor

# phenomenon, text, kind, spans, cue, speaker's text, speaker's name
FOUND = [
    (
        "cue after, inverted",
        "“The bridge will reopen in May,” said Helen Marsh.",
        "direct",
        ["“The bridge will reopen in May,”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "cue after",
        '"The bridge will reopen in May," Helen Marsh said.',
        "direct",
        ['"The bridge will reopen in May,"'],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "an aside behind it",
        "“The bridge will reopen in May,” Helen Marsh said. I believe her.",
        "direct",
        ["“The bridge will reopen in May,”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "asked, inverted",
        "“Will it open?” asked Ms Haddad.",
        "direct",
        ["“Will it open?”"],
        "asked",
        "Ms Haddad",
        "Haddad",
    ),
    (
        "cue before with a comma",
        'Helen Marsh said, "The bridge will reopen in May."',
        "direct",
        ['"The bridge will reopen in May."'],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "cue before with a colon",
        "Helen Marsh wrote: ‘The bridge will reopen in May.’",
        "direct",
        ["‘The bridge will reopen in May.’"],
        "wrote",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "cue at the end of the paragraph before",
        "Helen Marsh told the council:|“The bridge will reopen in May.”",
        "direct",
        ["“The bridge will reopen in May.”"],
        "told",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "cue interrupts a sentence",
        "“The bridge,” Helen Marsh said, “will reopen in May.”",
        "direct",
        ["“The bridge,”", "“will reopen in May.”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "cue between two sentences",
        "“The bridge is safe,” Helen Marsh said. “It will reopen in May.”",
        "direct",
        ["“The bridge is safe,”", "“It will reopen in May.”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "two apostrophes",
        "''The bridge is safe,'' Helen Marsh said.",
        "direct",
        ["''The bridge is safe,''"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "over paragraphs, cue last",
        "“The bridge is safe.|“It will reopen in May,” Helen Marsh said.",
        "direct",
        ["“The bridge is safe.", "“It will reopen in May,”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "over paragraphs, cue first",
        "“The bridge is safe,” Helen Marsh said. “We tested it.|“It will reopen in May.”",
        "direct",
        ["“The bridge is safe,”", "“We tested it.", "“It will reopen in May.”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "over paragraphs, no mark on the second",
        "“The bridge is safe.|It will reopen in May,” Helen Marsh said.",
        "direct",
        ["“The bridge is safe.", "It will reopen in May,”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "a paragraph between without any mark",
        "“The bridge is safe.|We tested every bolt of it.|It will reopen in May,” Helen Marsh said.",
        "direct",
        ["“The bridge is safe.", "We tested every bolt of it.", "It will reopen in May,”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "apposition kept in the speaker",
        "“The bridge is safe,” said Helen Marsh, the city's chief engineer.",
        "direct",
        ["“The bridge is safe,”"],
        "said",
        "Helen Marsh, the city's chief engineer",
        "Helen Marsh",
    ),
    (
        "according to after a quotation",
        "“The bridge is safe,” according to Helen Marsh.",
        "direct",
        ["“The bridge is safe,”"],
        "according to",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "part in marks",
        "Helen Marsh said the bridge was “perfectly safe” for lorries.",
        "mixed",
        ["the bridge was “perfectly safe” for lorries"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "described as",
        "Helen Marsh described the bridge as “perfectly safe”.",
        "mixed",
        ["the bridge as “perfectly safe”"],
        "described",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "that-clause",
        "Helen Marsh said that the bridge would reopen in May.",
        "indirect",
        ["that the bridge would reopen in May"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "bare clause",
        "Helen Marsh said the bridge would reopen in May.",
        "indirect",
        ["the bridge would reopen in May"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "wh-clause",
        "Helen Marsh explained why the bridge was closed.",
        "indirect",
        ["why the bridge was closed"],
        "explained",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "infinitive",
        "Helen Marsh promised to reopen the bridge in May.",
        "indirect",
        ["to reopen the bridge in May"],
        "promised",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "parenthetical at the end",
        "The bridge will reopen in May, Helen Marsh said.",
        "indirect",
        ["The bridge will reopen in May"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "parenthetical inside",
        "The bridge, Helen Marsh said, will reopen in May.",
        "indirect",
        ["The bridge", "will reopen in May"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "according to first",
        "According to Helen Marsh, the bridge will reopen in May.",
        "indirect",
        ["the bridge will reopen in May"],
        "According to",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "according to last",
        "The bridge will reopen in May, according to Helen Marsh.",
        "indirect",
        ["The bridge will reopen in May"],
        "according to",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "preposition of the cue",
        "Helen Marsh called for an end to the strike.",
        "indirect",
        ["an end to the strike"],
        "called for",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "accused of",
        "Helen Marsh accused the builders of theft.",
        "indirect",
        ["the builders of theft"],
        "accused",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "auxiliaries belong to the cue",
        "Helen Marsh has said the bridge would reopen in May.",
        "indirect",
        ["the bridge would reopen in May"],
        "has said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "noun",
        "Critics dismissed Helen Marsh's claim that the bridge was safe.",
        "indirect",
        ["Helen Marsh's claim that the bridge was safe"],
        "dismissed",
        "Critics",
        None,
    ),
    (
        "headline colon",
        "Helen Marsh: Bridge to reopen in May",
        "indirect",
        ["Bridge to reopen in May"],
        ":",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "opening mark missing",
        "The bridge is safe,” said Helen Marsh.",
        "direct",
        ["The bridge is safe,”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "as X put it",
        "As Helen Marsh put it: “The bridge is safe.”",
        "direct",
        ["“The bridge is safe.”"],
        "put it",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "name, colon, quotation",
        "Helen Marsh: “The bridge is safe.”",
        "direct",
        ["“The bridge is safe.”"],
        ":",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "dateline, apposition before the cue",
        "ARLOW, Sept. 4 (Coast Wire) - At least 12 barns have been destroyed by fire in Inland Province, the governor, Helen Marsh, said on Friday.",
        "indirect",
        ["At least 12 barns have been destroyed by fire in Inland Province"],
        "said",
        "the governor, Helen Marsh",
        "Helen Marsh",
    ),
    (
        "means are no speaker",
        "A spokesman for the builders said by email that the bridge was safe.",
        "indirect",
        ["that the bridge was safe"],
        "said by email",
        "A spokesman for the builders",
        None,
    ),
    (
        "age beside the name",
        '"We tested every bolt," Marsh, 58, said. "The bridge is safe."',
        "direct",
        ['"We tested every bolt,"', '"The bridge is safe."'],
        "said",
        "Marsh, 58",
        "Marsh",
    ),
    (
        "quotation within the quotation before the cue",
        "“The mayor told me, ‘It will never reopen,’” Helen Marsh noted. “That is untrue.”",
        "direct",
        ["“The mayor told me, ‘It will never reopen,’”", "“That is untrue.”"],
        "noted",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "verb taken for a noun",
        "“They know that the bridge is safe,” a voice-over in the film states. “They will not open it.”",
        "direct",
        ["“They know that the bridge is safe,”", "“They will not open it.”"],
        "states",
        "a voice-over in the film",
        None,
    ),
    (
        "term among the words around the cue",
        "“I think it is safe,” Helen Marsh said, pointing at a “No Entry” sign on the deck. “We tested it.”",
        "direct",
        ["“I think it is safe,”", "“We tested it.”"],
        "said",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "no main verb in the parse",
        '"The bridge must stay shut!" the city\'s former chief engineer, Helen Marsh, tweeted on Monday.',
        "direct",
        ['"The bridge must stay shut!"'],
        "tweeted",
        "the city's former chief engineer, Helen Marsh",
        "Helen Marsh",
    ),
    (
        "rare verb before a colon",
        "In the film Helen Marsh is yelling: “Get off the bridge!”",
        "direct",
        ["“Get off the bridge!”"],
        "is yelling",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "particle of the cue",
        "Helen Marsh pointed out that seven engineers had been there.",
        "indirect",
        ["that seven engineers had been there"],
        "pointed out",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "what a passive cue is about",
        "The bridge was described by Helen Marsh as unsafe.",
        "indirect",
        ["The bridge", "as unsafe"],
        "was described",
        "Helen Marsh",
        "Helen Marsh",
    ),
    (
        "common noun at the head of a sentence",
        "Fishermen of Port Arlow say that the bridge is unsafe.",
        "indirect",
        ["that the bridge is unsafe"],
        "say",
        "Fishermen of Port Arlow",
        None,
    ),
    (
        "common noun at the head of a headline",
        "Minister: Bridge will not close",
        "indirect",
        ["Bridge will not close"],
        ":",
        "Minister",
        None,
    ),
    (
        "common noun with a capital after the",
        "The Chairman said that the bridge was unsafe.",
        "indirect",
        ["that the bridge was unsafe"],
        "said",
        "The Chairman",
        None,
    ),
    (
        "title and name without a comma",
        "Bridgecorp boss Greg Tully apologised, but insisted that the firm was not to blame.",
        "indirect",
        ["that the firm was not to blame"],
        "insisted",
        "Bridgecorp boss Greg Tully",
        "Greg Tully",
    ),
    (
        "body apposed",
        "The bridge's owner, Meridian Bulk Carriers, said that it was safe.",
        "indirect",
        ["that it was safe"],
        "said",
        "The bridge's owner, Meridian Bulk Carriers",
        "Meridian Bulk Carriers",
    ),
    (
        "called what the parser takes for an apposition",
        "But the chairwoman of the fishermen's association, Helen Marsh, called the offer “an insult”.",
        "mixed",
        ["the offer “an insult”"],
        "called",
        "the chairwoman of the fishermen's association, Helen Marsh",
        "Helen Marsh",
    ),
]
NOT_QUOTES = [
    ("scare quotes", "The “smart” bridge opened in May."),
    ("title of a work", "She starred in “The Long Road Home” for two seasons."),
    ("nickname", "William “Billy” Norton opened the bridge in May."),
    ("in keeping with", "The vote went ahead according to plan."),
    (
        "place before a colon",
        "KUWAIT: The bridge to the port reopened on Monday after two years of works and a strike.",
    ),
    ("label before a colon", "Video: the bridge from above"),
    ("an order to the reader", "Click here to see the full picture."),
]


def _quotes(extractor: Extractor, text: str) -> tuple[Quote, ...]:
    article = Article(text=text.replace("|", "\n\n"), include=(Include.QUOTES,))
    return extractor.extract(article).quotes


@pytest.mark.parametrize(
    ("text", "kind", "spans", "cue", "speaker", "name"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_finds(
    extractor: Extractor, text: str, kind: str, spans: list[str], cue: str, speaker: str, name: str | None
) -> None:
    found = _quotes(extractor, text)
    assert [[span.text for span in quote.spans] for quote in found] == [spans]
    (quote,) = found
    assert quote.kind == kind
    assert quote.cue is not None
    assert quote.cue.text == cue
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == (speaker, name)
    assert quote.text == " ".join(spans)
    assert 0 <= quote.confidence <= 1


@pytest.mark.parametrize("text", [row[1] for row in NOT_QUOTES], ids=[row[0] for row in NOT_QUOTES])
def test_leaves_alone_what_nobody_says(extractor: Extractor, text: str) -> None:
    assert _quotes(extractor, text) == ()


TYPES = [
    ("said", "Helen Marsh said the bridge was safe.", "assertion"),
    ("thinks", "Helen Marsh thinks the bridge is safe.", "belief"),
    ("fears", "Helen Marsh fears the bridge is unsafe.", "belief"),
    ("admits", "Helen Marsh admits that the bridge is unsafe.", "fact"),
    ("wants", "Helen Marsh wants to close the bridge.", "eventuality"),
    ("promised to", "Helen Marsh promised to close the bridge.", "eventuality"),
    ("promised that", "Helen Marsh insisted that the bridge was safe.", "assertion"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TYPES], ids=[row[0] for row in TYPES])
def test_type_by_cue_and_frame(extractor: Extractor, text: str, expected: str) -> None:
    assert [quote.type.value for quote in _quotes(extractor, text)] == [expected]


def test_two_attributions_of_one_sentence_do_not_overlap(extractor: Extractor) -> None:
    first, second = _quotes(extractor, "Helen Marsh said the bridge was safe, adding that it would reopen in May.")
    assert first.text == "the bridge was safe"
    assert second.text == "that it would reopen in May"
    assert second.speaker is not None
    assert second.speaker.name == "Helen Marsh"


def test_second_clause_of_a_whole_sentence_is_named_after_its_speaker(extractor: Extractor) -> None:
    quotes = _quotes(extractor, "“It is safe,” Helen Marsh said.|“We cannot know that,” Omar Haddad said.")
    assert [quote.speaker.name for quote in quotes if quote.speaker] == ["Helen Marsh", "Omar Haddad"]


def test_addressee(extractor: Extractor) -> None:
    (quote,) = _quotes(extractor, "“The bridge is safe,” Helen Marsh told the City Council.")
    assert quote.addressee is not None
    assert quote.addressee.text == "the City Council"


def test_what_is_referred_to_is_no_addressee(extractor: Extractor) -> None:
    quotes = _quotes(extractor, "Helen Marsh was referring to the safety of the bridge.")
    assert [(quote.text, quote.addressee) for quote in quotes] == [("the safety of the bridge", None)]


NOBODY = [
    ("asked before the answer", "Asked whether the bridge was safe, Helen Marsh shook her head."),
    ("known as", "The bridge, known as the most dangerous in the country, was closed."),
    ("it is hard to", "It is hard to predict that the bridge will close."),
]


@pytest.mark.parametrize("text", [row[1] for row in NOBODY], ids=[row[0] for row in NOBODY])
def test_nobody_is_taken_for_the_source(extractor: Extractor, text: str) -> None:
    assert [quote.speaker for quote in _quotes(extractor, text) if quote.speaker is not None] == []


def test_speech_without_a_cue_goes_on_with_its_neighbour(extractor: Extractor) -> None:
    text = "“The bridge is safe,” said Helen Marsh. She smiled at the crowd. “We tested every bolt of it twice.”"
    (quote,) = _quotes(extractor, text)
    assert [span.text for span in quote.spans] == ["“The bridge is safe,”", "“We tested every bolt of it twice.”"]
    assert quote.speaker is not None
    assert (quote.speaker.text, quote.speaker.name) == ("Helen Marsh", "Helen Marsh")


def test_pronoun_speaker(extractor: Extractor) -> None:
    quotes = _quotes(extractor, "Helen Marsh inspected the bridge on Monday. “It is safe,” she said.")
    assert quotes[-1].speaker is not None
    assert (quotes[-1].speaker.text, quotes[-1].speaker.name) == ("she", "Helen Marsh")
    assert quotes[-1].speaker.resolution == "pronoun"


def test_repairs_are_named(extractor: Extractor) -> None:
    (quote,) = _quotes(extractor, "The bridge is safe,” said Helen Marsh.")
    assert [issue.value for issue in quote.issues] == ["missing_opening_mark"]


def test_speech_with_two_cues_over_a_paragraph_break_is_two_quotes(extractor: Extractor) -> None:
    text = "Helen Marsh accused the builders of “greed and sloth.|“They never came to work,” she said."
    quotes = _quotes(extractor, text)
    assert [quote.cue.text for quote in quotes if quote.cue] == ["accused", "said"]


def test_contents_never_overlap(extractor: Extractor) -> None:
    text = "Helen Marsh said Omar Haddad thinks the bridge, which he called “a trap,” is unsafe. “Not so,” he said."
    spans = [(span.start, span.end) for quote in _quotes(extractor, text) for span in quote.spans]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
