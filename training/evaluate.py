"""Runs an exported model over a corpus and writes answers in the service's form, for scoring.

    python -m training.evaluate MODEL IN.jsonl.gz OUT.jsonl [--held-out]

Names are mentions as the encoder gives them, one entity each; quotes are its attributions as they are. What the service
makes of both (clusters, marks, resolution) is not in these figures.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import spacy

from newsfacts.encoder.attributions import Attribution, attributions
from newsfacts.encoder.features import pieces
from newsfacts.encoder.names import NameSpan, name_spans
from newsfacts.encoder.network import Encoder, load
from newsfacts.text.layout.marks import quotations
from newsfacts.text.layout.paragraphs import paragraphs
from training.corpora import held_out, read_jsonl

SHOWN = frozenset(
    ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME")
)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--held-out", action="store_true", help="only the training articles kept aside")
    parser.add_argument("--gold", type=Path, help="write the articles used, as gold for the scorer")
    arguments = parser.parse_args()
    encoder = load(arguments.model)
    tokenizer = spacy.blank("en").tokenizer
    rows = [row for row in read_jsonl(arguments.articles) if not arguments.held_out or held_out(row["id"])]
    if arguments.gold:
        arguments.gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    words, cost = 0, 0.0
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in rows:
            doc = tokenizer(row["text"])
            began = time.process_time()
            out.write(json.dumps(answer(encoder, row["id"], doc)) + "\n")
            cost += time.process_time() - began
            words += sum(not token.is_space for token in doc)
    print(f"{words} tokens, {words / cost:.0f} tokens a CPU second with decoding")


def answer(encoder: Encoder, identity: str, doc: Any) -> dict[str, Any]:
    """RETURNS: an answer of `POST /v1/extract`, as far as the scorers read it."""
    text = doc.text
    blocks = paragraphs(text)
    tokens, offsets = [token.text for token in doc], [token.idx for token in doc]
    found = pieces(tokens, offsets, blocks, quotations(text, blocks), wordpieces=encoder.wordpieces)
    readings = list(encoder.read(found))

    def span(start: int, end: int) -> dict[str, Any]:
        low, high = offsets[start], offsets[end - 1] + len(tokens[end - 1])
        return {"text": text[low:high], "start": low, "end": high}

    names: list[NameSpan] = name_spans(readings, encoder.chains["names"])
    quotes: list[Attribution] = attributions(readings, encoder.chains["quotes"])
    return {
        "id": identity,
        "offset_unit": "code_point",
        "entities": [
            {"label": n.label, "name": span(n.start, n.end)["text"], "mentions": [span(n.start, n.end)]}
            for n in names
            if n.label in SHOWN
        ],
        "quotes": [
            {
                "kind": "indirect",
                "spans": [span(p.start, p.end) for p in q.pieces],
                "cue": span(q.cue.span.start, q.cue.span.end) if q.cue.span else None,
                "speaker": span(q.source.span.start, q.source.span.end) | {"name": None} if q.source.span else None,
            }
            for q in quotes
        ],
    }


if __name__ == "__main__":
    main()
