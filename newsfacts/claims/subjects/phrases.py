"""Subjects in the noun phrase that the figure stands in or beside."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.figure import Figure, object_of, of_object
from newsfacts.claims.subjects.answer import (
    ATTRIBUTIVE,
    FAR,
    RELATIVE,
    SHARES,
    Answer,
    Known,
    antecedent_of,
    rightmost,
    what_is_counted,
)
from newsfacts.claims.subjects.clauses import of_clause, predicated_of
from newsfacts.claims.subjects.lists import last_told
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words
from newsfacts.lexicon.lemmas import Lemmas


def aged(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "20-year-old Ajit", "Rahul (26)", "Maria Lopez, 34, …", "aged 12", "in her forties"."""
    if figure.kind is not QuantityKind.AGE:
        return None
    before = figure.left()
    if before is not None and before.lower_ in ("aged", "age"):
        before = figure.left(2) if before.head.i >= figure.first else before.head
        return Answer(before, 0.9) if before is not None and syntax.is_noun(before) else None
    head = figure.root.head
    if head.i >= figure.last and syntax.is_noun(head) and figure.root.dep_ in ATTRIBUTIVE:
        return Answer(rightmost(head), 0.95)
    after = figure.right()
    if after is not None and after.tag_ in syntax.PROPER_TAGS:
        return Answer(_name_head(after), 0.9)
    if before is not None and before.text in "(,-–—" and figure.left(2) is not None:
        holder = figure.doc[before.i - 1]
        if syntax.is_noun(holder):
            return Answer(holder, 0.9)
    if figure.root.dep_ == "pobj" and figure.root.head.lower_ == "in":
        return _of_decade(figure.root.head.head)
    # "The 26-year-old was jailed": the words of the age are the person.
    return Answer(figure.root, 0.85) if "-" in figure.quantity.text else None


def _of_decade(holder: Token) -> Answer | None:
    """ "A man in his forties", "she was in her forties"."""
    if syntax.is_noun(holder):
        return Answer(holder, 0.9)
    subject = syntax.governing_subject(holder)
    return Answer(subject, 0.85) if subject is not None else None


def _name_head(token: Token) -> Token:
    for _ in range(FAR):
        if token.dep_ != "compound" or token.head.i < token.i:
            break
        token = token.head
    return token


