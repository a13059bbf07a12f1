"""What is to be done: inputs and the parts that they were cut into, kept in the output beside what was done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from newsfacts import __version__
from service.bulk import BulkError
from service.bulk.parts import Part, Stretch
from service.documents import parse, spell

NAME = "_newsfacts.json"
"""Of the plan in the output. Readers of tables pass over names that begin with `_`."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input as it was found.

    name: its address.
    size: in bytes. modified: in nanoseconds since 1970. Both tell whether it has changed.
    """

    name: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Plan:
    """
    version: of newsfacts; an output has answers of one version.
    inputs: each with its parts, in the order in which they became known.
    """

    version: str = __version__
    inputs: tuple[tuple[Source, tuple[Part, ...]], ...] = ()

    @property
    def parts(self) -> Iterator[Part]:
        return (part for _, parts in self.inputs for part in parts)

    @property
    def documents(self) -> int:
        return sum(part.documents for part in self.parts)

    def extended(self, sources: Iterable[Source], cut: Callable[[Source], Iterable[Stretch]]) -> Plan:
        """
        sources: the inputs of this run; those that are new are added.
        cut: gives the stretches of a source.
        RAISES: BulkError, the plan is another version's, or an input has changed since it was cut.
        """
        if self.version != __version__:
            raise BulkError(f"the output holds answers of newsfacts {self.version}, and this is {__version__}")
        known = {source.name: source for source, _ in self.inputs}
        inputs = list(self.inputs)
        count = sum(len(parts) for _, parts in inputs)
        for source in sources:
            if known.setdefault(source.name, source) != source:
                raise BulkError(f"{source.name} has changed since it was begun")
        for source in list(known.values())[len(inputs) :]:
            named = enumerate(cut(source), count)
            parts = tuple(Part(**asdict(s), name=f"part-{n:06}.parquet", input=source.name) for n, s in named)
            inputs.append((source, parts))
            count += len(parts)
        return Plan(self.version, tuple(inputs))

    def missing(self, done: Collection[str]) -> list[Part]:
        """
        done: the names of the parts that are there.
        RETURNS: the others.
        """
        return [part for part in self.parts if part.name not in done]

    def to_json(self) -> bytes:
        return spell(asdict(self))

    @classmethod
    def from_json(cls, content: bytes) -> Plan:
        value: dict[str, Any] = parse(content)
        return cls(
            value["version"],
            tuple((Source(**source), tuple(Part(**part) for part in parts)) for source, parts in value["inputs"]),
        )
