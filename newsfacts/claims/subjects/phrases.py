"""Subjects that the figure's own noun phrase decides."""

from __future__ import annotations

from spacy.tokens import Token

from newsfacts import syntax
from newsfacts.claims.directions import directions
from newsfacts.claims.figure import Figure, clause_verb, object_of, of_object
from newsfacts.claims.subjects.answer import (
    ATTRIBUTIVE,
    RELATIVE,
    Answer,
    Asked,
    antecedent_of,
    changes,
    rightmost,
    subjects,
    what_is_counted,
)
from newsfacts.facts import QuantityKind
from newsfacts.lexicon import words

_MEASURED = frozenset({QuantityKind.MEASURE, QuantityKind.MONEY, QuantityKind.PERCENT})


@subjects.rule(examples={"The saw cuts [18 trees per second].": "trees"}, against=["It grows at [5 percent] a year."])
def rated(asked: Asked) -> Answer | None:
    """The noun that a rate holds."""
    figure = asked.figure
    unit = figure.quantity.unit
    if figure.kind is not QuantityKind.RATE or unit is None or not unit.name.startswith("per "):
        return None
    own = next((figure.doc[i] for i in range(figure.found.anchor + 1, figure.last)), None)
    return Answer(own, 0.9) if own is not None and syntax.is_noun(own) else None


@subjects.rule(
    examples={
        "The [20-year-old] driver was arrested.": "driver",
        "Rahul Nair ([26]) found the bag.": "Nair",
        "Maria Lopez, [34], was not hurt.": "Lopez",
        "A nurse in her late [forties] was hurt.": "nurse",
    },
    against=["The [26] drivers were arrested."],
)
def aged(asked: Asked) -> Answer | None:
    """The person of an age, as the head of its phrase, before a comma or bracket, or in a decade of life."""
    figure = asked.figure
    if figure.kind is not QuantityKind.AGE:
        return None
    before, after, head = figure.left(), figure.right(), figure.root.head
    if before is not None and before.lower_ in ("aged", "age"):
        holder = figure.left(2) if before.head.i >= figure.first else before.head
        return Answer(holder, 0.9) if holder is not None and syntax.is_noun(holder) else None
    if head.i >= figure.last and syntax.is_noun(head) and figure.root.dep_ in ATTRIBUTIVE:
        return Answer(rightmost(head), 0.95)
    if after is not None and after.tag_ in syntax.PROPER_TAGS:
        return Answer(rightmost(after), 0.9)
    return _apposed(figure) or _of_decade(figure) or _of_itself(figure)


def _apposed(figure: Figure) -> Answer | None:
    before, holder = figure.left(), figure.left(2)
    apposed = before is not None and before.text in "(,-–—" and holder is not None and syntax.is_noun(holder)
    return Answer(holder, 0.9) if apposed and holder is not None else None


def _of_decade(figure: Figure) -> Answer | None:
    """ "A man in his forties", "she was in her forties"."""
    if figure.root.dep_ != "pobj" or figure.root.head.lower_ != "in":
        return None
    holder = figure.root.head.head
    subject = holder if syntax.is_noun(holder) else syntax.governing_subject(holder)
    return Answer(subject, 0.85) if subject is not None else None


def _of_itself(figure: Figure) -> Answer | None:
    """ "The 26-year-old was jailed": the words of the age are the person."""
    return Answer(figure.root, 0.85) if "-" in figure.quantity.text else None


@subjects.rule(
    examples={
        "Ms Okello won with [61 percent] of the vote.": "vote",
        "[Thousands] of farmers marched on the capital.": "farmers",
        "Of the 200 injured, [50] of whom were nurses, most went home.": "nurses",
        "The donors gave [$4 million] in aid.": "aid",
        "The country lost [16,000 square kilometres] (1.6 million hectares) of forest.": "forest",
    },
    against=[
        "The firm spent [$4 million] in support of the bill.",
        "The town has [300] schools.",
        "The Otters have won [12] of 13 after a long tour.",
    ],
)
def of_which(asked: Asked) -> Answer | None:
    """What the figure's "of" phrase holds; of money, a bare noun after "in"."""
    figure = asked.figure
    after = figure.after_brackets()
    if after is not None and after.lower_ == "worth" and after.i + 1 < figure.end:
        after = figure.doc[after.i + 1]
    if after is None or not _holds(after, figure):
        return None
    counted = of_object(after)
    if counted is not None and counted.tag_ == "CD" and counted.i + 1 < figure.end:
        counted = figure.doc[counted.i + 1]
    if counted is None or figure.covers(counted) or not counted.is_alpha or counted.tag_ == "IN":
        return None  # "have won 12 of 13 after a long tour"
    if counted.tag_ in RELATIVE:
        return _of_whom(counted, asked)
    if syntax.is_verb(counted):
        return Answer(counted.left_edge, 0.7)  # "44% of what was collected"
    return _through(what_is_counted(_completed(counted, figure), figure), 0.92, asked)


def _holds(preposition: Token, figure: Figure) -> bool:
    if preposition.lower_ == "of":
        return True
    return figure.kind is QuantityKind.MONEY and preposition.lower_ == "in" and _bare_object(preposition) is not None


