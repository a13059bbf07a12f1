"""What comes of a document: the same bytes however it was asked about, over HTTP, on the command line or in bulk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from newsfacts.facts import Article, Facts, Meta
from schemas import requests
from schemas.facts import dump
from service.documents import parse, read, spell
from service.problems import FAILED, ProblemError, body

FAILURE = "The service failed on this document."


class Extracts(Protocol):
    """What is needed of an extractor (`newsfacts.extractor.Extractor`, or a test's)."""

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
    """What came of a document.

    id: the document's own; None where it has none, or none that is legal.
    facts, problem: JSON in UTF-8; exactly one is set.
    defect: what an internal error was, by its type. Never its message, which may quote the article.
    """

    id: str | None
    facts: bytes | None = None
    problem: bytes | None = None
    defect: str | None = None

    @property
    def line(self) -> bytes:
        """The answer as the stream gives it, a `BatchResult` in JSON."""
        return result(facts=self.facts, problem=self.problem)


class Answers:
    """Answers documents, whatever they are: one document's failure is not the others'."""

    def __init__(self, facts: Callable[[Article], bytes]) -> None:
        """
        facts: gives an article's facts as JSON in UTF-8. What it raises is that document's internal error.
        """
        self._facts = facts
        self._schema = requests.Article()

    @classmethod
    def of(cls, extractor: Extracts) -> Answers:
        """RETURNS: answers that are made in this process."""
        return cls(lambda article: spell_facts(extractor.extract(article)))

    def answer(self, document: bytes | Mapping[str, Any]) -> Answer:
        """
        document: a request as `/v1/extract` takes it, in JSON or read from it.
        RETURNS: its facts or its problem.
        """
        value: Any = None
        try:
            value = parse(document) if isinstance(document, bytes) else document
            article = read(value, self._schema)
            return Answer(article.id, facts=self._facts(article))
        except ProblemError as error:
            return Answer(self._id(value), problem=spell(error.body()))
        except Exception as error:
            problem = spell(body(FAILED, FAILURE))
            return Answer(self._id(value), problem=problem, defect=type(error).__qualname__)

    def _id(self, value: Any) -> str | None:
        """RETURNS: the id of a document that may be wrong in all else."""
        if not isinstance(value, Mapping) or "id" in self._schema.validate(value):
            return None
        return value.get("id")


@cache
def shipped() -> Answers:
    """RETURNS: answers of the shipped pipeline. It takes a second to load, once a process."""
    from newsfacts.extractor import default

    return Answers.of(default())
