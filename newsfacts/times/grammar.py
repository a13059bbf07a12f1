"""Finds time expressions in a string, by the forms in the table `times`.

The forms for mentions only (clock times, durations, feasts) are used where a time expression is known to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from newsfacts.lexicon import rows

_MACRO = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_WORD = re.compile(r"(?<![\w$£€#-])(?:[0-9]|[^\W\d_]+)")
_SECOND = re.compile(r"[\W_]{0,8}([^\W\d_]+)")
_LETTERS = re.compile(r"[a-z]+")
_BODIES = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
    "year": r"(?:1[5-9]|20|21)\d\d",
    "hour": r"[01]?\d|2[0-3]",
    "minute": r"[0-5]\d",
    "meridiem": r"[ap]\.? ?m\.?",
    "offset": r"[+−-]\d{1,2}(?::?\d\d)?",
}
_JOINT = re.compile(r"\s*(?:and|to|until|till|through|-|–|—)\s+(?:the )?|\s*[-–—]\s*", re.IGNORECASE)
_LISTED = re.compile(r"\s{0,3},\s{1,3}(?:and\s{1,3})?|\s{1,3}and\s{1,3}")
_AMBIGUOUS_MONTHS = frozenset({"may", "march"})
_BEFORE_MONTH = frozenset({"in", "last", "next", "of", "to", "and", "late", "early", "every", "for"})
_BEFORE_YEAR = frozenset({"in", "of", "the", "to", "and", "for", "("})
_LONGEST_BOUND = 24


@dataclass(frozen=True, slots=True)
class Match:
    """One time expression: `start` to `end` with its bounding preposition, offsets into the string scanned.

    `core` is where the first half stands without the preposition; `other` the second half of "March to May".
    """

    start: int
    end: int
    reading: str
    groups: Mapping[str, str]
    core: tuple[int, int]
    bound: str | None = None
    other: Match | None = None


def scan(text: str, *, bare: bool = False, mentions: bool = False) -> list[Match]:
    """Finds the expressions of a sentence, left to right, none overlapping another.

    bare: take a year or "May" for one even where no preposition or bracket before it says so.
    mentions: with the forms for mentions in place of those for claims.
    """
    lowered = text.replace("İ", "i").lower()  # of the same length: no other letter becomes two
    cores = [
        core
        for found in _candidates(lowered, mentions)
        if _plausible(core := _match(found, text), before=word_before(text, found.start()), bare=bare)
    ]
    return [_with_bound(match, text) for match in _joined(_with_years(cores, text), text)]


def _with_years(cores: list[Match], text: str) -> list[Match]:
    """RETURNS: the matches with the year that a list writes once: "May, June and July 2023"."""
    for number in range(len(cores) - 2, -1, -1):
        core, later = cores[number], cores[number + 1]
        listed = core.reading == later.reading == "month" and _LISTED.fullmatch(text[core.end : later.start])
        if listed and set(core.groups) == {"month"} and "year" in later.groups:
            cores[number] = replace(core, groups={**core.groups, "year": later.groups["year"]})
    return cores


def has_trigger(words: frozenset[str] | set[str]) -> bool:
    """RETURNS: whether lower-case words hold one that a form needs, bare numbers aside. A cheap test before `scan`."""
    return not words.isdisjoint(_triggers())


def value(name: str, word: str) -> str:
    """RETURNS: the value of a word of a class; digits and unknown words stand for themselves."""
    folded = " ".join(word.lower().split())
    table = _words()[name]
    tens, _, ones = folded.partition("-")
    if folded not in table and tens in table and ones in table:
        return str(int(table[tens]) + int(table[ones]))  # "twenty-two"
    return table.get(folded, folded.rstrip("."))


def _candidates(text: str, mentions: bool) -> Iterator[re.Match[str]]:
    """RETURNS: the same as `finditer` of the forms' pattern, but tries it only at the few words that may open a form.

    text: in lower case.
    """
    pattern, (written, whole) = _pattern(mentions), _vocabulary(mentions)
    end = 0
    for word in _WORD.finditer(text):
        first = word[0]
        if word.start() < end or first not in written:
            continue
        second = None if first in whole else _SECOND.match(text, word.end())
        if second and second[1] not in written:
            continue
        found = pattern.match(text, word.start())
        if found:
            yield found
            end = found.end()


def _match(found: re.Match[str], text: str) -> Match:
    number = found.lastgroup or ""
    form = number.partition("_")[0]
    suffix = "_" + form[1:]
    groups = {
        name.removesuffix(suffix).rstrip("_"): text[slice(*found.span(name))]
        for name, matched in found.groupdict().items()
        if matched and name.endswith(suffix) and name != number
    }
    return Match(found.start(), found.end(), _forms()[int(form[1:])].reading, groups, found.span())


def _plausible(match: Match, *, before: str, bare: bool) -> bool:
    groups = match.groups
    if "month" in groups and not groups["month"][0].isupper():
        return False
    if match.reading == "month" and len(groups) == 1 and groups["month"].lower() in _AMBIGUOUS_MONTHS:
        return bare or before in _BEFORE_MONTH or before in _words()["bound"]
    if match.reading == "year" and set(groups) == {"year"}:
        return bare or before in _BEFORE_YEAR or before in _words()["bound"]
    return True


def word_before(text: str, start: int) -> str:
    """RETURNS: the word that ends before `start`, lower-case, with what it is written together with; "" for none."""
    words = text[max(0, start - _LONGEST_BOUND) : start].split()
    return words[-1].lower() if words else ""


def _joined(cores: list[Match], text: str) -> list[Match]:
    """Joins "between March and May", "from 2015 to 2019", "2015-2019" into one."""
    out: list[Match] = []
    for core in cores:
        last = out[-1] if out else None
        if last and last.other is None and last.reading == core.reading and _joins(last, core, text):
            out[-1] = replace(last, end=core.end, other=core)
        else:
            out.append(core)
    return out


def _joins(first: Match, second: Match, text: str) -> bool:
    between = text[first.end : second.start]
    if not _JOINT.fullmatch(between):
        return False
    opened = word_before(text, first.start) in ("between", "from")
    return opened or between.strip() in ("-", "–", "—", "to", "until", "through")


def _with_bound(match: Match, text: str) -> Match:
    head = text[max(0, match.start - _LONGEST_BOUND) : match.start]
    found = _bounds().search(head)
    if not found:
        return match
    start = match.start - len(head) + found.start(1)
    return replace(match, start=start, bound=value("bound", found[1]))


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for name, word, meaning, _ in rows("times"):
        if name != "form":
            table.setdefault(name, {})[word.lower()] = meaning
    return table


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: str
    reading: str
    use: str


@cache
def _forms() -> tuple[_Form, ...]:
    return tuple(_Form(*cells) for kind, *cells in rows("times") if kind == "form")


@cache
def _pattern(mentions: bool) -> re.Pattern[str]:
    """RETURNS: the forms for mentions, or those for claims, as one alternation.

    Each form's groups carry its number, and its closing group tells which matched.
    """
    alternatives = (
        _GROUP.sub(rf"(?P<\g<1>_{number}>", _expanded(form.pattern)) + f"(?P<f{number}_>)"
        for number, form in enumerate(_forms())
        if not form.use or (form.use == "mentions") == mentions
    )
    return re.compile(r"(?:" + "|".join(alternatives) + r")(?!\w)")


@cache
def _vocabulary(mentions: bool) -> tuple[frozenset[str], frozenset[str]]:
    """RETURNS: the words and digits in the forms, and those that are an expression, with a full stop or not."""
    written = {word for _, text, *_ in rows("times") for word in _LETTERS.findall(text.lower())} | set("0123456789")
    match = _pattern(mentions).match
    return frozenset(written), frozenset(
        word for word in written if word.isdecimal() or match(word) or match(f"{word}.")
    )


def _expanded(form: str) -> str:
    form = form.replace("{shift} year", r"(?P<year_shift>" + _any("shift") + ") year")
    # A group name may stand once in a pattern, so alternatives within a form share one name by being numbered.
    seen: dict[str, int] = {}

    def macro(found: re.Match[str]) -> str:
        name = found[1]
        kind = name.removesuffix("2")
        body = _numbers() if kind == "n" else _BODIES.get(kind) or _any(kind)
        return f"(?P<{name}>{body})"

    expanded = _MACRO.sub(macro, form).replace(" ?", r"\s?").replace(" ", r"\s{1,3}")

    def once(found: re.Match[str]) -> str:
        seen[found[1]] = seen.get(found[1], 0) + 1
        return f"(?P<{found[1]}{'__' * (seen[found[1]] - 1)}>"

    return _GROUP.sub(once, expanded)


def _any(name: str) -> str:
    words = sorted(_words()[name], key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in words)


def _numbers() -> str:
    counts = {word: int(meaning) for word, meaning in _words()["count"].items() if meaning.isdigit()}
    tens = "|".join(word for word, meaning in counts.items() if meaning >= 20)
    ones = "|".join(word for word, meaning in counts.items() if meaning < 10 and len(word) > 2 and word.isalpha())
    return rf"\d{{1,3}}|(?:{tens})-(?:{ones})|" + _any("count")


@cache
def _bounds() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_any('bound')}) (?:the )?(?:night of )?$".replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _triggers() -> frozenset[str]:
    words = {w for name in ("month", "weekday", "unit", "season", "relative") for w in _words()[name]}
    return frozenset(word.split()[-1].rstrip(".") for word in words) | {"night", "evening", "morning", "quarter"}
