"""What a program of the service does first, before anything imports numpy or spaCy."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def prepare() -> None:
    """Keeps numpy from starting threads and spaCy from importing its command line. Does nothing where it is too late.

    Matrix products are small here: on several threads they take half as much CPU again. spaCy's command line is a third
    of what importing spaCy takes.
    """
    for variable in _THREADS:
        os.environ[variable] = "1"
    if "spacy" not in sys.modules:
        sys.modules["spacy.cli.info"] = _PutOff("spacy.cli.info")


class _PutOff(ModuleType):
    """Stands for spaCy's `spacy.cli.info` while spaCy is imported. Later imports get spaCy's own module."""

    def __getattr__(self, name: str) -> Any:
        if name != "info":
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)
        sys.modules["spacy"].__dict__["__getattr__"] = _command_line
        return lambda *args, **options: import_module(self.__name__).info(*args, **options)


def _command_line(name: str) -> ModuleType:
    """Imports `spacy.cli` when a program asks for it as an attribute."""
    if name != "cli":
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")
    return import_module("spacy.cli")
