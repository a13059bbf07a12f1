"""Reading the parse: the few questions that entities, coreference, quotes and claims all ask of it.

Labels are those of the English pipeline: Penn tags in `tag_`, CLEAR dependencies in `dep_`. `pos_` and `lemma_` are not
set and not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.lang.en.lex_attrs import like_num
from spacy.tokens import Doc, Token

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER_TAGS = frozenset({"NNP", "NNPS"})
PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WP$"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})

WIDEST_PHRASE = 400
"""Tokens. A phrase of real text is never so wide; a garbled one may be as wide as the article."""

_BEFORE_HEAD = frozenset(
    {"det", "predet", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "case", "punct"}
)
_SHARING_SUBJECTS = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp"})
_CLIMB = 8
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})


def is_noun(token: Token) -> bool:
    return token.tag_ in NOUN_TAGS


def is_number(token: Token) -> bool:
    """RETURNS: whether the token is a number in figures or words ("12", "twelve", "third")."""
    return bool(like_num(token.text))  # type: ignore[no-untyped-call]


def is_verb(token: Token) -> bool:
    return token.tag_ in VERB_TAGS


def lefts(token: Token) -> Iterable[Token]:
    """RETURNS: the token's children before it; none where they lie far, as spaCy scans all that lies between."""
    children: Iterable[Token] = token.lefts if token.i - token.left_edge.i <= WIDEST_PHRASE else ()
    return children


def rights(token: Token) -> Iterable[Token]:
    """RETURNS: the token's children after it; none where they lie far."""
    children: Iterable[Token] = token.rights if token.right_edge.i - token.i <= WIDEST_PHRASE else ()
    return children


def children(token: Token) -> Iterator[Token]:
    """RETURNS: the token's children on both sides, in text order; none on a side where they lie far."""
    yield from lefts(token)
    yield from rights(token)


def subject(verb: Token) -> Token | None:
    """RETURNS: the head of the verb's own subject."""
    return next((child for child in children(verb) if child.dep_ in SUBJECTS), None)


def governing_subject(verb: Token) -> Token | None:
    """RETURNS: the head of the verb's subject, or that of the verb it is coordinated with or controlled by.

    "The group **condemned** X, while **warning** that …": both verbs have the group.
    """
    for _ in range(_CLIMB):
        found = subject(verb)
        if found is not None or verb.dep_ not in _SHARING_SUBJECTS:
            return found
        verb = verb.head
    return None


def base_phrase(head: Token) -> tuple[int, int]:
    """RETURNS: the noun phrase of `head` without what follows it, as token numbers, end exclusive."""
    start = head.i
    for child in sorted((c for c in lefts(head) if c.dep_ in _BEFORE_HEAD), key=lambda c: -c.i):
        if child.right_edge.i != start - 1:
            break
        start = child.left_edge.i
    while start < head.i and head.doc[start].is_punct and head.doc[start].text not in "\"'“‘":
        start += 1
    return start, head.i + 1


def full_phrase(head: Token) -> tuple[int, int]:
    """RETURNS: the noun phrase of `head` with its prepositional phrases and appositions, without clauses.

    "Fabrizio Carboni, the ICRC's director for the Near and Middle East", not ", who …". Token numbers, end exclusive.
    """
    start, end = base_phrase(head)
    for child in rights(head):
        if child.dep_ in _CLAUSES or child.dep_ in {"cc", "conj"}:
            break
        if child.dep_ in {"prep", "appos", "poss", "case", "nummod", "nmod"}:
            end = max(end, _before_clause(child))
    return start, end


def _before_clause(token: Token) -> int:
    """RETURNS: the end of the token's subtree, cut before the first clause in it."""
    end = token.right_edge.i + 1
    for below in subtree(token):
        if below.dep_ in _CLAUSES and below.i > token.i:
            cut = below.left_edge.i
            while cut > token.i + 1 and (token.doc[cut - 1].is_punct or token.doc[cut - 1].is_space):
                cut -= 1
            end = min(end, cut)
    return end


def subtree(token: Token) -> Iterator[Token]:
    """RETURNS: the token and all below it, in text order. Bounded: spaCy keeps the edges, so this is a slice."""
    edges: tuple[int, int] = token.left_edge.i, token.right_edge.i + 1
    yield from token.doc[edges[0] : edges[1]]


def chars(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """RETURNS: the code points that the tokens `start` to `end` (exclusive) take up, outer white space left out."""
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end - 1 > start and doc[end - 1].is_space:
        end -= 1
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)
