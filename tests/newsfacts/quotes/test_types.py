"""What is attributed, by the cue in its context: an assertion, a belief, a fact, an eventuality (PARC's terms)."""

from __future__ import annotations

import pytest
from spacy.language import Language

from newsfacts.encoder.attributions import Attribution, Pointed, TokenSpan
from newsfacts.quotes.context import Context
from newsfacts.quotes.encoded import find_encoded

TYPES = {
    "assertion": [
        # sentence: the content in brackets, the cue in braces
        "The mayor {said} [the bridge was safe].",
        "[The bridge was safe], the mayor {said}.",
        "The mayor {told} reporters [that the bridge was safe].",
        "{According to} the mayor, [the bridge was safe].",
        "The mayor {insisted} [that the bridge was safe].",
        "The mayor {argued} [that the bridge was safe].",
        "The mayor {denied} [that the bridge was unsafe].",
        "The mayor {warned} [that the bridge would fall].",
        "The mayor {described} [the bridge as a trap].",
        "The mayor {called} [the bridge a trap].",
        "The mayor {accused} [the builders of greed].",
        "The mayor {wrote} on Monday [that the bridge was safe].",
        "Critics {dismissed} the mayor's {claim} [that the bridge was safe].",
        "The mayor {claimed} [to have tested every bolt].",
        "The firm {professes} [to test every bolt].",
        "The firm {is said} [to have tested every bolt].",
        "The firm {was reported} [to be close to ruin].",
        "The mayor {issued a statement} [that the bridge was safe].",
        "{Asked} by a reporter [whether it was safe], the mayor nodded.",
        "The mayor {predicted} [that the bridge would fall].",
        "Mayor{:} [The bridge is safe].",
        "The report {concludes by saying} [that the bridge is safe].",
        "The mayor {praised} [the builders for their care].",
    ],
    "belief": [
        "The mayor {thinks} [the bridge is safe].",
        "The mayor {believed} [that the bridge was safe].",
        "The mayor {did not believe} [that the bridge was safe].",
        "The mayor {fears} [the bridge will fall].",
        "The mayor {voiced fears} [that the bridge would fall].",
        "The mayor {expressed hope} [that the bridge would hold].",
        "The mayor {doubts} [that the bridge is safe].",
        "The mayor {had doubts about} [the bridge].",
        "The mayor {is confident} [that the bridge will hold].",
        "The mayor {was worried about} [the bridge].",
        "Engineers {suspect} [that the bolts were old].",
        "Engineers {consider} [the bridge a danger].",
        "The firm {is believed} [to be close to ruin].",
        "The bridge {is expected} [to hold until May].",
        "The mayor's {belief} [that the bridge was safe] was wrong.",
        "In the mayor's {view}, [the bridge is safe].",
        "The mayor {supports} [the new bridge].",
        "The mayor {is in favour}, but engineers {are wary of} [the plan].",
        "Engineers {assumed} [that the bolts were new].",
        "The mayor {hopes} [that the bridge will hold].",
    ],
    "fact": [
        "The mayor {knew} [that the bridge was unsafe].",
        "The mayor {admitted} [that the bridge was unsafe].",
        "The mayor {acknowledged} [that the bridge was unsafe].",
        "The mayor {conceded} [that the bridge was unsafe].",
        "Engineers {found} [that the bolts were old].",
        "Engineers {discovered} [that the bolts were old].",
        "The mayor {was aware} [that the bolts were old].",
        "The mayor {forgot} [that the bridge was closed].",
        "The mayor {regrets} [that the bridge was closed].",
        "The mayor {realised} [that the bridge was unsafe].",
        "The survey {shows} [that the bolts are old].",
        "The report {revealed} [that the bolts were old].",
        "The {finding} [that the bolts were old] came late.",
        "The mayor {remembered} [that the bridge was closed].",
    ],
    "eventuality": [
        "The mayor {wants} [to close the bridge].",
        "The mayor {plans} [to close the bridge].",
        "The mayor {hopes} [to reopen the bridge].",
        "The mayor {promised} [to close the bridge].",
        "The mayor {promised} [that the bridge would close].",
        "The mayor {vowed} [to close the bridge].",
        "The mayor {agreed} [to close the bridge].",
        "The mayor {refused} [to close the bridge].",
        "The mayor {declined} [to comment].",
        "The mayor {threatened} [to sue the builders].",
        "The mayor {ordered} [the builders to leave].",
        "The mayor {told} [the builders to leave].",
        "The mayor {asked} the builders [to leave].",
        "The builders {were told} [to leave].",
        "The builders {were asked} [to leave].",
        "The mayor {urged} [drivers to take the ferry].",
        "The mayor {demanded} [that the builders leave].",
        "The mayor {proposed} [a new bridge].",
        "The mayor {is willing} [to close the bridge].",
        "The mayor {is ready} [to close the bridge].",
        "The mayor's {plan} [to close the bridge] failed.",
        "The mayor {announced a decision} [to close the bridge].",
        "The mayor {made a promise} [to close the bridge].",
        "The mayor {made an offer} [to buy the bridge].",
    ],
}


@pytest.mark.parametrize(
    ("kind", "sentence"), [(kind, sentence) for kind, sentences in TYPES.items() for sentence in sentences]
)
def test_the_cue_in_its_context_tells_the_type(nlp: Language, kind: str, sentence: str) -> None:
    text = sentence.translate({ord(mark): None for mark in "[]{}"})
    doc = nlp(text)
    content, cue = (_between(sentence, *marks) for marks in ("[]", "{}"))
    content_span, cue_span = (doc.char_span(*extent, alignment_mode="expand") for extent in (content, cue))
    piece, said = (TokenSpan(span.start, span.end, 0.9) for span in (content_span, cue_span))
    doc._.newsfacts_attributions = (
        Attribution((piece,), Pointed(said, 0.9, 0.0), Pointed(None, 0.9, 0.0), continues=False),
    )
    (found,) = find_encoded(Context(doc))
    assert found.type.value == kind


def _between(sentence: str, opening: str, closing: str) -> tuple[int, int]:
    """RETURNS: where the last part between two marks stands in the sentence without marks."""
    extents = []
    for mark in (opening, closing):
        place = sentence.rindex(mark)
        extents.append(place - sum(char in "[]{}" for char in sentence[:place]))
    return extents[0], extents[1]