def _of_whom(relative: Token, asked: Asked) -> Answer | None:
    """ "51 of whom are civilians": what they are said to be; else whom the clause belongs to."""
    figure, verb = asked.figure, asked.figure.root.head
    if figure.kind is QuantityKind.COUNT and figure.root.dep_ in syntax.SUBJECTS:
        said = (child for child in syntax.rights(verb) if child.dep_ == "attr" and syntax.is_noun(child))
        noun = next((child for child in said if not figure.covers(child)), None)
        if noun is not None:
            return Answer(noun, 0.85, verb)
    antecedent = antecedent_of(relative)
    if syntax.is_noun(antecedent):
        return _through(antecedent, 0.8, asked)
    told = asked.known.get(figure.before[-1].key) if figure.before else None
    return Answer(told.head, 0.7) if told is not None else None


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


@subjects.rule(
    examples={
        "About [150] rebel soldiers were wounded.": "soldiers",
        "They opened a [600-metre] cycling route.": "route",
        "A [20 percent] increase in wages was announced.": "wages",
        "The hospital has a [650]-seat hall.": "seat",
        "[Three in ten] people agree.": "people",
    },
    against=[
        "Daily cases passed the [4,000] mark.",
        "Output fell [8 percent] year on year.",
        "The choir, [40] strong, sang.",
        "The index fell [102.2] points to 27,934.",
        "The toll rose to [44].",
    ],
)
def modified(asked: Asked) -> Answer | None:
    """The noun that the figure modifies; of a noun of change, what changed."""
    figure = asked.figure
    joint, hyphened = figure.right(), figure.right(2)
    if figure.kind is QuantityKind.COUNT and joint is not None and joint.text == "-":
        return Answer(hyphened, 0.85) if hyphened is not None and syntax.is_noun(hyphened) else None
    head = _modified_by(figure)
    if head is None or head.lower_ in words("mark") or _only_measures(head, asked):
        return None
    if head.dep_ in ("npadvmod", "advmod") and figure.kind in _MEASURED:
        return None  # "8 percent year on year", "12km north"
    if any(char.isdigit() for char in head.text) and (syntax.is_number(head) or head.ent_type_ == "MONEY"):
        return None
    if figure.kind is QuantityKind.PERCENT and changes(head, asked.lemmas):
        return _through(object_of(head, "in", "of") or head, 0.9, asked)
    return _through(what_is_counted(head, figure), 0.95, asked)


def _only_measures(noun: Token, asked: Asked) -> bool:
    """RETURNS: whether the noun is the points by which an index or a price moves."""
    verb = clause_verb(noun) if noun.lower_ in ("point", "points") else None
    return verb is not None and asked.lemmas.verb(verb.lower_) in directions()


def _modified_by(figure: Figure) -> Token | None:
    """RETURNS: the head of the noun phrase in which the figure stands before its head."""
    root, last = figure.root, figure.doc[figure.last - 1]
    if figure.kind is QuantityKind.RATIO and last.head.i >= figure.last:
        root = last  # "three in ten people", if "three" hangs elsewhere
    head = root.head
    if root.dep_ not in ATTRIBUTIVE or head.i < figure.last:
        return None
    if head.tag_ == "CD" and head.dep_ in ATTRIBUTIVE and head.head.i > head.i:
        head = head.head  # "12 of 90 wells"
    head = rightmost(head)
    adjective = head.tag_ == "JJ" and root.dep_ not in ("npadvmod", "advmod") and head.lower_ != "strong"
    return head if syntax.is_noun(head) or adjective else None


@subjects.rule(
    examples={
        "The bank cut its staff by [5 percent].": "staff",
        "The ministry put the toll at [300].": "toll",
        "He bought the farm for [$5 million].": "farm",
    },
    against=["The firm told its staff to sell [5 percent].", "Exports fell by [12 percent]."],
)
def affected(asked: Asked) -> Answer | None:
    """The object of a verb that moves, sets or trades it, by, to, from, at or for the figure."""
    figure, preposition = asked.figure, asked.figure.root.head
    verb = preposition.head
    if figure.root.dep_ != "pobj" or not syntax.is_verb(verb):
        return None
    thing = next((child for child in syntax.rights(verb) if child.dep_ == "dobj" and child.i < figure.first), None)
    if thing is None or not syntax.is_noun(thing) or any(other.covers(thing) for other in asked.around):
        return None
    if _only_measures(thing, asked):
        return None
    base = asked.lemmas.verb(verb.lower_)
    moved = preposition.lower_ in ("by", "to", "from") and base in directions()
    put = preposition.lower_ == "at" and (figure.kind in _MEASURED or base in words("level"))
    sold = preposition.lower_ == "for" and figure.kind is QuantityKind.MONEY and base in words("trade")
    return Answer(what_is_counted(thing, figure), 0.85, verb) if moved or put or sold else None


@subjects.rule(
    examples={"She said [Rs 340 crore] would be needed.": "crore"},
    against=["The bridge costs [Rs 340 crore].", "[Rs 340 crore] of aid was pledged."],
)
def acting(asked: Asked) -> Answer | None:
    """A sum of money that is itself what its verb is about."""
    figure = asked.figure
    itself = (
        figure.kind is QuantityKind.MONEY and figure.root.dep_ in syntax.SUBJECTS and figure.root.i < figure.root.head.i
    )
    return Answer(figure.root, 0.8) if itself else None


def _through(head: Token, certainty: float, asked: Asked) -> Answer | None:
    """RETURNS: the answer; where its head is a figure before this one, what that counts."""
    if asked.figure.covers(head):
        return None
    other = next((f for f in asked.figure.before if f.covers(head) and f.key in asked.known), None)
    return Answer(asked.known[other.key].head if other is not None else head, certainty)
