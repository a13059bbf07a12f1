"""Which names are one person's: full names with each other, then surnames and other parts with full names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsfacts.entities.names import Name
from newsfacts.lexicon import words

_RIVALS = 16
_NEAR = 40
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

# Letters that transliterations of Arabic, Cyrillic, Persian and Indian names choose freely between.
_SKELETON = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"ph", "f"),
        (r"kh|ck|q|c(?=[aou])", "k"),
        (r"(?<=[bdgjstz])h", ""),
        (r"w", "v"),
        (r"ou|oo|o", "u"),
        (r"iy|yi|ij|ee|[yje]", "i"),
        (r"(.)\1+", r"\1"),
        (r"i+(?=[aeiou])", "i"),
        (r"(?<=[^aeiou])h$|(?<=a)h$", ""),
    )
)


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """RETURNS: what spelling variants of a folded name have in common ("mariya", "maria"; "zelensky", "zelenskyy")."""
    for pattern, by in _SKELETON:
        word = pattern.sub(by, word)
    return word


@dataclass(eq=False)
class Person:
    """One person of the article; `forms` are the folded words of the full names seen."""

    forms: list[tuple[str, ...]] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    gender: str | None = None
    suffix: str = ""
    named_at: int = -1


def persons(names: Sequence[Name]) -> list[list[Name]]:
    """Groups the mentions of people.

    names: mentions labelled PERSON in text order, those of the title first.
    RETURNS: one list of mentions a person. Two people with one surname stay apart; a bare surname goes to the one
        whom its title fits and who was named in full right before it, else to the one mentioned most.
    """
    people: list[Person] = []
    by_end: dict[str, list[Person]] = {}
    by_key: dict[str, Person] = {}
    for name in names:
        form = _form(name)
        if _is_part(form) or name.key in by_key:
            continue
        person = next((p for p in by_end.get(skeleton(form[-1]), ())[-_RIVALS:] if _same_person(name, form, p)), None)
        if person is None:
            person = Person(suffix=_suffix(name))
            people.append(person)
        if form not in person.forms:
            person.forms.append(form)
            for end in dict.fromkeys((skeleton(form[-1]), *map(skeleton, form))):
                rivals = by_end.setdefault(end, [])
                if person not in rivals[-_RIVALS:]:
                    rivals.append(person)
        by_key[name.key] = person
    for name in names:
        person = by_key.get(name.key) or _owner(name, by_end)
        if person is None:
            person = by_key[name.key] = Person()
            people.append(person)
        person.names.append(name)
        person.gender = person.gender or name.gender
        if not _is_part(_form(name)):
            person.named_at = name.start
    return [person.names for person in people if person.names]


def _form(name: Name) -> tuple[str, ...]:
    parts = tuple(part for part in name.words if part not in _SUFFIXES)
    return parts or tuple(name.words) or (name.text,)


def _is_part(form: tuple[str, ...]) -> bool:
    """RETURNS: whether it is a part of a name: one word, or a surname with its particles ("al-Assad", "de Blasio")."""
    return sum(word not in words("particle") for word in form) < 2


def _suffix(name: Name) -> str:
    """RETURNS: what tells its bearer from others of the family ("jr"), empty without it."""
    return name.words[-1] if name.words and name.words[-1] in _SUFFIXES else ""


def _same_person(name: Name, form: tuple[str, ...], person: Person) -> bool:
    suffix = _suffix(name)
    return suffix in ("", person.suffix) and any(_variants(form, other) for other in person.forms)


def _variants(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """RETURNS: whether two full names may be one's: the same surname, given names equal, similar, initial or left out;
    or the same names in another order.
    """
    if sorted(one) == sorted(other):
        return True
    if skeleton(one[-1]) != skeleton(other[-1]):
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    rest: Iterator[str] = iter(long)
    return all(any(_alike(word, candidate) for candidate in rest) for word in short)


def _alike(one: str, other: str) -> bool:
    if one == other or skeleton(one) == skeleton(other):
        return True
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _owner(name: Name, by_end: dict[str, list[Person]]) -> Person | None:
    """RETURNS: the person whose name this is a part of: its end first, then its beginning."""
    form = _form(name)
    rivals = by_end.get(skeleton(form[-1]), ())[:_RIVALS]
    for fits in (_ends, _begins):
        found = [person for person in rivals if any(fits(full, form) for full in person.forms)]
        found = [person for person in found if name.gender in (None, person.gender) or not person.gender]
        alike = [person for person in found if name.gender and name.gender == person.gender]
        if found:
            return _likeliest(name, alike or found)
    return None


def _likeliest(name: Name, rivals: list[Person]) -> Person:
    latest = max(rivals, key=lambda person: person.named_at)
    if latest.named_at >= 0 and name.start - latest.named_at <= _NEAR:
        return latest
    return max(rivals, key=lambda person: (len(person.names), person.named_at))


def _ends(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return list(map(skeleton, full[-len(part) :])) == list(map(skeleton, part))


def _begins(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return full[: len(part)] == part
