"""The page before the language: paragraphs, sentence breaks at their starts, and quotation marks."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from service.nlp.layers import register, text_of
from service.nlp.layout.marks import quotations
from service.nlp.layout.paragraphs import paragraphs

register()


@Language.component("newsfacts_layout", assigns=["doc._.paragraphs", "doc._.quotations", "token.is_sent_start"])
def layout(doc: Doc) -> Doc:
    """Writes `paragraphs` and `quotations`, and lets a sentence start with every paragraph. Stands before the parser.

    RETURNS: the same document.
    """
    text = text_of(doc)
    doc._.paragraphs = paragraphs(text)
    doc._.quotations = quotations(text, doc._.paragraphs)
    starts = iter([paragraph.start for paragraph in doc._.paragraphs])
    start = next(starts, None)
    for token in doc:
        if start is None:
            break
        if token.idx + len(token) > start:
            token.is_sent_start = True
            start = next(starts, None)
    return doc
