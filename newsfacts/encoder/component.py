"""The encoder as a component. It runs after the layout, on the whole document, in linear time."""

# No postponed annotations here: spaCy reads those of a factory.

from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START, TAG
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc, Span
from threadpoolctl import ThreadpoolController

from newsfacts.encoder.attributions import Attribution, attributions
from newsfacts.encoder.features import pieces
from newsfacts.encoder.grammar import Parse
from newsfacts.encoder.labels import DEPENDENCIES, PARTS_OF_SPEECH
from newsfacts.encoder.names import NameSpan, name_spans
from newsfacts.encoder.network import Encoder, load
from newsfacts.layers import register, starts_of, words_of

register()


DECODED_AT_ONCE = 32
"""Windows: enough to share the cost of the decoders' loops, few enough to bound the memory."""


class EncoderComponent:
    """Sets tags, heads, relations, and `doc.ents` in OntoNotes' labels; keeps the name spans and attributions."""

    def __init__(self, encoder: Encoder, strings: StringStore) -> None:
        self.encoder = encoder
        self._tags, self._relations = (
            np.array([strings.add(label) for label in labels], dtype=np.uint64)
            for labels in (PARTS_OF_SPEECH, DEPENDENCIES)
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """RETURNS: the tags and relations that it sets."""
        return (*PARTS_OF_SPEECH, *DEPENDENCIES)

    def __call__(self, doc: Doc, *, attributing: bool = True) -> Doc:
        """
        doc: with `paragraphs`, `quotations`, and sentence starts where one must begin. Its entities are replaced.
        attributing: whether to look for attributions, too.
        RETURNS: the same document.
        """
        with _blas().limit(limits=1):
            return self._read(doc, attributing=attributing)

    def _read(self, doc: Doc, *, attributing: bool) -> Doc:
        layout = doc._.newsfacts_paragraphs, doc._.newsfacts_quotations
        found = pieces(words_of(doc), starts_of(doc), *layout, wordpieces=self.encoder.wordpieces)
        names: list[NameSpan] = []
        quotes: list[Attribution] = []
        parse = Parse(doc.to_array(SENT_START) == 1)
        windows = self.encoder.read(found)
        while group := list(islice(windows, DECODED_AT_ONCE)):
            parse.add(group)
            names += name_spans(group, self.encoder.chains["names"])
            quotes += attributions(group, self.encoder.chains["quotes"]) if attributing else ()
        self._write(doc, parse)
        doc.set_ents([Span(doc, name.start, name.end, label=name.label) for name in names], default="outside")
        doc._.newsfacts_name_spans = tuple(names)
        doc._.newsfacts_attributions = tuple(quotes)
        return doc

    def _write(self, doc: Doc, parse: Parse) -> None:
        apart = parse.heads - np.arange(len(doc))
        columns = (self._tags[parse.tags], self._relations[parse.relations], apart.astype(np.int64).view(np.uint64))
        table: Any = np.stack(columns, axis=1)
        doc.from_array([TAG, DEP, HEAD], table)


@cache
def _blas() -> ThreadpoolController:
    """RETURNS: what sets the threads of numpy's matrix products. Those here are small, and cost more on several."""
    return ThreadpoolController().select(user_api="blas")


@Language.factory(
    "newsfacts_encoder",
    default_config={"folder": None},
    requires=["doc._.newsfacts_paragraphs", "doc._.newsfacts_quotations"],
    assigns=[
        "doc.ents",
        "token.tag",
        "token.dep",
        "token.head",
        "token.is_sent_start",
        "doc._.newsfacts_name_spans",
        "doc._.newsfacts_attributions",
    ],
)
def make_encoder(nlp: Language, name: str, folder: str | None) -> EncoderComponent:
    """
    folder: holds the three files of other weights, as `training.export` writes them; None for the released ones.
    RETURNS: the component.
    RAISES: DamagedWeightsError, a file of the model does not have the digest that its settings give.
    """
    return EncoderComponent(load(None if folder is None else Path(folder)), nlp.vocab.strings)
