"""Articles with other names in them: people, places and abbreviations that the corpora do not have.

A network that has seen some thousands of names learns them by heart; with others in their place, the same sentences
teach it what stands around a name (mention replacement; Dai and Adel 2020, "An Analysis of Simple Data Augmentation
for Named Entity Recognition"). A name that comes again in an article is replaced by the same one, also as a part of a
longer name. Names of one word are often invented, a body's is often a town's, as sports clubs' are: there, only the
sentence tells what is meant.
"""

from __future__ import annotations

import calendar
import random
import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import known_label
from training.corpora import Row
from training.rewriting import Edit, rewritten

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_NOUN = re.compile(r"[^\W\d_]{4,}(?<!an)(?<!ese)(?<!ish)(?<!i)")  # a people's or a thing's name, no adjective
_SHARES = (0.3, 0.6, 1.0)
_PERSONS = ("Person", "PERSON")
_INVENTED_LABELS = ("NORP", "Product", "Misc")
_CALENDAR = frozenset((*calendar.day_name, *calendar.month_name))
_FROM_CORPUS = 0.35  # of places; the rest are towns
_WHOLE_BODIES = 0.25  # of bodies with more than an acronym
_INVENTED = 0.3
_BODY_LIKE_TOWN = 0.3


@dataclass(frozen=True, slots=True)
class Geography:
    """Names of the world's countries, and of its towns, those of a country together."""

    countries: Sequence[str]
    towns: Sequence[Sequence[str]]


