"""Loads the spaCy pipeline that everything runs on, and makes it cheap.

Each choice was measured (`docs/performance.md`): no attribute ruler and no lemmatizer, since components read `tag_` and
`dep_` and look up only the few lemmas that they report; common words that the tokenizer knows beforehand.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice
from typing import Any

from spacy import attrs
from spacy.lang.en import English
from spacy.language import Language
from spacy.vocab import create_vocab

import newsfacts.claims  # each of these imports registers a component
import newsfacts.coreference
import newsfacts.encoder
import newsfacts.entities
import newsfacts.places
import newsfacts.quotes
import newsfacts.text.layout
import newsfacts.text.tokenizer

_UNREAD = (
    *(attrs.NORM, attrs.SHAPE, attrs.PREFIX, attrs.SUFFIX, attrs.LIKE_NUM, attrs.LIKE_URL, attrs.LIKE_EMAIL),
    *(attrs.IS_ASCII, attrs.IS_STOP, attrs.IS_CURRENCY, attrs.IS_QUOTE, attrs.IS_BRACKET),
    *(attrs.IS_LEFT_PUNCT, attrs.IS_RIGHT_PUNCT, attrs.IS_LOWER),
)
"""Attributes that spaCy computes for each new word and that we don't read."""

_COMMON_WORDS = 3000
"""Words that the tokenizer sees beforehand; more would take longer than they save."""

LAYOUT = "newsfacts_layout"
ENCODER = "newsfacts_encoder"
ENTITIES = "newsfacts_entities"
COREFERENCE = "newsfacts_coreference"
PLACES = "newsfacts_places"
QUOTES = "newsfacts_quotes"
CLAIMS = "newsfacts_claims"
DOCUMENT_COMPONENTS = (ENTITIES, COREFERENCE, PLACES, QUOTES, CLAIMS)


def load() -> Language:
    """
    RETURNS: the pipeline: layout, the encoder, then components over the whole document.
    RAISES: DamagedWeightsError, the encoder's files are not those that were released.
    """
    nlp: Language = English(create_tokenizer=newsfacts.text.tokenizer.tokenizer())
    nlp.add_pipe(LAYOUT)
    nlp.add_pipe(ENCODER)
    _teach(nlp, nlp.tokenizer)
    for name in DOCUMENT_COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def renew(nlp: Language) -> None:
    """Gives the pipeline a new vocabulary, as it was loaded with.

    A memory zone frees the new words of an article, but they leave a trace in the vocabulary's hash tables (preshed),
    which keep doubling.
    """
    old: Any = nlp.tokenizer
    new = old.with_vocabulary(create_vocab(nlp.lang, nlp.Defaults))
    _teach(nlp, new)
    nlp.vocab, nlp.tokenizer = new.vocab, new


def _teach(nlp: Language, tokenizer: Any) -> None:
    """Prepares a tokenizer's vocabulary: the labels, common words, and less to work out for each word."""
    vocab = tokenizer.vocab
    for labels in nlp.pipe_labels.values():
        for label in labels:
            vocab.strings.add(label)
    for attribute in _UNREAD:
        vocab.lex_attr_getters.pop(attribute)
    tokenizer(" ".join(_common(nlp.get_pipe(ENCODER), tokenizer.rules)))


def _common(encoder: Any, special: Container[str]) -> Iterator[str]:
    """
    encoder: in its vocabulary, words stand by how common they are.
    special: what spaCy's tokenizer has rules for; from the first of these on it remembers nothing of a text.
    RETURNS: common words as they stand in texts. The tokenizer remembers what it makes of each, but in a memory zone,
    where it forgets everything new.
    """
    pieces = (piece for piece in encoder.encoder.wordpieces.numbers if piece.isascii() and piece.isalpha())
    words = (piece for piece in pieces if piece not in special and piece.capitalize() not in special)
    for number, word in enumerate(islice(words, _COMMON_WORDS)):
        yield word
        if number < _COMMON_WORDS // 4:
            yield from (form for form in (word.capitalize(), f"{word},", f"{word}.") if form not in special)
