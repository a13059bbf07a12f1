"""Where inputs and outputs are: paths of this machine, or addresses such as `s3://bucket/folder` that pyarrow knows."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import uuid4

from pyarrow import ArrowException
from pyarrow.fs import FileInfo, FileSelector, FileSystem, FileType, LocalFileSystem

from service.bulk import BulkError
from service.bulk.plan import Source

LINES = (".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz")
TABLES = (".parquet",)
PENDING = "_temporary"
"""The folder in an output where files are until they are whole."""
BUFFER = 2**20


@dataclass(frozen=True)
class Location:
    """A file or a folder.

    address: how it is named to others; absolute.
    path: what its file system calls it.
    """

    address: str
    system: Any
    path: str

    @classmethod
    def of(cls, address: str) -> Location:
        """RAISES: BulkError, pyarrow does not know the kind of address."""
        if "://" not in address:
            absolute = Path(address).absolute().as_posix()
            return cls(absolute, LocalFileSystem(), absolute)
        try:
            system, path = FileSystem.from_uri(address)
        except (ArrowException, ValueError, OSError, ImportError) as error:
            raise BulkError(f"{address}: {error}") from error
        return cls(address.rstrip("/"), system, path.rstrip("/"))

    @property
    def info(self) -> Any:
        return self.system.get_file_info(self.path)

    def inside(self, other: Location) -> bool:
        """RETURNS: whether this is `other`, or is somewhere in it."""
        return bool(self.system == other.system) and f"{self.path}/".startswith(f"{other.path}/")

    def below(self) -> list[Any]:
        """RETURNS: what is known of each file in this folder, however deep, in the order of their paths."""
        found = self.system.get_file_info(FileSelector(self.path, recursive=True))
        return sorted((info for info in found if info.type == FileType.File), key=lambda info: info.path)

    def names(self) -> dict[str, int]:
        """RETURNS: the files and folders right in this folder, and their sizes in bytes; none if it is not there."""
        found = self.system.get_file_info(FileSelector(self.path, allow_not_found=True))
        return {info.base_name: info.size or 0 for info in found}

    def read(self, name: str) -> bytes:
        with self.system.open_input_file(f"{self.path}/{name}") as file:
            return bytes(file.read())

    def publish(self, name: str, write: Callable[[Any], None]) -> None:
        """Puts a file into this folder in one step: a reader sees all of it or none.

        write: writes the content to what it is given.
        """
        pending = f"{self.path}/{PENDING}/{name}.{uuid4().hex}"
        self.system.create_dir(f"{self.path}/{PENDING}", recursive=True)
        with self.system.open_output_stream(pending) as sink:
            write(sink)
        self.system.move(pending, f"{self.path}/{name}")

    def remove(self, name: str) -> None:
        """Removes the file, if it is there."""
        if name in self.names():
            self.system.delete_file(f"{self.path}/{name}")

    def tidy(self) -> None:
        """Removes what was never published."""
        if PENDING in self.names():
            self.system.delete_dir(f"{self.path}/{PENDING}")


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """RETURNS: the file at `address`, open to read what it holds, decompressed if its name ends in `.gz`."""
    location = Location.of(address)
    with ExitStack() as stack:
        file = stack.enter_context(location.system.open_input_file(location.path))
        if address.endswith(".gz"):
            file = stack.enter_context(gzip.GzipFile(fileobj=file))
        yield cast(BinaryIO, stack.enter_context(io.BufferedReader(file, BUFFER)))


def sources(address: str) -> list[Source]:
    """
    address: of a file, or of a folder.
    RETURNS: the input that it is, or all that are somewhere in it; what begins with `_` or `.` is passed over.
    RAISES: BulkError, there is none.
    """
    location = Location.of(address)
    info = location.info
    if info.type == FileType.NotFound:
        raise BulkError(f"{address} does not exist")
    if info.type == FileType.File:
        if not address.endswith(LINES + TABLES):
            raise BulkError(f"{address} is none of {', '.join(LINES + TABLES)}")
        return [_source(location.address, info)]
    found = [_source(_address(location, file), file) for file in location.below() if _is_input(location, file)]
    if not found:
        raise BulkError(f"{address} holds no file that is {', '.join(LINES + TABLES)}")
    return found


def _source(address: str, info: FileInfo) -> Source:
    return Source(address, info.size, info.mtime_ns or 0)


def _address(folder: Location, info: FileInfo) -> str:
    base, mark, query = folder.address.partition("?") if "://" in folder.address else (folder.address, "", "")
    return f"{base}/{_relative(folder, info)}{mark}{query}"


def _relative(folder: Location, info: FileInfo) -> str:
    return str(info.path[len(folder.path) + 1 :])


def _is_input(folder: Location, info: FileInfo) -> bool:
    names = _relative(folder, info).split("/")
    return names[-1].endswith(LINES + TABLES) and not any(name.startswith(("_", ".")) for name in names)