class OtherNames:
    """Names to draw from: those of the annotated articles, by region, and the world's countries and towns."""

    def __init__(self, rows: Iterable[Row], geography: Geography) -> None:
        """
        rows: articles with `entities` in the worldwide corpus's labels.
        """
        self.people: dict[int, list[list[str]]] = defaultdict(list)  # by number of words
        self.places: list[str] = []
        self.bodies: list[str] = []
        self.short_bodies: list[str] = []
        self.countries, self.towns = geography.countries, geography.towns
        self._is_country = frozenset(name.lower() for name in self.countries)
        for row in rows:
            for entity in row["entities"]:
                self._add(" ".join(row["text"][entity["start"] : entity["end"]].split()), entity["label"])

    def _add(self, name: str, label: str) -> None:
        if label == "Person" and not name.isupper():
            words = _WORD.findall(name)
            self.people[len(words)].append(words)
        elif label == "Location":
            self.places.append(name)
        elif label == "Organization" and not _ACRONYM.fullmatch(name):
            (self.bodies if " " in name else self.short_bodies).append(name)

    def rewrite(self, row: Row, dice: random.Random) -> Row:
        """RETURNS: the article with some of its names replaced, offsets moved along.

        Where an article has no annotated names, people are replaced by the base model's opinion of them (`fine`).
        """
        share = dice.choice(_SHARES)
        text = row["text"]
        entities = row.get("entities") or [e for e in row["fine"] if e["label"] in _PERSONS]
        people = [e for e in entities if e["label"] in _PERSONS]
        others = [e for e in entities if e["label"] not in _PERSONS]
        whole = self._whole(text, others, share, dice)
        parts = {old: new for old, new in whole.items() if old != new and not _ACRONYM.fullmatch(old)}
        edits = [*self._people(text, people, share, dice), *_replaced(text, others, whole, parts)]
        return rewritten(row, _apart(edits))

    def _people(self, text: str, people: Sequence[Row], share: float, dice: random.Random) -> Iterator[Edit]:
        """Word by word, the longest names first, so that a surname alone follows the full name."""
        names = [list(_WORD.finditer(text, e["start"], e["end"])) for e in people]
        new: dict[str, str] = {}
        for words in sorted(names, key=len, reverse=True):
            donors = self.people.get(len(words))
            if not donors:
                continue
            donor = dice.choice(donors)
            if len(words) == 1 and dice.random() < 0.7:
                donor = dice.choice(self.people[2])[-1:]
            keep = dice.random() >= share
            for word, other in zip(words, donor, strict=True):
                if dice.random() < _INVENTED / 2 and other.isalpha() and other.istitle():
                    other = self._invented(dice)
                new.setdefault(word.group().lower(), word.group() if keep else other)
        for words in names:
            for word in words:
                other = new.get(word.group().lower(), word.group())
                if other.lower() != word.group().lower() and word.group()[0].isupper():
                    yield Edit(word.start(), word.end(), _cased_as(word.group(), other))

    def _whole(self, text: str, others: Sequence[Row], share: float, dice: random.Random) -> dict[str, str]:
        """RETURNS: what places and bodies are called instead, by their names."""
        new: dict[str, str] = {}
        for entity in others:
            name = text[entity["start"] : entity["end"]]
            if name in new:
                continue
            label = entity["label"]
            if dice.random() >= share or not name[:1].isupper() or name in _CALENDAR:
                other = name
            elif label == "Location":
                other = self._place(name, dice)
            elif label == "Organization" and _ACRONYM.fullmatch(name):
                other = "".join(dice.choices(string.ascii_uppercase, k=dice.randint(2, 5)))
            elif label == "Organization" and _WORD.fullmatch(name):
                other = self._short_body(dice)
            elif label == "Organization" and dice.random() < _WHOLE_BODIES:
                other = dice.choice(self.bodies)
            elif label in _INVENTED_LABELS and _NOUN.fullmatch(name) and known_label(fold(name)) is None:
                other = self._invented(dice)
            else:
                continue
            new[name] = _cased_as(name, other)
        return new

    def _short_body(self, dice: random.Random) -> str:
        chance = dice.random()
        if chance < _INVENTED:
            return self._invented(dice)
        if chance < _INVENTED + _BODY_LIKE_TOWN:
            return dice.choice(dice.choice(self.towns))
        return dice.choice(self.short_bodies)

    def _invented(self, dice: random.Random) -> str:
        """RETURNS: a word that sounds like a name: the beginning of one and the end of another."""
        first, second = (self._word(dice) for _ in range(2))
        return first[: (len(first) + 1) // 2] + second[len(second) // 2 :].lower()

    def _word(self, dice: random.Random) -> str:
        """RETURNS: a word of a person's or a town's name, of one part of the world."""
        while True:
            words = dice.choice(self.people[2]) if dice.random() < 0.5 else dice.choice(dice.choice(self.towns)).split()
            word = dice.choice(words)
            if len(word) > 2 and word.isalpha():
                return word

    def _place(self, name: str, dice: random.Random) -> str:
        if name.lower() in self._is_country:
            return dice.choice(self.countries)
        if _WORD.fullmatch(name) and dice.random() < _INVENTED:
            return self._invented(dice)
        return dice.choice(self.places) if dice.random() < _FROM_CORPUS else dice.choice(dice.choice(self.towns))


def _replaced(text: str, entities: Sequence[Row], whole: dict[str, str], parts: dict[str, str]) -> Iterator[Edit]:
    """RETURNS: the edits of names, and of places within longer names ("University of Lagos")."""
    longest_first = "|".join(re.escape(name) for name in sorted(parts, key=len, reverse=True))
    inner = re.compile(rf"\b(?:{longest_first})\b") if parts else None
    for entity in entities:
        start, end = entity["start"], entity["end"]
        name = text[start:end]
        if name in whole:
            if whole[name] != name:
                yield Edit(start, end, whole[name])
        elif inner is not None and entity["label"] in ("Organization", "Facility", "Misc", "Location"):
            for found in inner.finditer(text, start, end):
                yield Edit(found.start(), found.end(), parts[found.group()])


def _cased_as(old: str, new: str) -> str:
    return new.upper() if len(old) > 1 and old.isupper() else new


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """RETURNS: the edits without those that overlap an earlier one."""
    out: list[Edit] = []
    for edit in sorted(edits):
        if not out or edit.start >= out[-1].end:
            out.append(edit)
    return out
