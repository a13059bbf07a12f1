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
from newsfacts.lexicon import words
from newsfacts.rules import Family, Rule

_SMALL = 20
_OLDEST = 110
_WINDOW = 3
_PHRASE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD"})
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
    against=["The strike lasted [four days]."],
)
def when(figure: Figure) -> bool:
    """ "In 10 days", "over the past three years", "four days after"; not "a four-day strike", "for nine years"."""
    if figure.kind is not QuantityKind.DURATION:
        return False
    after, next_but_one = figure.right(), figure.right(2)
    if after is not None and after.lower_ in words("when_closer"):
        return True
    if after is not None and after.lower_ == "from" and next_but_one is not None and next_but_one.lower_ == "now":
        return True
    if figure.root.dep_ == "prep":
        return True  # "over five years": the parse has "over" as a preposition, not as a bound
    before = [token.lower_ for token in (figure.left(n) for n in range(1, _WINDOW + 1)) if token is not None]
    if before[:1] and before[0] in ("for", "of", "to", "by"):
        return before[1:2] == ["time"]
    if _attributive(figure):
        return before[:1] != [] and before[0] in words("when_opener") - {"in", "over", "during", "after"}
    while before and before[0] in words("when_filler"):
        before.pop(0)
    if before and before[0] in words("when_opener"):
        return True
    root = figure.root
    return root.dep_ == "npadvmod" and root.head.lower_ not in words("lasting")


def _attributive(figure: Figure) -> bool:
    head = figure.root.head
    return (
        head.i >= figure.last
        and syntax.is_noun(head)
        and figure.root.dep_ in ("compound", "nmod", "amod", "nummod", "poss")
    )


@_reason(
    "The two parties blamed [one] another.",
    "The city wants net [zero] by 2040.",
    against=["The ministry counted [zero] deaths."],
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
    if before is not None and before.lower_ in words("one_emphasis"):
        return two is not None and two.lower_ == "the" and (after is None or after.tag_ not in _PHRASE_TAGS)
    if before is not None and before.lower_ in ("no", "any", "every", "some"):
        return True
    if after is None or after.is_punct or after.tag_ not in _PHRASE_TAGS:
        told = figure.root.dep_ in syntax.SUBJECTS and figure.root.head.tag_ in ("VBD", "VBN")
        if before is not None and before.lower_ in ("if", "that", "when", "whether", "as", "than"):
            return True
        return not told and (after is None or after.lower_ != "of")
    return after.lower_ in words("one_idiom") or figure.root.head.lower_ in words("one_idiom")


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
    against=["They stayed at [five] hotels in Muscat."],
)
def class_label(figure: Figure) -> bool:
    """ "Five-star hotel", "under-16 category", "two-wheeler"."""
    after, before = figure.right(), figure.left()
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
    if quantity.value > _SMALL or quantity.value % 1 or before is None:
        return False
    if before.lower_ in words("set_adjective"):
        before = figure.left(2)
    if before is None or before.lower_ not in words("pointer"):
        return False
    return not _restricted(figure) and not _base_of_share(figure)


def _base_of_share(figure: Figure) -> bool:
    """ "Of the 16 men, three …", "two of the five suspects"."""
    two, three = figure.left(2), figure.left(3)
    if two is None or two.lower_ != "of":
        return False
    return three is None or three.tag_ == "CD" or any(other.covers(three) for other in figure.before)


def _restricted(figure: Figure) -> bool:
    """ "The two people who were killed": a relative clause brings the figure in."""
    after = figure.after_brackets()
    return after is not None and after.lower_ == "of" and figure.root.dep_ not in ("nummod",)


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
