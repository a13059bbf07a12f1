"""Rules for who a source is: its words, the mentions of entities in and around them, and who spoke before tell."""

from __future__ import annotations

from newsfacts import syntax
from newsfacts.entities.descriptions import roles
from newsfacts.facts import Entity, EntityLabel, Mention, MentionKind, Resolution
from newsfacts.layers import ParagraphKind, char_end
from newsfacts.lexicon import words
from newsfacts.quotes.context import Context
from newsfacts.quotes.evidence import SPEAKING, Found, Source
from newsfacts.rules import Family

_MAKERS = frozenset({"of", "by", "from", "in"})
_LONGEST_TITLE = 2
_FARTHEST = 3
_MARKS = "\"“”„«»'‘’ "


speakers = Family[Source, Found](
    "speaker", at=lambda source: (source.phrase.start, source.phrase.end), shown=lambda found: found.name or ""
)


def _entity(entity: Entity | None, resolution: Resolution) -> Found | None:
    return Found(entity, entity.name, resolution) if entity is not None else None


@speakers.rule(
    examples={"The crowd cheered for Amina Okoye, [who] said that the dam was safe.": "Amina Okoye"},
    against=["[Amina Okoye] said that the dam was safe."],
)
def relative(source: Source) -> Found | None:
    """ "Who" is whom its clause describes."""
    if not source.is_relative:
        return None
    verb = source.head.head
    for _ in range(_FARTHEST):
        if verb.dep_ == "relcl":
            found = source.context.mentions.of(verb.head)
            return _entity(found if found is not None and found.label in SPEAKING else None, Resolution.PRONOUN)
        verb = verb.head
    return None


@speakers.rule(
    examples={"Amina Okoye built the dam. [She] said that it was safe.": "Amina Okoye"},
    against=["The dam was built in 1990. [She] said that it was safe."],
)
def pronoun(source: Source) -> Found | None:
    """A pronoun is whom coreference takes it for."""
    if not source.is_pronoun or source.is_relative:
        return None
    return _entity(source.context.mentions.of(source.head), Resolution.PRONOUN)


@speakers.rule(
    examples={
        "[The bank's chairman, Jean Duval], said the rates would fall.": "Jean Duval",
        "[A spokesperson for the ministry, Maria Orlova], said the roads were closed.": "Maria Orlova",
        "[The ambassador to the United States, Jean Duval], said the talks had failed.": "Jean Duval",
        "[Labour Party of Norway leader Jean Duval] said the talks had failed.": "Jean Duval",
    },
    against=["[A lawyer for Jean Duval] said his client would appeal."],
)
def person_within(source: Source) -> Found | None:
    """Somebody named inside the phrase, apposed to its head, is meant, unless the head names a person already."""
    mention = source.mention
    if source.is_pronoun or (mention is not None and mention[1].label is EntityLabel.PERSON):
        return None
    for child in syntax.rights(source.head):
        if child.dep_ == "appos":
            found = source.context.mentions.of(child)
            if found is not None and found.label is EntityLabel.PERSON:
                return _entity(found, Resolution.NAME)
    people = [entity for name, entity in source.named_within(EntityLabel.PERSON) if _is_apposed(source, name)]
    return _entity(people[0], Resolution.NAME) if len(people) == 1 else None


def _is_apposed(source: Source, name: Mention) -> bool:
    """RETURNS: whether a name inside the phrase is apposed to its head, no possessor and no complement of it.

    It ends the phrase or has a comma behind it, and stands right behind the head, a comma, another name ("the
    ambassador to the United States | Jean Duval"), or the title that follows a name at the head ("Labour leader | X").
    """
    context = source.context
    rest = context.text[name.end : source.phrase.end].strip()
    between = context.text[char_end(source.head) : name.start].rstrip()
    if rest and rest[0] not in ",(":
        return False
    if not between.strip() or between[-1] == "," or _ends_name(context, char_end(source.head), name.start):
        return True
    title = context.text[source.mention[0].end : name.start].split() if source.mention is not None else []
    return 0 < len(title) <= _LONGEST_TITLE and title[-1].lower() in roles()


