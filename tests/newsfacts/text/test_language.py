"""English or not."""

import pytest

from newsfacts.facts import WarningCode
from newsfacts.text.language import identify, notices


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said on Tuesday that twenty people had been hurt when the bridge fell into the river.", "en"),
        ("Bridge collapse hurts twenty in Lumo", "en"),
        ("PORT KESSA: TWENTY HURT AS THE BRIDGE TO THE ISLAND FALLS AFTER A STORM, POLICE SAY", "en"),
        (
            "Le ministre a déclaré mardi que vingt personnes avaient été blessées dans la chute du pont sur le fleuve.",
            "und",
        ),
        (
            "Der Minister sagte am Dienstag, dass beim Einsturz der Brücke über den Fluss zwanzig Menschen verletzt wurden.",
            "und",
        ),
        (
            "El ministro dijo el martes que veinte personas resultaron heridas al caer el puente sobre el río de la ciudad.",
            "und",
        ),
        ("Министр заявил во вторник, что пострадали двадцать человек.", "und"),
        ("部长星期二表示，有二十人受伤。", "und"),
        (
            "Waziri alisema Jumanne kwamba watu ishirini walijeruhiwa baada ya daraja kuanguka mtoni karibu na mji huo.",
            "und",
        ),
        ("12345 (((", "und"),
    ],
)
def test_identify(text: str, language: str) -> None:
    assert identify(text) == language


def test_a_text_without_words_is_told() -> None:
    assert [n.code for n in notices("12 %", "und")] == [WarningCode.NO_SENTENCES]


def test_a_text_in_another_language_is_told() -> None:
    assert [n.code for n in notices("Bonjour tout le monde", "und")] == [WarningCode.NOT_ENGLISH]


def test_english_needs_no_notice() -> None:
    assert notices("Good morning.", "en") == ()


def test_markup_in_plain_text_is_told() -> None:
    assert [n.code for n in notices("The bridge fell.", "en", marked=True)] == [WarningCode.MARKUP]
