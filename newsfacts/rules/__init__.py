"""What a rule is: a named function over typed evidence, with examples beside it, and a trace of what fired.

A family of rules (`Family`) decides one question, such as "what does this figure count?". Its rules are asked in order:
either the first that answers decides (`first`), or all of them are heard (`every`). A rule is a plain function with a
name, examples and counter-examples:

    subjects = Family[Figure, Answer]("subject", at=lambda figure: figure.span, shown=lambda answer: answer.head.text)

    @subjects.rule(examples={"Floods killed [40] people in Kano.": "people"}, against=["The bridge is [40] years old."])
    def modified(figure: Figure) -> Answer | None:
        ...

This one is called "subject/modified" everywhere: in answers with `explain`, in `docs/rules.md`, in tests. Examples
are sentences in which square brackets mark the place the rule is asked about. One test runs them all on the pipeline
that ships: in its examples the rule must decide, with the given answer, and in its counter-examples it must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

E = TypeVar("E")
A = TypeVar("A")


class Firing(NamedTuple):
    """A rule decided something: its name, the place it was asked about (code points, end exclusive), its answer."""

    rule: str
    start: int
    end: int
    answer: str


@dataclass(frozen=True, slots=True)
class Rule(Generic[E, A]):
    """A named function over evidence. It answers, or it has nothing to say (None).

    examples: sentences with the place in square brackets, and the answer there, as `Family.shown` writes it.
    against: sentences with a place in square brackets where the rule must not decide.
    """

    name: str
    apply: Callable[[E], A | None]
    examples: Mapping[str, str]
    against: Sequence[str]

    def __call__(self, evidence: E) -> A | None:
        return self.apply(evidence)


@dataclass(slots=True)
class Family(Generic[E, A]):
    """Rules that decide one question, in the order in which they were declared.

    name: the first half of its rules' names.
    at: the place that evidence is about, in code points.
    shown: an answer as examples and traces write it.
    """

    name: str
    at: Callable[[E], tuple[int, int]]
    shown: Callable[[A], str] = str
    rules: list[Rule[E, A]] = field(default_factory=list)

    def __post_init__(self) -> None:
        FAMILIES.append(self)

    def rule(
        self, *, examples: Mapping[str, str], against: Sequence[str] = (), name: str | None = None
    ) -> Callable[[Callable[[E], A | None]], Rule[E, A]]:
        """Declares a rule: a decorator. name: the function's own unless given.

        RAISES: ValueError, there is such a rule already, or it has no example.
        """

        def declare(apply: Callable[[E], A | None]) -> Rule[E, A]:
            called = f"{self.name}/{name or apply.__name__.strip('_')}"
            if not examples or any(rule.name == called for rule in self.rules):
                raise ValueError(f"{called}: a rule needs an example and a name of its own")
            rule = Rule(called, apply, examples, against)
            self.rules.append(rule)
            return rule

        return declare

    def first(self, evidence: E, accepts: Callable[[A], bool] | None = None) -> tuple[A, str] | None:
        """RETURNS: the answer of the first rule that has one (that `accepts` accepts), and the rule's name."""
        for rule in self.rules:
            if not _off or rule.name not in _off:
                answer = rule.apply(evidence)
                if answer is not None and (accepts is None or accepts(answer)):
                    self._note(rule, evidence, answer)
                    return answer, rule.name
        return None

    def every(self, evidence: E) -> Iterator[tuple[A, str]]:
        """RETURNS: the answers of all rules that have one, with their names."""
        for rule in self.rules:
            if rule.name not in _off:
                answer = rule.apply(evidence)
                if answer is not None:
                    self._note(rule, evidence, answer)
                    yield answer, rule.name

    def _note(self, rule: Rule[E, A], evidence: E, answer: A) -> None:
        for trace in _traces:
            trace.append(Firing(rule.name, *self.at(evidence), self.shown(answer)))


FAMILIES: list[Family[Any, Any]] = []
"""All families of the modules imported so far; `newsfacts.pipeline` imports all that there are."""

_traces: list[list[Firing]] = []
_off: set[str] = set()


def rules() -> dict[str, Rule[Any, Any]]:
    """RETURNS: all rules by name."""
    return {rule.name: rule for family in FAMILIES for rule in family.rules}


@contextmanager
def traced() -> Iterator[list[Firing]]:
    """Gathers what fires meanwhile, in this process, in order."""
    trace: list[Firing] = []
    _traces.append(trace)
    try:
        yield trace
    finally:
        _traces.remove(trace)


@contextmanager
def without(names: Iterable[str]) -> Iterator[None]:
    """Switches rules off meanwhile, in this process, to see what they are worth."""
    added = set(names) - _off
    _off.update(added)
    try:
        yield
    finally:
        _off.difference_update(added)
