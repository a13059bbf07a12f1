"""What the layout of a page attributes: the turns of transcripts and interviews, and signed quotations."""

from __future__ import annotations

import pytest
from spacy.language import Language

from newsfacts.extractor import Extractor
from newsfacts.facts import Article, Include, Quote
from newsfacts.quotes.context import Context
from newsfacts.quotes.signatures import find_signed
from newsfacts.quotes.turns import find_turns

SAID = tuple[str | None, str | None, list[str]]  # speaker as written, name, contents

TURNS: list[tuple[str, str, list[SAID]]] = [
    (
        "capitals, a name in full, then the surname; surname of somebody in the story",
        "Talk of the dam|FATIMA ADEYEMI, HOST: Helen Marsh built the dam. Is it safe?|"
        "MARSH: It is. We tested it.|ADEYEMI: Twice?|MARSH: Three times.",
        [
            ("FATIMA ADEYEMI, HOST", "FATIMA ADEYEMI", ["Helen Marsh built the dam. Is it safe?"]),
            ("MARSH", "Helen Marsh", ["It is. We tested it"]),
            ("ADEYEMI", "FATIMA ADEYEMI", ["Twice?"]),
            ("MARSH", "Helen Marsh", ["Three times"]),
        ],
    ),
    (
        "role and surname, a turn in two paragraphs",
        "Talk of the dam|Helen Marsh built it.|Host: Why wood?|Marsh: It lasts. People forget that.|"
        "Wood can be mended piece by piece.|Host: And the cost?|Marsh: It was lower.|The dam opens in May.",
        [
            ("Host", None, ["Why wood?"]),
            ("Marsh", "Helen Marsh", ["It lasts. People forget that", "Wood can be mended piece by piece"]),
            ("Host", None, ["And the cost?"]),
            ("Marsh", "Helen Marsh", ["It was lower"]),
        ],
    ),
    (
        "question and answer: who is asked stands above",
        "Talk of the dam|Helen Marsh met the press.|Q: When did you learn of it?|A: I learned of it on Friday.",
        [(None, None, ["When did you learn of it?"]), (None, "Helen Marsh", ["I learned of it on Friday"])],
    ),
    (
        "question and answer, a line each",
        "Helen Marsh met the press.|Q: Is it safe?\nA: It is.\nQ: Are you sure?\nA: I am.",
        [
            (None, None, ["Is it safe?"]),
            (None, "Helen Marsh", ["It is"]),
            (None, None, ["Are you sure?"]),
            (None, "Helen Marsh", ["I am"]),
        ],
    ),
    (
        "two turns in capitals, of people whom nobody names",
        "OSEI: Good evening. How bad is it?|ADDO: It is worse than last year.",
        [("OSEI", "OSEI", ["Good evening. How bad is it?"]), ("ADDO", "ADDO", ["It is worse than last year"])],
    ),
    (
        "one turn with a direction",
        "OSEI (voice-over): The dam has stood for 40 years.",
        [("OSEI", "OSEI", ["The dam has stood for 40 years"])],
    ),
    (
        "each paragraph opened by a mark, a stage direction",
        "Talk of the dam|Helen Marsh met the council.|“OSEI: Is it safe?|“MARSH: We tested it.|“(CROSSTALK)|"
        "“It was tested twice.|“OSEI: Who paid for that?|“MARSH: The council did.”",
        [
            ("OSEI", "OSEI", ["Is it safe?"]),
            ("MARSH", "Helen Marsh", ["We tested it.", "“It was tested twice."]),
            ("OSEI", "OSEI", ["Who paid for that?"]),
            ("MARSH", "Helen Marsh", ["The council did.”"]),
        ],
    ),
    (
        "a stage direction before the words",
        "Talk of the dam|The host Ama Osei spoke with the engineer Jean Duval.|OSEI: Who paid for the dam?|"
        "DUVAL: The province did.|(LAUGHTER) You know that.|OSEI: Yes, I do.|DUVAL: It was a loan.",
        [
            ("OSEI", "Ama Osei", ["Who paid for the dam?"]),
            ("DUVAL", "Jean Duval", ["The province did", "(LAUGHTER) You know that"]),
            ("OSEI", "Ama Osei", ["Yes, I do"]),
            ("DUVAL", "Jean Duval", ["It was a loan"]),
        ],
    ),
]

