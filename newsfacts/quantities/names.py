"""Numbers that are no quantity by what they were read as: ordinals, pronouns, parts of names. A family of rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsfacts.lexicon import words
from newsfacts.quantities import ages, numerals, ratios
from newsfacts.quantities.amount import Amount
from newsfacts.quantities.lexemes import QUOTES, Gap
from newsfacts.quantities.pairs import Pair
from newsfacts.quantities.surroundings import Surroundings
from newsfacts.rules import Family

_AGREEING = words("singular_verb")
_BEFORE_HYPHEN = words("before_a_hyphen_and_a_number")
_DESIGNATORS = words("designator")
_ORDINAL = words("ordinal_ending")
_ORDINAL_WORD = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|eleventh|twelfth|\w+tieth|\w+ndth|\w+andth"
)
_AFTER_PRONOUN = frozenset({"another", "that", "which", "who"})
_DETERMINERS = frozenset({"a", "the", "this", "that"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"})
_PLACES_ON_A_PITCH = frozenset(
    {"goalkeeper", "keeper", "defender", "midfielder", "striker", "forward", "winger", "quarterback", "goaltender"}
)
_PITCH = 8
_OPEN_TO_ORDINALS = ("ty", "hundred", "thousand", "million")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An amount as read, and the pair that it makes with its neighbour, if any."""

    around: Surroundings
    amount: Amount
    pair: Pair | None

    @property
    def opens_a_range(self) -> bool:
        """ "One to two hours": a "one" that opens a range is a number, whatever the tagger says."""
        first, after = self.amount.numeral.first, self.around.lexemes.word(self.amount.last)
        return self.pair is not None and self.around.lexemes.low[first] == "one" and after in {"to", "or"}


names = Family[Candidate, int]("name", at=lambda c: c.amount.numeral.span(c.around), shown=lambda end: "")
"""The answer is the lexeme after what is no quantity."""


@names.rule(examples={"The novel is set in [nineteen] eighty-four.": ""}, against=["They planted [nineteen] trees."])
def spelled_year(candidate: Candidate) -> int | None:
    numeral, lexemes = candidate.amount.numeral, candidate.around.lexemes
    if not numeral.spelled or not 10 < numeral.value <= 20 or lexemes.gap[numeral.first] is Gap.NONE:
        return None
    last = numeral.last
    after = numerals.read(lexemes, last) if lexemes.near(last, Gap.SPACE) and lexemes.is_word[last] else None
    fits = after is not None and after.spelled and 10 <= after.value < 100 and after.modifier is None
    return after.last if after and fits else None


@names.rule(
    examples={"She came [5]th.": "", "It is the [one hundred] and first copy.": ""},
    against=["About [twenty] came.", "The boxer weighs [11]st 6lb."],
)
def ordinal(candidate: Candidate) -> int | None:
    lexemes, last = candidate.around.lexemes, candidate.amount.numeral.last
    if candidate.opens_a_range:
        return None
    if lexemes.near(last, Gap.NONE) and lexemes.word(last) in _ORDINAL:
        value = candidate.amount.numeral.value
        stones = lexemes.low[last] == "st" and (value % 10 != 1 or value % 100 == 11)
        return None if stones else last
    at = last + 1 if lexemes.word(last) in {"-", "and"} else last
    open_to = lexemes.word(last - 1).endswith(_OPEN_TO_ORDINALS)
    return last if open_to and _ORDINAL_WORD.fullmatch(lexemes.word(at)) else None


@names.rule(
    examples={"They met at half past [five].": "", "They met at [five] o'clock.": ""},
    against=["It is half of [five] acres."],
)
def clock(candidate: Candidate) -> int | None:
    lexemes, numeral = candidate.around.lexemes, candidate.amount.numeral
    told = lexemes.word(numeral.first - 1) in {"past", "to"} and lexemes.word(numeral.first - 2) in {"half", "quarter"}
    return numeral.last if told or lexemes.word(numeral.last) == "o'clock" else None


