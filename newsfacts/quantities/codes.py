"""Digits that dial, address, date or label: where such a code ends, and whether digits belong to one."""

from __future__ import annotations

from newsfacts.lexicon import words
from newsfacts.quantities import currencies, digits, numerals
from newsfacts.quantities.currencies import Country
from newsfacts.quantities.exclusions import Place, excludes, exclusions
from newsfacts.quantities.lexemes import QUOTES, Gap, Lexemes
from newsfacts.quantities.surroundings import Surroundings

LONGEST_CHAIN = 12
LONGEST_BRACKET = 40
LONGEST_WHOLE = 12
LONGEST_LIST = 20
LONGEST_HOUSE = 5
LONGEST_STREET = 3
SHORTEST_PHONE = 7
SHORTEST_DIALLED = 3

_BEFORE_PHONE = words("before_a_phone_number")
_DOMAIN = words("domain")
_STREETS = words("street")
_DEGREES = frozenset({"°", "º", "˚", "degree", "degrees"})
_ANGLE_SIGNS = frozenset({"'", "’", "′", '"', "″", "”"})
_POINTS = frozenset("NSEW")
_GRID = frozenset({"latitude", "longitude"})
_SOFTENING = words("figure_after_a_hyphen")
_LINES = words("lines_of_a_video")


def in_address(around: Surroundings, i: int) -> bool:
    """RETURNS: whether the lexeme stands in the address of a page or a mailbox."""
    lexemes = around.lexemes
    if around.in_url(i):
        return True
    for k in range(i, i + LONGEST_CHAIN):
        if k > i and not lexemes.near(k, Gap.NONE):
            break
        if lexemes.word(k) in {"@", "_"} or (lexemes.word(k - 1) == "." and lexemes.word(k) in _DOMAIN and k > i):
            return True
    return False


