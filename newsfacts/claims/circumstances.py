"""Where what is claimed happens: the place nearest by parse, in the same sentence."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.claims.figure import Figure, similar
from newsfacts.facts import EntityLabel, Place
from newsfacts.layers import MentionIndex, text_of
from newsfacts.lexicon import words

_PLACES = frozenset({EntityLabel.GPE, EntityLabel.LOC, EntityLabel.FAC})
_STEPS = 8
_REACH = 60
ABOVE = 1000
UNRELATED = 1_000_000
_OWN_CLAUSES = frozenset({"advcl", "relcl", "ccomp", "acl", "csubj"})


class Sentence:
    """A sentence's tokens by code point."""

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        self._offsets = [token.idx for token in doc[start:end]]

    @property
    def text(self) -> str:
        last = self.doc[self.end - 1]
        return text_of(self.doc)[self.doc[self.start].idx : last.idx + len(last)]

    def around(self, figure: Figure) -> tuple[int, int]:
        """RETURNS: the code points of the sentence within reach of the figure."""
        first = self.doc[max(self.start, figure.first - _REACH)]
        last = self.doc[min(self.end, figure.last + _REACH) - 1]
        return first.idx, last.idx + len(last)

    def token_at(self, offset: int) -> Token:
        return self.doc[self.start + max(0, bisect_right(self._offsets, offset) - 1)]


def place(
    figure: Figure, subject: Token, predicate: Token | None, mentions: MentionIndex, sentence: Sentence
) -> Place | None:
    """RETURNS: the place that a phrase of place under the claim's verb, or the verb that reports it, names."""
    best: tuple[int, Place] | None = None
    listed = _listed_place(figure, mentions)
    if listed is not None:
        return listed
    for mention, entity in mentions.within(*sentence.around(figure)):
        if entity.label not in _PLACES:
            continue
        token = _head(sentence.token_at(mention.start), sentence.token_at(mention.end - 1))
        if token == subject or token.dep_ != "pobj" or token.head.lower_ not in words("locative"):
            continue
        steps = distance(figure, predicate, token)
        if steps < UNRELATED and (best is None or steps < best[0]):
            best = steps, Place(text=mention.text, start=mention.start, end=mention.end, entity_id=entity.id)
    return best[1] if best else None


def _listed_place(figure: Figure, mentions: MentionIndex) -> Place | None:
    """ "Jammu 8.4mm", "Qazigund with 14.6mm": in a list of one measure by places, the name before the figure."""
    if not figure.before or not similar(figure.before[-1].quantity, figure.quantity):
        return None
    before = figure.left()
    if before is not None and before.lower_ == "with":
        before = figure.left(2)
    found = mentions.at(before.idx) if before is not None else None
    if found is None or found[1].label not in _PLACES:
        return None
    mention, entity = found
    return Place(text=mention.text, start=mention.start, end=mention.end, entity_id=entity.id)


def _head(first: Token, last: Token) -> Token:
    """RETURNS: the token of a name that the rest of it hangs on."""
    token = last
    while first.i <= token.head.i < token.i:
        token = token.head
    return token


def distance(figure: Figure, predicate: Token | None, token: Token) -> int:
    """RETURNS: how many tokens lie between, far more when the token stands under another verb than the claim's."""
    near = abs(token.i - figure.root.i)
    if predicate is None:
        return near
    above = _reporting(predicate)
    for _ in range(_STEPS):
        if token == predicate or token == figure.root:
            return near
        if token in above:
            return near + ABOVE
        if token.head == token or token.dep_ in _OWN_CLAUSES or _contrasts(token):
            break
        token = token.head
    return near + UNRELATED


def _contrasts(token: Token) -> bool:
    """RETURNS: whether the token is the second half of "…, but …"."""
    return token.dep_ == "conj" and any(sibling.lower_ == "but" for sibling in syntax.rights(token.head))


def _reporting(predicate: Token) -> list[Token]:
    """RETURNS: the verbs that report the predicate's clause or are joined with it: what holds for them holds for it."""
    found: list[Token] = []
    token = predicate
    while len(found) < _STEPS and token.dep_ in ("ccomp", "xcomp", "conj", "acomp"):
        token = token.head
        found.append(token)
    return found
