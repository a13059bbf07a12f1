"""What a figure may count: the candidates that its sentence offers, and the traits that speak for and against each.

A trait is a short string: "path:pobj^of^[level]nsubj" (the way through the parse from the figure up to a verb of level
and down to its subject), "role:subject|percent" (the subject of the figure's verb, for a percentage). `ranking` has a
weight for each that was common enough in the articles it was fitted on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.directions import directions
from newsfacts.claims.figure import BE, Figure, clause_verb, object_of, similar
from newsfacts.claims.subjects.answer import RELATIVE, Asked, antecedent_of, changes
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas

_BEFORE, _AFTER = 35, 30
"""Tokens on either side of a figure among which candidates are looked for."""

_CLIMB = 9
_MEASURING = frozenset({"point", "points", "strong"})
_NOUNS = frozenset({*syntax.NOUN_TAGS, "PRP"})
_HEADLESS = frozenset({"JJ", "VBN", "VBG", "DT"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "attr", "conj", "appos", "pcomp", "ROOT"})
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_FINITE = syntax.FINITE_TAGS | {"MD"}
_PAUSES = frozenset({",", ";", ":", "–", "—"})
_HELD = ("det", "poss", "amod", "compound", "relcl", "acl", "prep", "appos", "nummod")
_TOLD = frozenset("of in to from by at for with on over than as per among between against".split())
_BESIDE = _TOLD | {"(", ",", ":"}
_PLAIN = frozenset({"conj", "xcomp", "ccomp", "appos", "aux", "advcl", "pcomp"})
_ENTITIES = frozenset({"DATE", "TIME", "GPE", "PERSON", "ORG", "LOC"})
_VERBS_TOLD = frozenset({"be", "have", "include", "say", "pay", "cost"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that may be the head of a figure's subject. The figure's own root stands for a figure without one."""

    token: Token
    traits: Sequence[str]


def candidates(asked: Asked) -> list[Candidate]:
    """RETURNS: the figure itself, then what its sentence offers near it, in text order."""
    figure, view = asked.figure, _View(asked)
    itself = Candidate(figure.root, list(view.of_itself()))
    inner = {token.i: held for token in view.tokens if (held := _held(token, figure, asked.lemmas)) is not None}
    seen = {token.i for token in inner.values()}
    free = (
        token
        for token in view.tokens
        if token.i in inner
        or not (token.i in seen or _only_changes(token, asked.lemmas) or _only_counts(token, figure))
    )
    return [itself, *(Candidate(inner.get(token.i, token), list(view.of(token))) for token in free)]


def _held(noun: Token, figure: Figure, lemmas: Lemmas) -> Token | None:
    """RETURNS: what a noun holds that only says how many ("the number of …") or that it changes ("a rise in …")."""
    inner = None
    if noun.lower_ in words("counter"):
        inner = object_of(noun, "of")
    elif syntax.is_noun(noun) and changes(noun, lemmas):
        inner = object_of(noun, "in") or object_of(noun, "of")
    return inner if inner is not None and syntax.is_noun(inner) and not figure.covers(inner) else None


def _only_changes(token: Token, lemmas: Lemmas) -> bool:
    """RETURNS: whether it says that another thing rises or falls ("recorded an increase", not "the rise will cost")."""
    return syntax.is_noun(token) and token.dep_ not in syntax.SUBJECTS and changes(token, lemmas)


def _only_counts(token: Token, figure: Figure) -> bool:
    """RETURNS: whether it is the total of "a total of 40"."""
    inner = object_of(token, "of") if token.lower_ in words("counter") else None
    return inner is not None and figure.covers(inner)


def _may_be_counted(token: Token, figure: Figure) -> bool:
    within = figure.quantity.start <= token.idx < figure.quantity.end
    within |= figure.kind is QuantityKind.COUNT and figure.root.dep_ == "dobj" and token == figure.root.head
    if within or not token.text[0].isalnum() or token.lower_ in words("mark") or token.lower_ in _MEASURING:
        return False
    return token.tag_ in _NOUNS or (token.tag_ in _HEADLESS and (token.dep_ in _ARGUMENTS or token.i == figure.last))


