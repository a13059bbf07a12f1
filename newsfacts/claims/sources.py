"""Who the article says a figure comes from: the source that the innermost attribution around it names.

Attributions are the document's quotes. Four things are added: a report within a quote, an "according to" of the
figure's sentence, which holds for all of it, that a sentence may open as the continuation of the one before, and a verb
of saying that the figure's clause hangs on, where the encoder sees no quote.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from numpy import flatnonzero, isin
from spacy.attrs import LOWER
from spacy.tokens import Doc, Token

from newsfacts import syntax
from newsfacts.claims import parties
from newsfacts.claims.figure import Figure
from newsfacts.facts import AttributionType, Party, Quote, QuoteKind
from newsfacts.layers import MentionIndex, tokens_of
from newsfacts.lexicon import verb_forms, words
from newsfacts.rules import Family

_WIDEST = 8
_STEPS = 20
_PUT = frozenset({"put", "puts", "putting"})
_ACCORDING = ("according", "per")


class QuoteIndex:
    """Finds the innermost quote around a place. Looks back over at most a few spans, so nesting is bounded."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        spans = [(span.start, span.end, number, quote) for number, quote in enumerate(quotes) for span in quote.spans]
        spans.sort(key=lambda row: row[:3])
        self._spans = spans
        self._starts = [row[0] for row in spans]

    def around(self, start: int, end: int) -> Quote | None:
        """RETURNS: the quote whose span most tightly holds code points `start` to `end`, one with a speaker first."""
        last = bisect_right(self._starts, start)
        holding = [row for row in self._spans[max(0, last - _WIDEST) : last] if row[1] >= end]
        ranked = ((quote.speaker is None, stop - begin, number, quote) for begin, stop, number, quote in holding)
        return min(ranked, key=lambda row: row[:3], default=(None,) * 4)[3]


class Accordings:
    """The places of a document where an "according to" may begin, in text order."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    @cached_property
    def _numbers(self) -> list[int]:
        lower: Any = self._doc.to_array(LOWER)
        cues = isin(lower, [self._doc.vocab.strings.as_int(word) for word in _ACCORDING])
        found: list[int] = flatnonzero(cues).tolist()
        return found

    def within(self, start: int, end: int) -> Token | None:
        """RETURNS: the first of them in tokens `start` to `end` that names somebody: the head of that phrase."""
        numbers = self._numbers
        for number in numbers[bisect_left(numbers, start) : bisect_left(numbers, end)]:
            who = _named_by(self._doc[number], start)
            if who is not None:
                return who
        return None


def _named_by(cue: Token, start: int) -> Token | None:
    """RETURNS: the Red Cross of "according to the Red Cross" or ", per the Red Cross"; None of "$5 per person"."""
    preposition: Token | None = cue
    if cue.lower_ == "according":
        preposition = next((child for child in syntax.rights(cue) if child.lower_ == "to"), None)
    elif cue.i > start and cue.nbor(-1).text != "," and cue.nbor(-1).lower_ != "as":
        return None
    if preposition is None:
        return None
    who = next((child for child in syntax.rights(preposition) if child.dep_ == "pobj"), None)
    return who if who is not None and (syntax.is_noun(who) or who.tag_ in syntax.PRONOUN_TAGS) else None


@dataclass(frozen=True, slots=True)
class Attributed:
    """What speaks for a figure's source.

    quote: the innermost around it.
    headline: whether it stands in a headline or a caption.
    before: the last figure of the same paragraph before it, and that figure's source.
    """

    figure: Figure
    quote: Quote | None
    headline: bool
    before: tuple[Figure, Party | None] | None
    mentions: MentionIndex
    accordings: Accordings


sources = Family[Attributed, Party](
    "source",
    at=lambda asked: (asked.figure.quantity.start, asked.figure.quantity.end),
    shown=lambda party: party.text or "",
)


@sources.rule(
    examples={
        "Minister Rosa Quispe said the observatory says [150] people are missing.": "the observatory",
        '"The World Bank says [40 million] people live there," minister Ali Hassan said.': "World Bank",
    },
    against=["The minister said [40 million] people live there.", '"I think [300] homes were lost," the mayor said.'],
)
def nested(asked: Attributed) -> Party | None:
    """Who says so within a quote, by the verb of saying that the figure's clause hangs on there."""
    told = _told(asked.figure) if asked.quote is not None else None
    return _who_says(told, asked) if told is not None and _inside(told, asked.quote) else None


def _told(figure: Figure) -> Token | None:
    """RETURNS: the verb of saying that a figure's clause hangs on."""
    token = figure.root
    for _ in range(_STEPS):
        verb = token.head
        if verb == token or token.dep_ in ("relcl", "acl"):
            return None
        if verb.lower_ in _verbs_over(token, figure) and _vouching(verb) is not None:
            return verb
        token = verb
    return None


def _inside(token: Token, quote: Quote | None) -> bool:
    return quote is None or any(span.start <= token.idx < span.end for span in quote.spans)


def _who_says(verb: Token, asked: Attributed) -> Party | None:
    who = _vouching(verb)
    return parties.of_phrase(who, asked.mentions) if who is not None else None


