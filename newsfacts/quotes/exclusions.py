"""Rules for what the network attributes and nobody says."""

from __future__ import annotations

from dataclasses import dataclass

from newsfacts import syntax
from newsfacts.layers import ParagraphKind
from newsfacts.lexicon import verb_forms, words
from newsfacts.quotes.candidates import Candidate, Extent
from newsfacts.quotes.context import Context
from newsfacts.quotes.sources import phrase_of
from newsfacts.rules import Family

_FUNCTION_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT", "WRB", "DT", "TO", "IN", "CC", "MD", "EX"})
_LONGEST_LABEL = 30


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate in its article."""

    context: Context
    candidate: Candidate

    @property
    def extent(self) -> Extent:
        return self.candidate.start, self.candidate.end

    @property
    def in_marks(self) -> bool:
        """Whether the content begins in quotation marks."""
        return self.context.quotation_at(self.candidate.start) is not None


nobody = Family[Judged, bool]("no_quote", at=lambda judged: judged.extent)


def is_said(context: Context, candidate: Candidate) -> bool:
    """RETURNS: whether no rule speaks against an attribution."""
    return nobody.first(Judged(context, candidate)) is None


@nobody.rule(examples={"Asked about [it], the mayor left.": "True"}, against=["“[Him],” the mayor said."])
def function_word(judged: Judged) -> bool | None:
    """A pronoun or a preposition alone says nothing."""
    context, (start, end) = judged.context, judged.extent
    if end - start > _LONGEST_LABEL or judged.in_marks:
        return None
    return all(token.tag_ in _FUNCTION_TAGS for token in context.tokens(start, end) if not token.is_punct) or None


@nobody.rule(
    examples={
        'The scheme, called ["A Roof for All"], began in May.': "True",
        "The fund, named [“Rain for All”], began in May.": "True",
    },
    against=["Jean Duval called the plan [“a long dry joke”]."],
)
def title(judged: Judged) -> bool | None:
    """What something is called is a name, where nobody is said to call it so."""
    candidate = judged.candidate
    if candidate.source is not None or candidate.cue is None or not judged.in_marks:
        return None
    return judged.context.doc[candidate.cue.head].lower_ in verb_forms("naming") or None


@nobody.rule(
    examples={
        "The ministry declined to comment.\n\nRead more: [“How the dam was built”]": "True",
        "The ministry declined to comment.\n\nShare this: Minister says [taxes will fall]": "True",
    },
    against=["The mayor was blunt: [“Nobody will pay.”]"],
)
def furniture(judged: Judged) -> bool | None:
    """What is the page's own text, or another page's headline behind the label of a link, is no part of the story."""
    context, candidate = judged.context, judged.candidate
    if not context.paragraphs:
        return None
    paragraph = context.paragraphs[context.paragraph_at(candidate.start)]
    if paragraph.kind is ParagraphKind.FURNITURE:
        return True
    label, colon, _ = context.text[paragraph.start : min(paragraph.end, paragraph.start + _LONGEST_LABEL)].partition(
        ":"
    )
    return (candidate.source is None and colon == ":" and label.strip().lower() in words("heading")) or None


@nobody.rule(
    examples={"[The villagers] were assured by engineers that the dam would hold.": "True"},
    against=["[The firm] is believed by analysts to be close to ruin."],
)
def hearer(judged: Judged) -> bool | None:
    """Who is told something only hears it: "**she** was told that …" """
    candidate = judged.candidate
    cue = judged.context.doc[candidate.cue.head] if candidate.cue is not None else None
    if cue is None or cue.lower_ not in verb_forms("telling"):
        return None
    told = next((child for child in syntax.lefts(cue) if child.dep_ == "nsubjpass"), None)
    phrase = phrase_of(told) if told is not None else None
    return (phrase is not None and phrase.start <= candidate.start and candidate.end <= phrase.end) or None


@nobody.rule(
    examples={"“Nobody is above the law,” the daily Sol quoted [prosecutor Emre Kaya as saying].": "True"},
    against=["The daily Sol quoted prosecutor Emre Kaya as saying [nobody was above the law]."],
)
def nothing_said(judged: Judged) -> bool | None:
    """ "X as saying" is what a quotation elsewhere is attributed with."""
    words_said = [token.lower_ for token in judged.context.tokens(*judged.extent) if not token.is_punct]
    return words_said[-2:] == ["as", "saying"] or None
