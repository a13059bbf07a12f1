"""The language side: spaCy components and the extractor over them. Imports nothing of the web."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _PutOff(ModuleType):
    """Stands for spaCy's `spacy.cli.info` while spaCy is imported.

    With it spaCy would import its whole command line, which is a third of what importing spaCy takes.
    """

    def __getattr__(self, name: str) -> Any:
        if name != "info":
            raise AttributeError(name)
        sys.modules.pop(self.__name__, None)  # whoever imports the command line from now on gets it
        sys.modules["spacy"].__dict__["__getattr__"] = _command_line  # as does who asks for `spacy.cli`
        return lambda *args, **options: import_module(self.__name__).info(*args, **options)


def _command_line(name: str) -> ModuleType:
    if name != "cli":
        raise AttributeError(f"module 'spacy' has no attribute {name!r}")
    return import_module("spacy.cli")


__version__ = "0.1.0"

if "spacy" not in sys.modules:
    sys.modules["spacy.cli.info"] = _PutOff("spacy.cli.info")
