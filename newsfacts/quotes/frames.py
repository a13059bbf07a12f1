"""What a verb attributes, by the construction it stands in.

A frame is a construction with a content: `that` (a clause: "said that …", "…, officials said"), `to` (an infinitive:
"vowed to …"), `object` ("rejected calls …"), `as` ("described X as …"), `small` ("called X a …"), `figure` ("put the
number at 40"), and a preposition by its word ("warned **of**", "called **for**"), after an object as "+of" ("accused
X of …"). Token numbers throughout, ends exclusive. The constructions are PARC's and PolNeAR's; which verb takes which
is the table of verbs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from newsfacts import syntax

_LONGEST_FIGURE = 8


class Frame(NamedTuple):
    """`name`, the token after the cue's last, the content pieces, and the token of an addressee's head or None."""

    name: str
    cue_end: int
    contents: tuple[tuple[int, int], ...]
    addressee: Token | None = None


def frames(verb: Token) -> Iterator[Frame]:
    """RETURNS: the constructions that the verb heads, the most telling first."""
    rights = list(syntax.rights(verb))
    end = verb.i + 1
    clause = next((c for c in rights if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and not _is_infinitive(c))), None)
    before = next((c for c in syntax.lefts(verb) if c.dep_ == "ccomp"), None)
    direct = next((c for c in rights if c.dep_ == "dobj"), None)
    dative = next((c for c in rights if c.dep_ == "dative"), None)
    if clause is not None and syntax.is_verb(clause) and not _is_relative(clause):
        addressee = direct if direct is not None and direct.i < clause.i else dative
        name = "that" if addressee is None else "+that"
        yield Frame(name, end, ((_clause_start(clause, end), clause.right_edge.i + 1),), addressee)
    if before is not None:
        contents = _around(before, verb)
        if contents:
            yield Frame("that", end, contents, direct if direct is not None else dative)
    if verb.dep_ == "parataxis" and clause is None and before is None:
        contents = _surrounding(verb)
        if contents:
            yield Frame("that", end, contents, dative)
    if _trails(verb) and clause is None and before is None:
        yield Frame("that", end, ((verb.head.left_edge.i, verb.i),), dative)
    if clause is not None and not syntax.is_verb(clause):
        yield Frame("small", end, ((clause.left_edge.i, clause.right_edge.i + 1),))
    predicative = next((c for c in rights if c.dep_ == "oprd"), None) or _renamed(direct)
    if predicative is not None and direct is not None:
        yield Frame("small", end, ((direct.left_edge.i, max(direct.right_edge.i, predicative.right_edge.i) + 1),))
    infinitive = next((c for c in rights if c.dep_ in ("xcomp", "ccomp", "advcl") and _is_infinitive(c)), None)
    if infinitive is not None and (infinitive.dep_ != "advcl"):
        name = "to" if direct is None or direct.i > infinitive.i else "+to"
        addressee = direct if name == "+to" else None
        yield Frame(name, end, ((_clause_start(infinitive, end), infinitive.right_edge.i + 1),), addressee)
    if direct is not None:
        yield from _with_object(verb, direct, rights)
    particle = next((c for c in rights if c.dep_ == "prt"), None)
    for child in rights:
        if child.dep_ in ("prep", "agent") and (direct is None or child.i < direct.i) and child.right_edge.i > child.i:
            name = child.lower_ if particle is None else f"{particle.lower_} {child.lower_}"
            yield Frame(name, child.i + 1, ((child.i + 1, _with_infinitive(child, rights)),))


def _with_object(verb: Token, direct: Token, rights: list[Token]) -> Iterator[Frame]:
    start = direct.left_edge.i
    for child in rights:
        if child.i > direct.i and child.dep_ == "prep":
            if child.lower_ == "as":
                yield Frame("as", verb.i + 1, ((start, child.right_edge.i + 1),))
            else:
                if child.lower_ == "at" and any(token.tag_ == "CD" for token in _after(child)):
                    yield Frame("figure", verb.i + 1, ((start, child.right_edge.i + 1),))
                yield Frame(f"+{child.lower_}", verb.i + 1, ((start, child.right_edge.i + 1),))
    yield Frame("object", verb.i + 1, ((start, _object_end(direct, rights)),))


def _after(preposition: Token) -> Span:
    return preposition.doc[preposition.i + 1 : min(preposition.right_edge.i + 1, preposition.i + _LONGEST_FIGURE)]


def _renamed(direct: Token | None) -> Token | None:
    """RETURNS: what an object is called, where the parser made an apposition of it ("called the offer “an insult”")."""
    if direct is None:
        return None
    for child in syntax.rights(direct):
        place = child.left_edge.i
        while place > 0 and child.doc[place - 1].tag_ == "``":
            place -= 1
        if child.dep_ == "appos" and child.left_edge.i > place > direct.i and not child.doc[place - 1].is_punct:
            return child
    return None


def _object_end(direct: Token, rights: list[Token]) -> int:
    """RETURNS: the end of the object with the prepositional phrases right after it."""
    end = direct.right_edge.i + 1
    for child in rights:
        if child.i <= direct.i:
            continue
        if child.dep_ not in ("prep", "prt") or child.left_edge.i != end:
            break
        end = child.right_edge.i + 1
    return end


def _around(clause: Token, verb: Token) -> tuple[tuple[int, int], ...]:
    """RETURNS: a clause before its cue ("Rain is coming, officials said"), on both sides of it if it goes on there."""
    start = clause.left_edge.i
    border = min((child.left_edge.i for child in syntax.lefts(verb) if child.i > clause.i), default=verb.i)
    if border <= start:
        return ()
    return ((start, border),)


def _with_infinitive(prep: Token, rights: list[Token]) -> int:
    """RETURNS: the end of a prepositional phrase with the infinitive after it ("called on both sides to stop")."""
    end = prep.right_edge.i + 1
    for child in rights:
        if child.i > prep.i and child.dep_ in ("xcomp", "advcl", "ccomp") and child.left_edge.i == end:
            return child.right_edge.i + 1 if _is_infinitive(child) else end
    return end


def _is_relative(clause: Token) -> bool:
    """RETURNS: whether the clause starts like a relative one (", during which …"), whatever the parser calls it."""
    start = [token for token in clause.doc[clause.left_edge.i : clause.left_edge.i + 4] if not token.is_punct][:2]
    return len(start) == 2 and start[0].tag_ == "IN" and start[1].tag_ == "WDT"


def _surrounding(verb: Token) -> tuple[tuple[int, int], ...]:
    """RETURNS: the clause that a cue is put into ("Rain, officials said, is coming"), before and after the cue."""
    clause = verb.head
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    while start < clause.i and verb.doc[start].dep_ in ("cc", "punct", "dep"):
        start += 1
    pieces = ((start, verb.left_edge.i), (verb.right_edge.i + 1, end))
    return tuple((first, last) for first, last in pieces if first < last)


def _trails(verb: Token) -> bool:
    """RETURNS: whether the parser strung a cue after the clause it attributes ("Rain fell, the mayor, Jo Li, said")."""
    if verb.dep_ != "conj" or verb.tag_ not in syntax.FINITE_TAGS or verb.i == 0 or verb.nbor(-1).dep_ == "cc":
        return False
    return all(child.dep_ not in ("nsubj", "dobj", "xcomp") for child in syntax.children(verb))


def _clause_start(clause: Token, least: int) -> int:
    return max(least, clause.left_edge.i)


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in syntax.lefts(verb))
