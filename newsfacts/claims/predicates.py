"""What is said of the subject: the verb or verbal noun, whether it is denied, and where the figure moves."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.directions import directions
from newsfacts.claims.figure import BE, Figure, clause_verb, climb
from newsfacts.claims.subjects import Answer
from newsfacts.facts import Direction
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas

_VERBAL_NOUN_ENDINGS = ("tion", "sion", "ment", "ing", "ings", "tions", "sions", "ments", "ance", "al")
_CARRIERS = frozenset({"by", "to", "of", "at", "in"})
_STEPS = 8
_NEAR = 4


def find(figure: Figure, subject: Answer) -> Token | None:
    """RETURNS: the verb or verbal noun that the subject undergoes."""
    if subject.verb is not None:
        return _said(subject.verb, figure)
    token = subject.head
    after = figure.right()
    if token.i < figure.first and after is not None and after.tag_ in ("VBN", "JJ") and not syntax.is_noun(after.head):
        return after  # "and about 70 wounded"
    verb = figure.root.head
    if token.i < figure.first and figure.root.dep_ in ("nsubj", "nsubjpass") and syntax.is_verb(verb):
        return _said(verb, figure)  # "a third of whom live by the sea"
    if figure.root.i < token.i and token.dep_ == "pobj" and token.head.head.i < figure.last:
        token = figure.root  # "thousands of civilians": the clause holds the phrase by its number
    for _ in range(_STEPS):
        participle = next((c for c in syntax.rights(token) if c.dep_ == "acl" and c.tag_ in ("VBN", "VBG")), None)
        if participle is not None and token.dep_ not in ("nsubj", "nsubjpass", "dobj"):
            return participle
        head = token.head
        if head == token:
            break
        if token.dep_ == "pobj" and head.lower_ == "of" and syntax.is_noun(head.head) and _is_verbal(head.head):
            return head.head
        token = head
        if syntax.is_verb(token) and token.dep_ not in ("amod", "compound", "prep"):
            return _said(token, figure)
    return None


def _said(verb: Token, figure: Figure) -> Token:
    """RETURNS: the adjective of "were dead", else the verb."""
    if verb.lower_ not in BE:
        return verb
    return next((c for c in syntax.rights(verb) if c.dep_ == "acomp" and c.tag_ == "JJ" and not figure.covers(c)), verb)


def _is_verbal(noun: Token) -> bool:
    return noun.tag_ in ("NN", "NNS") and len(noun) > 6 and noun.lower_.endswith(_VERBAL_NOUN_ENDINGS)


def negated(predicate: Token | None, lemmas: Lemmas) -> bool:
    """RETURNS: whether it is denied: "did not pay", "nobody died", "denied that 5 died", "failed to pay"."""
    if predicate is None:
        return False
    verb = predicate.head if predicate.dep_ == "acomp" else predicate
    if any(child.dep_ == "neg" for child in syntax.children(verb)) or _of_nobody(verb):
        return True
    if verb.dep_ == "acl" and verb.head.dep_ == "dobj":  # "rejected claims that 5 died"
        verb = verb.head
    governed = verb.dep_ in ("ccomp", "xcomp", "dobj", "pcomp")
    return governed and lemmas.verb(verb.head.lower_) in words("denying")


def _of_nobody(verb: Token) -> bool:
    """RETURNS: whether the subject denies its clause: "nobody", "no one", "none of the 40"."""
    subject = syntax.subject(verb)
    if subject is None or subject.i > verb.i:
        return False
    before = subject.nbor(-1).lower_ if subject.i else ""
    first = subject.lower_ if subject.lower_ != "one" else before
    return first in words("negative")


def lemma(predicate: Token, lemmas: Lemmas) -> str:
    if predicate.lower_ in BE:
        return "be"
    return lemmas.verb(predicate.lower_) if syntax.is_verb(predicate) else lemmas.noun(predicate.lower_)


def direction(figure: Figure, lemmas: Lemmas) -> Direction | None:
    """RETURNS: where the figure moves ("rose by 20 percent", "an increase of 5", "up 3 percent"), if it does."""
    before = figure.left()
    if before is not None and before.lower_ in ("up", "down") and before.dep_ != "prt":
        return Direction.INCREASE if before.lower_ == "up" else Direction.DECREASE
    verb = clause_verb(figure.root) if figure.in_brackets() else None
    if verb is not None and lemmas.verb(verb.lower_) in directions():
        return directions()[lemmas.verb(verb.lower_)]
    token = figure.root
    for steps, head in enumerate(climb(figure.root)):
        if steps >= _NEAR or not _carries(token, figure):
            return None
        word = lemmas.verb(head.lower_) if syntax.is_verb(head) else lemmas.noun(head.lower_)
        if word in directions() and (syntax.is_verb(head) or syntax.is_noun(head)):
            return directions()[word]
        token = head
    return None


def _carries(token: Token, figure: Figure) -> bool:
    """RETURNS: whether what is above the token may still speak of the figure's change."""
    if token.dep_ == "prep" and token.lower_ == "from":
        before = figure.left()
        return before is not None and before.lower_ == "to"  # "from 9 to 7": the parse hangs "to" on "from"
    if token.dep_ == "prep":
        return token.lower_ in _CARRIERS
    if token.dep_ == "dobj" or token.dep_ == "nummod":
        return figure.covers(token) and figure.quantity.unit is not None
    return token.dep_ in ("pobj", "npadvmod", "compound", "nmod", "amod", "quantmod", "advmod", "conj")
