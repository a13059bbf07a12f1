"""Articles made up for the tests of training, annotated as the corpora are."""

from __future__ import annotations

from typing import Any

VOCABULARY = (
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", ",", "“", "”", '"', "'", "’", "-", ":", "?"),
    *(chr(code) for code in range(ord("a"), ord("z") + 1)),
    *("##" + chr(code) for code in range(ord("a"), ord("z") + 1)),
    *"the of to in and a was that said will on for minister mayor bridge port rice prices reopen told reporters".split(),
    *"rain week two three ship ships she he union workers river flood dam water council station night".split(),
)

NAMED = (
    "Amina Wekesa opened the new bridge in Kisumu on Tuesday. The Lake Union sent three ships.",
    "Rice prices rose in Dhaka. Farida Rahman of the Harbour Council was there.",
    "Tomás Quiroga left Salta for Jujuy. The North Station was shut for two nights.",
    "The dam at Ranong held. Somchai Boonmee and the Water Council watched the river.",
)
NAMES = {
    **dict.fromkeys(("Amina Wekesa", "Farida Rahman", "Tomás Quiroga", "Somchai Boonmee"), "Person"),
    **dict.fromkeys(("Kisumu", "Dhaka", "Salta", "Jujuy", "Ranong"), "Location"),
    **dict.fromkeys(("Lake Union", "Harbour Council", "Water Council"), "Organization"),
    **{"North Station": "Facility", "Tuesday": "Date"},
}

QUOTED = (
    (("The mayor", "said that", "the bridge will reopen in two weeks", "The mayor said that the bridge will reopen in two weeks."),),
    (("Farida Rahman", "told reporters", "“The rice is in the port,”", "“The rice is in the port,” Farida Rahman told reporters."),),
    (
        ("The union", "said", "three ships will leave", "The union said three ships will leave."),
        ("the minister", "said", "“We will wait,”", "“We will wait,” the minister said."),
    ),
    (("Somchai Boonmee", ":", "the water is high", "Somchai Boonmee: the water is high"),),
)  # fmt: skip


def named() -> list[dict[str, Any]]:
    """Articles with names."""
    return [
        {
            "id": f"named-{number}",
            "text": text,
            "entities": [
                {"start": text.index(name), "end": text.index(name) + len(name), "label": label}
                for name, label in NAMES.items()
                if name in text
            ],
        }
        for number, text in enumerate(NAMED)
    ]


def quoted() -> list[dict[str, Any]]:
    """Articles with attributions."""
    rows = []
    for number, sentences in enumerate(QUOTED):
        text, attributions = "", []
        for source, cue, content, sentence in sentences:
            spans = {
                part: [[len(text) + sentence.index(words), len(text) + sentence.index(words) + len(words)]]
                for part, words in (("source", source), ("cue", cue), ("content", content))
            }
            attributions.append(spans)
            text += sentence + "\n\n"
        rows.append({"id": f"quoted-{number}", "text": text, "attributions": attributions})
    return rows
