"""Currencies before and after a numeral, and which one "$", "R" or "rupees" means in an article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, cached_property

from newsfacts.lexicon import rows, words
from newsfacts.lexicon.gazetteer import homes
from newsfacts.quantities.lexemes import Gap, Lexemes, phrase
from newsfacts.quantities.vocabulary import is_number, kind_at

LONGEST_MARK = 4
THOUSANDS, MILLIONS = 1000, 1_000_000
LEAST_MENTIONS = 2
LONGEST_NAME = 6
SHORTEST_PRICE = 3
DATELINE = 250
DATELINE_WEIGHT = 2

_POSSESSIVE = ("'s", "’s")
_NAME_OR_CODE = words("name_written_as_a_code")  # "COP 27", "TOP 10"


@dataclass(frozen=True, slots=True)
class Mark:
    """A way to write a currency; `default` holds where the article's country chooses none of `local`."""

    kind: str
    default: str
    local: tuple[str, ...]
    coin: str = ""
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Money:
    """A currency expression: lexemes `first` to `last` (exclusive). `code` is "" when nothing decides it.

    `scale` is the magnitude that its letters hold ("MEUR": a million).
    """

    first: int
    last: int
    code: str
    name: str
    coin: bool = False
    scale: int = 1


@dataclass(frozen=True, slots=True)
class _Tables:
    names: dict[str, str]  # code → singular
    by_territory: dict[str, str]  # territory → code
    marks: dict[tuple[str, ...], Mark]  # as written, before a number
    signs: dict[tuple[str, ...], Mark]  # as written, after a number
    words: dict[tuple[str, ...], Mark]  # lower case, after a number
    national: dict[str, Mark]  # lower case, after the name of a country
    last: set[str]  # lexemes that end a mark
    first: set[str]  # lexemes that begin a sign or word


@cache
def tables() -> _Tables:
    """RETURNS: the tables of currencies and their marks, ready to look up."""
    made = _Tables({}, {}, {}, {}, {}, {}, set(), set())
    for code, singular, plural, territories in rows("currencies"):
        made.names[code] = singular
        made.by_territory.update(dict.fromkeys(territories.split(), code))
        mark = Mark("sign", code, ())
        if territories:  # of those out of use only the names are read: "SIT", "PEI"
            for letter, scale in (("", 1), ("k", THOUSANDS), ("M", MILLIONS)):
                made.marks[(letter + code,)] = made.signs[(letter + code,)] = replace(mark, scale=scale)
        for name in (singular, plural):
            made.words[phrase(name.lower())] = mark
    for form, kind, default, local, coin in rows("currency_marks"):
        mark = Mark(kind, default.removeprefix("-"), tuple(local.split()), coin)
        if kind in {"mark", "sign", "garbled", "scaled"}:
            made.marks[phrase(form)] = mark
        if kind == "sign":
            made.signs[phrase(form)] = mark
        if kind in {"word", "minor", "national"}:
            made.words[phrase(form)] = mark
            made.words[(*phrase(form)[:-1], phrase(form)[-1] + "s")] = mark
        if kind in {"word", "national", "minor"}:
            made.national.update(dict.fromkeys((form, form + "s"), mark))
    for written, mark in list(made.marks.items()):
        if len(written) > 1 and written[-1] == "$" and len(written[0]) > 1:
            made.marks.setdefault(("$", *written[:-1]), mark)  # "$NT" like "NT$"
        elif written[0] in made.names and made.names[written[0]].endswith("dollar"):
            made.marks[(*written, "$")] = mark
    made.last.update(form[-1] for form in made.marks)
    made.first.update(form[0] for table in (made.signs, made.words) for form in table)
    return made


