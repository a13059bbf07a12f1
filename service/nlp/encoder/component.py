"""The encoder as a component: it stands after the parser, sees the whole document, and is linear in it."""

# No postponed annotations here: spaCy reads those of a factory.

from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, Span

from service.nlp.encoder.attributions import Attribution, attributions
from service.nlp.encoder.features import pieces
from service.nlp.encoder.names import NameSpan, name_spans
from service.nlp.encoder.network import Encoder, load
from service.nlp.layers import register

register()


DECODED_AT_ONCE = 32
"""Windows: enough that the decoders' loops cost little a window, few enough that memory is bounded."""


class EncoderComponent:
    """Sets `doc.ents` in OntoNotes' labels, and keeps what the network says of names and quotes."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """
        doc: with `paragraphs` and `quotations`. Any entities it has are replaced.
        RETURNS: the same document.
        """
        tokens, offsets = [], []
        for token in doc:
            tokens.append(token.text)
            offsets.append(token.idx)
        found = pieces(tokens, offsets, doc._.paragraphs, doc._.quotations, wordpieces=self.encoder.wordpieces)
        names: list[NameSpan] = []
        quotes: list[Attribution] = []
        windows = self.encoder.read(found)
        while group := list(islice(windows, DECODED_AT_ONCE)):
            names += name_spans(group, self.encoder.chains["names"])
            quotes += attributions(group, self.encoder.chains["quotes"])
        doc.set_ents([Span(doc, name.start, name.end, label=name.label) for name in names], default="outside")
        doc._.name_spans = tuple(names)
        doc._.attributions = tuple(quotes)
        return doc


@Language.factory(
    "newsfacts_encoder",
    requires=["doc._.paragraphs", "doc._.quotations"],
    assigns=["doc.ents", "doc._.name_spans", "doc._.attributions"],
)
def make_encoder(nlp: Language, name: str) -> EncoderComponent:
    """RETURNS: the component with the released weights.

    RAISES: DamagedWeightsError, a file of the model is not the released one.
    """
    return EncoderComponent(load())