@names.rule(
    examples={"[21] Savage was on stage.": "", "[3M] said profits fell.": "", "Viewers of [7] NEWS left.": ""},
    against=["[21] Taliban were on trial.", "About [3M] people fled."],
)
def opens(candidate: Candidate) -> int | None:
    """A number begins a name whose verb doesn't agree with it."""
    around, numeral = candidate.around, candidate.amount.numeral
    lexemes, last = around.lexemes, numeral.last
    if not candidate.amount.bare:
        return None
    if numeral.scale > 1 and lexemes.raw[last - 1] == "M":
        return last if around.tag(last) in {"VBD", "VBZ"} and not around.noun(last) else None
    if not numeral.plain or numeral.value == 1 or not lexemes.near(last) or around.tag(last) != "NNP":
        return None
    noun, number = around.token(last), around.token(numeral.first)
    alone = noun is not None and number is not None and number.head == noun and noun.ent_type_ == ""  # "of 9 NEWS"
    return last if alone or lexemes.word(last + 1) in _AGREEING or around.tag(last + 1) == "VBZ" else None


@names.rule(
    examples={
        "No [one] came.": "",
        "The new [one] is red.": "",
        "There [one] must wait.": "",
        "They blamed [one] another.": "",
        "It was a plan, [one] that failed.": "",
        "That is the wrong [one].": "",
        "Formula [One] cars are loud.": "",
    },
    against=["[One] man came.", "Only [one] came.", "[One] of the owners sold his share.", "The [one] man was hurt."],
)
def pronoun(candidate: Candidate) -> int | None:
    numeral, around = candidate.amount.numeral, candidate.around
    one = around.lexemes.low[numeral.first] == "one" and numeral.last == numeral.first + 1
    if not one or candidate.opens_a_range:
        return None
    lexemes, token = around.lexemes, around.token(numeral.first)
    anybody = lexemes.word(numeral.first - 1) == "no" or around.tag(numeral.last) == "MD"
    other = anybody or around.tag(numeral.first) != "CD" or lexemes.word(numeral.last) in _AFTER_PRONOUN
    other |= token is not None and token.dep_ == "nummod" and token.head.tag_ == "NNS" and token.head.i == token.i + 1
    pointed = token is not None and token.dep_ != "nummod" and any(t.dep_ in {"det", "amod"} for t in token.lefts)
    return numeral.last if other or (pointed and not ratios.ratio(around, candidate.amount)) else None


@names.rule(
    examples={
        "The city keeps its dynamic-[zero] rule.": "",
        "The bout ended in round [eight].": "",
        "He crashed at turn [one] on lap eight.": "",
        "The Big [Four] audit most firms.": "",
        "It is the number [one] cause of death.": "",
        "It was won in the [Six]-Day War of 1967.": "",
        "His ‘[Two] Rivers plan’ failed.": "",
    },
    against=["By day [three] men had left."],
)
def spelled(candidate: Candidate) -> int | None:
    numeral, around, lexemes = candidate.amount.numeral, candidate.around, candidate.around.lexemes
    i, last = numeral.first, numeral.last
    one = lexemes.low[i] == "one" and last == i + 1
    tied = lexemes.word(last) == "-" and lexemes.capital(last + 1)  # "the Six-Day War"
    if not numeral.spelled or not (candidate.amount.bare or one or tied) or candidate.opens_a_range:
        return None
    if around.tag(i).startswith("VB"):
        return last  # "to zero in on"
    if lexemes.word(i - 1) == "-" and lexemes.tight(i - 1):
        return last if i > 1 and lexemes.is_word[i - 2] and lexemes.low[i - 2] not in _BEFORE_HYPHEN else None
    if lexemes.word(i - 1) == "number" and (lexemes.word(i - 2) in _DETERMINERS or around.tag(i - 2) == "PRP$"):
        return last  # "my number one priority"
    if lexemes.word(i - 1) in _DESIGNATORS and lexemes.near(i) and not around.tag(i - 1).startswith("VB"):
        return None if around.counts(last) or around.noun(last) else last
    if _hangs_on_noun(around, i) and not around.counts(last) and not ages.age(around, candidate.amount):
        return last
    return last if _capital_name(around, i, last) else None


def _capital_name(around: Surroundings, i: int, last: int) -> bool:
    """RETURNS: whether the capital of a number word is a name's."""
    lexemes = around.lexemes
    if not lexemes.capital(i) or around.title_case(i):
        return False
    quoted = lexemes.word(i - 1) in QUOTES and lexemes.near(last) and lexemes.capital(last)
    if around.sentence_start(i) and not (quoted and i > 1 and lexemes.is_word[i - 2]):
        return False
    after = last + 1 if lexemes.word(last) == "-" else last
    return lexemes.capital(i - 1) or (lexemes.near(after) and lexemes.capital(after))