@cache
def _places() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """RETURNS: names of places as lexemes with their territory, by first lexeme, longest first; as in datelines too."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for written, territory in homes().items():
        for name in {phrase(written): 0, phrase(written.upper()): 0}:
            found.setdefault(name[0], []).append((name, territory))
    return {first: sorted(group, key=lambda pair: -len(pair[0])) for first, group in found.items()}


def _place(lexemes: Lexemes, i: int) -> tuple[str, int] | None:
    """RETURNS: the territory that the place or people named at lexeme `i` belongs to, and the lexeme after the name."""
    first = _unpossessed(lexemes.raw[i])
    for name, territory in _places().get(first, ()):
        written = (first, *lexemes.raw[i + 1 : i + len(name)])
        if written == name or (*written[:-1], _unpossessed(written[-1])) == name:
            return territory, i + len(name)
    return None


def _unpossessed(word: str) -> str:
    """RETURNS: "Nigeria" of "Nigeria's"."""
    return word.removesuffix("'s").removesuffix("’s")


class Country:
    """Which countries an article is about; worked out when first asked."""

    def __init__(self, lexemes: Lexemes, given: str | None = None) -> None:
        """
        given: the article's ISO 3166 country where the caller knows it.
        """
        self._lexemes = lexemes
        self._given = given
        self._sure = False  # set with the ranking

    @cached_property
    def ranking(self) -> list[str]:
        """RETURNS: currency codes of the countries that the text names, most named first."""
        counts: Counter[str] = Counter()
        done = 0
        known = _places()
        for i, raw in enumerate(self._lexemes.raw):
            named = raw in known or raw.endswith(_POSSESSIVE)
            if named and i >= done and (place := _place(self._lexemes, i)):
                territory, done = place
                counts[territory] += DATELINE_WEIGHT if self._lexemes.start[i] < DATELINE else 1
        self._sure = bool(self._given) or any(count >= LEAST_MENTIONS for _, count in counts.most_common(1))
        order = ([self._given] if self._given else []) + [code for code, _ in counts.most_common()]
        by_territory = tables().by_territory
        return [by_territory[code] for code in order if code in by_territory]

    @cached_property
    def _told_apart(self) -> set[str]:
        """RETURNS: the currencies whose dollars the text marks as such ("HK$"): its bare "$" is none of them."""
        lexemes, marks = self._lexemes, tables().marks
        pairs = (tuple(lexemes.raw[i - 1 : i + 1]) for i, raw in enumerate(lexemes.raw) if raw == "$" and i)
        return {mark.default for pair in pairs if (mark := marks.get(pair)) and len(pair) > 1}

    @cached_property
    def weighs_in_pounds(self) -> bool:
        """RETURNS: whether pounds without other evidence are a weight: dollars are paid here, and no pounds."""
        marks = set(self._lexemes.low)
        pays_pounds = "£" in marks or "sterling" in marks or "pence" in marks or "GBP" in self.ranking[:2]
        return not pays_pounds and ("$" in marks or self.ranking[:1] in (["USD"], ["CAD"]))

    def choose(self, mark: Mark) -> str:
        """RETURNS: the ISO 4217 code that the mark stands for here, "" where nothing decides it.

        The dollar is the world's: only the country most written about, named in the first lines or twice, makes it
        another than the United States'.
        """
        if not mark.local:
            return mark.default
        wanted = {mark.default, *mark.local}
        considered = self.ranking
        if mark.default == "USD":
            considered = considered[: int(self._sure)]
            wanted -= self._told_apart
        return next((code for code in considered if code in wanted), mark.default)


def before(lexemes: Lexemes, i: int, country: Country) -> Money | None:
    """RETURNS: the currency mark that ends where lexeme `i` begins, glued or after one space."""
    if not lexemes.near(i, Gap.SPACE):
        return None
    end = i - 1 if lexemes.word(i - 1) == "." and lexemes.near(i - 1, Gap.NONE) else i
    if end == 0 or lexemes.raw[end - 1] not in tables().last:
        return _named_before(lexemes, i) if end and lexemes.low[end - 1] in tables().national else None
    for first in range(max(0, end - LONGEST_MARK), end):
        mark = tables().marks.get(tuple(lexemes.raw[first:end]))
        if mark is None or not _together(lexemes, first, end) or _part_of_word(lexemes, first):
            continue
        if is_number(lexemes, first - 1) and lexemes.gap[first] < lexemes.gap[i]:
            continue  # the sign of the number before: "5$ 10"
        letter = end - first == 1 and len(lexemes.raw[first]) == 1 and lexemes.is_word[first]
        if letter and (lexemes.gap[i] != Gap.NONE or end < i):
            continue
        apart = len(lexemes.raw[first]) == 1 and first + 1 < end and lexemes.gap[first + 1] != Gap.NONE
        if apart and not (first and lexemes.is_word[first - 1] and lexemes.raw[first - 1].islower()):
            continue  # "A $10 plan", "its Series C $10m round"
        if mark.kind in {"garbled", "scaled"} and (lexemes.gap[i] != Gap.NONE or not _is_price(lexemes, i, mark)):
            continue
        code = country.choose(mark)
        two = mark.kind == "mark" and end - first == 1 and len(lexemes.raw[first]) == 2 and lexemes.raw[first].isupper()
        short = two and len(lexemes.raw[i]) < SHORTEST_PRICE and not _scaled(lexemes, i + 1)  # "ID.3", "TD 2"
        if (short or lexemes.raw[first].lower() in _NAME_OR_CODE) and code not in country.ranking:
            continue
        if code or _scaled(lexemes, i + 1):
            return Money(first, i, code, tables().names.get(code, ""), scale=mark.scale)
    return None


def _scaled(lexemes: Lexemes, i: int) -> bool:
    """RETURNS: whether a magnitude word stands at lexeme `i`, maybe after a hyphen."""
    return kind_at(lexemes, i + 1 if lexemes.word(i) == "-" else i) in {"scale", "abbreviation"}


def _is_price(lexemes: Lexemes, i: int, mark: Mark) -> bool:
    """RETURNS: whether the digits are more than the one that names a product: "PS4.6m", not "PS5"."""
    return (mark.kind == "garbled" and len(lexemes.raw[i]) > 1) or _scaled(lexemes, i + 1)


def _named_before(lexemes: Lexemes, i: int) -> Money | None:
    """RETURNS: "Kenya shillings 500", "US dollars 5": a country's name, its currency's, then the number."""
    for first in range(max(0, i - LONGEST_MARK), i - 1):
        place = _place(lexemes, first)
        if place and place[1] == i - 1 and lexemes.digits(i):
            money = _nationality(lexemes, first)
            return replace(money, last=i) if money else None
    return None


def after(lexemes: Lexemes, i: int, country: Country, *, beside: str = "") -> Money | None:
    """
    beside: the code of the money before it, whose coins may follow.
    RETURNS: the currency written at lexeme `i` after a number: "Kenyan shillings", "€", "USD", "cents".
    """
    if not lexemes.near(i):
        return None
    table = tables()
    if lexemes.low[i] not in table.first and lexemes.raw[i] not in table.first:
        return _nationality(lexemes, i)
    for end in range(min(len(lexemes), i + LONGEST_NAME), i, -1):
        if not _together(lexemes, i, end):
            continue
        mark = table.words.get(tuple(lexemes.low[i:end])) or table.signs.get(tuple(lexemes.raw[i:end]))
        letter = mark is not None and mark.coin and len(lexemes.raw[i]) == 1
        if mark is None or (letter and (lexemes.gap[i] != Gap.NONE or lexemes.raw[i].isupper())):
            continue
        either = tuple(lexemes.raw[i:end]) in table.marks
        if either and is_number(lexemes, end) and lexemes.gap[end] <= lexemes.gap[i]:
            continue  # the sign of the next number: "5-$10"
        if lexemes.low[i] in _NAME_OR_CODE and mark.default not in country.ranking:
            continue
        if mark.kind == "national" and not country.choose(mark):
            continue
        code = beside if mark.coin and beside in {mark.default, *mark.local} else country.choose(mark)
        name = mark.coin or table.names.get(code, "") or lexemes.low[i].removesuffix("s")
        return Money(i, end, code, name, bool(mark.coin), mark.scale)
    return _nationality(lexemes, i)


def _nationality(lexemes: Lexemes, i: int) -> Money | None:
    """RETURNS: "Nepali rupees", "U.S. dollars", "American dollars": a country's name before its currency's."""
    place = _place(lexemes, i)
    if place is None or not lexemes.near(place[1]):
        return None
    territory, end = place
    code, mark = tables().by_territory.get(territory, ""), tables().national.get(lexemes.word(end))
    if mark is None or code not in {mark.default, *mark.local}:
        return None
    return Money(i, end + 1, code, mark.coin or tables().names[code], bool(mark.coin))


def _together(lexemes: Lexemes, first: int, last: int) -> bool:
    return all(lexemes.gap[k] < Gap.PARAGRAPH for k in range(first + 1, last))


def _part_of_word(lexemes: Lexemes, first: int) -> bool:
    """Whether a mark only ends something longer ("AB$5", "X-R20")."""
    if first == 0 or lexemes.gap[first] != Gap.NONE:
        return False
    return (
        lexemes.is_word[first - 1]
        or lexemes.is_digits[first - 1]
        or (lexemes.is_word[first] and lexemes.raw[first - 1] in "-/_.@#")
    )
