"""Numbers that are no quantities: dates, clock times, ordinals, parts of names and addresses, list numbers, phones."""

from __future__ import annotations

import re
from bisect import bisect_right
from fractions import Fraction
from functools import cached_property

from newsfacts.lexicon import words
from newsfacts.quantities import currencies, units
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.evidence import Evidence
from newsfacts.quantities.lexemes import QUOTES, Gap
from newsfacts.quantities.numerals import Numeral, read

LONGEST_CHAIN = 12
LONGEST_WHOLE = 12
SHORTEST_PHONE = 7
SHORTEST_DIALLED = 3
LONGEST_LIST = 20

_URL = re.compile(r"(?:https?://|www\.)\S+")
_CLOCK = words("after_a_clock_time")
_ORDINAL = words("ordinal_ending")
_ORDINAL_WORD = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|eleventh|twelfth|\w+tieth|\w+ndth|\w+andth"
)
_OPEN_TO_ORDINALS = ("ty", "hundred", "thousand", "million")
_YEARLY = words("before_a_year")
_PHONE = words("before_a_phone_number")
_LINES = words("lines_of_a_video")
_CENTURIES = range(1500, 2101)
_DOMAIN = words("domain")
_NO_NUMERAL = Numeral(0, 0, Fraction(0))


class Exclusions:
    """Tells which lexemes begin something that is not a quantity."""

    def __init__(self, evidence: Evidence, country: Country) -> None:
        self._evidence = evidence
        self._country = country
        self._lexemes = evidence.lexemes

    @cached_property
    def _urls(self) -> list[tuple[int, int]]:
        return [match.span() for match in _URL.finditer(self._evidence.text)]

    def end(self, i: int) -> int:
        """RETURNS: the lexeme after the excluded expression that begins at the numeral lexeme `i`; `i` if none does."""
        if self._in_address(i) or self._evidence.furniture(i):
            return i + 1
        if not self._lexemes.is_digits[i]:
            return i
        if currencies.before(self._lexemes, i, self._country):
            return i
        for rule in (self._date, self._clock, self._chain, self._list_number):
            end = rule(i)
            if end > i:
                return end
        named = self._glued(i) or self._lines_of_video(i) or self._identifier(i)
        return i + 1 if named else i

    def _identifier(self, i: int) -> bool:
        """ "771156540103417856", and the value of an attribute in stray markup (id="77")."""
        raw = self._lexemes.raw[i]
        return (raw.isdecimal() and len(raw) > LONGEST_WHOLE) or (
            self._lexemes.word(i - 1) in QUOTES and self._lexemes.word(i - 2) == "=" and self._lexemes.tight(i - 1)
        )

    def _lines_of_video(self, i: int) -> bool:
        """ "1080p"."""
        lexemes = self._lexemes
        return lexemes.raw[i] in _LINES and lexemes.near(i + 1, Gap.NONE) and lexemes.raw[i + 1] in {"p", "i"}

    def _in_address(self, i: int) -> bool:
        lexemes, start = self._lexemes, self._lexemes.start[i]
        at = bisect_right(self._urls, (start, len(self._evidence.text))) - 1
        if at >= 0 and start < self._urls[at][1]:
            return True
        for k in range(i, i + LONGEST_CHAIN):
            if k > i and not lexemes.near(k, Gap.NONE):
                break
            if lexemes.word(k) in {"@", "_"} or (lexemes.word(k - 1) == "." and lexemes.word(k) in _DOMAIN and k > i):
                return True
        return False

    def _date(self, i: int) -> int:
        """ "12 September 2018", "September 12 and 13, 2018", "5-7 June", "July 2022", and years."""
        lexemes, raw = self._lexemes, self._lexemes.raw[i]
        if len(raw) > 4 or not raw.isdecimal():
            return i
        after = i + 2 if lexemes.word(i + 1) in _ORDINAL and lexemes.near(i + 1, Gap.NONE) else i + 1
        month_before = i - 2 if lexemes.word(i - 1) == "." and lexemes.near(i - 1, Gap.NONE) else i - 1
        if lexemes.word(after) == "of" and self._evidence.month(after + 1):
            after += 1
        if int(raw) <= 31:
            if lexemes.near(after) and self._evidence.month(after):
                return self._year_after(after + 1)
            if month_before >= 0 and lexemes.near(i) and self._evidence.month(month_before):
                return self._second_day(after)
            second = after + 1
            if lexemes.word(after) in {"-", "–", "and", "to", "or", ","} and lexemes.digits(second):
                tail = second + 2 if lexemes.word(second + 1) in _ORDINAL else second + 1
                if len(lexemes.raw[second]) <= 2 and lexemes.near(tail) and self._evidence.month(tail):
                    return self._year_after(tail + 1)
        return i + 1 if self._year(i, month_before) else i

    def _second_day(self, i: int) -> int:
        """After "September 12": "-13", "and 14", ", 2018"."""
        lexemes = self._lexemes
        if lexemes.word(i) in {"-", "–", "and", "to", "or"} and lexemes.digits(i + 1) and lexemes.near(i + 1):
            day = lexemes.raw[i + 1]
            if len(day) <= 2 and not self._evidence.counts(i + 2) and lexemes.word(i + 2) not in {"%", "percent"}:
                i += 3 if lexemes.word(i + 2) in _ORDINAL else 2
        return self._year_after(i)

    def _year_after(self, i: int) -> int:
        at = i + 1 if self._lexemes.word(i) in {",", "."} else i
        return at + 1 if self._looks_like_year(at) and not self._evidence.counts(at + 1) else i

    def _looks_like_year(self, i: int) -> bool:
        lexemes = self._lexemes
        if not (lexemes.digits(i) and lexemes.near(i)):
            return False
        raw = lexemes.raw[i]  # may hold separators: "1,50"
        return len(raw) == 4 and raw.isdecimal() and int(raw) in _CENTURIES

    def _year(self, i: int, month_before: int) -> bool:
        lexemes, evidence = self._lexemes, self._evidence
        if not self._looks_like_year(i) or lexemes.word(i + 1) == "%":
            return False
        if lexemes.word(i + 1) != "year" and units.at(lexemes, i + 1):
            return False
        if lexemes.word(i + 1) in {"s", "'s", "bc", "ad"} or (month_before >= 0 and self._evidence.month(month_before)):
            return True
        if lexemes.word(i + 1) in {"-", "–", "/"} and lexemes.digits(i + 2) and len(lexemes.raw[i + 2]) in {2, 4}:
            return lexemes.near(i + 2, Gap.NONE) and not evidence.counts(i + 3)
        round_count = int(lexemes.raw[i]) % 100 == 0 and evidence.counts(i + 1)
        if lexemes.word(i - 1) in _YEARLY and not round_count:
            return True
        token = evidence.token(i)
        if evidence.counts(i + 1):
            return not round_count and token is not None and token.ent_type_ == "DATE"
        return token is None or token.ent_type_ not in {"CARDINAL", "QUANTITY", "MONEY", "PERCENT"}

    def _clock(self, i: int) -> int:
        """ "6am", "6:30", "6.30 pm", "1800 GMT", "5 o'clock"."""
        lexemes = self._lexemes
        end = i + 1
        if lexemes.word(end) in {":", "h"} and lexemes.digits(end + 1) and self._lexemes.tight(end):
            while lexemes.word(end) in {":", "h"} and lexemes.digits(end + 1) and lexemes.near(end + 1, Gap.NONE):
                end += 2
            return end + 1 if lexemes.word(end) in _CLOCK else end
        dash = lexemes.word(end) in {"-", "–", "to", "and", "or"} and lexemes.digits(end + 1)
        for at in (end, end + 2) if dash else (end,):
            if lexemes.near(at) and lexemes.word(at) in _CLOCK and len(lexemes.raw[i]) <= 5:
                if lexemes.word(at) == "hrs" and len(lexemes.raw[at - 1]) != 4:
                    continue
                return at + 1
        return i

    def _chain(self, i: int) -> int:
        """Digits tied by signs or in groups: "25/7/2022", "2022-07-25", "555-123-4567", "call 131 444"."""
        lexemes, end, groups = self._lexemes, i + 1, 1
        while lexemes.word(end) in {"-", "/", ".", "–"} and lexemes.digits(end + 1) and lexemes.near(end + 1, Gap.NONE):
            if lexemes.gap[end] != Gap.NONE:
                break
            end, groups = end + 2, groups + 1
        if groups == 2 and lexemes.word(i + 1) == "/" and not (read(lexemes, i) or _NO_NUMERAL).share:
            return end
        if groups > 2 or (groups == 2 and lexemes.raw[i].startswith("0") and len(lexemes.raw[i]) > 1):
            return end
        international = lexemes.word(i - 1) == "+" or (lexemes.raw[i][0] == "0" and lexemes.raw[i].isdecimal())
        if (international and len(lexemes.raw[i]) > 1) or self._dialled(i):
            while lexemes.digits(end) and lexemes.near(end, Gap.SPACE):
                end += 1
            length = sum(len(lexemes.raw[k]) for k in range(i, end))
            if length >= (SHORTEST_DIALLED if self._dialled(i) else SHORTEST_PHONE):
                return end
        return i

    def _dialled(self, i: int) -> bool:
        """RETURNS: whether plain digits follow a word such as "call", with no noun after them that they might count."""
        lexemes = self._lexemes
        after = i + 2 if lexemes.digits(i + 1) else i + 1
        if not lexemes.raw[i].isdecimal() or self._evidence.counts(after):
            return False
        at = i - 2 if lexemes.word(i - 1) in {"on", ":", "."} else i - 1
        return lexemes.word(at) in _PHONE

    def _list_number(self, i: int) -> int:
        """ "1. ", "2.The", "2- ", "2) " and "(3) " where a line begins."""
        lexemes = self._lexemes
        bracketed = lexemes.word(i - 1) == "(" and lexemes.gap[i - 1] >= Gap.WIDE
        if lexemes.word(i - 1) == "(" and lexemes.word(i + 1) == ")" and lexemes.raw[i].isdecimal():
            enumerated = int(lexemes.raw[i][:3]) <= LONGEST_LIST and lexemes.near(i + 2)
            if enumerated and lexemes.is_word[i + 2] and not self._evidence.proper(i - 2):
                return i + 2
        starts = lexemes.gap[i] == Gap.PARAGRAPH or (lexemes.gap[i] == Gap.WIDE and lexemes.word(i - 1) in set(".;:"))
        if not (starts or bracketed) or len(lexemes.raw[i]) > 3:
            return i
        closing = {")"} if bracketed else {".", ")", "-", "–"}
        if lexemes.word(i + 1) not in closing or not lexemes.near(i + 1, Gap.NONE) or not lexemes.near(i + 2):
            return i
        apart = lexemes.gap[i + 2] > Gap.NONE
        opens = lexemes.capital(i + 2) or lexemes.raw[i + 2] in QUOTES
        if lexemes.word(i + 1) in {"-", "–"}:
            return i + 2 if apart and opens else i
        return i + 2 if apart or opens else i

    def _glued(self, i: int) -> bool:
        """Whether the digits only end something longer: "G7", "BA.5", "COVID-19", "#5", "'90s"."""
        lexemes = self._lexemes
        if i == 0 or lexemes.gap[i] != Gap.NONE:
            return False
        sign = lexemes.raw[i - 1]
        if lexemes.is_word[i - 1] or sign in "#@_\\":
            return True
        tied = i > 1 and lexemes.gap[i - 1] == Gap.NONE and (lexemes.is_word[i - 2] or lexemes.is_digits[i - 2])
        if tied and sign == "-" and "." in lexemes.raw[i] and lexemes.raw[i - 2].islower():
            return False  # "magnitude-6.5"
        return tied and sign in "-./:'’–&"

    def spelled_year(self, numeral: Numeral) -> int:
        """RETURNS: the lexeme after a year in words ("nineteen eighty-four", "twenty nineteen"); 0 if there is none."""
        lexemes, last = self._lexemes, numeral.last
        if not numeral.spelled or not 10 < numeral.value <= 20 or lexemes.gap[numeral.first] is Gap.NONE:
            return 0
        after = read(lexemes, last) if lexemes.near(last, Gap.SPACE) and lexemes.is_word[last] else None
        fits = after is not None and after.spelled and 10 <= after.value < 100 and after.modifier is None
        return after.last if after and fits else 0

    def is_clock(self, i: int) -> bool:
        """ "half past five", "a quarter to six"."""
        part, word = self._lexemes.word(i - 2), self._lexemes.word(i - 1)
        return part in {"half", "quarter"} and word in {"past", "to"}

    def is_ordinal(self, last: int) -> bool:
        """RETURNS: whether what follows makes it an ordinal: "5th", "twenty-first", "one hundred and first"."""
        lexemes = self._lexemes
        if lexemes.near(last, Gap.NONE) and lexemes.word(last) in _ORDINAL:
            return True
        if not lexemes.word(last - 1).endswith(_OPEN_TO_ORDINALS):
            return False
        at = last + 1 if lexemes.word(last) in {"-", "and"} else last
        return bool(_ORDINAL_WORD.fullmatch(lexemes.word(at)))
