"""One label for a name in an article.

Every mention adds to the scores of its name: what the recogniser said there, less in a headline, and what stands
around it ("Idlib province", "the city of Homs", "Ms Okoro", "Okoro, who", "its director, Okoro", "Tolmex, a mining
company"). A name that takes the article ("the Sangam said") is no person's, and no town's or state's that is not known
beforehand, as all states and nationalities are. Longer names vouch for their parts ("Amina Okoro" for "Okoro"), a
surname with a title for the full name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from spacy.tokens import Doc, Token

from newsfacts.entities.acronyms import is_acronym
from newsfacts.entities.descriptions import described, head_of, organisation_nouns, roles, speech_verbs
from newsfacts.entities.gazetteer import known_label
from newsfacts.entities.growing import HYPHENS, is_title
from newsfacts.entities.names import PLACES, TEMPORAL, Name
from newsfacts.facts import EntityLabel
from newsfacts.layers import ParagraphKind
from newsfacts.lexicon import values, words
from newsfacts.places.atlas import candidates

_MODEL = {ParagraphKind.BODY: 1.0, ParagraphKind.HEADLINE: 0.5, ParagraphKind.FURNITURE: 0.2}
_SHOUTED = 0.4
_LONGER_NAME = 1.5
_PLACE_NOUN = 3.0
_PLACE_NOUN_NEAR = 1.0
_LIST_HEAD = 2.5
_MEMBERS = 1.5
_DATELINE = 1.0
_DATELINE_ENDS = frozenset({":", "—", "–", "--", "-"})
_OWN_WORD = 2.0
_TITLE = 3.0
_WHO = 2.0
_IN = 0.75
_DESCRIBED = 2.0
_AGED = 2.0
_SPEAKS = 1.5
_SPEECHLESS = frozenset({EntityLabel.LOC, EntityLabel.FAC})
_RUN = 1.5
_RUN_REACH = 4
_PHRASE_TAGS = frozenset({"POS", "NN", "NNS", "JJ", "VBG"})
_AFTER_AGE = frozenset(",.;)")
_BARE = (EntityLabel.PERSON, EntityLabel.GPE)
_WITH_ARTICLE = (EntityLabel.ORG, EntityLabel.NORP, EntityLabel.LOC, EntityLabel.FAC)
_LONGEST_PERSON = 4
_LONGEST_FIRM = 6

_WITH_NAME = frozenset({"compound", "amod", "nmod", "appos"})
_LIKE = frozenset({"as", "like", "including", "namely"})
_LIST_GAP = 2
_LIST_LENGTH = 24

Scores = dict[EntityLabel, float]


def settle(doc: Doc, names: list[Name]) -> None:
    """Gives every name its label for the whole article, in place. Times keep theirs.

    names: mentions in text order; those with `context` belong to another document and bring their label only.
    """
    scores: dict[str, Scores] = defaultdict(lambda: defaultdict(float))
    lasting = [name for name in names if name.label not in TEMPORAL]
    for name in lasting:
        own = scores[name.key]
        if name.recognised:
            own[name.label] += _MODEL[name.kind] * (_SHOUTED if name.text.isupper() and len(name.text) > 5 else 1.0)
        for label, weight in _own_words(name):
            own[label] += weight
        if not name.context:
            for label, weight in _surroundings(doc, name):
                own[label] += weight
            if known_label(name.key) is None:
                for label, weight in _descriptions(doc, name):
                    own[label] += weight
    for key, opinion in _with_article(doc, [name for name in lasting if not name.context]):
        _without_bare(scores[key], opinion)
    _read_lists(doc, [name for name in lasting if not name.context], scores)
    _vouch(lasting, scores)
    decided = {key: known_label(key) or _best(own) for key, own in scores.items()}
    for name in lasting:
        name.label = decided[name.key]


def _with_article(doc: Doc, names: Iterable[Name]) -> Iterator[tuple[str, dict[str, float]]]:
    """RETURNS: names of one word that stand after "the" more often than not where nothing follows that "the" could
    belong to, each with what the recogniser thought of it.

    Of such phrases in the worldwide corpus, 2 % are people, who make up 44 % of the names of one word without it.
    """
    opinions = {span.start: span.scores for span in doc._.newsfacts_name_spans or ()}
    balance: Counter[str] = Counter()
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        after = doc[name.end] if name.end < len(doc) else None
        if name.end - name.start > 1:
            continue
        for label, share in opinions.get(name.start, ()):
            found[name.key][label] += share
        if after is None or not (_goes_on(after) or after.text in HYPHENS):
            balance[name.key] += 1 if name.start and doc[name.start - 1].lower_ == "the" else -1
    yield from ((key, found[key]) for key in balance if balance[key] > 0)


def _without_bare(scores: Scores, opinion: dict[str, float]) -> None:
    """Gives what speaks for a person or a town to what else the recogniser thought likeliest."""
    other = max(_WITH_ARTICLE, key=lambda label: opinion.get(label, 0.0))
    scores[other] += sum(scores.pop(label, 0.0) for label in _BARE)


def _best(scores: Scores) -> EntityLabel:
    """Places are told from the rest first, and from each other then."""
    place = {label: score for label, score in scores.items() if label in PLACES}
    rest = {label: score for label, score in scores.items() if label not in PLACES}
    pool = place if place and sum(place.values()) >= max(rest.values(), default=0.0) else rest
    return max(pool, key=lambda label: pool[label])


def _own_words(name: Name) -> Iterator[tuple[EntityLabel, float]]:
    parts = name.words
    if len(parts) > 1 and (parts[-1] in words("organisation") or parts[0] in words("organisation")):
        yield EntityLabel.ORG, _OWN_WORD
    kind = values("place_kind").get(parts[-1]) if len(parts) > 1 else None
    if kind:
        yield EntityLabel(kind), _OWN_WORD


def _surroundings(doc: Doc, name: Name) -> Iterator[tuple[EntityLabel, float]]:
    before = doc[name.start - 1] if name.start else None
    after = doc[name.end] if name.end < len(doc) else None
    if before is not None:
        if is_title(before):
            yield EntityLabel.PERSON, _TITLE
        if before.lower_ == "of" and name.start > 1:
            kind = values("place_part").get(doc[name.start - 2].lower_)
            if kind and doc[name.start - 2].text.islower():
                yield EntityLabel(kind), _PLACE_NOUN
        if before.text.islower() and before.lower_ in values("place_kind") and before.dep_ in _WITH_NAME:
            yield EntityLabel(values("place_kind")[before.lower_]), _PLACE_NOUN_NEAR
        if before.lower_ == "in" and (after is None or not _goes_on(after)):
            yield EntityLabel.GPE, _IN
    if after is not None and after.text in _DATELINE_ENDS and (before is None or before.is_space):
        yield EntityLabel.GPE, _DATELINE
    if after is not None:
        kind = values("place_kind").get(after.lower_)
        if kind and after.text.islower():
            yield EntityLabel(kind), _PLACE_NOUN
        elif after.text.islower() and after.dep_ in _WITH_NAME and name.end + 1 < len(doc):
            kind = values("place_kind").get(doc[name.end + 1].lower_)
            if kind:
                yield EntityLabel(kind), _PLACE_NOUN_NEAR
        if after.lower_ in words("group_member"):
            yield EntityLabel.ORG, _MEMBERS
        if after.lower_ == "who" or (
            after.text == "," and name.end + 1 < len(doc) and doc[name.end + 1].lower_ == "who"
        ):
            yield EntityLabel.PERSON, _WHO


def _descriptions(doc: Doc, name: Name) -> Iterator[tuple[EntityLabel, float]]:
    """What the sentence says that the name is: "its director, X", "X, a company", "X, 41,", "X's chairman".

    What speaks is neither a lake nor a building.
    """
    head = head_of(doc, name.start, name.end)
    if name.label in _SPEECHLESS and head.dep_ == "nsubj" and head.head.lower_ in speech_verbs():
        yield EntityLabel.ORG, _SPEAKS
    for noun, _ in described(doc, name.start, name.end, head):
        if noun in organisation_nouns():
            yield EntityLabel.ORG, _DESCRIBED
        elif noun in roles() and noun not in words("body_too") and _like_a_full_name(name):
            yield EntityLabel.PERSON, _DESCRIBED
    end = name.end
    if end + 2 < len(doc) and doc[end].text == "," and doc[end + 2].text in _AFTER_AGE and _is_age(doc[end + 1]):
        yield EntityLabel.PERSON, _AGED
    following = [doc[number] for number in range(end, min(end + _RUN_REACH, len(doc)))]
    if any(token.text.islower() and token.lower_ in words("firm_office") for token in _within_phrase(following)):
        yield EntityLabel.ORG, _RUN


def _within_phrase(tokens: list[Token]) -> list[Token]:
    """RETURNS: the tokens before the first that ends a noun phrase."""
    return list(takewhile(lambda token: token.tag_ in _PHRASE_TAGS, tokens))


def _like_a_full_name(name: Name) -> bool:
    parts = name.words
    return 2 <= len(parts) <= 5 and not is_acronym(name.text) and all(part.isalpha() for part in parts)


def _is_age(token: Token) -> bool:
    return token.is_digit and 0 < len(token) < 3


def _read_lists(doc: Doc, names: list[Name], scores: dict[str, Scores]) -> None:
    """The examples of a kind are of that kind: "towns such as Kisumu, Nakuru and Eldoret" (Hearst 1992)."""
    kind: str | None = None
    last = members = 0
    for name in names:
        if kind is None or members == _LIST_LENGTH or not _goes_on_listing(doc, last, name.start):
            kind, members = _kind_announced(doc, name.start), 0
        if kind:
            scores[name.key][EntityLabel(kind)] += _LIST_HEAD
            members += 1
        last = name.end


def _goes_on_listing(doc: Doc, start: int, end: int) -> bool:
    return 0 < end - start <= _LIST_GAP and all(_separates(doc[number]) for number in range(start, end))


def _separates(token: Token) -> bool:
    return token.text == "," or token.lower_ in {"and", "or"}


def _kind_announced(doc: Doc, start: int) -> str | None:
    number = start - 1
    if number < 1 or doc[number].lower_ not in _LIKE:
        return None
    number -= 2 if doc[number - 1].lower_ == "such" else 1
    if number >= 0 and doc[number].text == ",":
        number -= 1
    word = doc[number].lower_ if number >= 0 else ""
    if word not in values("place_kind") and word.endswith("s"):
        word = f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
    return values("place_kind").get(word)


def _goes_on(after: Token) -> bool:
    return after.tag_ in {"NN", "NNS", "NNP", "NNPS", "POS"}


def _vouch(names: Iterable[Name], scores: dict[str, Scores]) -> None:
    """A person's surname, a firm's first words, and a name less its place noun take support from the longer name."""
    longer = {name.key: name.words for name in names if len(name.words) > 1}
    for key, parts in longer.items():
        surname = scores.get(parts[-1], {})
        if surname.get(EntityLabel.PERSON, 0.0) >= _TITLE and len(parts) <= _LONGEST_PERSON:
            scores[key][EntityLabel.PERSON] += _LONGER_NAME
        label = _best(scores[key])
        if label is EntityLabel.PERSON:
            for end in range(1, min(len(parts), _LONGEST_PERSON)):
                if " ".join(parts[:end]) in scores:
                    scores[" ".join(parts[:end])][EntityLabel.PERSON] += _LONGER_NAME
            if surname:  # the recogniser's doubts count for less than the full name
                surname[EntityLabel.PERSON] = (
                    max(surname.get(EntityLabel.PERSON, 0.0), *surname.values()) + _LONGER_NAME
                )
        elif label is EntityLabel.ORG:
            for short in _short_forms(parts):
                if short in scores:
                    _name_body(scores[short])
        kind = values("place_kind").get(parts[-1])
        rest = " ".join(parts[:-1])
        if kind and rest in scores:
            scores[rest][EntityLabel(kind)] += _LONGER_NAME


def _name_body(short: Scores) -> None:
    """Lets a body's full name speak for a short one, over the recogniser's doubts unless they are for a person, who may
    have given the body the name.
    """
    doubts = max(short.values(), default=0.0) if _best(short) in PLACES else 0.0
    short[EntityLabel.ORG] = max(short.get(EntityLabel.ORG, 0.0), doubts) + _LONGER_NAME


def _short_forms(parts: list[str]) -> Iterator[str]:
    """RETURNS: what a body may be called for short: a firm by its first words, another by its name less its kind,
    unless a place is called so ("Tengwa University", not "Lagos University").
    """
    if parts[-1] in words("legal_form"):
        yield from (" ".join(parts[:end]) for end in range(1, min(len(parts), _LONGEST_FIRM)))
    elif parts[-1] in words("organisation"):
        short = " ".join(parts[:-1])
        if not candidates(short):
            yield short