class _View:
    """A sentence as seen from a figure in it."""

    def __init__(self, asked: Asked) -> None:
        figure = self.figure = asked.figure
        self._lemmas = asked.lemmas
        low, high = max(figure.start, figure.first - _BEFORE), min(figure.end, figure.last + _AFTER)
        taken = {number for other in asked.around for number in range(other.first, other.last)}
        near = list(figure.doc[low:high])
        self.tokens = [token for token in near if token.i not in taken and _may_be_counted(token, figure)]
        self._nouns = [token.i for token in self.tokens if token.tag_ in syntax.NOUN_TAGS]
        self._finite = [token.i for token in near if token.tag_ in _FINITE]
        self._pauses = [token.i for token in near if token.text in _PAUSES]
        self._above = [figure.root, *_heads(figure.root)]
        self._steps = {token.i: step for step, token in enumerate(self._above)}
        self._verb = clause_verb(figure.root)
        self._roles = dict(_roles(self._verb)) if self._verb is not None else {}
        self._clause = self._kind_of_verb(self._verb) if self._verb is not None else "none"
        self._by = next((_label(token) for token in self._above[:4] if token.dep_ in _PREPOSITIONS), "none")
        left, right = figure.left(), figure.right()
        self._left = left.lower_ if left is not None and left.lower_ in _BESIDE else ""
        self._right = right.lower_ if right is not None and right.lower_ in _BESIDE else ""
        before = figure.before[-1] if figure.before else None
        self._shared = asked.known.get(before.key) if before is not None else None
        self._alike = before is not None and similar(before.quantity, figure.quantity)

    def of_itself(self) -> Iterator[str]:
        """RETURNS: what speaks for a figure without a subject."""
        figure, kind = self.figure, self.figure.kind
        after = figure.right()
        yield "itself"
        yield f"itself|{kind}"
        yield f"itself|{figure.root.dep_}"
        yield f"itself|{figure.root.dep_}|{kind}"
        yield f"itself|{self._clause}"
        yield f"itself|next:{after.tag_ if after is not None else 'end'}"
        if self._shared is not None and self._alike:
            yield "itself|after one alike"
        if not self._nouns:
            yield "itself|no noun"

    def of(self, token: Token) -> Iterator[str]:
        """RETURNS: what speaks for and against a token as the subject; nothing where a kind would never matter."""
        kind, side = self.figure.kind, "before" if token.i < self.figure.first else "after"
        for trait in (
            *self._by_place(token, side),
            *self._by_path(token),
            *self._by_role(token),
            *self._by_word(token),
        ):
            yield trait
            yield f"{trait}|{kind}"
        if self._left:
            yield f"left:{self._left}|{token.dep_}|{side}"
        if self._right:
            yield f"right:{self._right}|{token.dep_}|{side}"

    def _by_place(self, token: Token, side: str) -> Iterator[str]:
        figure = self.figure
        far = figure.first - token.i if side == "before" else token.i - figure.last + 1
        low, high = (token.i, figure.first) if side == "before" else (figure.last - 1, token.i)
        between = bisect_left(self._nouns, high) - bisect_right(self._nouns, low)
        yield f"far:{side}|{_rounded(far)}"
        yield f"nouns between:{side}|{min(between, 4)}"
        if far == 1:
            yield f"touches:{side}|{token.tag_}"
        if figure.in_brackets():
            yield f"brackets:{side}|{min(between, 2)}"
        verbs, pauses = (bisect_left(marks, high) - bisect_right(marks, low) for marks in (self._finite, self._pauses))
        yield f"verbs between:{side}|{min(verbs, 2)}"
        yield f"pauses between:{side}|{min(pauses, 2)}"
        yield f"between:{side}|{min(verbs, 2)}|{min(pauses, 2)}|{token.dep_}"

    def _by_path(self, token: Token) -> Iterator[str]:
        """The way through the parse: whole, and without the steps from a clause to one that it continues."""
        down = [token]
        for head in _heads(token):
            if down[-1].i in self._steps:
                break
            down.append(head)
        top = down.pop()
        if top.i not in self._steps:
            yield "path:none"
            return
        up = [_label(step) for step in self._above[: self._steps[top.i]]]
        down_labels = [_label(step) for step in reversed(down)]
        turn = self._kind_of_verb(top) if syntax.is_verb(top) and top.i != token.i else ""
        yield f"path:{'^'.join(up[:5])}[{turn}]{'v'.join(down_labels[:4])}"
        yield f"way:{'^'.join(label for label in up if label not in _PLAIN)}|{token.dep_}"
        yield f"steps:{len(up)},{len(down)}"

    def _by_role(self, token: Token) -> Iterator[str]:
        role = self._roles.get(token.i)
        if role is not None:
            yield f"role:{role}"
            yield f"role:{role}|{self._clause}"
            yield f"role:{role}|{self._by}"
            yield f"role:{role}|{self._by}|{self._clause}"
            yield f"role:{role}|{self.figure.root.dep_}|{self._clause}"
        if self._shared is not None and self._shared.head.i == token.i:
            yield f"shared:{self._alike}"

    def _by_word(self, token: Token) -> Iterator[str]:
        yield f"tag:{token.tag_}"
        yield f"is:{token.dep_}|{'before' if token.i < self.figure.first else 'after'}"
        if token.ent_type_ in _ENTITIES:
            yield f"entity:{token.ent_type_}"
        if token.lower_ in words("counter"):
            yield "counter"
        if token.n_lefts or token.n_rights:
            held = {child.dep_ for child in syntax.children(token)}
            yield from (f"has:{label}" for label in _HELD if label in held)
        head = token.head
        above = self._kind_of_verb(head) if syntax.is_verb(head) else head.lower_ if head.dep_ == "prep" else head.tag_
        yield f"under:{token.dep_}|{above}"

    def _kind_of_verb(self, verb: Token) -> str:
        """RETURNS: what a verb does with figures: "level", "change", "trade", one of a few verbs, or only its tag."""
        base = "be" if verb.lower_ in BE else self._lemmas.verb(verb.lower_)
        if base in _VERBS_TOLD:
            return base
        if base in directions():
            return "change"
        if base in words("level"):
            return "level"
        if base in words("trade"):
            return "trade"
        return "verb" if syntax.is_verb(verb) else verb.tag_


