"""BERT's uncased WordPiece, token by token, so that every piece belongs to exactly one spaCy token.

The pieces are those of the reference implementation for the token alone (Devlin et al. 2019; Wu et al.
2016): control characters out, accents off, lower case, split at punctuation and ideographs, longest match first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

CLS, SEP, UNKNOWN, MASK = "[CLS]", "[SEP]", "[UNK]", "[MASK]"
LONGEST_WORD = 100
"""Characters; a longer word is one unknown piece."""
PIECES_PER_TOKEN = 12
"""The rest is dropped: long numbers, hashes and runs of symbols say nothing more."""
_CACHE_LIMIT = 8_192

_IDEOGRAPHS = (
    *((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F)),
    *((0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)),
)


class WordPieces:
    """Maps a token's text to piece numbers; caches a limited number of tokens."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """
        vocabulary: the pieces, numbered from 0; those within a word begin with `##`.
        """
        self.numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self.numbers[UNKNOWN]
        self._seen: dict[str, tuple[int, ...]] = {}

    def __call__(self, token: str) -> tuple[int, ...]:
        """RETURNS: the numbers of the token's pieces, at most `PIECES_PER_TOKEN`; none for white space."""
        found = self._seen.get(token)
        if found is None:
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            found = tuple(number for word in words(token) for number in self._pieces(word))[:PIECES_PER_TOKEN]
            self._seen[token] = found
        return found

    def _pieces(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        pieces: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            end = len(word)
            while end > start and prefix + word[start:end] not in self.numbers:
                end -= 1
            if end == start:
                return [self._unknown]
            pieces.append(self.numbers[prefix + word[start:end]])
            start = end
        return pieces


def words(token: str) -> Iterator[str]:
    """RETURNS: the token's words, normalised: letters and digits that stand together, or one mark or ideograph."""
    if token.isascii() and token.isalnum():
        yield token.lower()
        return
    word = ""
    for character in unicodedata.normalize("NFD", token):
        category = unicodedata.category(character)
        if character.isspace():
            single, dropped = False, False
        else:
            dropped = category == "Mn" or category.startswith("C") or character == "�"
            single = _stands_alone(character, category)
        if dropped:
            continue
        if word and (single or character.isspace()):
            yield word
            word = ""
        if single:
            yield character
        elif not character.isspace():
            word += character.lower()
    if word:
        yield word


def _stands_alone(character: str, category: str) -> bool:
    """Punctuation, the symbols of ASCII, and ideographs."""
    if category.startswith("P") or (character.isascii() and not character.isalnum()):
        return True
    code = ord(character)
    return code >= 0x3400 and any(low <= code <= high for low, high in _IDEOGRAPHS)
