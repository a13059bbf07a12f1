from __future__ import annotations

import pytest

from tests.newsfacts.entities.markup import spans

EDGES = [
    ("[the Kano River Board|ORG] met.", [("Kano River Board", "ORG")], "leading article"),
    ("[Kigali's|GPE] streets", [("Kigali", "GPE")], "possessive"),
    ("[Kigali’s|GPE] streets", [("Kigali", "GPE")], "curly possessive"),
    ("[President Amina Okoro|PERSON] spoke.", [("Amina Okoro", "PERSON")], "title"),
    ("[MS Golwarkar|PERSON] spoke.", [("MS Golwarkar", "PERSON")], "initials like a title"),
    ("[Mr. Okoro|PERSON] spoke.", [("Okoro", "PERSON")], "abbreviated title"),
    (
        "[Peruvian Foreign Minister Rosa Quispe|PERSON] spoke.",
        [("Rosa Quispe", "PERSON")],
        "stacked title",
    ),
    ("[Tan Sri Amina Okoro|PERSON] spoke.", [("Amina Okoro", "PERSON")], "title of two words"),
    ("[Sri Amina Okoro|PERSON] spoke.", [("Sri Amina Okoro", "PERSON")], "given name like half a title"),
    ("[northern Ghana|GPE] is dry.", [("Ghana", "GPE")], "lower-case direction"),
    ("He saw [Homs province|GPE] burn.", [("Homs", "GPE")], "lower-case place noun"),
    ("[Ghana-backed|NORP] troops", [("Ghana", "GPE")], "compound adjective"),
    ("an [anti-Kibet|PERSON] march", [("Kibet", "PERSON")], "prefixed compound"),
    ("[U.S.-backed|GPE] rebels", [("U.S.", "GPE")], "compound in one token"),
    ("[“Green Front”|ORG] marched.", [("Green Front", "ORG")], "quotation marks"),
    ("[Okoro\n\nKigali|PERSON] is wet.", [("Okoro", "PERSON"), ("Kigali", "PERSON")], "paragraph break"),
    ("[Peru's Quispe|PERSON] spoke.", [("Peru", "GPE"), ("Quispe", "PERSON")], "state and surname"),
    (
        "It rained, said [Amina Okoro Sunday|PERSON].",
        [("Amina Okoro", "PERSON"), ("Sunday", "DATE")],
        "weekday after a person",
    ),
    ("He met [Billy Sunday|PERSON].", [("Billy Sunday", "PERSON")], "weekday as the only surname"),
    ("It rained, said [Rev Billy Sunday|PERSON].", [("Billy Sunday", "PERSON")], "the same after a title"),
    ("[Park Suk|PERSON]-yeol spoke.", [("Park Suk-yeol", "PERSON")], "hyphenated given name"),
    ("[Anna Park Suk|PERSON]-yeol spoke.", [("Anna Park Suk-yeol", "PERSON")], "two given names, one hyphenated"),
    ("[Somchai Chan|PERSON]-o-cha spoke.", [("Somchai Chan-o-cha", "PERSON")], "name with two hyphens"),
    ("the [Kibet Park|PERSON]-led party", [("Kibet Park", "PERSON")], "no given name"),
    ("the [Kibet Park|PERSON]-backed party", [("Kibet Park", "PERSON")], "no given name, a participle"),
    ("[A G Kibet|PERSON] spoke.", [("A G Kibet", "PERSON")], "initial that looks like an article"),
    ("by K [R Kibet|PERSON].", [("K R Kibet", "PERSON")], "initial left out"),
    ("[Peruvian-Chilean|NORP] poet", [("Peruvian-Chilean", "NORP")], "of two peoples"),
    ("The [PD(K|ORG]) met.", [("PD(K)", "ORG")], "bracket within a word"),
    ("[/MONTEPUEZ/|GPE] It rained", [("MONTEPUEZ", "GPE")], "marks of a page without spaces"),
    ("[PUEBLA.-|GPE] It rained", [("PUEBLA", "GPE")], "dateline without a space"),
    ("[Relief Front (RF|ORG]) met.", [("Relief Front", "ORG"), ("RF", "ORG")], "bracket"),
    ("[Homs, Syria|GPE]", [("Homs", "GPE"), ("Syria", "GPE")], "place and its state"),
    ("[al-Rashid|PERSON] spoke.", [("al-Rashid", "PERSON")], "Arabic article kept"),
    ("[de Souza|PERSON] spoke.", [("de Souza", "PERSON")], "particle kept"),
    ("over [the past month|DATE] it rained", [("the past month", "DATE")], "times keep their words"),
    ("V. V. [K. Rao|PERSON] spoke.", [("V. V. K. Rao", "PERSON")], "initials with full stops, some left out"),
    ("Here, A. [Bello|PERSON] spoke.", [("A. Bello", "PERSON")], "the only initial left out"),
    ("She took vitamin A. [Bello|PERSON] spoke.", [("Bello", "PERSON")], "no initial"),
    ("[Tunde Bello|PERSON] III spoke.", [("Tunde Bello III", "PERSON")], "suffix left out"),
    ("[Rosa ‘Mimi’ Kent|PERSON] spoke.", [("Rosa ‘Mimi’ Kent", "PERSON")], "nickname in single marks"),
    ("[Tito|PERSON] 'El Zorro' [Ruiz|PERSON] spoke.", [("Tito 'El Zorro' Ruiz", "PERSON")], "name cut at a nickname"),
    ("“No,” said [Rosa Kent|PERSON]. “Mimi” was her dog.", [("Rosa Kent", "PERSON")], "marks after a name"),
    ("[Smith|PERSON] & [Kent|PERSON] rose.", [("Smith & Kent", "ORG")], "firm called after two people"),
    ("[Smith|PERSON] and [Kent|PERSON] rose.", [("Smith", "PERSON"), ("Kent", "PERSON")], "two people"),
    ("[Washington|GPE], [DC|GPE] is wet.", [("Washington, DC", "GPE")], "capital cut from its district"),
    ("[Storm Ada|PERSON] passed.", [("Storm Ada", "EVENT")], "storm called like a person"),
    ("Cyclone [Ada|PERSON] passed.", [("Cyclone Ada", "EVENT")], "storm's kind left out"),
    ("[Tuesday|EVENT] [morning|TIME] was dry.", [("Tuesday morning", "TIME")], "weekday cut from the part of its day"),
    ("[Kent. Rao|PERSON] spoke.", [("Kent", "PERSON"), ("Rao", "PERSON")], "end of a sentence after a short name"),
    ("three [K-pop|PRODUCT] stars", [("K-pop", "PRODUCT")], "letter and a word"),
    ("[La bandida|WORK_OF_ART] opened.", [("La bandida", "WORK_OF_ART")], "title in lower case"),
    ("[U.S.$2|ORG] a litre", [], "amount"),
    ("[forty|CARDINAL] came", [], "numbers are no names"),
    ("[President|PERSON] spoke.", [], "title alone"),
    ("[@kigalinews|ORG] posted.", [], "handle"),
]


@pytest.mark.parametrize(("marked", "expected", "phenomenon"), EDGES, ids=[row[2] for row in EDGES])
def test_edges(marked: str, expected: list[tuple[str, str]], phenomenon: str) -> None:
    assert spans(marked) == expected


TIMES = [
    ("between 12", False),
    ("47", False),
    ("at least 30", False),
    ("between 30 and 35 per cent", False),
    ("2019", True),
    ("between 2019 and 2021", True),
    ("57-year-old", True),
    ("the 1980s", True),
    ("12/05", True),
    ("ten days", True),
    ("last year", True),
]


@pytest.mark.parametrize(("text", "is_time"), TIMES)
def test_figures_are_no_dates(text: str, is_time: bool) -> None:
    assert spans(f"it rose [{text}|DATE] there") == ([(text, "DATE")] if is_time else [])
