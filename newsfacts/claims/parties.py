"""How a source is named: its noun phrase without what is hung on it, and the entity that it is."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from newsfacts import syntax
from newsfacts.facts import EntityLabel, Party, Speaker
from newsfacts.layers import MentionIndex, char_end, cut, tokens_of
from newsfacts.lexicon import words

_ISSUERS = frozenset({EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.GPE, EntityLabel.NORP})
_FROM = frozenset({"by", "from"})
_PAUSES = frozenset({",", "(", "–", "—", ";", ":"})


def of_speaker(speaker: Speaker, doc: Doc, mentions: MentionIndex) -> Party:
    """RETURNS: a quote's speaker as a source: what is apposed to it or follows it left out."""
    if speaker.text is None or speaker.start is None or speaker.end is None:
        return Party(text=None, start=None, end=None, entity_id=speaker.entity_id, name=speaker.name)
    span = tokens_of(doc, speaker.start, speaker.end)
    head = _head(span)
    if speaker.entity_id is None and head.lower_ in words("publication"):
        return of_phrase(head, mentions)
    start, end = speaker.start, min(char_end(_opening(span)[-1]), speaker.end)
    named = [m for m, e in mentions.within(start, speaker.end) if e.id == speaker.entity_id and m.end <= speaker.end]
    if named and named[0].end > end:  # "the spokesperson, Maria Orlova"
        start, end = named[0].start, named[0].end
    text = cut(doc, start, end)
    return Party(text=text.text, start=text.start, end=text.end, entity_id=speaker.entity_id, name=speaker.name)


def of_phrase(head: Token, mentions: MentionIndex) -> Party:
    """RETURNS: the source that a noun phrase names; of a publication its issuer, where one is written."""
    issuer = _issuer(head, mentions) if head.lower_ in words("publication") else None
    if issuer is not None:
        return of_phrase(issuer, mentions)
    found = mentions.at(head.idx)
    if found is not None:
        mention, entity = found
        return Party(text=mention.text, start=mention.start, end=mention.end, entity_id=entity.id, name=entity.name)
    first, last = syntax.base_phrase(head)
    span = cut(head.doc, *syntax.chars(head.doc, first, last))
    return Party(text=span.text, start=span.start, end=span.end)


def _head(span: Span) -> Token:
    """RETURNS: the noun that a speaker's phrase is about; the parse may hang it elsewhere."""
    return next((token for token in reversed(_opening(span)) if syntax.is_noun(token)), span.root)


def _opening(span: Span) -> list[Token]:
    """RETURNS: a phrase up to what is apposed to it or follows its head: "Ana Torres" of "Ana Torres, head of …"."""
    found: list[Token] = []
    for token in span:
        follows = bool(found) and syntax.is_noun(found[-1]) and token.tag_ in ("IN", "VBN", "VBG", "WDT", "WP", "TO")
        of_name = token.lower_ == "of" and bool(found) and found[-1].tag_ in syntax.PROPER_TAGS
        if found and ((follows and not of_name) or token.text in _PAUSES):
            break
        found.append(token)
    return found or list(span)


def _issuer(head: Token, mentions: MentionIndex) -> Token | None:
    """RETURNS: whose publication it is: "WWF estimates", "the ministry's figures", "data from the ministry"."""
    before = [child for child in syntax.lefts(head) if child.dep_ in ("compound", "poss") and _issues(child, mentions)]
    if before:
        return before[-1]
    for child in syntax.rights(head):
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD"):  # "figures released by the ministry"
            child = next((below for below in syntax.rights(child) if below.dep_ == "agent"), child)
        if child.dep_ in ("prep", "agent") and child.lower_ in _FROM:
            who = next((below for below in syntax.rights(child) if below.dep_ == "pobj"), None)
            if who is not None and _issues(who, mentions):
                return who
    return None


def _issues(noun: Token, mentions: MentionIndex) -> bool:
    """RETURNS: whether it can issue figures: a body or person, no date ("Monday's report") nor plain attribute."""
    found = mentions.at(noun.idx)
    if found is not None:
        return found[1].label in _ISSUERS
    if noun.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"):
        return False
    if noun.tag_ in syntax.PROPER_TAGS:
        return True
    body = noun.lower_ in words("body") or noun.lower_ in words("issuer")
    return body and noun.dep_ != "compound"
