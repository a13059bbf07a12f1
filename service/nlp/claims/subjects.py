"""What a figure counts or measures.

A row of readings, each a pure function of the evidence, the first that answers wins: the noun the number modifies, its
"of" phrase, the noun it stands under, the subject of its verb, the subject of the figure it is compared or listed with,
and at last the figure itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from service.nlp import syntax
from service.nlp.claims.evidence import Figure, clause_verb, climb, lefts, object_of, of_object, rights, similar
from service.nlp.claims.tables import directions, words
from service.nlp.facts import QuantityKind
from service.nlp.lemmas import Lemmas

_ATTRIBUTIVE = frozenset(
    {"nummod", "quantmod", "compound", "amod", "nmod", "det", "predet", "npadvmod", "advmod", "poss"}
)
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_SHARES = frozenset({QuantityKind.PERCENT, QuantityKind.RATIO})
_MEASURED = frozenset({QuantityKind.MEASURE, QuantityKind.MONEY, QuantityKind.PERCENT})
_AMOUNTS = _MEASURED | {QuantityKind.DURATION, QuantityKind.SCORE, QuantityKind.RATIO, QuantityKind.RATE}
_FAR = 6
_DASHES = frozenset({"-", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The head word of what is counted, how sure that is, and the verb if it was found through one."""

    head: Token
    certainty: float
    verb: Token | None = None


Known = Mapping[int, Answer]
Reading = Callable[[Figure, Known, Lemmas], Answer | None]


def find(figure: Figure, known: Known, lemmas: Lemmas) -> Answer:
    """Finds the subject of a figure.

    known: the subjects of the figures already read in the sentence, by the number of their first token.
    RETURNS: the subject; the figure's own root where no other is written.
    """
    for reading in _READINGS:
        found = reading(figure, known, lemmas)
        found = _through(found, figure, known) if found is not None else None
        if found is not None and (reading in _OF_THEMSELVES or not figure.covers(found.head)):
            return found
    return Answer(figure.root, 0.6)


def _through(found: Answer, figure: Figure, known: Known) -> Answer:
    """RETURNS: where the subject is a figure before this one, what that figure counts."""
    other = next((f for f in figure.before if f.covers(found.head) and f.first in known), None)
    return replace(found, head=known[other.first].head) if other is not None else found


