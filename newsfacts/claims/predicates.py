"""What is said of the subject: the verb or verbal noun, and whether it is denied."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.figure import BE, Figure
from newsfacts.claims.subjects import Answer
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas

_VERBAL_NOUN_ENDINGS = ("tion", "sion", "ment", "ing", "ings", "tions", "sions", "ments", "ance", "al")
_FALSE = frozenset("false untrue wrong incorrect baseless unfounded fake nonsense lie myth".split())
_TRUE = frozenset({"true", "correct", "accurate", "case"})
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


def negated(figure: Figure, predicate: Token | None, lemmas: Lemmas) -> bool:
    """RETURNS: whether it is denied: "did not pay", "nobody died", "not 4,000 but …", "no proof that 5 died"."""
    before = figure.left()
    if before is not None and before.lower_ == "not":
        return True
    if predicate is None or (before is not None and before.lower_ == "but" and _corrects(figure)):
        return False
    verb = predicate.head if predicate.dep_ == "acomp" else predicate
    own = _is_denied(verb) and not _is_set_apart(figure, verb)
    return own or _of_nobody(verb) or _is_false(verb, lemmas)


def _is_denied(verb: Token) -> bool:
    return any(child.dep_ == "neg" and child.i < verb.i + _NEAR for child in syntax.children(verb))


def _corrects(figure: Figure) -> bool:
    """RETURNS: whether it is the 400 of "not 4,000 but 400"."""
    denied = figure.before[-1].left() if figure.before else None
    return denied is not None and denied.lower_ == "not"


def _is_set_apart(figure: Figure, verb: Token) -> bool:
    """RETURNS: whether it stands behind a comma, where "not" does not reach: "is not old, with 40 staff"."""
    token = figure.root
    for _ in range(_STEPS):
        if token.head == verb or token.head == token:
            break
        token = token.head
    return token.dep_ in ("prep", "advcl") and token.i > verb.i and token.doc[token.left_edge.i - 1].text == ","


def _is_false(verb: Token, lemmas: Lemmas) -> bool:
    """RETURNS: whether what holds the verb's clause denies it: "no proof that", "it is false that", "denied that"."""
    if verb.dep_ == "acl":
        noun = verb.head
        if any(child.lower_ in words("negative") for child in syntax.lefts(noun)):
            return True
        if noun.dep_ not in ("dobj", "nsubj", "nsubjpass"):
            return False
        verb = noun
    elif verb.dep_ not in ("ccomp", "xcomp", "dobj", "pcomp", "csubj"):
        return False
    above = verb.head
    judged = next((child for child in syntax.rights(above) if child.dep_ in ("acomp", "attr")), None)
    if judged is not None and above.lower_ in BE:
        return judged.lower_ in _FALSE or (judged.lower_ in _TRUE and _is_denied(above))
    return lemmas.verb(above.lower_) in words("denying") and not _is_denied(above)


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
