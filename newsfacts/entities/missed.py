"""Names that the recogniser saw in one place and overlooked in another."""

from __future__ import annotations

from collections.abc import Container, Iterable

from spacy.attrs import ORTH
from spacy.tokens import Doc

from newsfacts import syntax
from newsfacts.entities.edges import is_title
from newsfacts.entities.names import TEMPORAL, Name
from newsfacts.entities.spans import make
from newsfacts.facts import EntityLabel
from newsfacts.lexicon.folding import fold
from newsfacts.lexicon.gazetteer import known_label

_LONGEST = 8
_NAME_TAGS = ("NNP", "NNPS", "JJ")
_SOUGHT = frozenset(
    {
        EntityLabel.PERSON,
        EntityLabel.ORG,
        EntityLabel.GPE,
        EntityLabel.LOC,
        EntityLabel.FAC,
        EntityLabel.NORP,
        EntityLabel.EVENT,
        EntityLabel.PRODUCT,
        EntityLabel.LAW,
    }
)
_HYPHENS = frozenset({"-", "‐", "‑"})

Form = tuple[str, ...]


def complete(doc: Doc, names: list[Name]) -> list[Name]:
    """RETURNS: the names with those added that match one of them token by token.

    The longest match wins. A match must be capitalised, and must not be a part of a longer capitalised phrase.
    """
    known = _forms(doc, names)
    lengths: dict[str, set[int]] = {}
    for form in known:
        lengths.setdefault(form[0], set()).add(len(form))
    taken = _taken(doc, names)
    added: list[Name] = []
    for number in _places(doc, lengths):
        if taken[number]:
            continue
        match = _match(doc, number, known, lengths, taken)
        if match:
            added.append(make(doc, number, number + len(match), known[match]))
            taken[number : number + len(match)] = b"\x01" * len(match)
    for name in added:
        name.recognised = False
    return sorted([*names, *added], key=lambda name: name.left) if added else names


def _taken(doc: Doc, names: Iterable[Name]) -> bytearray:
    """RETURNS: 1 for every token that is part of a name."""
    taken = bytearray(len(doc))
    for name in names:
        taken[name.start : name.end] = b"\x01" * (name.end - name.start)
    return taken


def _places(doc: Doc, firsts_of_names: Iterable[str]) -> list[int]:
    """RETURNS: the tokens worth a look: first words of the names looked for."""
    strings = doc.vocab.strings
    firsts = {strings[word] for word in firsts_of_names}
    return [number for number, orth in enumerate(doc.to_array(ORTH).tolist()) if orth in firsts]


def _forms(doc: Doc, names: list[Name]) -> dict[Form, EntityLabel]:
    """RETURNS: the token sequences to look for; of two labels for one, the commoner (then the earlier)."""
    counts: dict[Form, dict[EntityLabel, int]] = {}
    for name in names:
        if name.label in TEMPORAL or name.label not in _SOUGHT or name.context or name.end - name.start > _LONGEST:
            continue
        form = tuple(token.text for token in doc[name.start : name.end])
        if any(character.isupper() for character in form[0]) or len(form) > 1:
            labels = counts.setdefault(form, {})
            labels[name.label] = labels.get(name.label, 0) + 1
    return {form: max(labels, key=lambda label: labels[label]) for form, labels in counts.items()}


def _match(doc: Doc, start: int, known: Container[Form], lengths: dict[str, set[int]], taken: bytearray) -> Form | None:
    for length in sorted(lengths.get(doc[start].text, ()), reverse=True):
        end = start + length
        if end > len(doc) or any(taken[start:end]):
            continue
        form = tuple(doc[number].text for number in range(start, end))
        if form in known and _bounded(doc, start, end, taken):
            return form
    return None


def _bounded(doc: Doc, start: int, end: int, taken: bytearray) -> bool:
    """RETURNS: whether no capitalised neighbour belongs to the phrase, and a single word is a proper noun there."""
    first, last = doc[start], doc[end - 1]
    if end - start == 1 and first.tag_ not in _NAME_TAGS:
        return False
    if start and not taken[start - 1] and _same_name(doc, start - 1) and not is_title(doc[start - 1]):
        return False
    if start > 1 and doc[start - 1].text in _HYPHENS and not doc[start - 1].whitespace_:
        before = doc[start - 2]
        if before.text[0].isupper() and not before.whitespace_ and not taken[start - 2]:
            return False
    if end < len(doc) and not taken[end] and _same_name(doc, end) and not is_title(doc[end]):
        return first.tag_ == "JJ" or known_label(fold(last.text)) is EntityLabel.NORP
    return True


def _same_name(doc: Doc, number: int) -> bool:
    token = doc[number]
    return token.tag_ in syntax.PROPER_TAGS and token.text[0].isupper() and not token.is_sent_start
