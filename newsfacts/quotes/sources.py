"""The words around a cue: who speaks, the cue itself with its auxiliaries, to whom, and who passes it on."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.layers import char_end
from newsfacts.lexicon import verb_forms
from newsfacts.quotes.candidates import Phrase

_CLIMB = 6
_BARE = frozenset({"acl", "advcl", "amod", "pcomp", "prep", "oprd"})


def source_of(verb: Token) -> Phrase | None:
    """RETURNS: the phrase of the verb's subject, agent or governor: who is said to say it."""
    if is_passive(verb):
        agent = next((child for child in syntax.rights(verb) if child.dep_ == "agent"), None)
        by = (
            next((child for child in syntax.rights(agent) if child.dep_ == "pobj"), None) if agent is not None else None
        )
        return phrase_of(by) if by is not None else None
    subject = syntax.subject(verb)
    if subject is None:
        subject = _governor(verb)
    if subject is None or subject.dep_ == "expl" or subject.dep_ in ("csubj", "csubjpass"):
        return None
    return phrase_of(subject)


def is_passive(verb: Token) -> bool:
    """RETURNS: whether the verb is passive, with an auxiliary or as a bare participle ("known as", "asked if")."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in syntax.lefts(verb)):
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in _BARE
        and not any(child.dep_ in ("aux", "nsubj") for child in syntax.children(verb))
    )


def _governor(verb: Token) -> Token | None:
    """RETURNS: the subject of the clause that a verb without one hangs on ("…, adding that", "wants to say")."""
    participial = verb.tag_ == "VBG" and verb.i > 0 and (verb.nbor(-1).text == "," or verb.nbor(-1).lower_ == "while")
    for _ in range(_CLIMB):
        if verb.dep_ == "acl" and syntax.is_noun(verb.head):
            noun = verb.head
            if not participial and noun.dep_ != "dobj":  # "a statement saying …"
                return noun
            verb = noun.head  # "X issued a statement saying …", "X spoke in Rome, saying …"
            if noun.dep_ == "pobj":
                verb = verb.head
            found = syntax.subject(verb)
            return found if found is not None and found.dep_ != "expl" else noun
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "acl", "aux") or verb.head is verb:
            return None
        inner = verb.dep_ == "advcl" and participial and verb.head.dep_ == "ccomp" and verb.head.i > verb.head.head.i
        verb = verb.head.head if inner else verb.head  # "X said it rained, adding …": X adds, not the rain
        found = syntax.subject(verb)
        if found is not None:
            return None if found.dep_ == "expl" else found
        if syntax.is_noun(verb):
            return None
    return None


def phrase_of(head: Token) -> Phrase:
    """RETURNS: the noun phrase of `head` with its appositions."""
    start, end = syntax.full_phrase(head)
    while start < head.i and head.doc[start].is_punct:
        start += 1
    first, last = syntax.chars(head.doc, start, end)
    return Phrase(first, last, head.i)


def cue_phrase(verb: Token, end: int) -> Phrase:
    """RETURNS: the verb with the auxiliaries and adverbs right before it, up to the token before `end`.

    A particle right after it ("pointed out") belongs to it.
    """
    start = verb.i
    near = {child.i for child in syntax.lefts(verb) if child.dep_ in syntax.AUXILIARIES or child.dep_ == "advmod"}
    while start - 1 in near:
        start -= 1
    if end == verb.i + 1 < len(verb.doc) and verb.doc[end].dep_ == "prt" and verb.doc[end].head == verb:
        end += 1
    return Phrase(verb.doc[start].idx, char_end(verb.doc[end - 1]), verb.i)


def addressee_of(verb: Token) -> Phrase | None:
    """RETURNS: to whom: the indirect object, the object of a verb of telling or its passive subject, or "to X"."""
    told = verb.lower_ in verb_forms("telling")
    hearer = next((child for child in syntax.lefts(verb) if child.dep_ == "nsubjpass"), None) if told else None
    if hearer is not None:
        return phrase_of(hearer)
    objects = ("dative", "dobj") if told else ("dative",)
    for child in syntax.rights(verb):
        if child.dep_ in objects and (syntax.is_noun(child) or child.tag_ == "PRP"):
            return phrase_of(child)
        if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
            person = next((below for below in syntax.rights(child) if below.dep_ == "pobj"), None)
            return phrase_of(person) if person is not None else None
    return None
