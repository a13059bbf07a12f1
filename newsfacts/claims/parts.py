"""Which figure is a part of which ("44 people, including 10 firefighters", "51 of whom are civilians")."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from newsfacts.claims.figure import Figure, similar
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words

_WINDOW = 5
_SHARES = frozenset({QuantityKind.RATIO, QuantityKind.PERCENT})
_AMOUNTS = frozenset({QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.MEASURE})
_PARTS = _SHARES | _AMOUNTS
_BACKWARD = frozenset({"them", "those", "these", "whom", "which", "who"})


def whole_of(
    figure: Figure, following: Figure | None, previous: Figure | None, parts: Mapping[int, Figure]
) -> Figure | None:
    """Finds the figure that this one is a part of.

    following: the next figure of the sentence.
    previous: the last figure of the sentence before.
    parts: the wholes found so far in the sentence, by the number of the part's first token.
    RETURNS: the whole: for a share a count, or any amount that a pronoun refers back to; else a figure in the same unit
        that is no smaller than its part.
    """
    if figure.kind not in _PARTS:
        return None
    referred = _referred(figure, previous)
    found = _of_following(figure, following) or _listed(figure, parts) or referred or _announced(figure)
    if found is None or found is figure:
        return None
    if figure.kind in _SHARES:
        fits = found.kind is QuantityKind.COUNT or (found is referred and found.kind in _AMOUNTS)
    else:
        fits = _fits(figure, found)
    return found if fits else None


def _fits(figure: Figure, whole: Figure) -> bool:
    smaller, larger = _size(figure), _size(whole)
    alike = similar(figure.quantity, whole.quantity) and _unit(figure) == _unit(whole)
    return alike and smaller is not None and larger is not None and smaller <= larger


def _unit(figure: Figure) -> tuple[str, str | None] | None:
    unit = figure.quantity.unit
    return (unit.name, unit.currency) if unit is not None else None


def _size(figure: Figure) -> float | None:
    quantity = figure.quantity
    return quantity.value if quantity.value is not None else quantity.high


def _of_following(figure: Figure, following: Figure | None) -> Figure | None:
    """ "20 of the 44 victims", "one of the thousands of containers"."""
    after = figure.right()
    if after is None or after.lower_ != "of" or following is None:
        return None
    return following if following.first - after.i <= _WINDOW - 1 else None


def _listed(figure: Figure, parts: Mapping[int, Figure]) -> Figure | None:
    """ "Including 10 men and 5 women": what is listed with a part is a part."""
    if not figure.before or figure.before[-1].key not in parts:
        return None
    between = [token.lower_ for token in figure.doc[figure.before[-1].last : figure.first]]
    closes = between[-2:] == [",", "and"] and (len(figure.before) < 2 or figure.before[-2].key not in parts)
    joined = not closes and len(between) <= _WINDOW and any(word in ("and", ",", "or") for word in between)
    return parts[figure.before[-1].key] if joined else None


def _referred(figure: Figure, previous: Figure | None) -> Figure | None:
    """ "51 of whom", "less than 1 percent of that", "among them 5", "Of these, 200"."""
    of, whole = figure.right(1), figure.right(2)
    refers = of is not None and whole is not None and of.lower_ == "of" and _points_back(whole)
    before = [token for token in (figure.left(n) for n in (1, 2, 3)) if token is not None]
    if before and before[0].text == ",":
        del before[0]
    if len(before) >= 2 and before[1].lower_ in ("of", "among"):
        refers = refers or _points_back(before[0])
    return (figure.before[-1] if figure.before else previous) if refers else None


def _points_back(token: Token) -> bool:
    """RETURNS: whether it is a pronoun for what was counted: "that" only where no noun follows it."""
    return token.lower_ in _BACKWARD or (token.lower_ == "that" and token.dep_ == "pobj")


def _announced(figure: Figure) -> Figure | None:
    """ "Including 10", "20 medals: 8 gold", "Of the 200 injured, 50"."""
    last = figure.before[-1] if figure.before else None
    before = [token.lower_ for token in (figure.left(n) for n in range(1, _WINDOW)) if token is not None]
    if before[:1] == [":"]:
        return last
    if before and before[0] in words("part_cue"):
        return last
    if before[:2] == ["least", "at"] and len(before) > 2 and before[2] in words("part_cue"):
        return last
    opens = figure.doc[figure.start].lower_ in ("of", "among") and last is not None and last.first - figure.start <= 2
    if opens and last is not None and any(t.text == "," for t in figure.doc[last.last : figure.first]):
        return last
    return None
