"""Numbers that tell a day, a year or a time of day: where such an expression ends."""

from __future__ import annotations

from newsfacts.lexicon import words
from newsfacts.quantities import units
from newsfacts.quantities.comparing import is_compared
from newsfacts.quantities.exclusions import excludes
from newsfacts.quantities.lexemes import Gap
from newsfacts.quantities.surroundings import Surroundings

_CENTURIES = range(1500, 2101)
_FAR_CENTURIES = range(1000, 2201)
_LAST_DAY = 31
_LIST_REACH = 5
_ORDINAL = words("ordinal_ending")
_BEFORE_YEAR = words("before_a_year")
_AFTER_CLOCK = words("after_a_clock_time")
_DASHES = frozenset({"-", "–"})
_DAY_JOINTS = _DASHES | {"and", "to", "or"}
_SIZES = frozenset({"average", "total", "mean", "median", "maximum", "minimum", "sum", "high", "low", "record"})
_SOFTENING = frozenset({"some", "about", "nearly", "almost", "roughly", "over"})
_ERAS = frozenset({"s", "'s", "bc", "ad"})
_NUMBERS = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"})


def spaced_years(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after "2011 – 2019"."""
    lexemes = around.lexemes
    years = _looks_like_year(around, i) and lexemes.word(i + 1) in _DASHES and _looks_like_year(around, i + 2)
    return i + 3 if years and not around.counts(i + 3) and int(lexemes.raw[i]) < int(lexemes.raw[i + 2]) else None


def written_out(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after "14/Nov/2018", "5 Jan '22" from the day on."""
    lexemes, month = around.lexemes, i + 2 if around.lexemes.word(i + 1) in {"/", "-"} else i + 1
    if len(lexemes.raw[i]) > 2 or not lexemes.raw[i].isdecimal() or not around.month(month):
        return None
    if month == i + 2:
        return month + 3 if lexemes.word(month + 1) in {"/", "-"} and lexemes.digits(month + 2) else month + 1
    short = lexemes.word(month + 1) in {"'", "’"} and lexemes.digits(month + 2) and len(lexemes.raw[month + 2]) == 2
    return month + 3 if short else None


@excludes(
    examples={
        "She left on [12] September 2018.": "12 September 2018",
        "It rained from September [12] to 13, 2018.": "12 to 13, 2018",
        "The fair runs [5]-7 June.": "5-7 June",
        "Sales fell in July [2022].": "2022",
        "The deed is of [14]/Nov/2018.": "14/Nov/2018",
        "It shut on [5] Jan '22.": "5 Jan '22",
        "She ran the mill, [2011] – 2019.": "2011 – 2019",
    },
    against=["Sales fell by [12] percent.", "The march drew [2000] people.", "The clinic treated [1998] patients."],
)
def date(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after "12 September 2018", "September 12 and 13, 2018", "5-7 June", or a year."""
    lexemes, raw = around.lexemes, around.lexemes.raw[i]
    if end := written_out(around, i) or spaced_years(around, i):
        return end
    if len(raw) > 4 or not raw.isdecimal():
        return None
    after = i + 2 if lexemes.word(i + 1) in _ORDINAL and lexemes.near(i + 1, Gap.NONE) else i + 1
    month_before = i - 2 if lexemes.word(i - 1) == "." and lexemes.near(i - 1, Gap.NONE) else i - 1
    if lexemes.word(after) == "of" and around.month(after + 1):
        after += 1
    if int(raw) <= _LAST_DAY:
        if lexemes.near(after) and around.month(after):
            return _year_after(around, after + 1)
        if month_before >= 0 and lexemes.near(i) and around.month(month_before):
            return _second_day(around, after)
        if end := _days_of_month(around, after):
            return end
    return i + 1 if _is_year(around, i, month_before) else None


def _days_of_month(around: Surroundings, joint: int) -> int | None:
    """RETURNS: the lexeme after "-7 June", "and 13 September 2018", of which the first day stands before `joint`."""
    lexemes, second = around.lexemes, joint + 1
    if lexemes.word(joint) not in _DAY_JOINTS | {","} or not lexemes.digits(second) or len(lexemes.raw[second]) > 2:
        return None
    month = second + 2 if lexemes.word(second + 1) in _ORDINAL else second + 1
    return _year_after(around, month + 1) if lexemes.near(month) and around.month(month) else None


def _second_day(around: Surroundings, i: int) -> int:
    """RETURNS: the lexeme after what follows "September 12": "-13", "and 14", ", 2018"."""
    lexemes = around.lexemes
    if lexemes.word(i) in _DAY_JOINTS and lexemes.digits(i + 1) and lexemes.near(i + 1):
        counted = around.counts(i + 2) or lexemes.word(i + 2) in {"%", "percent"}
        if len(lexemes.raw[i + 1]) <= 2 and not counted:
            i += 3 if lexemes.word(i + 2) in _ORDINAL else 2
    return _year_after(around, i)


def _year_after(around: Surroundings, i: int) -> int:
    at = i + 1 if around.lexemes.word(i) in {",", "."} else i
    return at + 1 if _looks_like_year(around, at) and not around.counts(at + 1) else i


def _looks_like_year(around: Surroundings, i: int) -> bool:
    lexemes = around.lexemes
    if not (lexemes.digits(i) and lexemes.near(i)):
        return False
    raw = lexemes.raw[i]  # may hold separators: "1,50"
    if len(raw) != 4 or not raw.isdecimal():
        return False
    told = lexemes.word(i - 1) in _BEFORE_YEAR and around.is_date(i)
    return int(raw) in (_FAR_CENTURIES if told else _CENTURIES)


def _is_year(around: Surroundings, i: int, month_before: int) -> bool:
    lexemes, following = around.lexemes, around.lexemes.word(i + 1)
    if not _looks_like_year(around, i) or following == "%":
        return False
    if following != "year" and units.at(lexemes, i + 1):
        return False
    if following in _ERAS or (month_before >= 0 and around.month(month_before)):
        return True
    if following in _DASHES | {"/"} and lexemes.digits(i + 2) and len(lexemes.raw[i + 2]) in {2, 4}:
        return lexemes.near(i + 2, Gap.NONE) and not around.counts(i + 3)
    counted, token = around.counts(i + 1), around.token(i)
    if counted and (int(lexemes.raw[i]) % 100 == 0 or _is_counted(around, i)):
        return False
    if lexemes.word(i - 1) == "of" and lexemes.word(i - 2) in _SIZES:
        return False
    if lexemes.word(i - 1) in _BEFORE_YEAR:
        return True
    if counted:
        return token is not None and token.ent_type_ == "DATE"
    return token is None or token.ent_type_ not in _NUMBERS


def _is_counted(around: Surroundings, i: int) -> bool:
    """RETURNS: whether a verb or a softening word before a number says that it counts: "treated 1998 patients"."""
    before, word = around.tag(i - 1), around.lexemes.word(i - 1)
    if word == "and" and any(around.lexemes.is_digits[max(0, i - _LIST_REACH) : i]):
        return not around.lexemes.near(i + 2) or around.tag(i + 1) == "NNS"
    return before in {"VBD", "VBZ", "VBP"} or word in _SOFTENING


def is_ratio(around: Surroundings, i: int) -> bool:
    """RETURNS: whether it is "45:1", or "1:52" beside "ratio"."""
    lexemes = around.lexemes
    if lexemes.word(i + 1) != ":" or not lexemes.tight(i + 1) or not lexemes.digits(i + 2):
        return False
    return is_compared(around, i)


def is_elapsed(around: Surroundings, i: int) -> bool:
    """RETURNS: whether it is how long something took: "in 2:04:17", "in 1:52.85"."""
    lexemes, end = around.lexemes, i + 1
    if lexemes.word(end) != ":" or not lexemes.digits(end + 1) or not lexemes.tight(end):
        return False
    if "." in lexemes.raw[end + 1]:
        return True
    hours = lexemes.word(end + 2) == ":" and lexemes.digits(end + 3)
    before = lexemes.word(i - 1)
    return hours and (before in {"in", "of", "clocked", "ran"} or "." in lexemes.raw[end + 3])


@excludes(
    examples={
        "The shop opens at [6].30 pm.": "6.30 pm",
        "They met at [18]:30 in Suva.": "18:30",
        "It sank at [1800] GMT.": "1800 GMT",
    },
    against=["The walk took [6] hours."],
)
def clock(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after "6am", "6:30", "6.30 pm", "1800 GMT", "5 o'clock"."""
    lexemes, end = around.lexemes, i + 1
    if is_ratio(around, i) or is_elapsed(around, i):
        return None
    if lexemes.word(end) == "h" and lexemes.word(end + 2) in {"m", "min"}:
        return None  # "2h30m"
    if lexemes.word(end) in {":", "h"} and lexemes.digits(end + 1) and lexemes.tight(end):
        while lexemes.word(end) in {":", "h"} and lexemes.digits(end + 1) and lexemes.near(end + 1, Gap.NONE):
            end += 2
        return end + 1 if lexemes.word(end) in _AFTER_CLOCK else end
    two = lexemes.word(end) in _DAY_JOINTS and lexemes.digits(end + 1)
    for at in (end, end + 2) if two else (end,):
        told = lexemes.near(at) and lexemes.word(at) in _AFTER_CLOCK and len(lexemes.raw[i]) <= 5
        if told and (lexemes.word(at) != "hrs" or len(lexemes.raw[at - 1]) == 4):
            return at + 1
    return None
