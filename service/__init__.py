"""newsfacts: the service. `create_app` and `create_service` are its application factories."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from service.answers import Extracts
    from service.settings import Settings


def create_app(settings: Settings | None = None, extractor: Extracts | None = None) -> Flask:
    """Puts the web side and the language side together, in one process.

    Modules are imported here and not above, so that either side can be used without the other.

    settings: read from the environment when None.
    extractor: the shipped pipeline when None, which takes a second to load.
    RETURNS: the WSGI application.
    RAISES: service.settings.SettingsError, an environment variable holds what it must not.
    """
    import time

    from service.settings import from_environment
    from service.web.app import make
    from service.work.analysis import InProcess

    settings = from_environment() if settings is None else settings
    start = time.perf_counter()
    if extractor is None:
        extractor = load(settings)
    return make(settings, InProcess(extractor, time.perf_counter() - start))


def create_service(settings: Settings | None = None, extractor: Callable[[Settings], Extracts] | None = None) -> Flask:
    """Puts the web side and the language side together, analyses in `settings.workers` processes of their own.

    The application can't answer before `service.web.worker.Worker` has started these processes.

    settings, RAISES: as of `create_app`.
    extractor: makes the extractor, in another process; `load` when None.
    RETURNS: the WSGI application that `gunicorn.conf.py` runs.
    """
    from functools import partial

    from service.settings import from_environment
    from service.web.app import make
    from service.work.pool import Pool

    settings = from_environment() if settings is None else settings
    return make(settings, Pool(partial(extractor or load, settings), settings.workers))


def load(settings: Settings) -> Extracts:
    """RETURNS: the shipped pipeline. The one place where the web side comes to know the language side."""
    from newsfacts.extractor import default

    return default(encoder=settings.encoder == "on")
