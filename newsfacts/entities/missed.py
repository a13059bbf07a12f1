"""Names that the recogniser saw in one place and overlooked in another."""

from __future__ import annotations

from collections.abc import Container, Iterable

from spacy.attrs import ORTH
from spacy.tokens import Doc

from newsfacts.entities.names import TEMPORAL, Name
from newsfacts.entities.spans import make
from newsfacts.facts import EntityLabel

_LONGEST = 8
_NAME_TAGS = ("NNP", "NNPS", "JJ")

Form = tuple[str, ...]


def complete(doc: Doc, names: list[Name]) -> list[Name]:
    """RETURNS: the names with those added that match one of them token by token.

    The longest match wins. A single word must be a proper noun or an adjective there.
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
        if name.label in TEMPORAL or name.context or name.end - name.start > _LONGEST:
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
        if form in known and (length > 1 or doc[start].tag_ in _NAME_TAGS):
            return form
    return None
