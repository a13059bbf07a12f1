"""spaCy's tokenizer, kept linear, and with quotation marks as tokens of their own.

spaCy strips affixes from a run without white space one at a time, copying the rest each time, which is quadratic on
runs of punctuation, symbols and emoji (31,000 opening brackets take a minute). Such a run is tokenized in pieces; every
other text gets spaCy's own tokens. The text is kept to the character either way.

Pages lose the space beside a quotation mark (`said,“We`, `won,"he`); spaCy makes one token of that, as it does of two
names of which the first is abbreviated (`U.S.-Egypt`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry
from spacy.vocab import Vocab

AFFIX_RUN = 32
LONGEST_RUN = 1024

_HOSTILE = re.compile(rf"(?:[^\w\s]|_){{{AFFIX_RUN},}}|\S{{{LONGEST_RUN},}}")
_PIECE = re.compile(rf"\S{{1,{AFFIX_RUN}}}")
_RUN = re.compile(r"\S+|\s+")
_PAUSE = r"[.,:;!?…)\]—–]"
_BEFORE = r"(?<=[^\W\d_]|[.,:;!?…)\]])"
_GLUED = "|".join(
    (
        r"[“”„«»]",
        rf"{_BEFORE}\"(?=[^\W\d_]|[—–])",
        rf"{_BEFORE}''(?=[^\W\d_]{{2}})",
        rf"{_PAUSE}(?={_PAUSE}{{0,4}}(?:[“”„«»]|(?:\"|'')[^\W\d_]))",
        rf"(?<=[“”„«»\"]){_PAUSE}",
        r"(?<=[A-Z]\.[A-Z]\.)-(?=[A-Z])",
    )
)
_HAS_POINT = r"^(?=\S*\.)"
"""Before the pattern of addresses, which is slow to find that a word is none."""


class BoundedTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer in time linear in the text."""

    @classmethod
    def of(cls, vocab: Vocab, defaults: Any) -> BoundedTokenizer:
        """
        vocab: where words go.
        defaults: what spaCy knows of the language (`Language.Defaults`); its models have no other rules.
        RETURNS: a tokenizer by its rules and ours.
        """
        return cls(
            vocab,
            rules=defaults.tokenizer_exceptions,
            prefix_search=compile_prefix_regex(defaults.prefixes).search,
            suffix_search=compile_suffix_regex(defaults.suffixes).search,
            infix_finditer=compile_infix_regex([_GLUED, *defaults.infixes]).finditer,
            token_match=defaults.token_match,
            url_match=re.compile(defaults.url_match.__self__.pattern.replace("^", _HAS_POINT, 1)).match,
        )

    def with_vocabulary(self, vocab: Vocab) -> BoundedTokenizer:
        """RETURNS: a tokenizer with the same rules that puts words into `vocab`."""
        return BoundedTokenizer(
            vocab,
            rules=self.rules,
            prefix_search=self.prefix_search,
            suffix_search=self.suffix_search,
            infix_finditer=self.infix_finditer,
            token_match=self.token_match,
            url_match=self.url_match,
        )

    def __call__(self, text: str) -> Doc:
        """RETURNS: a `Doc` whose text is `text`."""
        tokenize = super().__call__
        if max(map(len, text.split()), default=0) < AFFIX_RUN or not _HOSTILE.search(text):
            doc: Doc = tokenize(text)
            return doc
        docs = [tokenize(piece) for piece in self._pieces(text)]
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


@registry.tokenizers("newsfacts_tokenizer")  # type: ignore[untyped-decorator]
def tokenizer() -> Callable[[Language], BoundedTokenizer]:
    """For a model that is loaded with it, `exclude=["tokenizer"]`: its own rules would take the place of these.

    RETURNS: makes a pipeline's tokenizer.
    """
    return lambda nlp: BoundedTokenizer.of(nlp.vocab, nlp.Defaults)
