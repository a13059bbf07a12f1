"""Numbers that belong to a name: "Boeing 737", "section 256", "the Big Four", "21 Savage", "dynamic-zero"."""

from __future__ import annotations

from newsfacts.lexicon import words
from newsfacts.quantities.evidence import Evidence
from newsfacts.quantities.lexemes import QUOTES, Gap
from newsfacts.quantities.numerals import Numeral

_AGREEING = words("singular_verb")
_BEFORE_HYPHEN = words("before_a_hyphen_and_a_number")


class Names:
    """Tells which numerals are part of a name."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._lexemes = evidence.lexemes
        self._designators = words("designator")

    def designated(self, numeral: Numeral) -> bool:
        """RETURNS: whether a bare whole number names something: "Boeing 737", "section 256", "SKW 3"."""
        i, lexemes, evidence = numeral.first, self._lexemes, self._evidence
        if lexemes.word(numeral.last) == "-" and lexemes.near(numeral.last + 1, Gap.NONE):  # "7-Eleven"
            return lexemes.capital(numeral.last + 1) and not evidence.title_case(i)
        if i == 0 or not lexemes.near(i):
            return False
        if lexemes.word(i - 1).removesuffix(".") in self._designators or self._abbreviated(i):
            return lexemes.capital(i - 1) or not evidence.counts(numeral.last)
        if lexemes.word(i - 1) == ")" and lexemes.word(i - 3) == "(" and lexemes.raw[i - 2].isupper():
            return not evidence.counts(numeral.last)
        if lexemes.word(i - 1) == "." and lexemes.word(i - 3) == "&":  # "the S.&P. 500"
            return lexemes.capital(i - 2) and not evidence.counts(numeral.last)
        if not evidence.proper(i - 1) or evidence.month(i - 1):
            return False
        token, before = evidence.token(i), evidence.token(i - 1)
        if token is None or before is None:
            return False
        if token.head == before or before.head == token:
            return True
        if before.head == token.head and before.dep_ in {"compound", "nmod", "nummod"}:
            return True
        return not (evidence.counts(numeral.last) or evidence.noun(numeral.last) or token.ent_type_ == "CARDINAL")

    def opens(self, numeral: Numeral) -> bool:
        """RETURNS: whether a number begins a name, by a verb that doesn't agree: "21 Savage was", "3M said"."""
        lexemes, evidence, last = self._lexemes, self._evidence, numeral.last
        if numeral.scale > 1 and lexemes.raw[last - 1] == "M":
            return evidence.tag(last) in {"VBD", "VBZ"} and not evidence.noun(last)
        if not numeral.plain or numeral.value == 1 or not lexemes.near(last) or evidence.tag(last) != "NNP":
            return False
        return lexemes.word(last + 1) in _AGREEING or evidence.tag(last + 1) == "VBZ"

    def _abbreviated(self, i: int) -> bool:
        """ "No. 5", "Sec. 3"."""
        return self._lexemes.word(i - 1) == "." and self._lexemes.word(i - 2) in self._designators and i > 1

    def spelled(self, i: int, last: int) -> bool:
        """RETURNS: whether a spelled number belongs to a name: "the Big Four", "dynamic-zero", "round eight"."""
        lexemes = self._lexemes
        if lexemes.word(i - 1) == "-" and lexemes.tight(i - 1):
            return i > 1 and lexemes.is_word[i - 2] and lexemes.low[i - 2] not in _BEFORE_HYPHEN
        named = lexemes.word(i - 1) in self._designators and lexemes.near(i)
        if named and not self._evidence.tag(i - 1).startswith("VB"):
            return not (self._evidence.counts(last) or self._evidence.noun(last))  # "round eight"
        quoted = lexemes.word(i - 1) in QUOTES and lexemes.near(last) and lexemes.capital(last)
        if not lexemes.capital(i) or self._evidence.title_case(i):
            return False
        if self._evidence.sentence_start(i) and not (quoted and i > 1 and lexemes.is_word[i - 2]):
            return False
        return lexemes.capital(i - 1) or (lexemes.near(last) and lexemes.capital(last))
