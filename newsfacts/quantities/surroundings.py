"""What the parse and the layout say about a lexeme: the one place where lexemes meet tokens."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from spacy.attrs import IDX
from spacy.tokens import Doc, Token

from newsfacts.layers import Paragraph, ParagraphKind
from newsfacts.lexicon import words
from newsfacts.quantities.lexemes import Lexemes
from newsfacts.syntax import NOUN_TAGS, PROPER_TAGS

_URL = re.compile(r"(?:https?://|www\.)\S+")
_CITED = re.compile(r"\s[a-z][a-z-]* ?\((\d{1,3}(?:, ?\d{1,3}){0,9})\)(?=[.,;])")
LEAST_CITED = 4
_MODIFYING = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "HYPH"})


class Surroundings:
    """Answers by lexeme number what the pipeline knows by token."""

    def __init__(self, doc: Doc, text: str, lexemes: Lexemes) -> None:
        self.doc = doc
        self.text = text  # Doc.text joins the tokens each time
        self.lexemes = lexemes
        self._starts: list[int] = doc.to_array(IDX).tolist()
        aside = len(doc._.newsfacts_paragraphs) > 1  # a text of one paragraph is the article, however short
        furniture: list[Paragraph] = [
            p for p in doc._.newsfacts_paragraphs if aside and p.kind is ParagraphKind.FURNITURE
        ]
        self._furniture = sorted((p.start, p.end) for p in furniture)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """RETURNS: the code points of lexemes `first` to `last` (exclusive)."""
        return self.lexemes.start[first], self.lexemes.end[last - 1]

    def number(self, offset: int) -> int:
        """RETURNS: the number of the token that covers a code point, or of the nearest before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def token(self, i: int) -> Token | None:
        """RETURNS: the token in which lexeme `i` begins."""
        if not 0 <= i < len(self.lexemes) or not self._starts:
            return None
        return self.doc[self.number(self.lexemes.start[i])]

    def tag(self, i: int) -> str:
        token = self.token(i)
        return str(token.tag_) if token is not None else ""

    def is_date(self, i: int) -> bool:
        token = self.token(i)
        return token is not None and token.ent_type_ == "DATE"

    def noun(self, i: int) -> bool:
        return self.lexemes.near(i) and self.tag(i) in NOUN_TAGS and self.lexemes.is_word[i]

    def plural(self, i: int) -> bool:
        return self.lexemes.near(i) and self.lexemes.is_word[i] and self.tag(i) in {"NNS", "NNPS"}

    def people(self, i: int) -> bool:
        """RETURNS: whether a plural noun stands at lexeme `i`, or after one adjective: "3m unemployed men"."""
        return self.plural(i) or (self.lexemes.near(i) and self.tag(i) == "JJ" and self.plural(i + 1))

    def proper(self, i: int) -> bool:
        return self.tag(i) in PROPER_TAGS and self.lexemes.is_word[i] and not self.lexemes.raw[i].islower()

    def month(self, i: int) -> bool:
        """RETURNS: whether the name of a month stands at lexeme `i`; "may" as a verb is none."""
        lexemes = self.lexemes
        named = lexemes.word(i) in words("month") and lexemes.raw[i][0].isupper()
        return named and not (lexemes.low[i] == "may" and self.tag(i) == "MD")

    def counts(self, i: int) -> bool:
        """RETURNS: whether a plural noun stands at lexeme `i`, at most three modifiers on."""
        for k in range(i, i + 4):
            if not self.lexemes.near(k) or self.tag(k) not in _MODIFYING:
                return False
            if self.plural(k):
                return True
        return False

    def furniture(self, i: int) -> bool:
        """RETURNS: whether the lexeme belongs to the page rather than the article."""
        if not self._furniture:
            return False
        at = bisect_right(self._furniture, (self.lexemes.start[i], len(self.text) + 1)) - 1
        return at >= 0 and self.lexemes.start[i] < self._furniture[at][1]

    @cached_property
    def _urls(self) -> list[tuple[int, int]]:
        return [match.span() for match in _URL.finditer(self.text)]

    @cached_property
    def _citations(self) -> list[tuple[int, int]]:
        found = [match.span(1) for match in _CITED.finditer(self.text)]
        return found if len(found) >= LEAST_CITED else []

    def in_url(self, i: int) -> bool:
        return self._in(self._urls, i)

    def cited(self, i: int) -> bool:
        """RETURNS: whether the number is one of several that stand alone in brackets at the end of a clause."""
        return self._in(self._citations, i)

    def _in(self, spans: list[tuple[int, int]], i: int) -> bool:
        start = self.lexemes.start[i]
        at = bisect_right(spans, (start, len(self.text))) - 1
        return at >= 0 and start < spans[at][1]

    def title_case(self, i: int, reach: int = 8) -> bool:
        """RETURNS: whether capitals say nothing here, since most words around have one."""
        words = [k for k in range(max(0, i - reach), min(len(self.lexemes), i + reach)) if self.lexemes.is_word[k]]
        return sum(self.lexemes.capital(k) for k in words) * 3 > len(words) * 2

    def sentence_start(self, i: int) -> bool:
        return self.lexemes.first_of_line(i) or self.lexemes.word(i - 1) in set('.!?:"“”‘’([—')

    def anchor(self, start: int, end: int) -> int:
        """RETURNS: the token through which the numeral at code points `start` to `end` hangs in the parse."""
        first, last = self.number(start), self.number(end - 1)
        for number in range(first, last + 1):
            head = self.doc[number].head.i
            if not first <= head <= last:
                return number
        return last