def _aged(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "20-year-old Ajit", "Rahul (26)", "Maria Lopez, 34, …", "aged 12", "is 70 years old"."""
    if figure.kind is not QuantityKind.AGE:
        return None
    before = figure.left()
    if before is not None and before.lower_ in ("aged", "age"):
        before = figure.left(2) if before.head.i >= figure.first else before.head
        return Answer(before, 0.9) if before is not None and syntax.is_noun(before) else None
    head = figure.root.head
    if head.i >= figure.last and syntax.is_noun(head) and figure.root.dep_ in _ATTRIBUTIVE:
        return Answer(_rightmost(head), 0.95)
    after = figure.right()
    if after is not None and after.tag_ in syntax.PROPER_TAGS:
        return Answer(_name_head(after), 0.9)
    if before is not None and before.text in "(,-–—" and figure.left(2) is not None:
        holder = figure.doc[before.i - 1]
        if syntax.is_noun(holder):
            return Answer(holder, 0.9)
    # "The 26-year-old was jailed": the words of the age are the person.
    return Answer(figure.root, 0.85) if "-" in figure.quantity.text else None


def _name_head(token: Token) -> Token:
    for _ in range(_FAR):
        if token.dep_ != "compound" or token.head.i < token.i:
            break
        token = token.head
    return token


def _modified(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "150 Syrian troops", "a 600-metre connection", "a 650-seat hall", "a 20 percent increase in exports"."""
    root, head = figure.root, figure.root.head
    joint, hyphened = figure.right(), figure.right(2)
    if figure.kind is QuantityKind.COUNT and joint is not None and joint.text == "-":
        return Answer(hyphened, 0.85) if hyphened is not None and syntax.is_noun(hyphened) else None
    if root.dep_ not in _ATTRIBUTIVE or head.i < figure.last:
        return None
    if head.tag_ == "CD" and head.dep_ in _ATTRIBUTIVE and head.head.i > head.i:
        head = head.head  # "12 of 90 wells"
    head = _rightmost(head)
    if head.lower_ in words("mark_nouns"):
        return _of_clause(head, figure, lemmas)
    if any(char.isdigit() for char in head.text) and (head.like_num or head.ent_type_ == "MONEY"):
        return None
    if not syntax.is_noun(head) and (head.tag_ != "JJ" or root.dep_ in ("npadvmod", "advmod")):
        return None
    if figure.kind is QuantityKind.PERCENT and head.lower_ in words("change_nouns"):
        changed = object_of(head, "in", "of")
        return Answer(changed if changed is not None else head, 0.9)
    return Answer(_counted(head, figure), 0.95)


def _conjoined(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "its Sh25 million and Sh30 million sponsorship"."""
    if figure.root.dep_ != "conj":
        return None
    other = next((f for f in figure.before[-3:] if f.covers(figure.root.head)), None)
    shared = known.get(other.first) if other is not None else None
    return shared if shared is not None and shared.head.i >= figure.last else None


def _adjacent(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """Where the parse loses "50 rescue workers", the noun phrase that follows at once is what is counted."""
    after = figure.right()
    if figure.kind is not QuantityKind.COUNT or after is None:
        return None
    before = figure.left()
    if before is not None and before.tag_ == "DT" and after.tag_ in ("VBN", "JJ") and after.head == figure.root:
        return Answer(after, 0.8)  # "the 200 injured"
    if after.lower_ in ("more", "other", "such", "different", "separate") and after.i + 1 < figure.end:
        if after.dep_ != "amod" or after.head.i <= after.i:
            return None
        after = after.head
    if not syntax.is_noun(after) or after.ent_type_ in ("DATE", "TIME"):
        return None
    after = _rightmost(after)
    return Answer(after, 0.85) if syntax.is_noun(after) else None


def _rightmost(token: Token) -> Token:
    """RETURNS: the head of the noun phrase that the token stands in before its head."""
    for _ in range(_FAR):
        onto_next = token.dep_ == "nsubj" and token.head.i == token.i + 1 and syntax.is_noun(token.head)
        if not onto_next and (token.dep_ not in ("compound", "nmod", "amod") or token.head.i <= token.i):
            break
        token = token.head
    return token


def _of_which(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "66 percent of the vote", "thousands of civilians", "51 of whom are civilians", "$5 million in aid"."""
    after = figure.after_brackets()
    if after is None:
        return None
    if after.lower_ == "worth" and after.i + 1 < figure.end:
        after = figure.doc[after.i + 1]
    inner = after.lower_ == "of" or (
        figure.kind is QuantityKind.MONEY and after.lower_ == "in" and _bare_object(after) is not None
    )
    if not inner:
        return None
    counted = of_object(after)
    if counted is not None and counted.tag_ == "CD" and counted.i + 1 < figure.end:
        counted = figure.doc[counted.i + 1]
    if counted is None:
        return None
    if counted.tag_ in _RELATIVE:
        antecedent = _antecedent(counted)
        related = Answer(antecedent, 0.8) if syntax.is_noun(antecedent) else _last_told(figure, known)
        return _predicated_of(figure) or related
    if syntax.is_verb(counted):
        return Answer(counted.left_edge, 0.7)  # "44% of what was collected"
    return Answer(_counted(_completed(counted, figure), figure), 0.92)


def _completed(noun: Token, figure: Figure) -> Token:
    """RETURNS: "members" of "dozens of Congress members", where the parse cuts the phrase after the name."""
    while noun.tag_ in syntax.PROPER_TAGS and noun.i + 1 < figure.end:
        after = figure.doc[noun.i + 1]
        if after.tag_ not in ("NN", "NNS") or after.dep_ == "compound":
            break
        noun = after
    return noun


def _bare_object(preposition: Token) -> Token | None:
    counted = of_object(preposition)
    if counted is None or counted.tag_ not in ("NN", "NNS") or counted.ent_type_ in ("DATE", "GPE"):
        return None
    if object_of(counted, "of") is not None or counted.lower_ in words("not_counted"):
        return None  # "in support of", "in excess of"
    return counted if all(child.dep_ not in ("det", "poss") for child in lefts(counted)) else None


def _predicated_of(figure: Figure) -> Answer | None:
    """ "50 were officials": the noun that the figure is said to be."""
    verb = figure.root.head
    if figure.root.dep_ not in syntax.SUBJECTS:
        return None
    noun = next((c for c in rights(verb) if c.dep_ == "attr" and syntax.is_noun(c) and not figure.covers(c)), None)
    return Answer(noun, 0.85, verb) if noun is not None and figure.kind is QuantityKind.COUNT else None


def _antecedent(token: Token) -> Token:
    """RETURNS: the noun that the relative clause around the token belongs to."""
    for _ in range(_FAR):
        if token.dep_ in ("relcl", "acl"):
            return token.head
        if token.head is token:
            break
        token = token.head
    return token


def _bearing(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """The noun the figure stands under: "rainfall of 23.6mm", "a fine of R120 000", "an increase of 2% in cases"."""
    preposition = figure.root.head
    if figure.root.dep_ != "pobj" or preposition.lower_ != "of":
        return None
    noun = preposition.head
    if not syntax.is_noun(noun) or noun.i >= figure.first:
        return None
    if figure.kind in _SHARES and noun.lower_ in words("change_nouns"):
        changed = object_of(figure.root, "in") or object_of(noun, "in")
        return Answer(changed if changed is not None else noun, 0.85)
    if noun.lower_ in words("event_nouns") and figure.kind is QuantityKind.COUNT:
        return None  # "the death of 10"
    if noun.lower_ in words("counters") or figure.kind is QuantityKind.SCORE:
        return _of_clause(noun, figure, lemmas)
    return Answer(noun, 0.9)


def _compared(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "a low of 21°C against 20°C", "12 percent, up from 5 percent"."""
    before = figure.left()
    if before is None:
        return None
    against = before.lower_ in words("comparison_words")
    two = figure.left(2)
    with_word = two is not None and (
        (two.lower_ == "compared" and before.lower_ in ("to", "with"))
        or (two.lower_ in ("up", "down") and before.lower_ in ("from", "on"))
    )
    return _partner(figure, known, 0.85) if against or with_word else None


def _elliptical(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """A list that leaves noun and verb out after its first figure: "Katra 23.6mm, Jammu 8.4mm", "40km (25 miles)"."""
    if not figure.before or not similar(figure.before[-1].quantity, figure.quantity):
        return None
    between = figure.doc[figure.before[-1].last : figure.first]
    if any((syntax.is_verb(token) and token.lower_ != "followed") or token.tag_ == "MD" for token in between):
        return None
    if any(token.text in ";:–—" or token.dep_ == "mark" for token in between):
        return None
    if figure.kind is QuantityKind.COUNT and len(between) > _FAR:
        return None
    return _parallel(figure, known) or _partner(figure, known, 0.75)


def _parallel(figure: Figure, known: Known) -> Answer | None:
    """ "A decrease of 1% in cases and 3% in deaths": where the first has its subject after "in", so has the second."""
    after, shared = figure.right(), known.get(figure.before[-1].first)
    if after is None or shared is None or after.lower_ != "in" or shared.head.head.lower_ != "in":
        return None
    own = of_object(after)
    return Answer(own, 0.85) if own is not None and own.tag_ in ("NN", "NNS") else None


def _partner(figure: Figure, known: Known, certainty: float) -> Answer | None:
    for other in reversed(figure.before):
        if similar(other.quantity, figure.quantity):
            shared = known.get(other.first)
            if shared is None or other.covers(shared.head):
                return None
            return Answer(shared.head, min(certainty, shared.certainty), shared.verb)
    return None


def _converted(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "40km (25 miles)", "a metre in length (3 feet)": the same thing in another unit."""
    before = figure.left()
    if not figure.before or before is None or before.text not in "([" or before.i - figure.before[-1].last > 2:
        return None
    return known.get(figure.before[-1].first) if figure.before[-1].kind is figure.kind else None


def _bracketed(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
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


def _worth(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Cigarettes worth $2 million"."""
    before, noun = figure.left(), figure.left(2)
    if before is None or before.lower_ not in ("worth", "valued") or noun is None or not syntax.is_noun(noun):
        return None
    return Answer(noun, 0.9)


def _labelled(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Forecast: 90 percent"."""
    before, label = figure.left(), figure.left(2)
    if before is None or before.text != ":" or label is None or not syntax.is_noun(label):
        return None
    return Answer(label, 0.75)


def _located(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Harbour Town, 40km (25 miles) from the capital": the place named before the comma."""
    after, before = figure.after_brackets(), figure.left()
    if figure.kind is not QuantityKind.MEASURE or after is None or after.lower_ not in words("distance_words"):
        return None
    if before is None or not (before.text == "," or before.lower_ in ("about", "some")):
        return None
    place = figure.left(2)
    return Answer(place, 0.85) if place is not None and syntax.is_noun(place) else None


def _rated(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "18 trees per second", where the quantity holds its noun."""
    unit = figure.quantity.unit
    if figure.kind is not QuantityKind.RATE or unit is None or not unit.name.startswith("per "):
        return None
    own = next((figure.doc[i] for i in range(figure.found.anchor + 1, figure.last)), None)
    return Answer(own, 0.9) if own is not None and syntax.is_noun(own) else None


def _of_clause(token: Token, figure: Figure, lemmas: Lemmas) -> Answer | None:
    verb = clause_verb(token)
    return _of_verb(verb, figure, lemmas) if verb is not None else None


def _predicated(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """The verb's subject or object: "the toll rose to 44", "cut emissions by 20 percent", "the project cost $5m"."""
    if figure.root.dep_ in syntax.SUBJECTS:
        return _predicated_of(figure)
    change = next((t for t in climb(figure.root) if t.lower_ in words("change_nouns") and syntax.is_noun(t)), None)
    if change is not None and figure.root.dep_ in ("pobj", "quantmod", "conj"):
        inside = object_of(change, "in")
        if inside is not None and not figure.covers(inside):
            return Answer(_counted(inside, figure), 0.8)
    verb = clause_verb(figure.root)
    return _of_verb(verb, figure, lemmas, changes=change is not None) if verb is not None else None


def _of_verb(verb: Token, figure: Figure, lemmas: Lemmas, *, changes: bool = False) -> Answer | None:
    """
    changes: a noun of change under the verb says that its subject moves ("recorded an increase from 5 to 7").
    """
    lemma = lemmas.verb(verb.lower_)
    levels = changes or lemma in words("level_verbs") or lemma in directions()
    affected = next((c for c in rights(verb) if c.dep_ == "dobj" and c.i < figure.first), None)
    if affected is not None and syntax.is_noun(affected):
        before = figure.left()
        by = before is not None and before.lower_ in ("by", "to", "from") and lemma in directions()
        at = figure.root.head.lower_ == "at"
        by = by or (at and (figure.kind in _MEASURED or lemma in words("level_verbs")))
        price = figure.kind is QuantityKind.MONEY and figure.root.head.lower_ in ("for", "at")
        if by or (price and lemma in words("trade_verbs")):
            return Answer(_counted(affected, figure), 0.85, verb)
    if not levels and figure.kind not in _AMOUNTS:
        return None
    if verb.dep_ in ("acl", "relcl") and syntax.subject(verb) is None and syntax.is_noun(verb.head):
        return Answer(_counted(verb.head, figure), 0.8, verb)
    subject = _taken_for_preposition(verb) or syntax.governing_subject(verb)
    if subject is None and verb.dep_ == "dep":
        subject = syntax.governing_subject(verb.head)
    if subject is None or figure.covers(subject) or subject.dep_ == "expl":
        return None
    if subject.tag_ in _RELATIVE:
        subject = _antecedent(subject)
    return Answer(_counted(subject, figure), 0.85, verb)


def _taken_for_preposition(verb: Token) -> Token | None:
    """RETURNS: the subject of "as exports fell" where the parse takes the conjunction for a preposition."""
    if syntax.subject(verb) is not None or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    before = verb.left_edge.i - 1
    for sibling in (*lefts(verb.head), *rights(verb.head)):
        if sibling.lower_ in words("conjunctions") and sibling.dep_ == "prep" and sibling.right_edge.i == before:
            return of_object(sibling)
    return None


def _counted(noun: Token, figure: Figure) -> Token:
    """RETURNS: for "the number of requests" the requests, else the noun itself."""
    if figure.kind in (QuantityKind.COUNT, QuantityKind.PERCENT, QuantityKind.RATIO):
        for _ in range(2):
            inner = object_of(noun, "of") if noun.lower_ in words("counters") else None
            if inner is None or figure.covers(inner) or not (syntax.is_noun(inner) or inner.tag_ in ("JJ", "VBN")):
                break
            noun = inner
    return noun


def _last_told(figure: Figure, known: Known) -> Answer | None:
    told = known.get(figure.before[-1].first) if figure.before else None
    return Answer(told.head, 0.7) if told is not None else None


def _retold(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """A headless figure after a counted noun: "50 civilians died and over 100 were injured"."""
    if figure.kind is not QuantityKind.COUNT:
        return None
    shared = _partner(figure, known, 0.7)
    verb = figure.root.head if figure.root.dep_ in syntax.SUBJECTS else None
    return replace(shared, verb=verb) if shared is not None and verb is not None else shared


_OF_THEMSELVES: tuple[Reading, ...] = (_rated, _aged)
_READINGS: tuple[Reading, ...] = (
    _rated,
    _aged,
    _of_which,
    _modified,
    _conjoined,
    _adjacent,
    _bearing,
    _compared,
    _converted,
    _worth,
    _labelled,
    _located,
    _bracketed,
    _elliptical,
    _predicated,
    _retold,
)