def _roles(verb: Token) -> Iterator[tuple[int, str]]:
    """RETURNS: the tokens that the verb holds and in which role, by number: its antecedent, its object, its subject."""
    if verb.dep_ in ("relcl", "acl"):
        yield verb.head.i, "antecedent"
    held = next((child for child in syntax.rights(verb) if child.dep_ == "dobj"), None)
    if held is not None:
        yield held.i, "object"
    subject = syntax.governing_subject(verb)
    if subject is not None:
        yield (antecedent_of(subject) if subject.tag_ in RELATIVE else subject).i, "subject"


def _heads(token: Token) -> Iterator[Token]:
    """RETURNS: the token's heads, from the nearest up. Bounded."""
    for _ in range(_CLIMB):
        if token.head == token:
            return
        token = token.head
        yield token


def _label(token: Token) -> str:
    """RETURNS: how a token hangs on its head; a preposition by its word."""
    if token.dep_ in _PREPOSITIONS or token.tag_ in ("IN", "TO"):
        return token.lower_ if token.lower_ in _TOLD else "prep"
    return token.dep_


def _rounded(steps: int) -> str:
    return str(steps) if steps < 4 else next(name for most, name in _FAR if steps <= most)


_FAR = ((6, "4-6"), (12, "7-12"), (1000, "more"))