def _vouching(verb: Token) -> Token | None:
    """RETURNS: the head of the verb's subject, where that names somebody else than the speaker of it all."""
    subject = syntax.subject(verb)
    if subject is None and any(child.dep_ == "ccomp" for child in syntax.lefts(verb)):
        subject = next(
            (child for child in syntax.rights(verb) if child.dep_ == "dobj"), None
        )  # "…, estimates the bank"
    elif subject is not None and subject.dep_ not in ("nsubj", "csubj"):
        return None
    if subject is None or subject.lower_ in _nobody():
        return None
    return subject if syntax.is_noun(subject) or subject.tag_ == "PRP" else None


def _verbs_over(token: Token, figure: Figure) -> frozenset[str]:
    """RETURNS: the forms of the verbs whose subject vouches for a figure that hangs on them by the token."""
    before = figure.left()
    if token.dep_ in ("dobj", "prep") and before is not None and before.lower_ == "at":
        return verb_forms("saying") | _PUT  # "put the number of injured at 90"
    if token.dep_ == "ccomp" or _is_fronted(token) or _is_perfect(token):
        return verb_forms("saying") | verb_forms("claiming")
    return verb_forms("saying") if token.dep_ == "dobj" else frozenset()


def _is_fronted(clause: Token) -> bool:
    """RETURNS: whether an adverbial clause is reported with the one before: "Sales rose while costs fell, he said"."""
    ahead = (child for child in syntax.lefts(clause.head) if child.i < clause.i)
    return clause.dep_ == "advcl" and any(child.dep_ == "ccomp" for child in ahead)


def _is_perfect(clause: Token) -> bool:
    """RETURNS: whether it is the infinitive of "claimed to have shot down 14 drones"."""
    helpers = [child.lower_ for child in syntax.lefts(clause) if child.dep_ == "aux"]
    return clause.dep_ == "xcomp" and helpers == ["to", "have"]


@cache
def _nobody() -> frozenset[str]:
    return words("no_source") | words("first_person")


@sources.rule(
    examples={
        "The rate stood at [7 percent], per the Labor Department.": "Labor Department",
        "Per the fire brigade, [40] homes burned down.": "the fire brigade",
    },
    against=["The room costs [90] euros per guest."],
)
def according(asked: Attributed) -> Party | None:
    """Whom an "according to" of the sentence names; where the figure stands in a quote, one in it."""
    who = asked.accordings.within(asked.figure.start, asked.figure.end)
    return parties.of_phrase(who, asked.mentions) if who is not None and _inside(who, asked.quote) else None


@sources.rule(
    examples={
        "At least [12] boats are missing, police said.": "police",
        "The storm has killed [31] people, according to the Red Cross.": "the Red Cross",
        "Data from the harbour office showed that imports rose [14 percent].": "the harbour office",
    },
    against=["Heavy rain killed [12] people.", "The airline added [12] routes."],
)
def quoted(asked: Attributed) -> Party | None:
    """The speaker of the innermost quote around the figure."""
    quote = asked.quote
    if quote is None or quote.speaker is None or not _vouches(quote, asked):
        return None
    return parties.of_speaker(quote.speaker, asked.figure.doc, asked.mentions)


@sources.rule(
    examples={"The ministry said exports rose 5 percent. As for imports, they fell [3 percent].": "The ministry"},
    against=["The ministry said exports rose 5 percent. Imports fell [3 percent]."],
)
def continued(asked: Attributed) -> Party | None:
    """A sentence that opens as the continuation of the one before ("in addition") has its source."""
    figure = asked.figure
    if asked.quote is not None or asked.before is None:
        return None
    first = figure.doc[figure.start : figure.start + 2]
    opens = words("goes_on")
    return asked.before[1] if first[0].lower_ in opens or first.text.lower() in opens else None


@sources.rule(
    examples={
        "Rebels claimed to have shot down [14] drones.": "Rebels",
        "Doctors put the number of injured at [90].": "Doctors",
    },
    against=["The fire continued to kill [14] people.", "They put [90] crew members at risk."],
)
def governed(asked: Attributed) -> Party | None:
    """Who says so by the verb of saying that the figure's clause hangs on, where no quote gives a source."""
    told = _told(asked.figure)
    return _who_says(told, asked) if told is not None else None


def _vouches(quote: Quote, asked: Attributed) -> bool:
    """RETURNS: whether somebody says in the quote that something is so.

    What somebody only plans or wants has no source. A phrase that is not in marks must be governed by a verb of saying:
    a firm that signs a deal has not spoken of it. A name and a colon attribute what stands in marks, or in a headline.
    """
    if quote.type is AttributionType.EVENTUALITY or _is_nobody(quote):
        return False
    if quote.kind is QuoteKind.DIRECT:
        return True
    cue = quote.cue.text if quote.cue is not None else ""
    if cue == ":" and quote.kind is QuoteKind.INDIRECT:
        return asked.headline
    says = quote.cue is not None and quote.cue.lemma in words("saying")
    return says or any(
        token.tag_ in syntax.FINITE_TAGS or token.tag_ == "MD"
        for span in quote.spans
        for token in tokens_of(asked.figure.doc, span.start, span.end)
    )


def _is_nobody(quote: Quote) -> bool:
    speaker = quote.speaker
    return speaker is None or (speaker.entity_id is None and (speaker.text or "").lower() in words("no_source"))
