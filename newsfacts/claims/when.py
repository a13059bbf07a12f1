"""When what is claimed holds: which time expression of its sentence belongs to a figure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from newsfacts import times
from newsfacts.claims.circumstances import ABOVE, UNRELATED, Sentence, distance
from newsfacts.claims.figure import Figure
from newsfacts.facts import When
from newsfacts.layers import text_of

_AROUND = 4
_OWN_WITHIN = 4
_BASE_WITHIN = 4
_RECORD_WITHIN = 6
_PREPOSITIONS = frozenset({"in", "on", "during", "for", "of", "at", "(", "by", "the", "back", "since", "from", "as"})
_BASES = frozenset({"than", "against", "versus", "vs", "compared"})
_COMPARING = frozenset({"from", "with", "to", "against", "versus", "vs", "than", "after", "compared"})
_RECORDS = frozenset({"first", "only", "lowest", "highest", "most", "least", "best", "worst"})
_SUPERLATIVES = frozenset({"JJS", "RBS"})
_PRESENT = frozenset({"VBZ", "VBP"})
_PERIOD = re.compile(
    r"(?:first|second|third|fourth|full|half)[ -](?:half|quarter|year)|(?:quarter|month|week)ly|annual\b"
)


def _is_superlative(token: Token) -> bool:
    return token.tag_ in _SUPERLATIVES or (
        token.lower_.endswith("est") and token.i > 0 and token.nbor(-1).lower_ == "the"
    )


class Times:
    """The time expressions of a sentence, and which figure each stands right behind."""

    def __init__(self, doc: Doc, sentence: Sentence, figures: Sequence[Figure]) -> None:
        """
        figures: those of the sentence that are claims, in text order.
        """
        self._doc, self._sentence, self._figures = doc, sentence, figures
        found = self._apart_from_owners(times.find(doc, sentence.start, sentence.end))
        starts = [figure.quantity.start for figure in figures]
        free = [when for when in found if not self._counted(when, starts)]
        self._whens = [when for when in free if not self._is_base(when)]
        self._own = {figure.key: when for when in self._whens if (figure := self._owner(when, starts)) is not None}
        self._own |= self._respective(free)

    def of(self, figure: Figure, predicate: Token | None) -> When | None:
        """RETURNS: the expression right behind the figure, else the nearest under its verb or one above.

        Where another figure is compared with it, neither takes the other's.
        """
        if own := self._own.get(figure.key):
            return own
        origin = self._word_before(figure) == "from"
        if self._is_compared(figure) and not origin:
            return None
        others = {when.start for key, when in self._own.items() if self._apart(figure, key)}
        middle = bisect_right(self._whens, figure.quantity.start, key=lambda when: when.start)
        around = self._whens[max(0, middle - _AROUND) : middle + _AROUND]
        shared = [
            when for when in around if when.start not in others and (when.end <= figure.quantity.start or not origin)
        ]
        near = [(self._distance(figure, predicate, when), when) for when in shared]
        nearest = min(near, key=lambda pair: pair[0], default=None)
        return nearest[1] if nearest is not None and nearest[0] < UNRELATED else None

    def _distance(self, figure: Figure, predicate: Token | None, when: When) -> int:
        steps = distance(figure, predicate, self._head(when))
        reported = ABOVE <= steps < UNRELATED
        return UNRELATED if reported and predicate is not None and self._has_period(predicate, figure) else steps

    def _head(self, when: When) -> Token:
        """RETURNS: the token of the expression by which the rest of the sentence holds it."""
        first, token = self._sentence.token_at(when.start), self._sentence.token_at(when.end - 1)
        for _ in range(token.i - first.i):
            if not first.i <= token.head.i <= token.i:
                break
            token = token.head if token.head != token else first
        return token

    def _has_period(self, predicate: Token, figure: Figure) -> bool:
        """RETURNS: whether the claim tells its own time, so that the time of saying is not its time."""
        if predicate.tag_ in _PRESENT:
            return True
        first = max(self._sentence.start, min(predicate.i, figure.first) - _RECORD_WITHIN)
        stretch = self._doc[first : figure.first]
        return _PERIOD.search(" ".join(token.lower_ for token in stretch).replace(" - ", "-")) is not None

    def _apart_from_owners(self, found: Sequence[When]) -> list[When]:
        """RETURNS: the expressions less those that belong to the one before: "2023" of "the same quarter of 2023"."""
        text, ends = text_of(self._doc), [0, *(when.end for when in found)]
        return [when for when, end in zip(found, ends, strict=False) if text[end : when.start].strip() != "of"]

    def _counted(self, when: When, starts: Sequence[int]) -> bool:
        """RETURNS: whether the expression is a figure: "1850 teachers"."""
        number = bisect_right(starts, when.start) - 1
        return number >= 0 and when.end <= self._figures[number].quantity.end

    def _before(self, when: When, most: int) -> list[Token]:
        """RETURNS: the tokens before an expression, nearest first, at most so many, within the sentence."""
        first = self._sentence.token_at(when.start).i
        return [self._doc[i] for i in range(first - 1, max(self._sentence.start, first - most) - 1, -1)]

    def _is_base(self, when: When) -> bool:
        """RETURNS: whether it is what something is compared with: "than in 2019", "the lowest since 1945"."""
        before = self._before(when, _RECORD_WITHIN)
        if when.text.lower().startswith("since"):
            return any(token.lower_ in _RECORDS or _is_superlative(token) for token in before)
        if when.text.lower().startswith("from ") and when.text.lower().endswith((" ago", " earlier", "last year")):
            return True
        for token in before[:_BASE_WITHIN]:
            if token.lower_ in _BASES:
                return True
            if token.lower_ not in _PREPOSITIONS and token.lower_ not in ("a", "to", "with"):
                return False
        return False

    def _owner(self, when: When, starts: Sequence[int]) -> Figure | None:
        """RETURNS: the figure that the expression stands right behind, but for prepositions."""
        number = bisect_right(starts, when.start) - 1
        if number < 0:
            return None
        figure, first = self._figures[number], self._sentence.token_at(when.start).i
        between = self._doc[figure.last : first]
        near = len(between) <= _OWN_WITHIN and all(token.lower_ in _PREPOSITIONS for token in between)
        return figure if near else None

    def _word_before(self, figure: Figure) -> str:
        return self._doc[figure.first - 1].lower_ if figure.first > self._sentence.start else ""

    def _is_compared(self, figure: Figure) -> bool:
        """RETURNS: whether the figure is what another is compared with: "compared with $2.5m", "from $3.6bn"."""
        before = [token.lower_ for token in self._doc[max(self._sentence.start, figure.first - 2) : figure.first]]
        if not before or len(self._figures) < 2 or before[-1] not in _COMPARING:
            return False
        return before[-1] not in ("with", "to") or before[0] == "compared"

    def _apart(self, figure: Figure, key: int) -> bool:
        """RETURNS: whether the figure does not share the time that stands right behind another one."""
        other = next(one for one in self._figures if one.key == key)
        if self._is_compared(other) or self._is_compared(figure):
            return True
        between = self._doc[min(figure.last, other.last) : max(figure.first, other.first)]
        return any(token.lower_ in ("but", "while") for token in between)

    def _is_list(self, spans: Sequence[tuple[int, int]]) -> bool:
        text = text_of(self._doc)
        return all(text[one[1] : two[0]].strip() in ("and", ",", ", and") for one, two in pairwise(spans))

    def _respective(self, found: Sequence[When]) -> dict[int, When]:
        """RETURNS: "in 2015 and 2019 … 60% and 64% respectively": each figure with its own; so in two lists as long."""
        if len(found) != len(self._figures) or len(found) < 2:
            return {}
        last = self._doc[max(self._sentence.start, self._sentence.end - 2 * _RECORD_WITHIN) : self._sentence.end]
        told = any(token.lower_ == "respectively" for token in last)
        times = [(when.start, when.end) for when in found]
        amounts = [(figure.quantity.start, figure.quantity.end) for figure in self._figures]
        if not (told or (self._is_list(times) and self._is_list(amounts))):
            return {}
        return {figure.key: when for figure, when in zip(self._figures, found, strict=True)}