@names.rule(examples={"Romney ran in [08].": ""}, against=["It weighs [08] kg."])
def leading_zero(candidate: Candidate) -> int | None:
    amount, around = candidate.amount, candidate.around
    raw = around.lexemes.raw[amount.numeral.first]
    zero = amount.bare and raw[0] == "0" and raw.isdecimal() and len(raw) > 1
    return amount.numeral.last if zero and not around.counts(amount.numeral.last) else None


@names.rule(
    examples={"Exam [scores] of boys rose.": "", "Their credit [scores] fell again.": ""},
    against=["The blast killed [scores].", "They saw [scores] of gulls."],
)
def scores(candidate: Candidate) -> int | None:
    """ "Scores" that a word before it makes a noun of its own."""
    numeral, around = candidate.amount.numeral, candidate.around
    if around.lexemes.raw[numeral.first] != "scores" or numeral.last > numeral.first + 1:
        return None
    if around.tag(numeral.first - 1)[:2] in {"NN", "JJ", "PR"} or around.lexemes.word(numeral.first - 1) == "the":
        return numeral.last
    return None if around.lexemes.word(numeral.last) == "of" or _ends_clause(around, numeral.last) else numeral.last


@names.rule(
    examples={
        "Goalkeeper Tunde Bello ([23]) saves a penalty.": "",
        "Tunde Bello ([23]) saves from striker Ali Musa (9).": "",
    },
    against=["Her brother Tunde Bello ([23]) was hurt."],
)
def shirt(candidate: Candidate) -> int | None:
    """The number in brackets after a player's name, near a place on the pitch."""
    numeral, lexemes = candidate.amount.numeral, candidate.around.lexemes
    if lexemes.word(numeral.first - 1) != "(" or lexemes.word(numeral.last) != ")" or not numeral.plain:
        return None
    near = lexemes.low[max(0, numeral.first - _PITCH) : numeral.first + _PITCH]
    return numeral.last if _PLACES_ON_A_PITCH.intersection(near) else None


@names.rule(examples={"Ruiz won 7-6 ([5]), 6-4.": ""}, against=["It won 7 seats ([5] more than before)."])
def tie_break(candidate: Candidate) -> int | None:
    """The points of a tie-break, in brackets after the games of its set."""
    numeral, lexemes = candidate.amount.numeral, candidate.around.lexemes
    bracketed = lexemes.word(numeral.first - 1) == "(" and lexemes.word(numeral.last) == ")"
    games = bracketed and lexemes.digits(numeral.first - 2) and lexemes.word(numeral.first - 3) in {"-", "–"}
    return numeral.last if games and lexemes.digits(numeral.first - 4) else None


def _ends_clause(around: Surroundings, i: int) -> bool:
    return i >= len(around.lexemes) or around.lexemes.word(i) in {".", ",", ";", "!", "?"}


@names.rule(
    examples={"The [20]something crowd left.": "", "The [thirty]-somethings left.": "", "A [3]-in-1 tool broke.": ""},
    against=["It costs £[1,200]pcm.", "The [3]x3 game began."],
)
def glued(candidate: Candidate) -> int | None:
    amount, lexemes = candidate.amount, candidate.around.lexemes
    if lexemes.word(amount.last) == "-" and lexemes.tight(amount.last):
        tied = lexemes.low[amount.last + 1 : amount.last + 4]
        if tied[0].startswith("something") or tied in (["in", "-", "1"], ["in", "-", "one"]):
            return amount.numeral.last
    if amount.numeral.spelled or not (lexemes.near(amount.last, Gap.NONE) and lexemes.is_word[amount.last]):
        return None
    priced = amount.money is not None and not lexemes.is_word[amount.money.first]
    return None if priced or lexemes.word(amount.last) == "x" else amount.numeral.last


