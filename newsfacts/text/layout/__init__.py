"""The page before the language: paragraphs, sentence breaks at their starts, and quotation marks."""

# No postponed annotations here: spaCy reads those of a factory.

from collections.abc import Callable, Iterator
from typing import Any

import numpy
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from newsfacts.layers import Paragraph, register, text_of
from newsfacts.text.layout.datelines import dateline_end
from newsfacts.text.layout.marks import quotations
from newsfacts.text.layout.paragraphs import paragraphs

register()


@Language.factory(
    "newsfacts_layout", assigns=["doc._.newsfacts_paragraphs", "doc._.newsfacts_quotations", "token.is_sent_start"]
)
def make_layout(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """RETURNS: the component `layout`."""
    return layout


def layout(doc: Doc) -> Doc:
    """Writes `paragraphs` and `quotations`, and lets a sentence start with every paragraph and after every dateline.

    Stands before the encoder.

    RETURNS: the same document.
    """
    text = text_of(doc)
    doc._.newsfacts_paragraphs = paragraphs(text)
    doc._.newsfacts_quotations = quotations(text, doc._.newsfacts_paragraphs)
    starts = numpy.fromiter(_sentence_starts(text, doc._.newsfacts_paragraphs), dtype=numpy.uint64)
    reached = numpy.searchsorted(doc.to_array([IDX, LENGTH]).sum(1), starts, side="right")
    begins: Any = numpy.zeros((len(doc), 1), dtype=numpy.uint64)
    begins[:1] = begins[reached[reached < len(doc)]] = 1
    # all at once: `token.is_sent_start = True` looks through the whole document each time
    return doc.from_array([SENT_START], begins)


def _sentence_starts(text: str, found: tuple[Paragraph, ...]) -> Iterator[int]:
    for paragraph in found:
        yield paragraph.start
        after = dateline_end(text, paragraph.start, paragraph.end)
        if after is not None:
            yield after
