"""When an answer counts as right."""

from __future__ import annotations

import pytest

from newsfacts.facts import Party
from training.scoring import Tally, paired, speaker_right, words

TEXT = "Amina Wekesa, the mayor of Kisumu, said the bridge was safe. She will open it."


def spans(*parts: str) -> list[tuple[int, int]]:
    return [(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts]


def party(written: str | None, name: str | None = None) -> Party:
    (start, end), *_ = spans(written) if written else [(None, None)]
    return Party(text=written, start=start, end=end, name=name)


@pytest.mark.parametrize(
    ("ours", "theirs", "pairs"),
    [
        (["the bridge was safe"], ["the bridge was safe"], {0: 0}),
        (["said the bridge was safe"], ["the bridge was safe"], {0: 0}),
        (["the bridge"], ["the bridge was safe"], {0: 0}),
        (["the"], ["the bridge was safe"], {}),
        (["She will open it"], ["the bridge was safe"], {}),
        (["the bridge was", "the bridge was safe"], ["the bridge was safe"], {1: 0}),
        (["the bridge was safe", "She will"], ["She will open it", "said the bridge was safe"], {0: 1, 1: 0}),
        ([], ["She will open it"], {}),
    ],
)
def test_contents_that_share_half_their_words_are_the_same(
    ours: list[str], theirs: list[str], pairs: dict[int, int]
) -> None:
    assert paired(*([words(TEXT, spans(part)) for part in parts] for parts in (ours, theirs))) == pairs


@pytest.mark.parametrize(
    ("source", "speaker", "right"),
    [
        (["Amina Wekesa"], party("Amina Wekesa"), True),
        (["Amina Wekesa, the mayor of Kisumu"], party("the mayor"), True),
        (["the mayor of Kisumu"], party("the bridge"), False),
        (["She"], party("She"), True),
        (["Amina Wekesa"], party("She", name="Amina Wekesa"), True),
        (["Amina Wekesa"], party(None, name="Amina Wekesa"), True),
        (["the mayor"], party(None, name="The Kisumu Star"), False),
        (["Amina Wekesa"], None, False),
        ([], None, True),
        ([], party("She"), False),
    ],
)
def test_a_speaker_is_right_by_a_word_of_the_span_or_the_end_of_the_name(
    source: list[str], speaker: Party | None, right: bool
) -> None:
    assert speaker_right(TEXT, spans(*source), speaker) is right


def test_a_tally_gives_precision_recall_and_f1() -> None:
    tally = Tally(1, 2, 0).plus(Tally(1, 2, 8))
    assert (tally.precision, tally.recall, round(tally.f1, 2)) == (50.0, 25.0, 33.33)
    assert Tally().f1 == 0.0