@names.rule(
    examples={
        "The Boeing [737] landed.": "",
        "He cited section [256] of the act.": "",
        "The S.&P. [500] closed lower.": "",
        "[7]-Eleven closed a shop.": "",
        "He lives at No. [5] with his mother.": "",
        "Articles 4, 5 and [6] of the act were cited.": "",
        "He crashed on lap [48] of the race.": "",
    },
    against=["The Boeing plant employs [737] people.", "Call [200] people for help."],
)
def designated(candidate: Candidate) -> int | None:
    """A bare whole number after a name or a word such as "section"."""
    amount, around = candidate.amount, candidate.around
    numeral, lexemes = amount.numeral, around.lexemes
    if not (amount.bare and numeral.plain):
        return None
    i, counted = numeral.first, around.counts(numeral.last)
    if lexemes.word(numeral.last) == "-" and lexemes.tight(numeral.last):
        return numeral.last if lexemes.capital(numeral.last + 1) and not around.title_case(i) else None
    if candidate.pair is not None or i == 0 or not lexemes.near(i) or ages.age(around, amount):
        return None
    head = lexemes.list_start(i) - 1
    designator = lexemes.word(head).removesuffix(".")
    if designator in _DESIGNATORS or designator.removesuffix("s") in _DESIGNATORS or _abbreviated(around, i):
        named = lexemes.capital(head) or not counted
    elif head == i - 1 and around.noun(head) and not around.proper(head):
        named = _hangs_on_noun(around, i) and not counted
    elif head != i - 1 and around.month(head):
        named = not counted  # "on March 20, 21 and 28"
    elif lexemes.word(i - 1) == ")" and lexemes.word(i - 3) == "(" and lexemes.raw[i - 2].isupper():
        named = not counted
    elif lexemes.word(i - 1) == "." and lexemes.word(i - 3) == "&":
        named = lexemes.capital(i - 2) and not counted
    else:
        owner = lexemes.low[i - 1].endswith("'s")  # "to Leeds's 17"
        named = around.proper(i - 1) and not (owner or around.month(i - 1)) and _hangs_on_name(around, numeral)
    return numeral.last if named else None


def _hangs_on_noun(around: Surroundings, i: int) -> bool:
    """RETURNS: whether the parse ties the number at lexeme `i` to the noun before it: "on lap 48", "season three"."""
    number, noun = around.token(i), around.token(i - 1)
    if number is None or number.dep_ != "nummod" or number.head != noun or not around.noun(i - 1):
        return False
    return around.lexemes.word(i - 2) not in {",", ";", "and"}  # "boys averaged 61 percent and girls 66"


def _abbreviated(around: Surroundings, i: int) -> bool:
    """ "No. 5", "Sec. 3"."""
    return around.lexemes.word(i - 1) == "." and around.lexemes.word(i - 2) in _DESIGNATORS and i > 1


def _hangs_on_name(around: Surroundings, numeral: numerals.Numeral) -> bool:
    """RETURNS: whether the parse ties a number to the name before it, or to nothing that it might count."""
    token, before = around.token(numeral.first), around.token(numeral.first - 1)
    if token is None or before is None:
        return False
    if token.head == before or before.head == token:
        return True
    if before.head == token.head and before.dep_ in {"compound", "nmod", "nummod"}:
        return True
    counted = around.counts(numeral.last) or around.noun(numeral.last)
    return not (counted or token.ent_type_ == "CARDINAL")


@names.rule(
    examples={"The fleet of 400 [737] Max jets was grounded.": ""},
    against=["In 2019 [12] Greek men died.", "A fleet of [400] 737 Max jets was grounded."],
)
def modelled(candidate: Candidate) -> int | None:
    """The second of two numbers in a row, before a capital."""
    numeral, around = candidate.amount.numeral, candidate.around
    number, before = around.token(numeral.first), around.token(numeral.first - 1)
    if number is None or before is None or not (candidate.amount.bare and numeral.plain):
        return None
    beside = before.tag_ == "CD" and number.dep_ == "nummod" and before.head.i in (number.i, number.head.i)
    return numeral.last if beside and around.lexemes.capital(numeral.last) else None


@names.rule(
    examples={"Viewers of [9] News saw it.": "", "The [777] programme was late.": ""},
    against=["The Boeing plant employs [737] people.", "Nokia sold [9] phones."],
)
def within(candidate: Candidate) -> int | None:
    """The encoder reads a name that the number belongs to."""
    amount, around = candidate.amount, candidate.around
    numeral = amount.numeral
    if not (amount.bare and numeral.scale == 1) or candidate.pair is not None:
        return None
    token = around.token(numeral.first)
    counted = around.counts(numeral.last) and not around.lexemes.capital(numeral.last)
    if token is None or token.ent_type_ not in _NAMES or counted:
        return None
    document = token.doc
    before, after = token.ent_iob_ == "I", token.i + 1 < len(document) and document[token.i + 1].ent_iob_ == "I"
    return numeral.last if before or after or token.ent_type_ == "PRODUCT" else None