def modified(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "150 Syrian troops", "a 600-metre connection", "a 650-seat hall", "a 20 percent increase in exports"."""
    root, last = figure.root, figure.doc[figure.last - 1]
    if figure.kind is QuantityKind.RATIO and last.head.i >= figure.last:
        root = last  # "three in ten people", if "three" hangs elsewhere
    head = root.head
    joint, hyphened = figure.right(), figure.right(2)
    if figure.kind is QuantityKind.COUNT and joint is not None and joint.text == "-":
        return Answer(hyphened, 0.85) if hyphened is not None and syntax.is_noun(hyphened) else None
    if root.dep_ not in ATTRIBUTIVE or head.i < figure.last:
        return None
    if head.tag_ == "CD" and head.dep_ in ATTRIBUTIVE and head.head.i > head.i:
        head = head.head  # "12 of 90 wells"
    head = rightmost(head)
    if head.lower_ in words("mark"):
        return of_clause(head, figure, lemmas)
    if any(char.isdigit() for char in head.text) and (syntax.is_number(head) or head.ent_type_ == "MONEY"):
        return None
    if not syntax.is_noun(head) and (head.tag_ != "JJ" or root.dep_ in ("npadvmod", "advmod")):
        return None
    if figure.kind is QuantityKind.PERCENT and head.lower_ in words("change"):
        changed = object_of(head, "in", "of")
        return Answer(changed if changed is not None else head, 0.9)
    return Answer(what_is_counted(head, figure), 0.95)


def conjoined(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "its Sh25 million and Sh30 million sponsorship"."""
    if figure.root.dep_ != "conj":
        return None
    other = next((f for f in figure.before[-3:] if f.covers(figure.root.head)), None)
    shared = known.get(other.key) if other is not None else None
    return shared if shared is not None and shared.head.i >= figure.last else None


def adjacent(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """Where the parse loses "50 rescue workers", the noun phrase that follows at once is what is counted."""
    after = figure.right()
    if figure.kind is not QuantityKind.COUNT or after is None:
        return None
    before = figure.left()
    if before is not None and before.tag_ == "DT" and after.tag_ in ("VBN", "JJ") and after.head == figure.root:
        return Answer(after, 0.8)  # "the 200 injured"
    if after.lower_ in words("further") and after.i + 1 < figure.end:
        if after.dep_ != "amod" or after.head.i <= after.i:
            return None
        after = after.head
    if not syntax.is_noun(after) or after.ent_type_ in ("DATE", "TIME"):
        return None
    after = rightmost(after)
    return Answer(after, 0.85) if syntax.is_noun(after) else None


def of_which(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
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
    if counted.tag_ in RELATIVE:
        antecedent = antecedent_of(counted)
        related = Answer(antecedent, 0.8) if syntax.is_noun(antecedent) else last_told(figure, known)
        return predicated_of(figure) or related
    if syntax.is_verb(counted):
        return Answer(counted.left_edge, 0.7)  # "44% of what was collected"
    return Answer(what_is_counted(_completed(counted, figure), figure), 0.92)


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
    return counted if all(child.dep_ not in ("det", "poss") for child in syntax.lefts(counted)) else None


def bearing(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """The noun the figure stands under: "rainfall of 23.6mm", "a fine of R120 000", "an increase of 2% in cases"."""
    preposition = figure.root.head
    if figure.root.dep_ != "pobj" or preposition.lower_ != "of":
        return None
    noun = preposition.head
    if not syntax.is_noun(noun) or noun.i >= figure.first:
        return None
    if figure.kind in SHARES and noun.lower_ in words("change"):
        changed = object_of(figure.root, "in") or object_of(noun, "in")
        return Answer(changed if changed is not None else noun, 0.85)
    if noun.lower_ in words("event") and figure.kind is QuantityKind.COUNT:
        return None  # "the death of 10"
    if noun.lower_ in words("counter") or figure.kind is QuantityKind.SCORE:
        return of_clause(noun, figure, lemmas)
    return Answer(noun, 0.9)


def worth(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Cigarettes worth $2 million"."""
    before, noun = figure.left(), figure.left(2)
    if before is None or before.lower_ not in ("worth", "valued") or noun is None or not syntax.is_noun(noun):
        return None
    return Answer(noun, 0.9)


def labelled(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Forecast: 90 percent"."""
    before, label = figure.left(), figure.left(2)
    if before is None or before.text != ":" or label is None or not syntax.is_noun(label):
        return None
    return Answer(label, 0.75)


def bounded(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Values higher than 61%", "temperatures below 10C": the bound stands behind its noun."""
    holder, first = figure.left(), figure.doc[figure.first]
    if holder is None or first.lower_ not in words("bound") or holder.ent_type_ in ("DATE", "TIME"):
        return None
    return Answer(what_is_counted(holder, figure), 0.8) if syntax.is_noun(holder) else None


def located(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "Harbour Town, 40km (25 miles) from the capital": the place named before the comma."""
    after, before = figure.after_brackets(), figure.left()
    if figure.kind is not QuantityKind.MEASURE or after is None or after.lower_ not in words("distance"):
        return None
    if before is None or not (before.text == "," or before.lower_ in ("about", "some")):
        return None
    place = figure.left(2)
    return Answer(place, 0.85) if place is not None and syntax.is_noun(place) else None


def rated(figure: Figure, known: Known, lemmas: Lemmas) -> Answer | None:
    """ "18 trees per second", where the quantity holds its noun."""
    unit = figure.quantity.unit
    if figure.kind is not QuantityKind.RATE or unit is None or not unit.name.startswith("per "):
        return None
    own = next((figure.doc[i] for i in range(figure.found.anchor + 1, figure.last)), None)
    return Answer(own, 0.9) if own is not None and syntax.is_noun(own) else None
