"""Entities, quotes with speakers, and numeric claims from news articles: a spaCy pipeline, and an extractor over it.

    import newsfacts

    extractor = newsfacts.load()
    facts = extractor.extract(newsfacts.Article(text="…"))

Importing this package imports no spaCy: `load` and `Extractor` do so when they are asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsfacts.facts import Article, Facts

if TYPE_CHECKING:
    from newsfacts.extractor import Extractor, load

__version__ = "0.1.0"
__all__ = ["Article", "Extractor", "Facts", "__version__", "load"]

_LATER = ("Extractor", "load")


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("newsfacts.extractor"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})
