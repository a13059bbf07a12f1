"""From an article to its facts, in one pass."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from traceback import clear_frames
from typing import Any, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from newsfacts import __version__, pipeline
from newsfacts.encoder import EncoderComponent
from newsfacts.facts import Article, Claim, Facts, Include, Meta, OffsetUnit, Quote, TextFormat
from newsfacts.layers import keep_text
from newsfacts.text import markup, pages
from newsfacts.text.language import identify, notices
from newsfacts.text.offsets import convert

MOST_WORDS = 200_000
"""New words after which the vocabulary is renewed: every thousand articles or so; it takes as long as one."""
_FIRST = Article(text="“Five men were hurt,” Anna Berg said in Oslo on 3 May.")
"""Has something of everything: it makes tables be read and patterns be made before a server forks."""

_NAMES = (pipeline.ENTITIES, pipeline.COREFERENCE)
_FIGURES = (*_NAMES, pipeline.QUOTES, pipeline.CLAIMS)
_NEEDED = {
    Include.ENTITIES: (*_NAMES, pipeline.PLACES),
    Include.QUOTES: (*_NAMES, pipeline.QUOTES),
    Include.CLAIMS: _FIGURES,
    Include.QUANTITIES: _FIGURES,
}
_Fact = TypeVar("_Fact", Quote, Claim)


class Extractor:
    """Turns articles into facts. Holds no state between articles.

    Not safe for use by two threads at once: spaCy's memory zone is not. Give each thread its own, or a lock.
    """

    def __init__(self, nlp: Language) -> None:
        """
        nlp: a pipeline made by `pipeline.load`, or one with the same components.
        """
        self.nlp = nlp
        self._document = [(n, c) for n, c in nlp.pipeline if n in pipeline.DOCUMENT_COMPONENTS]
        self._layout = nlp.get_pipe(pipeline.LAYOUT)
        encoder: Any = nlp.get_pipe(pipeline.ENCODER)
        self._encoder: EncoderComponent = encoder
        version = self._encoder.encoder.version
        self.meta = Meta(service_version=__version__, model=pipeline.ENCODER, model_version=version)

    def extract(self, article: Article, *, timings: MutableMapping[str, float] | None = None) -> Facts:
        """Analyses one article.

        article: what to analyse; its text may hold anything but lone surrogates.
        timings: filled with the seconds that each step took, by the step's name.
        RETURNS: the facts asked for, offsets in `article.offset_unit`. Equal articles give equal facts.
        RAISES: UnicodeEncodeError, the text holds a lone surrogate; ModuleNotFoundError, it is a web page, and the
        packages of `newsfacts[html]` are not installed.
        """
        if len(self.nlp.vocab) > MOST_WORDS:
            pipeline.renew(self.nlp)
        failure: Exception | None = None
        timings = {} if timings is None else timings
        is_page = article.format == TextFormat.HTML
        if is_page:
            with _timed(timings, "page"):
                article = _of_page(article)
        plain = markup.read(article.text)
        with self.nlp.memory_zone():
            try:
                facts = self._facts(replace(article, text=plain.text), timings, plain.is_marked and not is_page)
            except Exception as error:
                clear_frames(error.__traceback__)  # they hold what the zone frees
                failure = error
        if failure:
            raise failure
        facts = replace(plain.restored(facts), text=article.text if is_page else None)
        return convert(facts, article.text, article.offset_unit)

    def _facts(self, article: Article, timings: MutableMapping[str, float], marked: bool) -> Facts:
        """In code points. Runs inside a memory zone, which spaCy 3.8.7 leaves open when an exception passes it."""
        needed = {name for kind in article.include for name in _NEEDED[kind]}
        title = markup.read(article.title or "").text
        doc = self._annotate(article.text, timings, attributing=pipeline.QUOTES in needed)
        doc._.newsfacts_published_at = article.published_at
        doc._.newsfacts_title = self._annotate(title, timings, attributing=False) if title else None
        for name, component in self._document:
            if name in needed:
                with _timed(timings, name.removeprefix("newsfacts_")):
                    doc = component(doc)
        asked = set(article.include)
        found = identify(article.text)
        return Facts(
            id=article.id,
            offset_unit=OffsetUnit.CODE_POINT,
            length=len(article.text),
            language=found,
            include=tuple(kind for kind in Include if kind in asked),
            entities=tuple(doc._.newsfacts_entities) if Include.ENTITIES in asked else (),
            quotes=_asked_for(doc._.newsfacts_quotes, article) if Include.QUOTES in asked else (),
            claims=_asked_for(doc._.newsfacts_claims, article) if Include.CLAIMS in asked else (),
            quantities=tuple(doc._.newsfacts_quantities) if Include.QUANTITIES in asked else (),
            warnings=notices(article.text, found, marked=marked),
            meta=self.meta,
        )

    def _annotate(self, text: str, timings: MutableMapping[str, float], *, attributing: bool = True) -> Doc:
        """RETURNS: the text with its layout and what the encoder reads in it."""
        with _timed(timings, "parse"):
            doc = self.nlp.make_doc(text)
            keep_text(doc, text)
            doc = self._layout(doc)
        with _timed(timings, "encoder"):
            return self._encoder(doc, attributing=attributing)


def _of_page(article: Article) -> Article:
    """RETURNS: the article in a page, as a plain text."""
    page = pages.read(article.text)
    return replace(
        article,
        text=page.text,
        title=article.title or page.title,
        published_at=article.published_at or page.published_at,
    )


def _asked_for(found: Iterable[_Fact], article: Article) -> tuple[_Fact, ...]:
    """RETURNS: the facts that are sure enough, with their explanations where the article asks for them."""
    sure = (fact for fact in found if fact.confidence >= article.min_confidence)
    return tuple(sure if article.explain else (replace(f, explanation=()) if f.explanation else f for f in sure))


@contextmanager
def _timed(timings: MutableMapping[str, float], step: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    timings[step] = timings.get(step, 0.0) + time.perf_counter() - start


def load() -> Extractor:
    """Takes a second and some 150 MB: load it once a process.

    RETURNS: an extractor on the shipped pipeline.
    RAISES: newsfacts.encoder.network.DamagedWeightsError, a file of the network is not the released one.
    """
    extractor = Extractor(pipeline.load())
    extractor.extract(_FIRST)
    return extractor