@excludes(
    examples={
        "The form is dated [25]/7/2022.": "25/7/2022",
        "Call [131] 444 for help.": "131 444",
        "The hotline is [0800] 555 123.": "0800 555 123",
        "Fax +[49] (0)40 890 85-433": "49 (0)40 890 85-433",
    },
    against=["They lost [3]-1.", "About [1]/3 of voters came."],
)
def chain(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after digits tied by signs or in groups: "25/7/2022", "555-123-4567", "call 131 444"."""
    lexemes, end, groups = around.lexemes, i + 1, 1
    while lexemes.word(end) in {"-", "/", ".", "–"} and lexemes.digits(end + 1) and lexemes.tight(end):
        end, groups = end + 2, groups + 1
    if groups == 3 and lexemes.word(i + 1) == "-" and digits.vulgar(lexemes, i + 2):
        return None  # "3-1/2 cakes"
    if groups == 2 and lexemes.word(i + 1) == "/":
        read = numerals.read(lexemes, i)
        if read is None or not read.share:
            return end
    zero = lexemes.raw[i][0] == "0" and len(lexemes.raw[i]) > 1
    if groups > 2 or (groups == 2 and zero):
        return end
    dialled = _is_dialled(around, i)
    international = lexemes.word(i - 1) == "+" and len(lexemes.raw[i]) > 1
    if not (dialled or international or (zero and lexemes.raw[i].isdecimal())):
        return None
    while lexemes.near(end, Gap.SPACE) and (lexemes.digits(end) or (international and _in_phone(lexemes, end))):
        end += 1
    length = sum(len(lexemes.raw[k]) for k in range(i, end) if lexemes.is_digits[k])
    return end if length >= (SHORTEST_DIALLED if dialled else SHORTEST_PHONE) else None


def _in_phone(lexemes: Lexemes, i: int) -> bool:
    """RETURNS: whether a sign with digits beside it may stand in a telephone number: the bracket of "+49 (0)40"."""
    return lexemes.word(i) in {"(", ")", "-", "/", "."} and (lexemes.digits(i + 1) or lexemes.word(i + 1) == "(")


def _is_dialled(around: Surroundings, i: int) -> bool:
    """RETURNS: whether plain digits follow a word such as "call", with no noun after them that they might count."""
    lexemes = around.lexemes
    after = i + 2 if lexemes.digits(i + 1) else i + 1
    at = i - 2 if lexemes.word(i - 1) in {"on", ":", "."} else i - 1
    return lexemes.word(at) in _BEFORE_PHONE and lexemes.raw[i].isdecimal() and not around.counts(after)


@excludes(
    examples={
        "The union wants three things.\n\n[1]. Higher pay.": "1.",
        "It must ([2]) pay its debts.": "2)",
        "They like 1) eggs, [2]) ham.": "2)",
    },
    against=["Anna ([26]) won.", "A team (of [26]) won."],
)
def list_number(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after "1. ", "2.The", "2- ", "2) " and "(3) " where a line begins."""
    lexemes = around.lexemes
    bracketed = lexemes.word(i - 1) == "("
    if bracketed and lexemes.word(i + 1) == ")" and lexemes.raw[i].isdecimal():
        enumerated = int(lexemes.raw[i][:3]) <= LONGEST_LIST and lexemes.near(i + 2)
        if enumerated and lexemes.is_word[i + 2] and not around.proper(i - 2):
            return i + 2
    bracketed = bracketed and lexemes.gap[i - 1] >= Gap.WIDE
    if lexemes.word(i - 1) != "(" and _closes_nothing(lexemes, i + 1) and len(lexemes.raw[i]) <= 2:
        return i + 2
    starts = lexemes.gap[i] == Gap.PARAGRAPH or (lexemes.gap[i] == Gap.WIDE and lexemes.word(i - 1) in set(".;:"))
    if not (starts or bracketed) or len(lexemes.raw[i]) > 3:
        return None
    closing = {")"} if bracketed else {".", ")", "-", "–"}
    if lexemes.word(i + 1) not in closing or not lexemes.near(i + 1, Gap.NONE) or not lexemes.near(i + 2):
        return None
    apart = lexemes.gap[i + 2] > Gap.NONE
    opens = lexemes.capital(i + 2) or lexemes.raw[i + 2] in QUOTES
    dashed = lexemes.word(i + 1) in {"-", "–"}
    return i + 2 if (apart and opens if dashed else apart or opens) else None


@excludes(
    examples={"[1] of 26 Full Screen": "1 of 26"},
    against=["[1] of 10 Americans is ill.", "[1] of 3 was hurt."],
)
def picture(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after the numbers that a gallery puts above a caption."""
    lexemes, after = around.lexemes, i + 3
    total = lexemes.raw[i] == "1" and lexemes.word(i + 1) == "of" and lexemes.digits(i + 2)
    if not total or not around.sentence_start(i) or around.counts(after):
        return None
    return None if after < len(lexemes) and lexemes.raw[after].islower() else after


def _closes_nothing(lexemes: Lexemes, i: int) -> bool:
    """RETURNS: whether lexeme `i` is a bracket that touches the number before it and that nothing opens: "1) eggs"."""
    closes = lexemes.word(i) == ")" and lexemes.near(i, Gap.NONE) and lexemes.near(i + 1) and lexemes.is_word[i + 1]
    return closes and "(" not in lexemes.low[max(0, i - LONGEST_BRACKET) : i]


@excludes(
    examples={"Leaders of the G[7] met.": "7", "Deaths from COVID-[19] fell.": "19"},
    against=["A magnitude-[6.5] quake struck the coast."],
)
def glued(around: Surroundings, i: int) -> bool:
    """RETURNS: whether the digits only end something longer: "G7", "BA.5", "COVID-19", "#5", "'90s"."""
    lexemes = around.lexemes
    if i == 0 or lexemes.gap[i] != Gap.NONE:
        return False
    sign = lexemes.raw[i - 1]
    if lexemes.is_word[i - 1] or sign in "#@_\\":
        return True
    tied = i > 1 and lexemes.gap[i - 1] == Gap.NONE and (lexemes.is_word[i - 2] or lexemes.is_digits[i - 2])
    if tied and sign == "-" and lexemes.low[i - 2] in _SOFTENING:
        return False
    if tied and sign == "-" and "." in lexemes.raw[i] and lexemes.raw[i - 2].islower():
        return False  # "magnitude-6.5"
    return tied and sign in "-./:'’–&"


@excludes(
    examples={
        "It has 8,400 staff.[[4]] It grew.": "4",
        "The strike cost much,[[1]] they said.": "1",
        "[[2]] Ruskin KJ. Alarm fatigue.": "2",
    },
    against=["He said that [[20]] men had left."],
)
def footnote(around: Surroundings, i: int) -> bool:
    """RETURNS: whether it stands alone in square brackets that touch the words before ("staff.[4]"), or is cited."""
    lexemes = around.lexemes
    if lexemes.word(i - 1) in {"(", ","} and around.cited(i):
        return True
    bracketed = lexemes.word(i - 1) == "[" and lexemes.word(i + 1) == "]" and lexemes.raw[i].isdecimal()
    goes_on = i + 2 < len(lexemes) and lexemes.is_word[i + 2]
    return bracketed and (lexemes.gap[i - 1] is not Gap.SPACE or not goes_on)


@excludes(
    examples={"J Ornithol. 2015; [28]: 685-690.": "28: 685-690", "Dev Biology [392](2): 404–418": "392(2): 404–418"},
    against=["It was [28]: 12 men and 16 women.", "They won [28] (2) of 30."],
)
def cited_pages(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after the volume, issue and pages of a journal."""
    lexemes, at = around.lexemes, i + 1
    if lexemes.word(at) == "(" and lexemes.digits(at + 1) and lexemes.word(at + 2) == ")":
        at += 3
    paged = lexemes.word(at) == ":" and lexemes.digits(at + 1) and lexemes.word(at + 2) in {"-", "–"}
    return at + 4 if paged and lexemes.digits(at + 3) and lexemes.tight(at + 2) else None


@excludes(
    examples={"The tug sank near [34.6]° S.": "34.6° S", "It lies at latitude [5.3] degrees south.": "5.3 degrees"},
    against=["It was [34.6]° in Oslo.", "It moved [5] degrees south."],
)
def coordinate(around: Surroundings, i: int) -> int | None:
    """RETURNS: the lexeme after "34.6° S", "12.5°N", "5.3 degrees south" beside "latitude"."""
    lexemes, end = around.lexemes, i + 1
    if lexemes.word(end) not in _DEGREES:
        return None
    while end < i + LONGEST_CHAIN and (lexemes.word(end) in _DEGREES | _ANGLE_SIGNS or lexemes.digits(end)):
        end += 1
    if lexemes.low[end : end + 1] and lexemes.raw[end] in _POINTS:
        return end + 1
    told = lexemes.word(i - 1) in _GRID or lexemes.word(i - 2) in _GRID
    return end if told else None


@excludes(
    examples={"She lives at [14] Elm Street.": "14", "The firm at [48] Harbour Road closed.": "48"},
    against=["The city has [14] streets.", "They closed [3] High Street shops."],
)
def street(around: Surroundings, i: int) -> bool:
    """RETURNS: whether the number is a house's: "14 Elm Street", "221B Baker Street"."""
    lexemes = around.lexemes
    if not lexemes.raw[i].isdecimal() or len(lexemes.raw[i]) > LONGEST_HOUSE:
        return False
    for k in range(i + 1, i + 2 + LONGEST_STREET):
        if not lexemes.near(k, Gap.SPACE) or not (lexemes.capital(k) or lexemes.word(k) == "."):
            return False
        if lexemes.low[k] in _STREETS and k > i + 1:
            return not (around.noun(k + 1) and not lexemes.capital(k + 1))
    return False


@excludes(
    examples={
        "The account [771156540103417856] was closed.": "771156540103417856",
        "Her [401](k) plan lost value.": "401",
    },
    against=["It cost [771,156] euros."],
)
def identifier(around: Surroundings, i: int) -> bool:
    """RETURNS: whether it is an account's number or the like, or the "401" of "401(k)"."""
    lexemes, raw = around.lexemes, around.lexemes.raw[i]
    plan = lexemes.near(i + 1, Gap.NONE) and lexemes.word(i + 3) == ")" and len(lexemes.raw[i + 2]) == 1
    return (raw.isdecimal() and len(raw) > LONGEST_WHOLE) or (plan and lexemes.word(i + 1) == "(")


@excludes(
    examples={"The clip is in [1080]p.": "1080", "It films in [4]K.": "4"},
    against=["The pen cost [10]p.", "It has [8]K followers."],
)
def lines_of_video(around: Surroundings, i: int) -> bool:
    """RETURNS: whether it is "1080p", "4K" or the like."""
    lexemes = around.lexemes
    if not lexemes.near(i + 1, Gap.NONE):
        return False
    lines = lexemes.raw[i] in _LINES and lexemes.raw[i + 1] in {"p", "i"}
    return lines or (lexemes.raw[i] in {"4", "8"} and lexemes.raw[i + 1] == "K" and not around.counts(i + 2))


def excluded(around: Surroundings, i: int, country: Country) -> int:
    """RETURNS: the lexeme after what begins at the number in lexeme `i` and is no quantity; `i` if nothing does."""
    lexemes = around.lexemes
    touches = lexemes.near(i + 1, Gap.NONE) or lexemes.gap[i] is Gap.NONE
    if around.furniture(i) or (touches and in_address(around, i)):
        return i + 1
    if not lexemes.is_digits[i] or currencies.before(lexemes, i, country):
        return i
    found = exclusions.first(Place(around, i))
    return found[0].end if found else i