def _ends_name(context: Context, start: int, end: int) -> bool:
    """RETURNS: whether a name ends right before a place."""
    before = context.mentions.within(start, end)
    return bool(before) and not context.text[before[-1][0].end : end].strip()


@speakers.rule(
    examples={
        "[The newspaper Dagbladet] said the crew was safe.": "Dagbladet",
        "[The ship's owner, Meridian Bulk Carriers], said the crew was safe.": "Meridian Bulk Carriers",
    },
    against=["[An engineer at Meridian Bulk Carriers] said the crew was safe."],
)
def body_within(source: Source) -> Found | None:
    """A body named right behind a common noun, or behind its comma, is meant."""
    head = source.head
    if source.is_pronoun or head.tag_ in syntax.PROPER_TAGS or head.i + 2 >= len(source.context.doc):
        return None
    found = source.context.mentions.at(head.nbor(2 if head.nbor().text == "," else 1).idx)
    if found is None or found[0].kind is not MentionKind.NAME or found[1].label is not EntityLabel.ORG:
        return None
    apposed = any(child.dep_ == "appos" and child.i > head.i for child in syntax.rights(head))
    within = found[0].end <= source.phrase.end and _is_apposed(source, found[0])
    return _entity(found[1], Resolution.NAME) if within or apposed else None


@speakers.rule(examples={"[Amina Okoye] said that the dam was safe.": "Amina Okoye"})
def name(source: Source) -> Found | None:
    """A name is its entity's."""
    mention = source.mention
    if source.is_pronoun or mention is None or mention[0].kind is not MentionKind.NAME:
        return None
    return _entity(mention[1], Resolution.NAME)


@speakers.rule(
    examples={
        "Prices rose by 4 percent, according to [data from the European Central Bank].": "European Central Bank",
        "The roof is weak, according to [an analysis by Ingrid Dahl].": "Ingrid Dahl",
        "[The World Bank's report] said that prices had risen.": "World Bank",
        "The budget will grow, according to [projections from the nonpartisan World Bank].": "World Bank",
    },
    against=["[An official from the European Central Bank] said that prices had risen."],
)
def writer(source: Source) -> Found | None:
    """What is written is said by its maker, where the phrase names one: "data from X", "X's report"."""
    head = source.head
    if not source.is_writing:
        return None
    names = [
        (m, e)
        for m, e in source.context.mentions.within(source.phrase.start, source.phrase.end)
        if m.end <= source.phrase.end
    ]
    for mention, entity in names:
        if entity.label not in (EntityLabel.ORG, EntityLabel.PERSON) or mention.kind is not MentionKind.NAME:
            continue
        between = list(source.context.tokens(char_end(head), mention.start))
        while between and between[-1].tag_ in ("DT", "JJ"):
            between.pop()
        if mention.end <= head.idx or (between and between[-1].lower_ in _MAKERS and len(between) <= 2):
            return _entity(entity, Resolution.NOMINAL)
    return None


@speakers.rule(
    examples={"Mayor Amina Okoye was elected in May. [The mayor] said that the dam was safe.": "Amina Okoye"},
    against=["A man was arrested in May. [Police] said that he was drunk."],
)
def nominal(source: Source) -> Found | None:
    """A noun is whom coreference takes it for."""
    mention = source.mention
    if source.is_pronoun or mention is None or mention[0].kind is not MentionKind.NOMINAL:
        return None
    return _entity(mention[1], Resolution.NOMINAL)


