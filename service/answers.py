"""A document's facts or its problem: the same bytes over HTTP, on the command line and in bulk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from newsfacts.facts import Article, Facts, Meta
from schemas import requests
from schemas.facts import dump
from service.documents import parse, read, spell
from service.logs import log_failure
from service.problems import FAILED, ProblemError, RefusalError, body

FAILURE = "The service failed on this document."


class Extracts(Protocol):
    """What the service needs of an extractor (`newsfacts.extractor.Extractor`, or a test's)."""

    @property
    def meta(self) -> Meta: ...

    def extract(self, article: Article, *, timings: MutableMapping[str, float] | None = None) -> Facts: ...


def spell_facts(found: Facts) -> bytes:
    """RETURNS: the facts as JSON in UTF-8, as the `Facts` schema has them."""
    return spell(dump(found))


def result(*, facts: bytes | None = None, problem: bytes | None = None) -> bytes:
    """
    facts, problem: JSON in UTF-8; exactly one is given.
    RETURNS: a `BatchResult` in JSON.
    """
    return b'{"facts":%b,"problem":%b}' % (facts or b"null", problem or b"null")


@dataclass(frozen=True, slots=True)
class Answer:
    """A document's result.

    id: the document's own; None where it has none, or none that is legal.
    facts, problem: JSON in UTF-8; exactly one is set.
    """

    id: str | None
    facts: bytes | None = None
    problem: bytes | None = None

    @property
    def line(self) -> bytes:
        """The answer as the stream gives it, a `BatchResult` in JSON."""
        return result(facts=self.facts, problem=self.problem)


class Answers:
    """Answers documents. One document's failure doesn't affect the others."""

    def __init__(self, facts: Callable[[Article], bytes], schema: requests.Article | None = None) -> None:
        """
        facts: gives an article's facts as JSON in UTF-8.
        schema: what a request may hold; the contract's limits when None.
        """
        self._facts = facts
        self._schema = schema or requests.Article()

    @classmethod
    def of(cls, extractor: Extracts) -> Answers:
        """RETURNS: answers made in this process."""
        return cls(lambda article: spell_facts(extractor.extract(article)))

    def facts(self, value: Any) -> bytes:
        """
        value: a request as `/v1/extract` takes it, read from JSON.
        RETURNS: its facts, as JSON in UTF-8.
        RAISES: ProblemError; and what the analysis raises.
        """
        return self._facts(read(value, self._schema))

    def answer(self, document: bytes | Any) -> Answer:
        """
        document: a request as `/v1/extract` takes it, in JSON or read from it.
        RETURNS: its facts or its problem.
        RAISES: RefusalError, which is about the whole request.
        """
        value: Any = None
        try:
            value = parse(document) if isinstance(document, bytes) else document
            article = read(value, self._schema)
            return Answer(article.id, facts=self._facts(article))
        except RefusalError:
            raise
        except ProblemError as error:
            return Answer(self._id(value), problem=spell(error.body()))
        except Exception as error:
            log_failure(error)
            return Answer(self._id(value), problem=spell(body(FAILED, FAILURE)))

    def _id(self, value: Any) -> str | None:
        """RETURNS: the id of a document that may be invalid otherwise."""
        if not isinstance(value, Mapping) or "id" in self._schema.validate(value):
            return None
        return value.get("id")


@cache
def shipped() -> Answers:
    """RETURNS: answers of the shipped pipeline, loaded once a process in about a second."""
    import newsfacts

    return Answers.of(newsfacts.load())
