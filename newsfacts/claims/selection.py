"""Which quantities are claims: every one that no rule speaks against.

The rules are the reasons of the annotation guidelines behind the contract: what only dates, points back, names a kind
or defines a group asserts no figure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from newsfacts import syntax
from newsfacts.claims.figure import Figure
from newsfacts.facts import Modifier, QuantityKind
from newsfacts.lexicon import verb_forms, words
from newsfacts.rules import Family, Rule

_SMALL = 20
_OLDEST = 110
_WINDOW = 3
_COUNTERPART = 8
_TURNS = frozenset({"to", "after", "or", "upon", "by"})
_PHRASE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD"})
_AFTER_NOW = (("from", "now"), ("in", "advance"))
_EMPHASIS = ("just", "only", "under", "less")
_HYPHENS = ("-", "‐", "‑")

Stated = tuple[float, str]
"""The value and the counted noun, in lower case, of a claim made before."""


class Candidate(NamedTuple):
    """A figure that may be a claim, and what the article stated before it."""

    figure: Figure
    stated: Collection[Stated]


reasons = Family[Candidate, bool](
    "against",
    at=lambda candidate: (candidate.figure.quantity.start, candidate.figure.quantity.end),
    shown=lambda _: "no claim",
)


def is_claim(figure: Figure, *, stated: Collection[Stated] = ()) -> bool:
    """RETURNS: whether nothing speaks against a quantity of running text or a headline being a claim.

    stated: the claims made before.
    """
    return reasons.first(Candidate(figure, stated)) is None


def _reason(*examples: str, against: Sequence[str]) -> Callable[[Callable[[Figure], bool]], Rule[Candidate, bool]]:
    """Declares a reason that rests on the figure alone. examples: no claims; against: claims."""

    def declare(applies: Callable[[Figure], bool]) -> Rule[Candidate, bool]:
        return reasons.rule(examples=dict.fromkeys(examples, "no claim"), against=against, name=applies.__name__)(
            lambda candidate: applies(candidate.figure) or None
        )

    return declare


@_reason(
    "The bridge will open in [ten days].",
    "The mayor resigned [three weeks] ago.",
    against=[
        "The strike lasted [four days].",
        "The roof closes in [just under 40 seconds].",
        "The train arrived [40 minutes] late.",
        "Odhiambo won the race in [2:09:31].",
    ],
)
def when(figure: Figure) -> bool:
    """ "In 10 days", "over the past three years", "four days after"; not "a four-day strike", "for nine years"."""
    if figure.kind is not QuantityKind.DURATION or ":" in figure.quantity.text:
        return False  # "won in 2:04:17" says how long it took
    after, next_but_one = figure.right(), figure.right(2)
    if after is not None and after.lower_ in words("when_closer"):
        return True
    if after is not None and next_but_one is not None and (after.lower_, next_but_one.lower_) in _AFTER_NOW:
        return True
    if figure.root.dep_ == "prep":
        return True  # "over five years": the parse has "over" as a preposition, not as a bound
    before = [token for token in (figure.left(n) for n in range(1, _WINDOW + 1)) if token is not None]
    said = [token.lower_ for token in before]
    if said[:1] and said[0] in ("for", "of", "to", "by"):
        return said[1:2] == ["time"]
    if _attributive(figure):
        return said[:1] != [] and said[0] in words("when_opener") - {"in", "over", "during", "after"}
    emphasised = figure.quantity.text.lower().startswith(_EMPHASIS)
    while said and said[0] in words("when_filler"):
        emphasised |= said.pop(0) in _EMPHASIS
        before.pop(0)
    if not said or said[0] not in words("when_opener") or syntax.is_verb(before[0]):
        opens = figure.root.dep_ == "npadvmod" and figure.root.head.i >= figure.last
        return opens and syntax.is_verb(figure.root.head)  # "one day, she left"
    return said[0] != "in" or not emphasised


def _attributive(figure: Figure) -> bool:
    head = figure.root.head
    return (
        head.i >= figure.last
        and syntax.is_noun(head)
        and figure.root.dep_ in ("compound", "nmod", "amod", "nummod", "poss")
    )


@_reason(
    "On [one] hand it is cheap.",
    "The city wants net [zero] by 2040.",
    "Pupils moved from [one] room to the other.",
    "[One] customer described the bar as odd.",
    against=[
        "The ministry counted [zero] deaths.",
        "[One] man was hurt.",
        "A bomb went off, killing [one] and injuring five.",
    ],
)
def idiom(figure: Figure) -> bool:
    """ "No one", "one day", "I made one"; not "one outpost", "one was killed", "only one"."""
    before, after = figure.left(), figure.right()
    if figure.quantity.text.lower().startswith("both"):
        return True
    if figure.quantity.text.lower() == "zero":
        return _zero_as_label(figure)
    two = figure.left(2)
    if not _is_one(figure):
        return False
    if _has_counterpart(figure):
        return True
    if before is not None and before.lower_ in words("one_emphasis"):
        if after is not None and after.lower_ == "way":
            return True
        return two is not None and two.lower_ == "the" and (after is None or after.tag_ not in _PHRASE_TAGS)
    if before is not None and before.lower_ in ("no", "any", "every", "some"):
        return True
    if after is None or after.is_punct or after.tag_ not in _PHRASE_TAGS:
        told = figure.root.dep_ in syntax.SUBJECTS and figure.root.head.tag_ in ("VBD", "VBN")
        told = told or _has_parallel(figure)
        if before is not None and before.lower_ in ("if", "that", "when", "whether", "as", "than"):
            return True
        return not told and (after is None or after.lower_ != "of")
    return _acts(figure) or after.lower_ in words("one_idiom") or figure.root.head.lower_ in words("one_idiom")


def _acts(figure: Figure) -> bool:
    """ "One diner told me", "one group found that …": any of many; not "one man died"."""
    noun = figure.root.head
    if figure.root.dep_ != "nummod" or noun.dep_ != "nsubj":
        return False
    says = noun.head.lower_ in verb_forms("saying")
    return says or any(child.dep_ in ("dobj", "ccomp") for child in syntax.rights(noun.head))


def _has_parallel(figure: Figure) -> bool:
    """ "Killing one and injuring five", "killing one and injuring the other"."""
    verb = figure.root.head
    if figure.root.dep_ != "dobj" or not syntax.is_verb(verb):
        return False
    joined = (child for child in syntax.rights(verb) if child.dep_ == "conj")
    things = [thing for child in joined for thing in syntax.rights(child) if thing.dep_ == "dobj"]
    numbers = (near for thing in things for near in (thing, *syntax.lefts(thing)))
    return any(near.tag_ == "CD" or near.lower_ in ("other", "others") for near in numbers)


def _has_counterpart(figure: Figure) -> bool:
    """ "From one room to the other", "one after another", "one-to-one"; not "one here and another there"."""
    after = [token.lower_ for token in (figure.right(n) for n in range(1, _COUNTERPART)) if token is not None]
    before = [token.lower_ for token in (figure.left(n) for n in (1, 2, 3)) if token is not None]
    if ["-", "to", "-"] in (after[:3], before):
        return True
    other = next((n for n, word in enumerate(after) if word == "another" or after[n : n + 2] == ["the", "other"]), None)
    return other is not None and (other == 0 or after[other - 1] in _TURNS)


def _zero_as_label(figure: Figure) -> bool:
    """ "Net zero", "zero tolerance", "zero-Covid"; not "zero deaths"."""
    near = [figure.left(), figure.right()]
    if near[1] is not None and near[1].text == "-":
        near[1] = figure.right(2)
    return any(token is not None and token.lower_ in words("zero_idiom") for token in near)


def _is_one(figure: Figure) -> bool:
    return figure.kind is QuantityKind.COUNT and figure.quantity.text.lower() == "one"


@_reason(
    "[One] of the owners sold his share.",
    against=["Just [one] of the containers was opened."],
)
def partitive_one(figure: Figure) -> bool:
    """ "One of the owners"; not "just one of the containers"."""
    after, before = figure.right(), figure.left()
    if not _is_one(figure) or after is None or after.lower_ != "of":
        return False
    return before is None or before.lower_ not in words("one_emphasis")


@_reason(
    "They stayed at a [five]-star hotel in Muscat.",
    "He took silver in the [200m] on Sunday.",
    against=["They stayed at [five] hotels in Muscat.", "The [200m] of cable was stolen."],
)
def class_label(figure: Figure) -> bool:
    """ "Five-star hotel", "under-16 category", "two-wheeler", "the 200m", "a 400m hurdler", "30-year bonds"."""
    after, before = figure.right(), figure.left()
    if _is_race(figure) or (figure.kind is QuantityKind.DURATION and figure.root.head.lower_ in words("class_label")):
        return True
    if figure.kind is QuantityKind.COUNT and after is not None:
        kind = figure.right(2) if after.text in _HYPHENS else after
        hyphened = after.text in _HYPHENS or (kind is after and kind.lower_ in ("star", "stars"))
        if kind is not None and hyphened and kind.lower_ in words("class_label"):
            return True
    under = before
    if before is not None and before.text in _HYPHENS:
        under = figure.left(2)
    text = figure.quantity.text.lower()
    if under is not None and under is not before and under.lower_ in words("class_opener"):
        return True
    if before is not None and before.lower_ == "top" and figure.kind in (QuantityKind.COUNT, QuantityKind.PERCENT):
        return True
    return text.startswith(("under-", "over-", "u-"))


def _is_race(figure: Figure) -> bool:
    unit, after, before = figure.quantity.unit, figure.right(), figure.left()
    if unit is None or unit.name != "metre" or figure.quantity.modifier is not Modifier.EXACTLY:
        return False
    if _attributive(figure):
        return figure.root.head.lower_ in words("metres_run")
    the = before is not None and before.lower_ in ("the", "men's", "women's")
    return the and (after is None or after.lower_ not in ("of", "between", "from", "to"))


@_reason(
    "Voters over [18] may register.",
    against=["The mayor is [58 years old]."],
)
def band(figure: Figure) -> bool:
    """ "Voters over 18", "children aged 6 to 15", "between the ages of 5 and 12"; not "John Smith, aged 40"."""
    before = [token.lower_ for token in (figure.left(n) for n in range(1, _WINDOW + 3)) if token is not None]
    if "ages" in before and figure.kind in (QuantityKind.AGE, QuantityKind.COUNT):
        return True
    value = figure.quantity.value if figure.quantity.value is not None else figure.quantity.low
    bare = figure.kind is QuantityKind.COUNT and figure.root.dep_ != "nummod" and value is not None and value < _OLDEST
    if not bare and figure.kind is not QuantityKind.AGE:
        return False
    said = figure.quantity.text.lower().split()
    if said[-1] in words("band"):
        return True
    opens = said[0] in words("band")
    if not opens and (not before or before[0] not in words("band")):
        return False
    holder = figure.left(1 if opens else 2)
    return holder is not None and holder.tag_ in ("NNS", "NNPS", "VBN", "JJR", "IN", "DT")


@_reason(
    "The team loses a ball for every [22] passes.",
    against=["The town has [100,000] people."],
)
def denominator(figure: Figure) -> bool:
    """The 100,000 of "12 per 100,000"."""
    before = figure.left()
    if before is None or figure.kind is not QuantityKind.COUNT:
        return False
    if before.lower_ in ("per", "every"):
        return True
    two = figure.left(2)
    return (
        before.lower_ == "of"
        and two is not None
        and two.lower_ == "out"
        and bool(figure.before)
        and (figure.before[-1].last == two.i)
    )


@_reason(
    "The plan fails twice over. One: it is slow. [Two]: it is costly.",
    against=["[3] valves were closed."],
)
def list_number(figure: Figure) -> bool:
    """ "3." before the third point of a list, "1998." over a part of a chronicle."""
    after = figure.right()
    bare = figure.kind is QuantityKind.COUNT and figure.quantity.modifier is Modifier.EXACTLY
    return bare and figure.first == figure.start and after is not None and after.text in (".", ")", ":")


@_reason(
    "The two divers were found. [The two] men were cold.",
    against=["Rescuers found [two] men."],
)
def definite(figure: Figure) -> bool:
    """ "The two men", "both sides"; not "the 200 or so injured", "the city's 300 schools"."""
    quantity, before = figure.quantity, figure.left()
    if figure.kind is not QuantityKind.COUNT or quantity.modifier is not Modifier.EXACTLY or quantity.value is None:
        return False
    if quantity.text.lower().startswith(("both", "all ")):
        return True
    if quantity.value > _SMALL or quantity.value % 1 or before is None or _describes(figure):
        return False
    if before.lower_ in words("set_adjective"):
        before = figure.left(2)
    if before is None or before.lower_ not in words("pointer"):
        return False
    return not _base_of_share(figure)


def _base_of_share(figure: Figure) -> bool:
    """ "Of the 16 men, three …", "two of the five suspects", "none of the 12"; not "the father of the two"."""
    two, three = figure.left(2), figure.left(3)
    if two is None or two.lower_ != "of":
        return False
    if three is None:
        return figure.root.dep_ == "nummod"
    return not syntax.is_noun(three) or three.lower_ in words("negative")


def _describes(figure: Figure) -> bool:
    """ "The three-nation alliance", "the six British players", "the 12 wines declared best": more than a known set."""
    after, head = figure.right(), figure.root.head
    if after is not None and after.text in _HYPHENS:
        return True
    if head.i < figure.last or not syntax.is_noun(head):
        return after is not None and after.lower_ == "of"
    told = (child for child in syntax.lefts(head) if child.dep_ == "amod" and child.i > figure.first)
    return any(told) or any(child.dep_ in ("acl", "prep") and child.i == head.i + 1 for child in syntax.rights(head))


@reasons.rule(
    examples={"The ship carried 300 students. [The 300] students are from Busan.": "no claim"},
    against=["The ship carried 300 students. The [40] students on deck were saved."],
)
def stated_before(candidate: Candidate) -> bool | None:
    """ "The 300 students", of whom the article has told before."""
    figure, value = candidate.figure, candidate.figure.quantity.value
    before = figure.left()
    if before is None or before.lower_ not in words("pointer") or figure.kind is not QuantityKind.COUNT:
        return None
    return (value is not None and (value, figure.root.head.lower_) in candidate.stated) or None
