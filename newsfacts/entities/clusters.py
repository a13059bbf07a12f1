"""Which names are one thing in the article.

People are grouped in `persons`. The rest: the same folded name, the names of one state or one people, a body's acronym
and its long name, a body's shorter name. A state and its adjective are two things, so are a capital and its state.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from newsfacts.entities.acronyms import initials, is_acronym, letters
from newsfacts.entities.names import PLACES, TEMPORAL, Name
from newsfacts.entities.persons import persons
from newsfacts.facts import EntityLabel
from newsfacts.lexicon import values, words
from newsfacts.lexicon.gazetteer import known_label, same_thing

_CALLED_SHORT = frozenset({EntityLabel.ORG, EntityLabel.EVENT})
_LONGEST = 12
_RIVALS = 16


class Union:
    """Disjoint sets of keys; the root is the key that came first."""

    def __init__(self) -> None:
        self._parent: dict[Hashable, Hashable] = {}

    def root(self, key: Hashable) -> Hashable:
        parent = self._parent.setdefault(key, key)
        while parent != key:
            grandparent = self._parent[parent]
            self._parent[key] = grandparent
            key, parent = parent, grandparent
        return key

    def join(self, one: Hashable, other: Hashable) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self._parent[second] = first


def clusters(names: Sequence[Name], pairs: Iterable[tuple[Name, Name]] = ()) -> list[list[Name]]:
    """RETURNS: the names by entity, each list in text order, the lists by their first mention.

    names: all names of the article with their final labels in text order, those of the title first.
    pairs: names that the article says to be one thing.
    """
    union = Union()
    things = [name for name in names if name.label is not EntityLabel.PERSON]
    bodies = {name.key: name for name in reversed(things) if name.label in _CALLED_SHORT}
    ordered = dict(reversed(bodies.items()))
    _join_shorter(union, ordered)
    _join_acronyms(union, ordered, [name for name in things if name.label not in TEMPORAL])
    _join_places(union, things)
    for long, short in pairs:
        union.join(_key(long), _key(short))
    groups: dict[Hashable, list[Name]] = {}
    for name in things:
        groups.setdefault(union.root(_key(name)), []).append(name)
    found = [*groups.values(), *persons([name for name in names if name.label is EntityLabel.PERSON])]
    return sorted(found, key=lambda group: (not group[0].context, group[0].start))


def _key(name: Name) -> tuple[str, str]:
    family = "PLACE" if name.label in PLACES else str(name.label)
    key = name.key or name.text
    if name.label is EntityLabel.NORP and same_thing(key) is None and key.endswith("s"):
        key = key[:-1]
    return family, same_thing(key) or key


def _join_shorter(union: Union, bodies: dict[str, Name]) -> None:
    """Joins "Relief Volunteers" to "Northern Relief Volunteers Group", "Ada" to "Storm Ada", when one longer name only
    holds it.
    """
    holders: dict[str, list[Name]] = {}
    for name in bodies.values():
        parts = name.words[:_LONGEST]
        for start in range(len(parts)):
            for end in range(start + 1, len(parts) + 1):
                piece = " ".join(parts[start:end])
                long_enough = end - start > 1 or (start > 0 and end == len(parts))
                whole = long_enough and _may_drop(parts[:start], parts[start]) and _may_end(parts[end:])
                if whole or (start == 0 and (end == len(parts) or parts[-1] in words("legal_form"))):
                    holders.setdefault(piece, []).append(name)
    for key, name in bodies.items():
        if known_label(key) is not None or (is_acronym(name.text) and " " in key):
            continue
        piece = " ".join(name.words)
        roots = dict.fromkeys(union.root(_key(longer)) for longer in holders.get(piece, ())[:_RIVALS])
        roots.pop(union.root(_key(name)), None)
        if len(roots) == 1:
            union.join(next(iter(roots)), _key(name))


def _may_drop(left_out: list[str], first: str) -> bool:
    """RETURNS: whether a body may go by its name less its beginning. "Bank of Ghana" is not the Agricultural Bank of
    Ghana, but "Ministry of Justice" may be the Indian one.
    """
    return first not in words("organisation") or known_label(" ".join(left_out)) is not None or not left_out


def _may_end(left_out: list[str]) -> bool:
    """RETURNS: whether a body may go by its name less its end ("of Uganda", "Network"), not by its parent's name."""
    if not left_out or left_out[0] in {"of", "for", "in", "on"}:
        return True
    return all(part in words("organisation") for part in left_out)


def _join_acronyms(union: Union, bodies: dict[str, Name], names: Sequence[Name]) -> None:
    """Joins acronyms to the body whose initials they are: the one named nearest before, else the first after."""
    by_initials: dict[str, list[Name]] = {}
    for name in bodies.values():
        if " " in name.key:
            for form in sorted(initials(name.text)):
                by_initials.setdefault(form, []).append(name)
    seen: set[str] = set()
    for name in names:
        if name.key in seen or not is_acronym(name.text) or known_label(name.key) is EntityLabel.GPE:
            continue
        seen.add(name.key)
        rivals = by_initials.get(letters(name.text), [])
        if rivals:
            before = bisect_right(rivals, (not name.context, name.left), key=lambda body: (not body.context, body.left))
            union.join(_key(rivals[max(before - 1, 0)]), _key(name))


def _join_places(union: Union, names: Sequence[Name]) -> None:
    """Joins "Chiapas" and "Chiapas State", town and governorate being one entity."""
    places = {name.key: name for name in reversed(names) if name.label in PLACES}
    for key, name in reversed(places.items()):
        parts = key.split()
        short = places.get(" ".join(parts[:-1]))
        if (
            short is not None
            and known_label(short.key) is None
            and values("place_kind").get(parts[-1]) == EntityLabel.GPE
        ):
            union.join(_key(short), _key(name))


def fullest(group: Sequence[Name]) -> Name:
    """RETURNS: the mention that names the entity best: long form over acronym, more words over fewer, then the
    commoner, then the earlier. A people is called by its commonest form.
    """
    counts = Counter(name.text for name in group)
    if group[0].label is EntityLabel.NORP:
        return max(group, key=lambda name: (counts[name.text], not name.context))
    return max(
        group,
        key=lambda name: (
            not is_acronym(name.text),
            not (name.text.isupper() and len(name.text) > 5),
            len(name.words),
            sum(len(word) for word in name.words),
            counts[name.text],
            not name.context,
        ),
    )
