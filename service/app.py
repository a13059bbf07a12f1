"""Puts the web side and the language side together.

Modules are imported inside the functions, so that each side can be used without the other.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from service.settings import Settings, from_environment

if TYPE_CHECKING:
    from flask import Flask

    from service.answers import Extracts


def create_app(settings: Settings | None = None, extractor: Extracts | None = None) -> Flask:
    """The service in one process, for tests and other WSGI servers.

    settings: read from the environment when None.
    extractor: the shipped pipeline when None, which takes a second to load.
    RETURNS: the WSGI application.
    RAISES: service.settings.SettingsError, an environment variable has a value that makes no sense.
    """
    from service.web.app import make
    from service.work.analysis import InProcess

    settings = from_environment() if settings is None else settings
    start = time.perf_counter()
    if extractor is None:
        extractor = load()
    return make(settings, InProcess(extractor, time.perf_counter() - start))


def create_service(settings: Settings | None = None, extractor: Callable[[], Extracts] | None = None) -> Flask:
    """The service as `gunicorn.conf.py` runs it, with `settings.workers` worker processes.

    It can't answer before the web process has started these workers.

    settings, RAISES: as of `create_app`.
    extractor: makes the extractor, in another process; `load` when None.
    RETURNS: the WSGI application.
    """
    from service.web.app import make
    from service.work.pool import Pool

    settings = from_environment() if settings is None else settings
    return make(settings, Pool(extractor or load, settings.workers, settings.analysis_seconds))


def load() -> Extracts:
    """RETURNS: the shipped pipeline."""
    import newsfacts

    return newsfacts.load()