@speakers.rule(
    examples={
        "[Minister]: taxes will fall\n\nPaola Rinaldi met the unions on Sunday.": "Paola Rinaldi",
        "Bridge is safe, says [engineer]\n\nOla Berg has built bridges for 40 years.": "Ola Berg",
    },
    against=["[Police]: two held over fire\n\nTom Baker saw the fire from his window."],
)
def headlined(source: Source) -> Found | None:
    """Somebody in a headline is the one person whom the story's first paragraph names."""
    head, (start, person) = source.head, source.context.lead
    body = head.lower_ in words("headline_source") - words("role") and not head.is_upper
    if person is None or source.phrase.start > start or head.tag_ not in ("NN", "NNP") or body:
        return None
    return _entity(person, Resolution.NOMINAL) if source.mention is None else None


@speakers.rule(
    examples={"Scientist Paul Expert studies mushrooms in Oslo. “They work,” [Expert] said.": "Paul Expert"},
    against=["[Experts] said that mushrooms work."],
)
def surname(source: Source) -> Found | None:
    """A surname is that of somebody in the article."""
    head = source.head
    if source.is_pronoun or not (head.is_title or head.is_upper):
        return None
    return _entity(source.context.surnames.get(head.lower_), Resolution.NAME)


@speakers.rule(
    examples={
        "Water is scarce, said Claire Dubois, the Refugee Council's director.\n\n[The group] said roads were closed.": (
            "Refugee Council"
        ),
        "The Red Crescent said water was scarce.\n\n[The statement] added that roads were closed.": "Red Crescent",
    },
)
def taken_up(source: Source) -> Found | None:
    """ "The group" is the speaker before or the body they spoke for, "the statement" what they wrote."""
    head, last = source.head, source.last_speaker()
    definite = any(child.lower_ == "the" for child in syntax.lefts(head))
    described = any(child.dep_ in ("prep", "relcl", "amod", "compound") for child in syntax.children(head))
    if not definite or described:
        return None
    if source.is_writing and source.history.writer is not None:
        return _entity(source.history.writer, Resolution.NOMINAL)
    if last is not None and head.lower_ in words("body"):
        body = source.history.bodies.get(last.id) if last.label is EntityLabel.PERSON else last
        return _entity(body, Resolution.NOMINAL)
    return _entity(last, Resolution.NOMINAL) if head.lower_ in words("writing") else None


@speakers.rule(
    examples={"The dam will be built, according to [A Current Affair].": "Current Affair"},
    against=["[Residents] said that the ward was full.", "[The Chairman] said that the ward was full."],
)
def written(source: Source) -> Found | None:
    """A name that is no entity stands as it is written; a surname as it was first written in full."""
    if source.is_pronoun or not _is_name(source):
        return None
    called = _as_written(source)
    if called.split():
        called = source.history.unlisted.setdefault(called.split()[-1].casefold(), called)
    return Found(None, called, Resolution.NAME)


def _is_name(source: Source) -> bool:
    """RETURNS: whether a word is a name: written so, and no common noun where any word has a capital."""
    head = source.head
    capital = (head.is_title and not head.is_sent_start) or (head.is_upper and len(head) > 1)
    if head.tag_ not in syntax.PROPER_TAGS and not capital:
        return False
    return not (_may_be_capital(source) and source.lemmas.is_noun(head.lower_))


def _may_be_capital(source: Source) -> bool:
    """RETURNS: whether a common noun is capital there: first, in a headline, or after "the" ("the Chair")."""
    head = source.head
    if head.is_sent_start or head.i == 0 or head.is_upper or not head.nbor(-1).is_alpha:
        return True
    if head.nbor(-1).tag_ in ("DT", "PRP$"):
        return True
    return source.context.paragraphs[source.context.paragraph_at(head.idx)].kind is ParagraphKind.HEADLINE


def _as_written(source: Source) -> str:
    """RETURNS: the name without what is apposed to it."""
    context, phrase = source.context, source.phrase
    whole = context.text[phrase.start : phrase.end]
    if whole.isupper() and "," not in whole:
        return whole
    start, end = syntax.base_phrase(source.head)
    while start < end - 1 and context.doc[start].tag_ in ("DT", "PRP$"):
        start += 1
    first, last = syntax.chars(context.doc, start, end)
    return context.text[max(first, phrase.start) : last].strip(_MARKS)
