"""spaCy's tokenizer, kept linear.

spaCy strips affixes from a run without white space one at a time, copying the rest each time, which is quadratic on
runs of punctuation, symbols and emoji (31,000 opening brackets take a minute). Such a run is tokenized in pieces; every
other text gets spaCy's own tokens. The text is kept to the character either way.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

AFFIX_RUN = 32
WORD_RUN = 256
LONGEST_RUN = 1024

_HOSTILE = re.compile(rf"(?:[^\w\s]|_){{{AFFIX_RUN},}}|\S{{{LONGEST_RUN},}}")
_PIECE = re.compile(rf"(?:[^\w\s]|_){{1,{AFFIX_RUN}}}|[^\W_]{{1,{WORD_RUN}}}")
_RUN = re.compile(r"\S+|\s+")


class BoundedTokenizer:
    """Callable like `spacy.tokenizer.Tokenizer`, in time linear in the text."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.vocab: Vocab = tokenizer.vocab

    def __call__(self, text: str) -> Doc:
        """RETURNS: a `Doc` whose text is `text`."""
        if not _HOSTILE.search(text):
            doc: Doc = self.tokenizer(text)
            return doc
        docs = [self.tokenizer(piece) for piece in self._pieces(text)]
        words = [token.text for doc in docs for token in doc]
        spaces = [bool(token.whitespace_) for doc in docs for token in doc]
        return Doc(self.vocab, words=words, spaces=spaces)

    def _pieces(self, text: str) -> list[str]:
        """Cuts before and within hostile runs only, so that what lies between keeps spaCy's own tokens."""
        pieces: list[str] = []
        plain = 0
        for run in _RUN.finditer(text):
            if run.group().isspace() or not _HOSTILE.search(run.group()):
                continue
            pieces.append(text[plain : run.start()])
            pieces += _PIECE.findall(run.group())
            plain = run.end()
        pieces.append(text[plain:])
        return [piece for piece in pieces if piece]

    # spaCy asks these of every tokenizer it serializes.
    def to_bytes(self, **kwargs: Any) -> bytes:
        return bytes(self.tokenizer.to_bytes(**kwargs))

    def from_bytes(self, data: bytes, **kwargs: Any) -> BoundedTokenizer:
        self.tokenizer.from_bytes(data, **kwargs)
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        self.tokenizer.to_disk(path, **kwargs)

    def from_disk(self, path: Any, **kwargs: Any) -> BoundedTokenizer:
        self.tokenizer.from_disk(path, **kwargs)
        return self