SIGNED: list[tuple[str, str, list[SAID]]] = [
    (
        "a post of several lines",
        "The dam broke in May.|The dam is gone.\nWe will build it again, friends and neighbours."
        "|— Mayor Amina Okoye (@okoye) May 3, 2019",
        [
            (
                "Mayor Amina Okoye",
                "Amina Okoye",
                ["The dam is gone", "We will build it again, friends and neighbours"],
            )
        ],
    ),
    (
        "at the end of the line",
        "“We lost the harvest.” — Amina Okoye",
        [("Amina Okoye", "Amina Okoye", ["“We lost the harvest.”"])],
    ),
    (
        "glued to the mark",
        "“We lost the harvest.”― Amina Okoye",
        [("Amina Okoye", "Amina Okoye", ["“We lost the harvest.”"])],
    ),
    (
        "role and place after the name",
        "“We lost the harvest.” – Amina Okoye, farmer, Tolva",
        [("Amina Okoye", "Amina Okoye", ["“We lost the harvest.”"])],
    ),
    (
        "initial in the name",
        '"We lost the harvest." - Amina B. Okoye',
        [("Amina B. Okoye", "Amina B. Okoye", ['"We lost the harvest."'])],
    ),
    (
        "a line of its own",
        '"We lost the harvest."|- Amina Okoye',
        [("Amina Okoye", "Amina Okoye", ['"We lost the harvest."'])],
    ),
    (
        "over two paragraphs",
        "“We lost the harvest.|“Nobody came.”|— Amina Okoye",
        [("Amina Okoye", "Amina Okoye", ["“We lost the harvest.", "“Nobody came.”"])],
    ),
    (
        "a closing mark missing before the signature",
        "“We lost ‘it all’ — Amina Okoye|“Nobody came.” — Pedro Ruiz",
        [
            ("Amina Okoye", "Amina Okoye", ["“We lost ‘it all’"]),
            ("Pedro Ruiz", "Pedro Ruiz", ["“Nobody came.”"]),
        ],
    ),
    (
        "one below the other",
        "“We lost the harvest.” — Amina Okoye\n“Nobody came to warn us.” — Pedro Ruiz\n“It was like the sea.” — @tolva_mum",
        [
            ("Amina Okoye", "Amina Okoye", ["“We lost the harvest.”"]),
            ("Pedro Ruiz", "Pedro Ruiz", ["“Nobody came to warn us.”"]),
            ("@tolva_mum", None, ["“It was like the sea.”"]),
        ],
    ),
    (
        "a post with its handle and no marks",
        "The power is back on everywhere. Thank you all! — Lena Ortiz (@lenaortiz) March 3, 2021",
        [("Lena Ortiz", "Lena Ortiz", ["The power is back on everywhere. Thank you all!"])],
    ),
]

NEITHER = [
    ("results by country", "Results|Norway: 12 medals.|Kenya: 8 medals.|Norway: 5 medals.|Kenya: 9 medals."),
    (
        "sections of a newsletter",
        "Morning mail|SHORT READS: The dam opens.|WEATHER: It rains.|SPORT: The cup was lost.",
    ),
    (
        "profiles under the same headings",
        "STATE: Upper Lunde|KNOWN FOR: A former nurse, Berg ran a clinic for twelve years.|STATE: Lower Lunde"
        "|KNOWN FOR: Solheim, who owns two ferries, has fought the new bridge.",
    ),
    ("weather by place", "LONDON: Rain will fall by noon.|PARIS: It stays dry."),
    ("a source behind a place", "KABUL (AFP): A bomb went off on Monday."),
    ("an aside after a term", "They called it “the wall” — Wood and clay kept it standing."),
    ("a sentence after a quotation", "“The wall is gone.” — Amina Okoye was glad of it."),
    ("a byline below a story", "The dam opens in May.|- Amina Okoye"),
]


def _said(extractor: Extractor, text: str) -> list[SAID]:
    article = Article(text=text.replace("|", "\n\n"), include=(Include.QUOTES,))
    return [_of(quote) for quote in extractor.extract(article).quotes]


def _of(quote: Quote) -> SAID:
    assert quote.cue is not None
    speaker, spans = quote.speaker, [span.text for span in quote.spans]
    return (speaker.text, speaker.name, spans) if speaker is not None else (None, None, spans)


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TURNS], ids=[row[0] for row in TURNS])
def test_turns_belong_to_their_labels(extractor: Extractor, text: str, expected: list[SAID]) -> None:
    assert _said(extractor, text) == expected


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SIGNED], ids=[row[0] for row in SIGNED])
def test_quotations_belong_to_the_name_after_them(extractor: Extractor, text: str, expected: list[SAID]) -> None:
    assert _said(extractor, text) == expected


@pytest.mark.parametrize("text", [row[1] for row in NEITHER], ids=[row[0] for row in NEITHER])
def test_what_only_looks_like_it_is_left_alone(nlp: Language, text: str) -> None:
    context = Context(nlp(text.replace("|", "\n\n")))
    assert [*find_turns(context), *find_signed(context)] == []
