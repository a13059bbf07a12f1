"""Subjects found through the verb whose clause the figure stands in."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.directions import directions
from newsfacts.claims.figure import Figure, clause_verb, climb, object_of, of_object
from newsfacts.claims.subjects.answer import (
    RELATIVE,
    Answer,
    Known,
    antecedent_of,
    what_is_counted,
)
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas

_MEASURED = frozenset({QuantityKind.MEASURE, QuantityKind.MONEY, QuantityKind.PERCENT})
_AMOUNTS = _MEASURED | {QuantityKind.DURATION, QuantityKind.SCORE, QuantityKind.RATIO, QuantityKind.RATE}
_DASHES = frozenset({"-", "–", "—", "--"})


def predicated(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """The verb's subject or object: "the toll rose to 44", "cut emissions by 20 percent", "the project cost $5m"."""
    if figure.root.dep_ in syntax.SUBJECTS:
        return predicated_of(figure)
    change = next((t for t in climb(figure.root) if t.lower_ in words("change") and syntax.is_noun(t)), None)
    if change is not None and figure.root.dep_ in ("pobj", "quantmod", "conj"):
        inside = object_of(change, "in")
        if inside is not None and not figure.covers(inside):
            return Answer(what_is_counted(inside, figure), 0.8)
    verb = clause_verb(figure.root)
    return _of_verb(verb, figure, lemmas, changes=change is not None) if verb is not None else None


def predicated_of(figure: Figure) -> Answer | None:
    """ "50 were officials": the noun that the figure is said to be."""
    verb = figure.root.head
    if figure.root.dep_ not in syntax.SUBJECTS:
        return None
    noun = next(
        (c for c in syntax.rights(verb) if c.dep_ == "attr" and syntax.is_noun(c) and not figure.covers(c)), None
    )
    return Answer(noun, 0.85, verb) if noun is not None and figure.kind is QuantityKind.COUNT else None


def bracketed(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Labour (35%)": the noun before the bracket, unless a verb of change governs it ("Cases soared (+5%)")."""
    holder = _before_aside(figure)
    if holder is None:
        return None
    verb = clause_verb(figure.root)
    if verb is not None and lemmas.verb(verb.lower_) in directions():
        return _of_verb(verb, figure, lemmas)
    return Answer(holder, 0.7) if holder is not None and syntax.is_noun(holder) else None


def _before_aside(figure: Figure) -> Token | None:
    """RETURNS: the token before an aside of just the figure: "(35%)", "- only at 54 percent -"."""
    after = figure.right()
    if after is None or not (after.is_punct or after.text in _DASHES):
        return None
    for steps in range(1, 4):
        token = figure.left(steps)
        if token is None:
            return None
        if token.text in _DASHES or token.text in "([":
            return figure.left(steps + 1)
        if token.dep_ not in ("prep", "advmod"):
            return None
    return None


def of_clause(token: Token, figure: Figure, lemmas: Lemmas) -> Answer | None:
    verb = clause_verb(token)
    return _of_verb(verb, figure, lemmas) if verb is not None else None


def _of_verb(verb: Token, figure: Figure, lemmas: Lemmas, *, changes: bool = False) -> Answer | None:
    """
    changes: a noun of change under the verb says that its subject moves ("recorded an increase from 5 to 7").
    """
    lemma = lemmas.verb(verb.lower_)
    levels = changes or lemma in words("level") or lemma in directions()
    affected = next((c for c in syntax.rights(verb) if c.dep_ == "dobj" and c.i < figure.first), None)
    if affected is not None and syntax.is_noun(affected):
        before = figure.left()
        by = before is not None and before.lower_ in ("by", "to", "from") and lemma in directions()
        at = figure.root.head.lower_ == "at"
        by = by or (at and (figure.kind in _MEASURED or lemma in words("level")))
        price = figure.kind is QuantityKind.MONEY and figure.root.head.lower_ in ("for", "at")
        if by or (price and lemma in words("trade")):
            return Answer(what_is_counted(affected, figure), 0.85, verb)
    if not levels and figure.kind not in _AMOUNTS:
        return None
    if verb.dep_ in ("acl", "relcl") and syntax.subject(verb) is None and syntax.is_noun(verb.head):
        return Answer(what_is_counted(verb.head, figure), 0.8, verb)
    subject = _taken_for_preposition(verb) or syntax.governing_subject(verb)
    if subject is None and verb.dep_ == "dep":
        subject = syntax.governing_subject(verb.head)
    if subject is None or figure.covers(subject) or subject.dep_ == "expl":
        return None
    if subject.tag_ in RELATIVE:
        subject = antecedent_of(subject)
    if subject.tag_ == "PRP":
        subject = _topic(subject, verb, figure) or subject
    return Answer(what_is_counted(subject, figure), 0.85, verb)


def _topic(pronoun: Token, verb: Token, figure: Figure) -> Token | None:
    """RETURNS: the noun that "as for the market size, it rose to 5" sets before its pronoun."""
    for opener in syntax.lefts(verb):
        if opener.i >= pronoun.i or opener.lower_ not in words("topic_opener"):
            continue
        inner = next((c for c in syntax.rights(opener) if c.dep_ == "prep"), opener)
        noun = of_object(inner)
        if noun is not None and syntax.is_noun(noun) and noun.i < pronoun.i:
            return what_is_counted(noun, figure)
    return None


def _taken_for_preposition(verb: Token) -> Token | None:
    """RETURNS: the subject of "as exports fell" where the parse takes the conjunction for a preposition."""
    if syntax.subject(verb) is not None or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = verb.left_edge.i - 1
    for sibling in (*syntax.lefts(verb.head), *syntax.rights(verb.head)):
        if sibling.lower_ in words("clause_opener") and sibling.dep_ == "prep" and sibling.right_edge.i == before:
            return of_object(sibling)
    return None
