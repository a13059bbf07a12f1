"""From the tags and pointers of quotes to attributions: contents in pieces, each with its cue and its source.

What the network says, put together and no more: pairing with quotation marks, naming the speakers and carrying them
over is the quotes component's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.nlp.encoder.chain import SCORE_DIGITS, Chain, Floats
from service.nlp.encoder.labels import QUOTE_TAGS, RELATIONS
from service.nlp.encoder.network import Reading

_NEGLIGIBLE = 0.02
_CONTENT, _SOURCE, _CUE = "CONTENT", "SOURCE", "CUE"
_B_CONTENT, _R_CONTENT = QUOTE_TAGS.index("B-CONTENT"), QUOTE_TAGS.index("R-CONTENT")
_TO_SOURCE, _TO_CUE, _TO_PREVIOUS, _CUE_TO_SOURCE = (
    RELATIONS.index(name) for name in ("source", "cue", "previous", "cue_source")
)


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Tokens `start` to `end` (exclusive), and how probable the network's tags for them are, 0 to 1."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a pointer chose: a span, or none with the probability that there is none or that it lies elsewhere.

    `probability` is that of the choice; `elsewhere` that the target lies outside the window.
    """

    span: TokenSpan | None
    probability: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """A content in one or more pieces, in text order, with the cue and the source that the network points to.

    `continues` is set where the first piece goes on with the content of the attribution before, from an earlier window.
    """

    pieces: tuple[TokenSpan, ...]
    cue: Pointed
    source: Pointed
    continues: bool


@dataclass(slots=True)
class _Draft:
    pieces: list[TokenSpan]
    cues: list[Pointed]
    sources: list[Pointed]
    continues: bool = False


def attributions(readings: Sequence[Reading], chain: Chain) -> list[Attribution]:
    """RETURNS: the attributions of a text in the order of their first pieces."""
    if not readings:
        return []
    scores = [reading.quotes for reading in readings]
    found: list[Attribution] = []
    for reading, tags, likely in zip(readings, chain.best(scores), chain.marginals(scores), strict=True):
        found += _WindowReader(reading, tags, likely).attributions()
    return found


class _WindowReader:
    """Puts one window's attributions together."""

    def __init__(self, reading: Reading, tags: NDArray[np.int64], likely: Floats) -> None:
        self.reading = reading
        self.likely = likely
        names = [QUOTE_TAGS[tag] for tag in tags]
        self.contents = list(_ranges(names, _CONTENT))
        self.cues = list(_ranges(names, _CUE))
        self.sources = list(_ranges(names, _SOURCE))

    def attributions(self) -> list[Attribution]:
        drafts: list[_Draft] = []
        home: list[int] = []  # the draft of each piece
        for number, (low, high) in enumerate(self.contents):
            cue = self._pointed(low, high, _TO_CUE, self.cues)
            source = self._source(low, high)
            previous, elsewhere = self._previous(number)
            span = self._span(low, high, _CONTENT)
            if previous is not None:
                draft = drafts[home[previous]]
                draft.pieces.append(span)
                draft.cues.append(cue)
                draft.sources.append(source)
                home.append(home[previous])
            else:
                home.append(len(drafts))
                drafts.append(_Draft([span], [cue], [source], continues=elsewhere))
        return [
            Attribution(tuple(draft.pieces), _surest(draft.cues), _surest(draft.sources), draft.continues)
            for draft in drafts
        ]

    def _span(self, low: int, high: int, part: str) -> TokenSpan:
        tokens = self.reading.tokens
        columns = [n for n, tag in enumerate(QUOTE_TAGS) if tag.endswith("-" + part)]
        sure = round(float(self.likely[low:high, columns].sum(1).mean()), SCORE_DIGITS)
        return TokenSpan(int(tokens[low]), int(tokens[high - 1]) + 1, sure)

    def _distribution(self, low: int, high: int, relation: int) -> Floats:
        """RETURNS: the probability of each piece of the window as the target of words `low` to `high`.

        The first word was trained as much as all others together.
        """
        reading = self.reading
        askers = reading.askers[reading.places[low:high], relation]
        scores = askers @ reading.answerers[:, relation].T / np.sqrt(askers.shape[-1])
        powers = np.exp(scores - scores.max(-1, keepdims=True))
        each = powers / powers.sum(-1, keepdims=True)
        mean: Floats = (each[0] + each.mean(0)) / 2
        return mean

    def _over(self, distribution: Floats, spans: Sequence[tuple[int, int]]) -> list[float]:
        """RETURNS: how much of the distribution each span of words receives."""
        places = np.append(self.reading.places, len(distribution) - 1)
        return [float(distribution[places[low] : places[high]].sum()) for low, high in spans]

    def _pointed(self, low: int, high: int, relation: int, spans: Sequence[tuple[int, int]]) -> Pointed:
        part = _CUE if relation == _TO_CUE else _SOURCE
        distribution = self._distribution(low, high, relation)
        return self._choice(distribution[0], distribution[-1], self._over(distribution, spans), spans, part)

    def _choice(
        self, none: float, elsewhere: float, given: Sequence[float], spans: Sequence[tuple[int, int]], part: str
    ) -> Pointed:
        best = max(range(len(spans)), key=lambda number: given[number], default=None)
        if best is None or given[best] < max(none, elsewhere):
            return Pointed(None, round(float(none), SCORE_DIGITS), round(float(elsewhere), SCORE_DIGITS))
        span = self._span(*spans[best], part)
        return Pointed(span, round(given[best], SCORE_DIGITS), round(float(elsewhere), SCORE_DIGITS))

    def _source(self, low: int, high: int) -> Pointed:
        """The content's own pointer, and that of its cues as far as they are its cues, half and half."""
        own = self._distribution(low, high, _TO_SOURCE)
        towards = self._over(self._distribution(low, high, _TO_CUE), self.cues)
        total = sum(towards)
        mixed = own * (1 - total / 2)
        for weight, cue in zip(towards, self.cues, strict=True):
            if weight > _NEGLIGIBLE:
                mixed = mixed + weight / 2 * self._distribution(*cue, _CUE_TO_SOURCE)
        return self._choice(mixed[0], mixed[-1], self._over(mixed, self.sources), self.sources, _SOURCE)

    def _previous(self, number: int) -> tuple[int | None, bool]:
        """RETURNS: the piece that this one continues, if any, and whether that lies in an earlier window."""
        low, high = self.contents[number]
        distribution = self._distribution(low, high, _TO_PREVIOUS)
        given = self._over(distribution, self.contents[:number])
        begins = float(self.likely[low, _B_CONTENT]) + 1e-6
        goes_on = float(self.likely[low, _R_CONTENT]) + 1e-6
        best = max(range(number), key=lambda earlier: given[earlier], default=None)
        candidates = [(begins * float(distribution[0]), 0), (goes_on * float(distribution[-1]), 1)]
        if best is not None:
            candidates.append((goes_on * given[best], 2))
        choice = max(candidates)[1]
        return (best if choice == 2 else None), choice == 1


def _surest(choices: Sequence[Pointed]) -> Pointed:
    """RETURNS: the most probable span that any piece points to; if none does, the first piece's answer."""
    return max((choice for choice in choices if choice.span), key=lambda choice: choice.probability, default=choices[0])


def _ranges(tags: Sequence[str], part: str) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for number, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I-" + part:
            yield start, number
            start = None
        if tag.endswith("-" + part) and start is None:
            start = number
