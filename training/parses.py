"""Parses texts with the base model, as a teacher of grammar for the encoder.

    python -m training.parses IN.jsonl.gz… --out parses.jsonl.gz [--model FOLDER]

Who says what is a matter of syntax; a network that has to tell each word's tag, head and relation knows it better.
Each output line is `{"id", "tags", "relations", "heads"}`, an entry a token: numbers of `PARTS_OF_SPEECH` and
`DEPENDENCIES`, and the number of the token that it hangs on (its own for a root).
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import spacy

from newsfacts.encoder.labels import DEPENDENCIES, PARTS_OF_SPEECH
from newsfacts.pipeline import LAYOUT
from training.corpora import read_jsonl
from training.examples import tokenizer
from training.fine_labels import MODEL


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--model", default=MODEL, help="a pipeline of spaCy's with a tagger and a parser")
    arguments = parser.parse_args()
    tags = {tag: number for number, tag in enumerate(PARTS_OF_SPEECH)}
    relations = {relation: number for number, relation in enumerate(DEPENDENCIES)}
    nlp = spacy.load(arguments.model, exclude=["attribute_ruler", "lemmatizer", "ner", "senter"])
    nlp.tokenizer = tokenizer(nlp.vocab)
    nlp.add_pipe(LAYOUT, first=True)
    with gzip.open(arguments.out, "wt", encoding="utf-8") as out:
        for path in arguments.inputs:
            for row in read_jsonl(path):
                doc = nlp(row["text"])
                parse = {
                    "id": row["id"],
                    "tags": [tags[token.tag_] for token in doc],
                    "relations": [relations[token.dep_ or "dep"] for token in doc],
                    "heads": [token.head.i for token in doc],
                }
                out.write(json.dumps(parse) + "\n")


if __name__ == "__main__":
    main()
